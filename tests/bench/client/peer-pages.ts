/** tldraw and Excalidraw as small built pages, served from this machine alone. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fetchPeers } from '../peers/fetch.ts'

const peerVersions = { tldraw: '5.4.2', excalidraw: '0.18.1' } as const
const packages = [
  `tldraw@${peerVersions.tldraw}`,
  `@tldraw/assets@${peerVersions.tldraw}`,
  `@excalidraw/excalidraw@${peerVersions.excalidraw}`,
  'react@19.2.1',
  'react-dom@19.2.1',
]
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Builds the pages beside the installed peers, so that their imports resolve there. */
const buildPages = async (): Promise<{ site: string; fonts: string }> => {
  const place = fetchPeers('bench-client', packages)
  const pages = join(place, 'pages')
  cpSync(join(import.meta.dirname, 'pages'), pages, { recursive: true })
  const site = join(place, 'site')
  const { build } = await import('vite')
  await build({
    root: pages,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.IS_PREACT': '"false"' },
    build: {
      outDir: site,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: { tldraw: join(pages, 'tldraw.html'), excalidraw: join(pages, 'excalidraw.html') } },
    },
  })
  return { site, fonts: join(place, 'node_modules/@excalidraw/excalidraw/dist/prod') }
}

export interface PeerSite {
  url: string
  close(): Promise<void>
}

let built: ReturnType<typeof buildPages> | undefined

/** Serves the built pages, packed with gzip as any server would. */
export const servePeers = async (): Promise<PeerSite> => {
  // One build serves the whole run.
  built ??= buildPages()
  const { site, fonts } = await built
  const packed = new Map<string, Buffer>()
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://peer').pathname
    const file = path.startsWith('/excalidraw/') ? join(fonts, path.slice('/excalidraw'.length)) : join(site, path)
    if (!(file.startsWith(site) || file.startsWith(fonts)) || !existsSync(file)) return response.writeHead(404).end()
    const body = packed.get(file) ?? gzipSync(readFileSync(file))
    packed.set(file, body)
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

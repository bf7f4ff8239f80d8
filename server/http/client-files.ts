/** The built client: hashed files for ever, the page itself always asked again, one page for every screen's address. */
import type { RequestHandler } from 'express'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sirv from 'sirv'

/** The addresses that the client's router knows. */
const screens = /^\/(?:$|(?:join|organizer|set-up)\/?$|(?:board|console|present|past|scribe|paper|themes|shelf)\/[\w-]+(?:\/[\w-]+)?\/?$)/

/** What Vite notes of each piece that it has built. */
const manifest = '.vite/manifest.json'
type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>

/** The board's screen lies behind the shell: told with the page, its pieces come along with it and not a journey later. */
const boardPieces = (clientDir: string): string => {
  const built = JSON.parse(readFileSync(join(clientDir, manifest), 'utf8')) as Manifest
  const links = new Set<string>()
  const gather = (name: string): void => {
    const { file, css = [], imports = [] } = built[name]!
    if (links.has(`</${file}>; rel=modulepreload`)) return
    links.add(`</${file}>; rel=modulepreload`)
    for (const sheet of css) links.add(`</${sheet}>; rel=preload; as=style; crossorigin`)
    imports.forEach(gather)
  }
  gather('screens/Tablet.svelte')
  return [...links].join(', ')
}

export const clientFiles = (clientDir: string): RequestHandler => {
  if (!existsSync(join(clientDir, manifest))) return (_request, _response, next) => next()
  const files = sirv(clientDir, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, pathname) => {
      const hashed = pathname.startsWith('/assets/')
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const pieces = boardPieces(clientDir)
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    // sirv reads the address from the request: the screens share one file.
    if (screens.test(request.path)) {
      if (request.path.startsWith('/board/')) response.setHeader('Link', pieces)
      request.url = '/index.html'
    }
    files(request, response, () => {
      // People get the page that says so; tools get the refusal.
      if (!request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html')
        response.status(404).sendFile(join(clientDir, 'index.html'))
      else next()
    })
  }
}

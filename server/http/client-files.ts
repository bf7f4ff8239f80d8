/** The built client: hashed files for ever, the page itself always asked again, one page for every screen's address. */
import type { RequestHandler } from 'express'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sirv from 'sirv'

/** The addresses that the client's router knows. */
const screens = /^\/(?:$|(?:join|organizer|set-up)\/?$|(?:board|console|present|past|scribe|paper|themes|shelf)\/[\w-]+(?:\/[\w-]+)?\/?$)/

export const clientFiles = (clientDir: string): RequestHandler => {
  if (!existsSync(join(clientDir, 'index.html'))) return (_request, _response, next) => next()
  const files = sirv(clientDir, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, pathname) => {
      const hashed = pathname.startsWith('/assets/')
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    // sirv reads the address from the request: the screens share one file.
    if (screens.test(request.path)) request.url = '/index.html'
    files(request, response, () => {
      // People get the page that says so; tools get the refusal.
      if (!request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html')
        response.status(404).sendFile(join(clientDir, 'index.html'))
      else next()
    })
  }
}

/** The last stop of a request that went wrong: a refusal in words, in the caller's language. */
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { Refusal } from '#shared/refusal.ts'
import { sayRefusal } from './refusal-words.ts'
import { languageOf } from './route.ts'

/** What express' body parsers throw carries a `type`; everything else that is no refusal is our own fault. */
const toRefusal = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error
  const { type, status } = error as { type?: string; status?: number }
  if (type === 'entity.too.large') return new Refusal('request/too-large')
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal('request/malformed')
  return undefined
}

export const refuse =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const refusal = toRefusal(error)
    if (!refusal) log.error({ err: error, method: request.method, path: request.path }, 'request failed')
    const said = refusal ?? new Refusal('request/failed')
    if (typeof said.detail['seconds'] === 'number') response.set('Retry-After', String(said.detail['seconds']))
    const { code, detail } = said
    response
      .status(said.status)
      .set({ 'Cache-Control': 'no-store', 'Content-Language': languageOf(request) })
      .json({ error: { code, message: sayRefusal(said, languageOf(request)), ...(Object.keys(detail).length > 0 && { detail }) } })
  }

/** Whatever no route has answered. */
export const nothingHere: RequestHandler = (_request, _response, next) => next(new Refusal('request/not-found'))

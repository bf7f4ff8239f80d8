/** What is written down: method, path without its query, status and time. Never cookies, bodies, tickets, codes or what people wrote. */
import type { RequestHandler } from 'express'
import { pino, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from '../config.ts'

const secret = ['cookie', 'authorization', 'ticket', 'secret', 'code', 'token', 'text', 'joinCode', 'joinUrl', 'facilitatorUrl']

/** `sink` is for tests; else standard output. */
export const openLog = (level: LogLevel, sink?: DestinationStream): Logger => {
  const options = {
    level,
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[kept out]' },
    serializers: { err: describeError },
  }
  return sink ? pino(options, sink) : pino(options)
}

/** An error's message may quote what somebody sent (a parser's does): of foreign errors only kind and place are kept. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = (error as { code?: unknown }).code
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, ...(typeof code === 'string' && { code }), stack: stack?.slice(0, 12) }
}

export const logRequests =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now()
    const { method, path } = request
    response.on('finish', () => {
      const figures = { method, path, status: response.statusCode, ms: Math.round(performance.now() - startedAt) }
      if (response.statusCode >= 500) log.error(figures, 'request')
      else log.debug(figures, 'request')
    })
    next()
  }

/**
 * One question to `/api` and its answer.
 *   tablet   method, path, JSON         the language in Accept-Language, the session in the cookie
 *   server   2xx JSON                   the answer
 *            4xx, 5xx {error}           a refusal: its code and its sentence
 *            nothing in time            Unreachable; questions that change nothing are asked again by themselves
 */
import { Refused, Unreachable } from './refused.ts'

export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** How long to wait for one answer. */
  timeoutMs?: number
}
/** Waits between the tries of a question that may safely be asked twice. */
const againAfterMs = [400, 1_600]

const statusesOfPassing = new Set([502, 503, 504])

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const askOnce = async <Answer>(path: string, { method = 'GET', body, timeoutMs = 15_000 }: Question): Promise<Answer> => {
  // AbortSignal.timeout is newer than many tablets' browsers.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs)
  try {
    const response = await fetch(path, {
      method,
      signal: late.signal,
      credentials: 'same-origin',
      headers: {
        'Accept-Language': document.documentElement.lang,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer
    throw readRefusal(text, response.status)
  } catch (error) {
    throw error instanceof Refused ? error : new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}

/** A proxy's error page is no refusal of ours: it has a status and no code. */
const readRefusal = (text: string, status: number): Refused | Unreachable => {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    return new Refused(error.code, error.message, status)
  } catch (cause) {
    return statusesOfPassing.has(status) ? new Unreachable(cause) : new Refused('', '', status)
  }
}

/** Asks; a GET that nobody answers is asked up to three times. @throws Refused, Unreachable */
export const ask = async <Answer>(path: string, question: Question = {}): Promise<Answer> => {
  for (const ms of (question.method ?? 'GET') === 'GET' ? againAfterMs : []) {
    try {
      return await askOnce<Answer>(path, question)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      await wait(ms)
    }
  }
  return askOnce<Answer>(path, question)
}

/** Asks the server for something until it says yes, or no for good; "not now" is asked again, and not by all tablets at once. */
import { isRefusalCode, type RefusalCode } from '#shared/refusal.ts'
import { reconnectDelayMs } from './backoff.ts'
import { saysNotNow } from './refused.ts'

type Answer = { ok: true } | { ok: false; code: string }
interface Told {
  granted: () => void
  refused: (code: RefusalCode) => void
}
const leastMs = 500

/** @returns how to ask no more, nor hear an answer */
export const askUntil = (
  ask: (answered: (answer: Answer) => void) => void,
  { granted, refused }: Told,
  random: () => number = Math.random,
): (() => void) => {
  let isOver = false
  let tries = 0
  let again: ReturnType<typeof setTimeout> | undefined
  const once = (): void =>
    ask((answer) => {
      if (isOver) return
      if (answer.ok) return granted()
      const code = isRefusalCode(answer.code) ? answer.code : 'request/malformed'
      if (!saysNotNow(code)) return refused(code)
      again = setTimeout(once, leastMs + reconnectDelayMs(tries++, random))
    })
  once()
  return () => {
    isOver = true
    clearTimeout(again)
  }
}

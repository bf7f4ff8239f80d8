import { setTimeout as pause } from 'node:timers/promises'

/** Waits until `condition` gives something true and resolves with it. @throws Error(`never: ${what}`) after `timeoutMs`. */
export const until = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 5000, everyMs = 5 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<NonNullable<T>> => {
  const endsAt = performance.now() + timeoutMs
  for (;;) {
    const found = await condition()
    if (found) return found
    if (performance.now() > endsAt) throw new Error(`never: ${what}`)
    await pause(everyMs)
  }
}

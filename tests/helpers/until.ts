/** No module of Node's: the tests in the browser wait by this, too. */
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** Waits until `condition` gives something true and resolves with it. @throws Error(`never: ${what}`) after `timeoutMs`. */
export const until = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 15_000, everyMs = 5 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<NonNullable<T>> => {
  const endsAt = performance.now() + timeoutMs
  for (;;) {
    const found = await condition()
    if (found) return found
    if (performance.now() > endsAt) throw new Error(`never: ${what}`)
    await pause(everyMs)
  }
}

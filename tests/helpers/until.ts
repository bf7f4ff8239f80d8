/** No module of Node's: the tests in the browser wait by this, too. */
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** Waits until `condition` gives something true and resolves with it. @throws Error(`never: ${what}`) after `timeoutMs`. */
export const until = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<NonNullable<T>> => {
  const beganAt = performance.now()
  for (;;) {
    const found = await condition()
    if (found) return found
    const waitedMs = performance.now() - beganAt
    if (waitedMs > timeoutMs) throw new Error(`never: ${what}`)
    // To ask without a pause takes the time from what is waited for.
    await pause(Math.min(100, 5 + waitedMs / 20))
  }
}

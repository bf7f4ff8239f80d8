const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** What a look at a screen still finds wrong after its letters have come and its sheets have slid: looks again for some seconds while it finds anything. */
export const atRest = async (look: () => string[] | Promise<string[]>): Promise<string[]> => {
  const beganAt = performance.now()
  for (;;) {
    const found = await look()
    if (found.length === 0 || performance.now() - beganAt > 8_000) return found
    await pause(300)
  }
}

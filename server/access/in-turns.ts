/** Tells a hall of three hundred in slices, the first at once: whoever else waits for this process has a turn in between. */
export const inTurns = <T>(all: readonly T[], atOnce: number, tell: (slice: readonly T[]) => void): void => {
  tell(all.slice(0, atOnce))
  if (all.length > atOnce) setImmediate(() => inTurns(all.slice(atOnce), atOnce, tell))
}

/** How long to wait before knocking again. Full jitter: three hundred tablets must not knock in step. */
const firstMs = 400
/** The server is back within seconds after a fall, so the first tries come often; a long absence is asked for less. */
const eagerTries = 10
const eagerCapMs = 5_000
const patientCapMs = 15_000

/** @param random 0 up to 1 */
export const reconnectDelayMs = (attempt: number, random: () => number): number =>
  random() * Math.min(attempt < eagerTries ? eagerCapMs : patientCapMs, firstMs * 2 ** Math.min(attempt, 20))

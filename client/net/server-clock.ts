/**
 * The server's time on this device, whose own clock may be wrong by hours. Every message that says `serverNow` is
 * heard here; between two of them the device's clock counts on, also while it sleeps.
 */

/** By more than this a clock was set, or has drifted: what was known of it is forgotten. */
const setMs = 2_000

/**
 * Whether what a line tells counts beside what was told before, both with the server's time: what crossed on the way does
 * not; what is older by far was told by a server whose clock was set back.
 */
export const isLater = (at: number, before: number): boolean => at >= before || before - at > setMs

export class ServerClock {
  readonly #now: () => number
  #aheadMs: number | undefined

  /** `now`: this device's clock, epoch ms. */
  constructor(now: () => number = () => Date.now()) {
    this.#now = now
  }

  /** A message of the server's that was written at `serverNow` (epoch ms) arrives. The one that came fastest is believed. */
  heard(serverNow: number): void {
    const aheadMs = serverNow - this.#now()
    if (this.#aheadMs === undefined || aheadMs > this.#aheadMs || this.#aheadMs - aheadMs > setMs) this.#aheadMs = aheadMs
  }

  /** Whether the server's time is known; until then `now` is this device's own. */
  get isSet(): boolean {
    return this.#aheadMs !== undefined
  }

  /** The server's time, epoch ms. */
  now(): number {
    return this.#now() + (this.#aheadMs ?? 0)
  }
}

/** This page's: one server, one clock. */
export const serverClock = new ServerClock()

/** The first rows of a seminar since it was begun, or begun anew, and whoever waits for them. */
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#shared/refusal.ts'

/** Nobody waits longer. */
const longestWaitMs = 30_000
const late = 'late'

export class Arrival {
  #ready = Promise.withResolvers<void>()

  constructor() {
    this.#expect()
  }
  #expect(): void {
    // Whoever waits hears of a failure; with nobody waiting it is told by the log.
    this.#ready.promise.catch(() => undefined)
  }

  arrived(): void {
    this.#ready.resolve()
  }
  refused(error: unknown): void {
    this.#ready.reject(error)
  }
  /** Other rows are to come; who waits already waits for these. */
  again(): void {
    const before = this.#ready
    this.#ready = Promise.withResolvers<void>()
    this.#expect()
    this.#ready.promise.then(before.resolve, before.reject)
  }
  /** @throws theme/away after half a minute; what `refused` was told */
  async wait(): Promise<void> {
    if ((await Promise.race([this.#ready.promise, pause(longestWaitMs, late, { ref: false })])) === late) throw new Refusal('theme/away')
  }
}

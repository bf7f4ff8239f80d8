/** How many came in each of the last ten minutes. Pure: the time is given, epoch ms. */
export const ringMinutes = 10
const minuteMs = 60_000

export class MinuteRing {
  readonly #counts = new Array<number>(ringMinutes).fill(0)
  /** Number of the minute that the last place stands for. */
  #last = -Infinity

  add(at: number, count: number): void {
    const minute = Math.floor(at / minuteMs)
    if (minute > this.#last) this.#turnTo(minute)
    const place = ringMinutes - 1 - (this.#last - minute)
    if (place >= 0) this.#counts[place]! += count
  }

  /** Oldest first. */
  upTo(now: number): number[] {
    this.#turnTo(Math.floor(now / minuteMs))
    return [...this.#counts]
  }

  #turnTo(minute: number): void {
    if (minute <= this.#last) return
    const passed = Math.min(ringMinutes, minute - this.#last)
    this.#counts.splice(0, passed)
    while (this.#counts.length < ringMinutes) this.#counts.push(0)
    this.#last = minute
  }
}

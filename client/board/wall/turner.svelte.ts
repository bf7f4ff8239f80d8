/** Turns pages by itself, calmly; a hand on the keys turns at once and gives the page its full time again. */
const pageMs = 12_000

export class Turner {
  index = $state(0)
  count = $state(1)
  paused = $state(false)
  #timer: ReturnType<typeof setInterval> | undefined

  /** Pages came or went; the one shown stays as long as it is there. */
  of(count: number): void {
    this.count = Math.max(1, count)
    if (this.index >= this.count) this.index = 0
  }
  /** Something else is shown: from its first page, for that page's full time. */
  begin(): void {
    this.index = 0
    this.#wind()
  }
  turn(by: 1 | -1): void {
    this.index = (this.index + by + this.count) % this.count
    this.#wind()
  }
  pause(): void {
    this.paused = !this.paused
    this.#wind()
  }
  /** Begins turning; returns how to stop. */
  start(): () => void {
    this.#wind()
    return () => clearInterval(this.#timer)
  }
  #wind(): void {
    clearInterval(this.#timer)
    if (!this.paused) this.#timer = setInterval(() => (this.index = (this.index + 1) % this.count), pageMs)
  }
}

/**
 * The beat at which rooms go to the store. One alone goes at once; under load all rooms wait for the next beat and go
 * together, so that they share one commit.
 */
export class Pulse {
  private readonly gapMs: number
  private waiting: (() => void)[] = []
  private beatenAt = -Infinity
  private timer: NodeJS.Timeout | undefined

  constructor(gapMs: number) {
    this.gapMs = gapMs
  }

  next(run: () => void): void {
    this.waiting.push(run)
    if (this.timer) return
    const wait = this.beatenAt + this.gapMs - performance.now()
    if (wait <= 0) this.beat()
    else this.timer = setTimeout(() => this.beat(), wait)
  }

  private beat(): void {
    this.timer = undefined
    this.beatenAt = performance.now()
    const runs = this.waiting
    this.waiting = []
    for (const run of runs) run()
  }
}

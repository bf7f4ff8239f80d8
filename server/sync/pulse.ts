/**
 * The beat at which rooms go to the store. One alone goes at once; under load all rooms wait for the next beat and go
 * together, so that they share one commit.
 */
export class Pulse {
  private readonly gapMs: number
  private waiting: (() => void)[] = []
  private beatenAt = -Infinity
  private beating: (() => void)[] | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(gapMs: number) {
    this.gapMs = gapMs
  }

  /** Runs with the next beat; what asks for it during a beat is run at its end. */
  next(run: () => void): void {
    if (this.beating) return void this.beating.push(run)
    this.waiting.push(run)
    if (this.timer) return
    const wait = this.beatenAt + this.gapMs - performance.now()
    if (wait <= 0) this.beat()
    else this.timer = setTimeout(() => this.beat(), wait)
  }

  private beat(): void {
    this.timer = undefined
    this.beatenAt = performance.now()
    this.beating = this.waiting
    this.waiting = []
    try {
      // It grows on the way.
      for (const run of this.beating) run()
    } finally {
      this.beating = undefined
    }
  }
}

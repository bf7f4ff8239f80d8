/** A leaky bucket told by one number: the time at which it will be empty again. */
export class Bucket {
  private readonly everyMs: number
  private readonly burstMs: number
  private emptyAt = 0

  /** `perSecond` units flow off a second; `atOnce` may come together after a pause. */
  constructor(perSecond: number, atOnce: number) {
    this.everyMs = 1_000 / perSecond
    this.burstMs = atOnce * this.everyMs
  }

  /** Takes units whether or not there is room; answers how many ms to wait before more may come. */
  take(units: number, now: number): number {
    this.emptyAt = Math.max(this.emptyAt, now) + units * this.everyMs
    return Math.max(0, this.emptyAt - now - this.burstMs)
  }

  isEmpty(now: number): boolean {
    return this.emptyAt <= now
  }

  /** Ms until one unit fits; 0 = now. */
  wait(now: number): number {
    return Math.max(0, this.emptyAt + this.everyMs - now - this.burstMs)
  }
}

/** What one seat may send, over all its sockets. Never by address: a whole hall has one. */
export class Budget {
  private readonly edits: Bucket
  private readonly bytes: Bucket

  constructor(limits: { editsPerSecond: number; editsAtOnce: number; bytesPerSecond: number; bytesAtOnce: number }) {
    this.edits = new Bucket(limits.editsPerSecond, limits.editsAtOnce)
    this.bytes = new Bucket(limits.bytesPerSecond, limits.bytesAtOnce)
  }

  /** Books one message that is worth so many edits; answers for how many ms its socket is not to be read. Nothing that came is lost. */
  spend(edits: number, bytes: number, now: number): number {
    return Math.max(this.bytes.take(bytes, now), edits > 0 ? this.edits.take(edits, now) : 0)
  }

  /** Nothing of it is spent. */
  isWhole(now: number): boolean {
    return this.edits.isEmpty(now) && this.bytes.isEmpty(now)
  }
}

/**
 * One room's way to the store: edits go in order, one append at a time; what comes meanwhile goes together in the next.
 * While the store cannot, the same edits are offered again until they are stored. The store knows them by identity,
 * so that an append whose answer was lost does not store them twice.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#shared/refusal.ts'
import type { Position, RoomLog } from '../store/ports.ts'
import { figures } from './figures.ts'
import type { Pulse } from './pulse.ts'
import type { Edit } from './whole.ts'

export type Trouble = 'store/away' | 'store/full'

interface CommitEvents {
  stored(edits: readonly Edit[], positions: readonly Position[]): void
  /** After `stored` and after everyone who waited was called. */
  done(): void
  trouble(code: Trouble | undefined): void
  unexpected(error: unknown): void
}

const firstRetryMs = 100
const lastRetryMs = 1_000
const batchBytes = 2_000_000
/** A trouble that lasts longer is told to whoever does not wait for its end. */
const patienceMs = 2_000

export class Commit {
  private readonly log: RoomLog
  private readonly pulse: Pulse
  private readonly room: string
  private readonly events: CommitEvents
  private readonly given = new AbortController()
  private waiting: Edit[] = []
  private inFlight: Edit[] = []
  private afterwards: { mark: number; run: () => void; lost: (() => void) | undefined; patient: boolean }[] = []
  private pumping = false
  private accepted = 0
  private durable = 0
  /** Bytes that were accepted and are not durable. */
  bytes = 0
  trouble: Trouble | undefined
  private lasting: ReturnType<typeof setTimeout> | undefined
  private lasts = false

  constructor(log: RoomLog, pulse: Pulse, room: string, events: CommitEvents) {
    this.log = log
    this.pulse = pulse
    this.room = room
    this.events = events
  }

  get idle(): boolean {
    return this.accepted === this.durable
  }
  /** In order, what a crash would lose. */
  get undurable(): readonly Edit[] {
    return [...this.inFlight, ...this.waiting]
  }

  push(edit: Edit): void {
    this.waiting.push(edit)
    this.accepted++
    this.bytes += edit.update.length
    if (this.pumping) return
    this.pumping = true
    this.pulse.next(() => this.pump().catch((error: unknown) => this.events.unexpected(error)))
  }

  /** Runs once everything accepted so far is durable, at once when it is; or else `lost`, when it is given up before, or for the impatient when a trouble lasts. */
  whenDurable(run: () => void, lost?: () => void, patient = true): void {
    if (this.idle) run()
    else if (this.given.signal.aborted || (this.lasts && !patient)) lost?.()
    else this.afterwards.push({ mark: this.accepted, run, lost, patient })
  }
  /** @throws Refusal store/away when it was given up: not known to be durable; for the impatient also store/away, store/full: it is stored once it can be */
  settled(patient = true): Promise<void> {
    return new Promise((done, failed) => this.whenDurable(done, () => failed(new Refusal(this.trouble ?? 'store/away')), patient))
  }

  /** Stops offering: whatever is not durable by now stays with whoever wrote it. */
  giveUp(): void {
    this.given.abort()
    clearTimeout(this.lasting)
    for (const { lost } of this.afterwards.splice(0)) lost?.()
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0 && !this.given.signal.aborted) {
      const batch = this.take()
      const positions = await this.append(batch)
      if (!positions) return
      this.inFlight = []
      this.durable += batch.length
      for (const edit of batch) this.bytes -= edit.update.length
      figures.durable += batch.length
      this.events.stored(batch, positions)
      this.runAfterwards()
      this.events.done()
      if (this.waiting.length > 0) await new Promise<void>((go) => this.pulse.next(go))
    }
    this.pumping = false
  }

  private take(): Edit[] {
    let bytes = 0
    let count = 0
    while (count < this.waiting.length && (count === 0 || bytes < batchBytes)) bytes += this.waiting[count++]!.update.length
    this.inFlight = this.waiting.splice(0, count)
    return this.inFlight
  }

  private runAfterwards(): void {
    while (this.afterwards.length > 0 && this.afterwards[0]!.mark <= this.durable) this.afterwards.shift()!.run()
  }

  private async append(batch: readonly Edit[]): Promise<readonly Position[] | undefined> {
    for (let retryMs = firstRetryMs; !this.given.signal.aborted; retryMs = Math.min(lastRetryMs, retryMs * 2)) {
      try {
        figures.appends++
        const positions = await this.log.append(this.room, batch)
        this.tell(undefined)
        return positions
      } catch (error) {
        figures.appendFailures++
        const known = error instanceof Refusal && (error.code === 'store/away' || error.code === 'store/full')
        if (!known) this.events.unexpected(error)
        this.tell(known ? (error.code as Trouble) : 'store/away')
        await this.rest(retryMs)
      }
    }
    return undefined
  }

  private async rest(ms: number): Promise<void> {
    try {
      await pause(ms, undefined, { signal: this.given.signal })
    } catch (error) {
      if (!this.given.signal.aborted) throw error
    }
  }

  private tell(trouble: Trouble | undefined): void {
    if (this.trouble === trouble) return
    this.trouble = trouble
    this.lasts = false
    clearTimeout(this.lasting)
    if (trouble) this.lasting = setTimeout(() => this.waitNoLonger(), patienceMs)
    this.events.trouble(trouble)
  }

  private waitNoLonger(): void {
    this.lasts = true
    const impatient = this.afterwards.filter(({ patient }) => !patient)
    this.afterwards = this.afterwards.filter(({ patient }) => patient)
    for (const { lost } of impatient) lost?.()
  }
}

/**
 * One room's way in: standing → gate → document → log. What tablets offer is gathered until the next beat and judged in
 * order, all in one transaction: for each transaction Yjs goes twice through all clients that a room ever had, and with
 * 300 people that costs more than the edits.
 */
import { ideasOf, readIdea, type Idea } from '#shared/idea/idea.ts'
import type { SeatId } from '#shared/id.ts'
import { changeOf, valueAt, type KeyChange } from '#shared/theme/facts.ts'
import type { Commit } from './commit.ts'
import type { Content } from './content.ts'
import type { Endpoint } from './endpoint.ts'
import { figures } from './figures.ts'
import type { Examine, Verdict } from './gate.ts'
import type { Limits } from './limits.ts'
import type { Pulse } from './pulse.ts'
import type { Relay } from './relay.ts'
import { setTimes, timesSetBack } from './times.ts'
import { newEdit } from './whole.ts'

/** An update that makes more work than so many structs is booked as several edits. */
const workOfEdit = 500

/** A counted frame that is not judged yet. */
interface Offered {
  from: Endpoint
  number: number
  update: Uint8Array
}

interface Parts {
  content: Content
  commit: Commit
  relay: Relay
  pulse: Pulse
  limits: Limits
  /** Epoch ms. */
  now: () => number
  examine: Examine
  /** Keys of a shelf that a seat has just changed. */
  shelved(seat: SeatId, changes: readonly KeyChange[]): void
  /** Ideas that were just taken off the board, as they were. */
  withdrawn(ideas: readonly Idea[]): void
}

export class Intake {
  private readonly parts: Parts
  private waiting: Offered[] = []
  /** By accepted update: the ideas whose time of writing it set. */
  private dated: (readonly string[])[] = []
  /** Sockets hold edits because the room took none. */
  private holding = false

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Takes a counted frame, to be judged at the next beat; its bytes must stay as they are until then. */
  offer(from: Endpoint, number: number, update: Uint8Array): void {
    this.waiting.push({ from, number, update })
    if (this.waiting.length === 1) this.parts.pulse.next(() => this.take())
  }

  /** Judges all that waits, now. */
  take(): void {
    const offered = this.waiting
    if (offered.length === 0) return
    this.waiting = []
    if (!this.judgeTogether(offered)) for (const one of offered) this.judgeAlone(one)
    this.setTimesBack()
  }

  /** The room may take again what its sockets hold. */
  release(endpoints: Iterable<Endpoint>): void {
    if (!this.holding) return
    this.holding = false
    for (const endpoint of endpoints) endpoint.release()
  }

  /** What waits stays with whoever wrote it. */
  end(): void {
    this.waiting = []
  }

  /** False: one of them broke the document, and it was made anew without any of them. */
  private judgeTogether(offered: readonly Offered[]): boolean {
    const held = new Set<Endpoint>()
    const passed: (() => void)[] = []
    const whole = this.parts.content.atOnce(() => {
      for (const one of offered) {
        const then = this.judge(one, held)
        if (then) passed.push(then)
      }
    })
    if (whole) for (const then of passed) then()
    return whole
  }

  private judgeAlone(offered: Offered): void {
    if (this.judgeTogether([offered])) return
    // The gate should have seen it.
    const { from, number, update } = offered
    from.refuse('sync/malformed', { frame: number, bytes: update.length })
  }

  /** Refuses a frame at once, or answers what to do when the document has all of this beat for good. @throws when it breaks the document */
  private judge(offered: Offered, held: Set<Endpoint>): (() => void) | undefined {
    const { from, number, update } = offered
    const { content, commit, relay, limits } = this.parts
    if (held.has(from)) return () => from.hold(number, update)
    const verdict = this.examine(offered)
    if (!verdict) return undefined
    const { update: fresh, lesson, dated, taken, keys = [], pairs, work } = verdict
    if (!fresh) {
      return () => {
        commit.whenDurable(() => relay.owe(from, number))
        relay.flushSoon()
      }
    }
    if (commit.trouble === 'store/full' || commit.bytes > limits.undurableBytes) {
      this.holding = true
      held.add(from)
      return () => from.hold(number, update)
    }
    const withdrawn = taken.map((id) => readIdea(id, ideasOf(content.doc).get(id))).filter((idea) => idea !== undefined)
    const before = keys.map(({ root, key }) => valueAt(content.doc, root, key))
    if (work > workOfEdit) from.book(work / workOfEdit)
    content.integrate(fresh, lesson, pairs, from.seatId)
    const changes = keys.map(({ root, key }, i) => changeOf(root, key, before[i], valueAt(content.doc, root, key)))
    return () => {
      if (changes.length > 0) this.parts.shelved(from.seatId, changes)
      if (withdrawn.length > 0) this.parts.withdrawn(withdrawn)
      figures.edits++
      commit.push(newEdit({ update: fresh, seat: from.seatId }, from, number))
      if (dated.length > 0) this.dated.push(dated)
    }
  }

  /** What the gate says; undefined when the frame was refused, or comes after one that was. */
  private examine({ from, number, update }: Offered): (Verdict & { ok: true }) | undefined {
    if (from.refused) return undefined
    const told = { frame: number, bytes: update.length }
    try {
      const standing = from.admission.standing()
      if (!standing) return void from.refuse('seat/revoked', told)
      const verdict = this.parts.examine(this.parts.content.doc, this.parts.content.index, update, from.seatId, standing)
      if (verdict.ok) return verdict
      from.refuse(verdict.code, told)
    } catch (error) {
      from.blame(error, told)
    }
    return undefined
  }

  private setTimesBack(): void {
    const { content, commit } = this.parts
    const times = new Map<string, number>()
    for (const ids of this.dated.splice(0)) for (const [id, at] of timesSetBack(content.doc, ids, this.parts.now())) times.set(id, at)
    if (times.size === 0) return
    for (const update of content.write((doc) => setTimes(doc, times))) commit.push(newEdit({ update, seat: 'server' }))
  }
}

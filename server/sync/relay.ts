/**
 * One room's way out: durable edits and presence are gathered and leave in flushes, each one write per socket, the same
 * Buffer for all who get the same. The first thing after a pause leaves at once; then the gap between two flushes follows
 * what the last one cost.
 *
 *   others  get  [edit … edit][presence]
 *   senders get  the same without their own presence, and without the edits when all are their own; then [ack]
 */
import { writeAck } from '#shared/sync/wire.ts'
import type { Position } from '../store/ports.ts'
import type { Endpoint } from './endpoint.ts'
import { figures } from './figures.ts'
import { awarenessFrame, awarenessHead, framed, sideBySide } from './frame.ts'
import type { Limits } from './limits.ts'
import { isBusy } from './load.ts'
import type { Gathered, Presence } from './presence.ts'
import type { Edit } from './whole.ts'

/** The gap after a flush of edits, in its own cost: more of it when the loop has much else to do. */
const editFactor = { calm: 1.5, busy: 6 }
const longestEditGapMs = 50
const presenceFactor = 8
/** From here on a frame is written in parts: a copy for each of 300 sockets is what the garbage collector would choke on. */
const largeBytes = 2_048

export class Relay {
  private readonly endpoints: ReadonlySet<Endpoint>
  private readonly presence: Presence
  private readonly limits: Limits
  private readonly broken: (endpoint: Endpoint) => void
  private readonly spread: (entries: Buffer) => void
  private outbox: Edit[] = []
  private timer: NodeJS.Timeout | undefined
  private timerAt = Infinity
  private flushedAt = -Infinity
  private presenceAt = -Infinity
  private editCostMs = 0
  private presenceCostMs = 0
  private acksDue = false
  /** Number of the last edit that was flushed; position of the last durable one. */
  private number: number
  private position: Position

  /** `from`: where the room stands; `broken`: called with sockets whose presence nobody can read; `spread`: with what the others show now. */
  constructor(parts: {
    endpoints: ReadonlySet<Endpoint>
    presence: Presence
    from: { number: number; position: Position }
    limits: Limits
    broken: (endpoint: Endpoint) => void
    spread: (entries: Buffer) => void
  }) {
    this.endpoints = parts.endpoints
    this.presence = parts.presence
    this.number = parts.from.number
    this.position = parts.from.position
    this.limits = parts.limits
    this.broken = parts.broken
    this.spread = parts.spread
  }

  /** Durable edits, in order; `flushSoon` sends them. */
  add(edits: readonly Edit[]): void {
    for (const edit of edits) {
      this.outbox.push(edit)
      if (edit.from) this.owe(edit.from, edit.number)
    }
    this.position = edits.at(-1)!.position
  }

  /** Everything up to this frame of the socket is durable. */
  owe(endpoint: Endpoint, number: number): void {
    endpoint.ackDue = Math.max(endpoint.ackDue, number)
    if (endpoint.own) this.acksDue = true
  }

  flushSoon(): void {
    if (this.outbox.length === 0 && !this.acksDue) return
    this.at(this.flushedAt + Math.min(longestEditGapMs, this.editCostMs * (isBusy() ? editFactor.busy : editFactor.calm)))
  }

  presenceSoon(): void {
    if (this.presence.isNews(this.endpoints.size)) this.at(this.presenceAt + this.presenceGapMs())
  }

  private presenceGapMs(): number {
    const { presenceGapMs, presenceGapMsPerSocket } = this.limits
    return Math.max(presenceGapMs, presenceGapMsPerSocket * this.endpoints.size, this.presenceCostMs * presenceFactor * (isBusy() ? 2 : 1))
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private at(due: number): void {
    const now = performance.now()
    if (due <= now) return this.flush(now)
    if (this.timerAt <= due) return
    clearTimeout(this.timer)
    this.timerAt = due
    this.timer = setTimeout(() => this.flush(performance.now()), due - now)
  }

  private flush(now: number): void {
    if (this.timerAt !== Infinity) {
      clearTimeout(this.timer)
      this.timerAt = Infinity
    }
    const edits = this.outbox
    this.outbox = []
    this.acksDue = false
    const broken: Endpoint[] = []
    // Edits take presence along, unless it left only just now.
    const looks = now >= this.presenceAt + this.presenceGapMs() / 3 && this.presence.isNews(this.endpoints.size)
    const presence = looks ? this.presence.gather(now, (endpoint) => broken.push(endpoint)) : undefined
    this.write(edits, presence, now)
    if (presence) this.spread(presence.entries)
    for (const { endpoint } of presence?.own ?? []) endpoint.shown.place = -1
    for (const edit of edits) edit.from = undefined
    this.number += edits.length
    this.flushedAt = performance.now()
    if (looks) this.presenceAt = this.flushedAt
    const costMs = this.flushedAt - now
    if (presence) this.presenceCostMs = costMs
    // A slow flush must not make the gap so long that each flush takes presence along and the cost is never measured again.
    this.editCostMs = presence ? Math.min(this.editCostMs, costMs) : costMs
    figures.flushes++
    figures.flushMs += costMs
    for (const endpoint of broken) this.broken(endpoint)
    // Some sockets show more than their rate permits: their newest state goes later.
    this.presenceSoon()
  }

  private write(edits: readonly Edit[], presence: Gathered | undefined, now: number): void {
    const editBytes = edits.length === 0 ? undefined : sideBySide(edits.map((edit) => edit.frame))
    const onlySender = edits.every((edit) => edit.from === edits[0]!.from) ? edits[0]?.from : undefined
    const shared = side(editBytes, presence?.frame)
    let writes = 0
    for (const endpoint of this.endpoints) {
      const special = endpoint.shown.place >= 0 || endpoint === onlySender || endpoint.ackDue > endpoint.acked
      if (special || !endpoint.synced || endpoint.stale) {
        if (this.writeSpecial(endpoint, endpoint === onlySender ? undefined : editBytes, presence, now)) writes++
      } else if (shared && this.passes(endpoint)) {
        endpoint.write(shared, now)
        writes++
      }
    }
    figures.writes += writes
    figures.deliveries += writes * edits.length
  }

  /** A sender's own flush, or one for a socket that is not (or no longer) in step: acknowledgements go to everybody. */
  private writeSpecial(endpoint: Endpoint, edits: Buffer | undefined, presence: Gathered | undefined, now: number): boolean {
    const inStep = endpoint.synced && !endpoint.stale && ((!edits && !presence) || this.passes(endpoint))
    const ack = this.ack(endpoint)
    const parts: Buffer[] = inStep ? presenceFor(endpoint, presence) : []
    if (inStep && edits) parts.unshift(edits)
    if (ack) parts.push(ack)
    if (parts.length === 0) return false
    if (parts.length > 1 && parts.reduce((sum, part) => sum + part.length, 0) > largeBytes) endpoint.writeAll(parts)
    else endpoint.write(sideBySide(parts), now)
    return true
  }

  /** A frame of presence that comes from elsewhere. */
  pass(frame: Buffer): void {
    const now = performance.now()
    for (const endpoint of this.endpoints) if (endpoint.synced && !endpoint.stale && this.passes(endpoint)) endpoint.write(frame, now)
  }

  /** Too much unsent: from here on the socket is left out until it has drained. */
  private passes(endpoint: Endpoint): boolean {
    if (endpoint.socket.writableLength <= this.limits.unsentBytes) return true
    endpoint.stale = { number: this.number }
    figures.skipped++
    return false
  }

  private ack(endpoint: Endpoint): Buffer | undefined {
    if (endpoint.ackDue <= endpoint.acked) return undefined
    endpoint.acked = endpoint.ackDue
    return endpoint.own ? framed(writeAck({ upTo: endpoint.acked, position: this.position })) : undefined
  }
}

const side = (a: Buffer | undefined, b: Buffer | undefined): Buffer | undefined => (a && b ? sideBySide([a, b]) : (a ?? b))

/** The presence of a flush without the socket's own: a stock client would take its own older state for news. */
const presenceFor = (endpoint: Endpoint, presence: Gathered | undefined): Buffer[] => {
  if (!presence) return []
  const own = presence.own[endpoint.shown.place]
  if (endpoint.shown.place < 0 || !own) return [presence.frame]
  if (presence.count === 1) return []
  const { entries, count } = presence
  if (entries.length < largeBytes) return [awarenessFrame(entries, count, own)]
  const head = awarenessHead(entries.length - (own.to - own.from), count - 1)
  return [head, entries.subarray(0, own.from), entries.subarray(own.to)].filter((part) => part.length > 0)
}

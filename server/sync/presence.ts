/**
 * Who is on a board, and what they have in hand: y-protocols' awareness on the wire, but the server's own. It keeps one
 * state per socket, says whose it is, and gives the clocks; what a tablet says about others goes unheard.
 */
import * as decoding from 'lib0/decoding'
import type { SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { maxPresenceBytes } from '#shared/sync/wire.ts'
import type { Endpoint } from './endpoint.ts'
import { awarenessEntry, awarenessFrame, sideBySide } from './frame.ts'
import type { Shown } from './shown.ts'

/** One flush's presence: the entries side by side, and where each socket's own lies. */
export interface Gathered {
  entries: Buffer
  count: number
  frame: Buffer
  own: readonly { endpoint: Endpoint; from: number; to: number }[]
}

/** Clocks count twentieths of a second since then, so that they go on rising over restarts and on other processes. */
const clockBegins = Date.UTC(2026, 0, 1)
const clockMs = 50
/** Who left is remembered a while: tablets of stock clients repeat what they heard of others. */
const rememberMs = 60_000
const maxEntries = 10_000

/** Of a socket of another process. `at`: when it was last said, in ms of this process. */
interface Other {
  entry: Buffer
  clock: number
  state: Uint8Array
  at: number
}

export class Presence {
  private readonly now: () => number
  /** Whether other processes may have the room open, too. */
  private readonly shared: () => boolean
  private readonly others = new Map<number, Other>()
  private readonly waiting = new Set<Endpoint>()
  private readonly holders = new Map<number, Endpoint>()
  private readonly left = new Map<number, { seatId: SeatId; at: number }>()
  private farewells: Buffer[] = []
  private clock = 0

  /** `now`: epoch ms. */
  constructor(now: () => number, shared: () => boolean = () => false) {
    this.now = now
    this.shared = shared
  }

  /** Whether there is something that somebody else than its sender should see, among so many sockets. */
  isNews(sockets: number): boolean {
    if (this.shared()) return this.farewells.length > 0 || this.waiting.size > 0
    return sockets > 0 && (this.farewells.length > 0 || (sockets > 1 && this.waiting.size > 0))
  }

  /** A tablet's awareness message. Answers whether there is something new to show. @throws Refusal sync/malformed, sync/too-large */
  hear(endpoint: Endpoint, message: Uint8Array, ownerOf: (clientId: number) => SeatId | 'server' | undefined): boolean {
    const { shown } = endpoint
    const d = decoding.createDecoder(message)
    let news = false
    const count = decoding.readVarUint(d)
    if (count > maxEntries) throw new Refusal('sync/malformed')
    for (let i = 0; i < count; i++) {
      const clientId = decoding.readVarUint(d)
      decoding.readVarUint(d)
      const length = decoding.readVarUint(d)
      if (length > message.length - d.pos) throw new Refusal('sync/malformed')
      if (clientId === shown.clientId || this.mayTake(endpoint, clientId, ownerOf)) {
        if (length > maxPresenceBytes) throw new Refusal('sync/too-large')
        news = this.set(endpoint, clientId, message.subarray(d.pos, d.pos + length)) || news
      }
      d.pos += length
    }
    return news
  }

  private mayTake(endpoint: Endpoint, clientId: number, ownerOf: (clientId: number) => SeatId | 'server' | undefined): boolean {
    const { shown, seatId } = endpoint
    if (shown.clientId !== undefined && clientId !== endpoint.lease) return false
    const holder = this.holders.get(clientId)
    if (holder && holder.seatId !== seatId) return false
    const other = this.others.get(clientId)
    if (other && seatIn(other.state) !== seatId) return false
    if ((ownerOf(clientId) ?? seatId) !== seatId) return false
    return (this.left.get(clientId)?.seatId ?? seatId) === seatId
  }

  private set(endpoint: Endpoint, clientId: number, json: Uint8Array): boolean {
    const { shown } = endpoint
    const leaves = isNull(json)
    if (shown.clientId !== clientId) {
      if (leaves) return false
      this.release(endpoint)
      // The same tablet, back before its old socket is known to be dead.
      const before = this.holders.get(clientId)
      if (before) {
        before.shown.clientId = before.shown.raw = before.shown.entry = undefined
        this.waiting.delete(before)
      }
      shown.clientId = clientId
      this.others.delete(clientId)
      this.holders.set(clientId, endpoint)
      this.left.delete(clientId)
    }
    // A piece of a large message would keep all of it in memory.
    shown.raw = leaves ? undefined : json.buffer.byteLength > 4 * maxPresenceBytes ? json.slice() : json
    shown.entry = undefined
    if (leaves) {
      this.waiting.delete(endpoint)
      this.sayFarewell(shown)
    } else this.waiting.add(endpoint)
    return true
  }

  /** The socket is gone: the others that remain are told. */
  leave(endpoint: Endpoint, remaining: number): void {
    this.release(endpoint)
    if (remaining === 0 && !this.shared()) this.farewells = []
    const now = this.now()
    for (const [clientId, { at }] of this.left) if (now - at > rememberMs) this.left.delete(clientId)
  }

  private release(endpoint: Endpoint): void {
    const { shown } = endpoint
    if (shown.clientId === undefined) return
    this.waiting.delete(endpoint)
    this.holders.delete(shown.clientId)
    this.left.set(shown.clientId, { seatId: endpoint.seatId, at: this.now() })
    this.sayFarewell(shown)
    shown.clientId = shown.raw = shown.entry = undefined
  }

  /** What is new since the last flush, as far as each socket's rate permits; `broken` gets those whose state is no JSON object. */
  gather(now: number, broken: (endpoint: Endpoint) => void): Gathered | undefined {
    const parts = this.farewells
    this.farewells = []
    let at = parts.reduce((sum, part) => sum + part.length, 0)
    const own: { endpoint: Endpoint; from: number; to: number }[] = []
    for (const endpoint of this.waiting) {
      const { shown } = endpoint
      if (shown.bucket.wait(now) > 0) continue
      this.waiting.delete(endpoint)
      const entry = this.entryOf(endpoint)
      if (!entry) {
        broken(endpoint)
        continue
      }
      shown.bucket.take(1, now)
      shown.place = own.length
      own.push({ endpoint, from: at, to: (at += entry.length) })
      parts.push(entry)
    }
    if (parts.length === 0) return undefined
    const entries = sideBySide(parts)
    return { entries, count: parts.length, frame: awarenessFrame(entries, parts.length), own }
  }

  /** Everyone's state but one's own, as one frame; undefined when nobody shows anything. */
  all(except: Endpoint): Buffer | undefined {
    const parts = [...this.entries(except), ...[...this.others.values()].map(({ entry }) => entry)]
    return parts.length === 0 ? undefined : awarenessFrame(sideBySide(parts), parts.length)
  }

  private entries(except?: Endpoint): Buffer[] {
    const showing = [...this.holders.values()].filter((endpoint) => endpoint !== except && endpoint.shown.raw !== undefined)
    return showing.flatMap((endpoint) => this.entryOf(endpoint) ?? [])
  }

  /** What the sockets of this process show, entries side by side; undefined when nobody shows anything. */
  own(): Buffer | undefined {
    const parts = this.entries()
    return parts.length === 0 ? undefined : sideBySide(parts)
  }

  /** What sockets of another process show; answers the frame that says so. Who is here by now is not spoken of. */
  hearElsewhere(entries: Buffer, at: number): Buffer | undefined {
    const d = decoding.createDecoder(entries)
    const parts: Buffer[] = []
    while (decoding.hasContent(d)) {
      const from = d.pos
      const clientId = decoding.readVarUint(d)
      const clock = decoding.readVarUint(d)
      const state = decoding.readVarUint8Array(d)
      if (this.holders.has(clientId)) continue
      const entry = Buffer.from(entries.subarray(from, d.pos))
      if (isNull(state)) this.others.delete(clientId)
      else this.others.set(clientId, { entry, clock, state, at })
      parts.push(entry)
    }
    return parts.length === 0 ? undefined : awarenessFrame(sideBySide(parts), parts.length)
  }

  /** Forgets what was not said again since `before`; answers the frame that says so. */
  forgetElsewhere(before: number): Buffer | undefined {
    const parts: Buffer[] = []
    for (const [clientId, { clock, at }] of this.others) {
      if (at >= before) continue
      this.others.delete(clientId)
      parts.push(awarenessEntry(clientId, Math.max(clock + 1, this.tick()), 'null'))
    }
    return parts.length === 0 ? undefined : awarenessFrame(sideBySide(parts), parts.length)
  }

  private entryOf({ shown, seatId }: Endpoint): Buffer | undefined {
    if (shown.entry) return shown.entry
    const state = stamped(shown.raw!, seatId)
    if (state !== undefined) {
      shown.entry = awarenessEntry(shown.clientId!, this.tick(), state)
      shown.known = true
    }
    return shown.entry
  }

  private sayFarewell(shown: Shown): void {
    if (shown.known) this.farewells.push(awarenessEntry(shown.clientId!, this.tick(), 'null'))
    shown.known = false
  }

  private tick(): number {
    this.clock = Math.max(this.clock + 1, Math.floor((this.now() - clockBegins) / clockMs))
    return this.clock
  }
}

/** Whose a state is that another process has stamped. */
const seatIn = (json: Uint8Array): unknown => (JSON.parse(new TextDecoder().decode(json)) as { seatId?: unknown }).seatId

const isNull = (json: Uint8Array): boolean =>
  json.length === 4 && json[0] === 0x6e && json[1] === 0x75 && json[2] === 0x6c && json[3] === 0x6c

/** The state as others get it: with the seat it comes from, without a name that claims another. Undefined when it is no JSON object. */
const stamped = (raw: Uint8Array, seatId: SeatId): string | undefined => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString()
  let state: unknown
  try {
    state = JSON.parse(text)
  } catch {
    return undefined // the caller closes the sender
  }
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined
  const shown = state as Record<string, unknown>
  if (claimsNothing(shown)) return withSeat(text, seatId)
  delete shown['__proto__']
  const user = shown['user']
  if (typeof user === 'object' && user !== null) {
    const { id, seatId: claimed } = user as { id?: unknown; seatId?: unknown }
    if ((id !== undefined && id !== seatId) || (claimed !== undefined && claimed !== seatId)) delete shown['user']
  }
  shown['seatId'] = seatId
  return JSON.stringify(shown)
}

/** Most states say nothing about whose they are: then the seat is written behind the text as it came, which costs half. */
const claimsNothing = (shown: Record<string, unknown>): boolean => {
  if ('seatId' in shown || Object.hasOwn(shown, '__proto__')) return false
  const { user } = shown
  return typeof user !== 'object' || user === null || !('id' in user || 'seatId' in user)
}

/** `text` is a JSON object without a seat. */
const withSeat = (text: string, seatId: SeatId): string => {
  const inner = text.slice(0, text.lastIndexOf('}')).trimEnd()
  return `${inner}${inner.endsWith('{') ? '' : ','}"seatId":${JSON.stringify(seatId)}}`
}

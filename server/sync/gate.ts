/**
 * The gate: judges one update before it touches a room's document. Pure: document, index, bytes and standing in,
 * verdict out; nothing is changed. First shape (decode.ts, places.ts), then what is done to which idea, then rights.
 * Promises P3, P5, P13; rules GA1-GA12.
 */
import * as Y from 'yjs'
import { isId, type SeatId } from '#shared/id.ts'
import { ideaColours, maxIdeaCharacters, maxIdeasPerBoard } from '#shared/idea/idea.ts'
import { may, type BoardAct, type Standing } from '#shared/role.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import { decodeUpdate, type DecodedUpdate, type DeletedRange, type Struct } from './decode.ts'
import { Misplaced, PlaceFinder, placeOfStored, type Place } from './places.ts'
import type { RoomIndex } from './room-index.ts'

/** What an accepted update teaches the index once it is integrated. */
export interface Lesson {
  clients: readonly number[]
  ideas: readonly string[]
}
export type Verdict =
  | {
      ok: true
      /** What of it the document does not know yet, to be applied, stored and relayed; undefined when it knows all. */
      update: Uint8Array | undefined
      lesson: Lesson
      /** Ideas whose time of writing it sets. */
      dated: readonly string[]
      /** Ideas that it takes off the board as a whole. */
      taken: readonly string[]
    }
  | { ok: false; code: RefusalCode }

/** What one update does: to which ideas, how much text, and whose client ids it writes under. */
interface Deeds {
  readonly acts: Map<string, Set<BoardAct>>
  readonly created: Set<string>
  /** Entries first seen here, also those that were withdrawn before they were sent: their owner is kept. */
  readonly seen: Set<string>
  /** Ideas taken away as a whole: what else is done to them goes with them. */
  readonly taken: Set<string>
  readonly growth: Map<object, number>
  readonly clients: number[]
  readonly dated: Set<string>
  novel: boolean
}

export const examine = (doc: Y.Doc, index: RoomIndex, update: Uint8Array, seat: SeatId, standing: Standing): Verdict => {
  try {
    const fresh = withoutKnown(doc, update)
    const deeds: Deeds = {
      acts: new Map(),
      created: new Set(),
      seen: new Set(),
      taken: new Set(),
      growth: new Map(),
      clients: [],
      dated: new Set(),
      novel: false,
    }
    const judge = new Judge(doc, index, seat, standing, deeds)
    new PlaceFinder(doc, fresh.decoded).each((struct, place) => judge.struct(struct, place))
    for (const range of fresh.decoded.deletes) judge.deletion(range, fresh.decoded)
    if (!deeds.novel) return { ok: true, update: undefined, lesson: { clients: [], ideas: [] }, dated: [], taken: [] }
    judge.rights()
    return {
      ok: true,
      update: fresh.update,
      lesson: { clients: deeds.clients, ideas: [...deeds.seen] },
      dated: [...deeds.dated],
      taken: [...deeds.taken],
    }
  } catch (error) {
    if (error instanceof Misplaced) return { ok: false, code: error.code }
    throw error
  }
}

/**
 * Cuts off what the document knows already. Yjs looks at the neighbours of a struct before it sees that it has it, so a
 * forged repetition would park the update or break half way; and an honest step2 does overlap updates sent before it.
 * @throws Misplaced sync/malformed, sync/gap
 */
const withoutKnown = (doc: Y.Doc, update: Uint8Array): { update: Uint8Array; decoded: DecodedUpdate } => {
  let decoded = decode(update)
  for (const [client, structs] of decoded.structs) {
    const state = Y.getState(doc.store, client)
    if (structs[0]!.clock > state) refuse('sync/gap')
    if (structs[0]!.clock < state) {
      const fresh = Y.diffUpdate(update, Y.encodeStateVector(doc))
      decoded = decode(fresh)
      for (const [other, rest] of decoded.structs) if (rest[0]!.clock !== Y.getState(doc.store, other)) refuse('sync/gap')
      return { update: fresh, decoded }
    }
  }
  return { update, decoded }
}

const decode = (update: Uint8Array): DecodedUpdate => {
  try {
    return decodeUpdate(update)
  } catch {
    // Every error here has one meaning, whichever reader met it: these bytes are no update of a board.
    return refuse('sync/malformed')
  }
}

const refuse = (code: RefusalCode): never => {
  throw new Misplaced(code)
}

/** Which act it is to set or delete a field of an idea that is already on the board; undefined = no such field. */
const fieldActs: Readonly<Record<string, BoardAct>> = {
  text: 'reword',
  zone: 'move',
  x: 'move',
  y: 'move',
  colour: 'move',
  by: 'withdraw',
  at: 'withdraw',
  theme: 'file',
}
const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  zone: isId,
  x: Number.isFinite,
  y: Number.isFinite,
  by: isId,
  at: Number.isFinite,
  theme: isId,
  colour: (value) => ideaColours.some((colour) => colour === value),
}

class Judge {
  private readonly doc: Y.Doc
  private readonly index: RoomIndex
  private readonly seat: SeatId
  private readonly standing: Standing
  private readonly deeds: Deeds
  private readonly ideas: Y.Map<unknown>

  constructor(doc: Y.Doc, index: RoomIndex, seat: SeatId, standing: Standing, deeds: Deeds) {
    this.doc = doc
    this.index = index
    this.seat = seat
    this.standing = standing
    this.deeds = deeds
    this.ideas = doc.getMap('ideas')
  }

  /** One new struct: whose, of what shape, doing what. */
  struct(struct: Struct, place: Place): void {
    this.own(struct.client)
    this.deeds.novel = true
    if (struct.kind === 'gc' || place.level === 'gone') return
    if (!isId(place.ideaId)) refuse('idea/malformed')
    const { content } = struct
    if (place.level === 'ideas') {
      if (content.kind !== 'map' && content.kind !== 'deleted') refuse('idea/malformed')
      // Writing over an entry takes the old idea away, whoever wrote it.
      if (this.index.ideas.has(place.ideaId)) this.take(place.ideaId)
      else this.deeds.seen.add(place.ideaId)
      if (content.kind === 'map') this.deeds.created.add(place.ideaId)
      this.act(place.ideaId, 'write')
    } else if (place.level === 'idea') {
      this.field(struct, place)
    } else {
      if (content.kind !== 'string' && content.kind !== 'deleted') refuse('idea/malformed')
      this.act(place.ideaId, 'reword')
      if (content.kind === 'string') this.grow(place.holder, struct.length)
    }
  }

  private field(struct: Struct & { kind: 'item' }, place: Place & { level: 'idea' | 'ideas' | 'text' }): void {
    const { content } = struct
    const act = Object.hasOwn(fieldActs, place.key) ? fieldActs[place.key] : undefined
    if (!act) return refuse('idea/malformed')
    if (content.kind === 'any' && place.key !== 'text') {
      // More than one: Yjs joins overwritten values of a field, which an undo keeps, into one struct.
      const author = this.index.ideas.get(place.ideaId) ?? this.seat
      for (const value of content.values) {
        if (!shapes[place.key]?.(value)) refuse('idea/malformed')
        if (place.key === 'by' && value !== author) refuse('sync/foreign-author')
      }
      if (place.key === 'at') this.deeds.dated.add(place.ideaId)
    } else if (content.kind !== 'deleted' && !(content.kind === 'text' && place.key === 'text')) {
      refuse('idea/malformed')
    }
    this.act(place.ideaId, act)
  }

  /** One range of deletes: only what is not deleted yet counts, and nothing that does not exist yet can be deleted. */
  deletion(range: DeletedRange, decoded: DecodedUpdate): void {
    const end = range.clock + range.length
    const state = Y.getState(this.doc.store, range.client)
    const last = decoded.structs.get(range.client)?.at(-1)
    if (end > Math.max(state, last ? last.clock + last.length : 0)) refuse('sync/gap')
    if (range.clock >= state) return
    const structs = this.doc.store.clients.get(range.client) as (Y.Item | Y.GC)[]
    for (let i = Y.findIndexSS(structs, range.clock); i < structs.length; i++) {
      const stored = structs[i]!
      if (stored.id.clock >= end) break
      if (!stored.deleted) this.deleted(stored as Y.Item, range.clock, end)
    }
  }

  private deleted(item: Y.Item, from: number, to: number): void {
    const place = placeOfStored(this.ideas as unknown as Y.AbstractType<unknown>, item)
    this.deeds.novel = true
    if (place.level === 'gone') return
    if (place.level === 'ideas') return this.take(place.ideaId)
    if (place.level === 'idea') return this.act(place.ideaId, fieldActs[place.key] ?? 'withdraw')
    this.act(place.ideaId, 'reword')
    this.grow(place.holder, Math.max(item.id.clock, from) - Math.min(item.id.clock + item.length, to))
  }

  /** Client ids are leased to one seat and never pass to another. */
  private own(client: number): void {
    const owner = this.index.clients.get(client)
    if (owner !== undefined && owner !== this.seat) refuse('sync/foreign-client')
    if (owner === undefined && !this.deeds.clients.includes(client)) this.deeds.clients.push(client)
  }

  private take(ideaId: string): void {
    this.deeds.taken.add(ideaId)
    this.act(ideaId, 'withdraw')
  }

  private act(ideaId: string, act: BoardAct): void {
    const acts = this.deeds.acts.get(ideaId)
    if (acts) acts.add(act)
    else this.deeds.acts.set(ideaId, new Set([act]))
  }

  private grow(text: object, by: number): void {
    this.deeds.growth.set(text, (this.deeds.growth.get(text) ?? 0) + by)
  }

  /** Holds the deeds against the standing. What is new or taken away as a whole is judged once, not by its fields. */
  rights(): void {
    const { acts, created, taken, growth } = this.deeds
    if (this.standing.closed) refuse('board/closed')
    if (acts.size === 0 && !may('write', this.standing, true) && !may('reword', this.standing, true)) refuse('seat/forbidden')
    for (const [ideaId, done] of acts) {
      const owner = this.index.ideas.get(ideaId)
      const own = owner === undefined || owner === this.seat
      const whole = created.has(ideaId) || taken.has(ideaId)
      for (const act of done) {
        if (whole && act !== 'write' && act !== 'withdraw' && act !== 'file') continue
        if (act === 'withdraw' && owner === undefined) continue
        if (!may(act, this.standing, own)) refuse(!own && may(act, this.standing, true) ? 'idea/not-yours' : 'seat/forbidden')
      }
    }
    for (const [text, by] of growth) {
      const before = text instanceof Y.Text ? text.length : 0
      if (by > 0 && before + by > maxIdeaCharacters) refuse('idea/too-long')
    }
    const fresh = [...created].filter((id) => !this.index.ideas.has(id)).length
    if (fresh > 0 && this.index.ideas.size + fresh > maxIdeasPerBoard && this.ideas.size + fresh > maxIdeasPerBoard) refuse('board/full')
  }
}

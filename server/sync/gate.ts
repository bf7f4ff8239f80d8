/**
 * The gate: judges one update before it touches a room's document. Pure: document, index, bytes and standing in,
 * verdict out; nothing is changed. First shape (decode.ts, places.ts, fields.ts), then what is done to which idea, then
 * rights (judge.ts, verdict.ts). Promises P3, P5, P13; rules GA1-GA17.
 */
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Standing } from '#shared/role.ts'
import { decodeUpdate, type DecodedUpdate, type DeletedRange } from './decode.ts'
import { Case } from './deeds.ts'
import { eachDeleted } from './deletes.ts'
import { Judge } from './judge.ts'
import { Misplaced, PlaceFinder, type Neighbours } from './place-finder.ts'
import { boardPlan, refuse } from './places.ts'
import type { Lesson, RoomIndex } from './room-index.ts'
import type { ShelfKey } from './shelf-places.ts'
import { weigh } from './verdict.ts'

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
      /** Keys of the shelf that it changes. */
      keys?: readonly ShelfKey[]
      /** Must stand in this order once it is integrated; otherwise the update is malformed and the document to be made anew. */
      pairs: readonly Neighbours[]
      /** Structs, and siblings that have to be passed until each of them stands where it belongs. */
      work: number
    }
  | { ok: false; code: RefusalCode }

/** Judges one update of one kind of room. */
export type Examine = (doc: Y.Doc, index: RoomIndex, update: Uint8Array, seat: SeatId, standing: Standing) => Verdict

/** Of an update that the document knows already. */
export const nothingNew: Verdict = {
  ok: true,
  update: undefined,
  lesson: { clients: [], ideas: [] },
  dated: [],
  taken: [],
  pairs: [],
  work: 0,
}

export const examine: Examine = (doc, index, update, seat, standing) => {
  try {
    const fresh = withoutKnown(doc, update)
    const of = new Case(doc, index, seat, standing)
    const { deeds } = of
    const judge = new Judge(of)
    const finder = new PlaceFinder(doc, fresh.decoded, boardPlan(doc))
    finder.each((struct, place) => judge.struct(struct, place))
    eachDeleted(doc, fresh.decoded, (item, length) => judge.deleted(item, length))
    if (!deeds.novel) return nothingNew
    weigh(of)
    return {
      ok: true,
      update: fresh.update,
      lesson: { clients: [...of.claims.fresh], ideas: [...deeds.seen] },
      dated: [...deeds.dated],
      taken: [...deeds.taken],
      pairs: finder.pairs,
      work: finder.work,
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
export const withoutKnown = (doc: Y.Doc, update: Uint8Array): { update: Uint8Array; decoded: DecodedUpdate } => {
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
  let decoded: DecodedUpdate
  try {
    decoded = decodeUpdate(update)
  } catch {
    // Every error here has one meaning, whichever reader met it: these bytes are no update of a board.
    return refuse('sync/malformed')
  }
  if (tellsTwice(decoded.deletes)) refuse('sync/malformed')
  return decoded
}

/** Yjs tells of deletes once and in order; told over and over they would be looked through as often. */
const tellsTwice = (deletes: readonly DeletedRange[]): boolean => {
  const ends = new Map<number, number>()
  for (const { client, clock, length } of deletes) {
    if (clock < (ends.get(client) ?? 0)) return true
    ends.set(client, clock + length)
  }
  return false
}

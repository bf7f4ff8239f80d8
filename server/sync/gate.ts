/**
 * The gate: judges one update before it touches a room's document (rights and shape). Pure: document, index, bytes and
 * standing in, verdict out; nothing is changed. See promises P3, P5, P13.
 */
import type * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import type { Standing } from '#shared/role.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { RoomIndex } from './room-index.ts'

/** What an accepted update teaches the index once it is integrated. */
export interface Lesson {
  clients: readonly number[]
  ideas: readonly string[]
}
export type Verdict =
  { ok: true; /** false: everything in it is known already */ novel: boolean; lesson: Lesson } | { ok: false; code: RefusalCode }

export declare const examine: (doc: Y.Doc, index: RoomIndex, update: Uint8Array, seat: SeatId, standing: Standing) => Verdict

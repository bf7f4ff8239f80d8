/**
 * What the process and the store's thread say to each other. One load of work at a time: the process sends what has
 * gathered, the thread commits all of it as one transaction and answers, and only then the next load leaves.
 */
import type { RefusalCode } from '#shared/refusal.ts'
import type { Parcel } from '../parcel.ts'
import type { Standing } from '../ports.ts'

export type Errand =
  | { verb: 'load'; room: string }
  | { verb: 'compact'; room: string; position: number; update: Uint8Array; index: Uint8Array }
  | { verb: 'restore'; room: string; update: Uint8Array; index: Uint8Array }
  | { verb: 'rooms'; prefix: string }
  | { verb: 'forget'; rooms: readonly { room: string; position: number }[] }
  | { verb: 'get'; kind: string; id: string }
  | { verb: 'list'; kind: string; prefix: string }
  | { verb: 'put'; kind: string; id: string; json: string; expected: number; at: number; standing: Standing | undefined }
  | { verb: 'remove'; kind: string; id: string }
  | { verb: 'history'; kind: string; id: string }
  | { verb: 'probe' }

export interface StoredRecord {
  id: string
  json: string
  version: number
  at: number
}
export interface LoadedParcel {
  epoch: string
  snapshot: { update: Uint8Array<ArrayBuffer>; index: Uint8Array<ArrayBuffer>; position: number } | undefined
  seats: string[]
  tail: Parcel
}
/** What each verb answers. */
export interface Answers {
  load: LoadedParcel
  compact: undefined
  restore: undefined
  rooms: string[]
  forget: string[]
  get: StoredRecord | undefined
  list: StoredRecord[]
  put: number
  remove: boolean
  history: StoredRecord[]
  probe: undefined
}

/** `names` are the rooms and seats that the parcel speaks of for the first time; both sides number them from 0 in this order. */
export interface Load {
  names: string[]
  parcel: Parcel | undefined
  errands: Errand[]
}
export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; code: RefusalCode; detail?: Record<string, string | number> }
  | { ok: false; code: undefined; message: string }

/** `stored`: the most frequent answer by far, to a parcel alone; a whole object takes ten times as long to cross over. */
export type FromThread =
  | 'stored'
  | { opened: true; last: number }
  | { opened: false; why: 'in-use' | 'damaged' | 'unwritable'; message: string }
  | { opened: undefined; parcel: Outcome<undefined>; errands: Outcome<unknown>[] }

/**
 * What the service needs from a store. Three adapters keep these promises (embedded, redis, memory) and one contract
 * suite holds them to it (tests/store/contract.ts). A verb whose promise resolves has made its effect durable; when the
 * store cannot, it rejects with Refusal('store/away') or Refusal('store/full').
 * 'store/full' has changed nothing. 'store/away' means *not known to be stored* (the line broke after sending): keep the
 * entries and append the very same entry objects again until it resolves; they end up in the log exactly once. Of a
 * record, read again before putting again.
 */
import type { SeatId } from '#shared/id.ts'

/** A place in a room's log: a whole number in decimal that grows with every entry; compare with `comparePositions`. */
export type Position = string
/** Before the first entry of every room. */
export const origin: Position = '0'

/** One accepted edit. `seat` is who sent it ('server' for the server's own hand): it owns the client ids inside. */
export interface LogEntry {
  update: Uint8Array
  seat: SeatId | 'server'
}
export interface StoredEntry extends LogEntry {
  position: Position
}
/** A verified whole of a room up to `position`. `index` is what the document does not tell: who owns which client ids and ideas. */
export interface Snapshot {
  update: Uint8Array
  index: Uint8Array
  position: Position
}
export interface LoadedRoom {
  /** Changes when a room is restored from elsewhere; a tablet with another epoch parks its copy. */
  epoch: string
  snapshot: Snapshot | undefined
  tail: StoredEntry[]
}
export interface RoomLog {
  /** The room as stored; a room that was never written has an epoch, no snapshot and an empty tail. */
  load(room: string): Promise<LoadedRoom>
  /**
   * Appends in order; many appends in flight are committed together. Answers with the positions, one per entry.
   * After a refusal the very same entry objects may be appended again, alone or with others: they end up in the log once,
   * also when the first time had stored them. Don't append an object again while it is in flight or after it was
   * answered. Bytes are taken at the call.
   * @throws Refusal store/away, store/full
   */
  append(room: string, entries: readonly LogEntry[]): Promise<Position[]>
  /**
   * Puts a verified snapshot in place of everything up to its position, atomically; entries after it stay. One that is
   * older than the stored one changes nothing. Make it from what `load` gave, never from memory: entries of other
   * processes may stand below your own last position. @throws RangeError when the position is ahead of the log
   */
  compact(room: string, snapshot: Snapshot): Promise<void>
  /**
   * Calls back with entries that other processes appended after `after`, in order, until stopped. Own appends are left
   * out. The embedded store has no others. `missed` is called when this process was away for so long that entries were
   * compacted before it read them: load the room again and merge; following goes on from the newest entry.
   */
  follow(room: string, after: Position, arrived: (entries: StoredEntry[]) => void, missed?: () => void): Promise<() => void>
  /** Restores a room that must not exist yet, under a fresh epoch. @throws Refusal bundle/exists */
  restore(room: string, snapshot: Omit<Snapshot, 'position'>): Promise<void>
  /** Names of the rooms that were ever written and start with `prefix`. */
  rooms(prefix: string): Promise<string[]>
  /**
   * Erases drafts (rooms under `draft/`), each only when `position` is still its newest: afterwards no
   * byte of entries, snapshot, epoch or name is left in the store's files. Answers the names of those that were written
   * on meanwhile: they stand as they were. Whoever loads an erased room finds one that was never written, under a fresh
   * epoch. (Redis loses the bytes of its file as soon as it has rewritten it, which it begins at once.) @throws RangeError for any other room
   */
  forget(rooms: readonly { room: string; position: Position }[]): Promise<string[]>
}

/** Rooms that can be erased without a trace are kept apart from the others: by their names. */
export const isErasable = (room: string): boolean => room.startsWith('draft/')

export interface Versioned<T> {
  value: T
  version: number
}
/** A record on which a put of another depends: it must stand at this version at that instant. */
export interface Standing {
  kind: string
  id: string
  version: number
}
/** Small JSON records by kind and id, changed only by whoever has seen the newest version; each change is kept as history. */
export interface Records {
  get(kind: string, id: string): Promise<Versioned<unknown> | undefined>
  /** All of one kind whose id starts with `prefix`, by id. */
  list(kind: string, prefix?: string): Promise<(Versioned<unknown> & { id: string })[]>
  /**
   * `expected` 0 = must be new. `standing`: only while that other record is at its version, checked at one stroke with the
   * put; its kind is of the same family, which is what stands before the first slash (`vote`, `vote/ballot`).
   * Answers the new version. @throws Refusal record/changed, whichever of the two has changed
   */
  put(kind: string, id: string, value: unknown, expected: number, standing?: Standing): Promise<number>
  /** Forgets the record and its history; its versions are not used again. */
  remove(kind: string, id: string): Promise<void>
  /** Earlier values, oldest first; `at` is when each was put, in epoch ms. */
  history(kind: string, id: string): Promise<{ value: unknown; version: number; at: number }[]>
  /** Calls back with (kind, id) after each change, also those of other processes: a hint to read again. */
  watch(changed: (kind: string, id: string) => void): () => void
}
/** Large immutable things, named by the SHA-256 of their bytes in hex. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<string>
  get(hash: string): Promise<Uint8Array | undefined>
}
export interface Store {
  log: RoomLog
  records: Records
  blobs: Blobs
  /** Resolves when something can be stored now. @throws Refusal store/away, store/full */
  ready(): Promise<void>
  /** Ends once everything accepted is durable. */
  close(): Promise<void>
}

/** Negative when `a` is before `b`. */
export const comparePositions = (a: Position, b: Position): number => Number(a) - Number(b)

/** What the sync path asks of others, and what it offers them. */
import type { IncomingMessage } from 'node:http'
import type * as Y from 'yjs'
import type { BoardId, SeatId, SeminarId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import type { Standing } from '#shared/role.ts'
import type { KeyChange } from '#shared/theme/facts.ts'
import type { Position } from '../store/ports.ts'

/** One seat's admission to one room, as found when the socket was opened. */
export interface Admission {
  seatId: SeatId
  /** Asked again at every edit, so that a change of rights acts at once; undefined = no longer admitted. */
  standing(): Standing | undefined
}
export interface Door {
  /** Who is behind an upgrade request (cookie with Origin check, or `ticket` in the query), and may it read this room? @throws Refusal */
  admit(request: IncomingMessage, room: string): Promise<Admission>
  /** Calls back when seats lost or changed their standing: their sockets are looked at again at once. */
  onChange(changed: (seats: readonly SeatId[]) => void): () => void
}

/** One room, read along as bytes by somebody who builds a copy elsewhere, off the path of edits. */
export interface Following {
  /** First the durable whole, then what became durable since the last call; undefined: the room was made anew, follow it again. */
  take(): Uint8Array[] | undefined
  /** Lets go of the room. */
  end(): void
}

/** The rooms, for the rest of the server. */
export interface Rooms {
  /** Reads the room's document; do not keep it and do not write to it. */
  read<T>(room: string, look: (doc: Y.Doc) => T): Promise<T>
  /** Writes by the server's own hand in one transaction; resolves when durable and relayed. @throws Refusal store/away, store/full; whatever `edit` throws, and then nothing was written */
  write(room: string, edit: (doc: Y.Doc) => void): Promise<void>
  /**
   * Writes so much that nobody could wait for it in one go: the acts run in order, many in one transaction, and between two
   * transactions everybody else gets a turn. When the first act throws nothing is written; the others must not throw. Large
   * writes of a room go one after another, and `settle` waits for them. A process that dies leaves what was durable by then.
   */
  writeLarge(room: string, acts: readonly ((doc: Y.Doc) => void)[]): Promise<void>
  /** The durable whole of a room: what an archive keeps. */
  snapshot(room: string): Promise<{ update: Uint8Array; index: Uint8Array; epoch: string }>
  /** Keeps the room open and gathers its durable edits, those of other processes too. @throws Refusal store/away */
  follow(room: string): Promise<Following>
  /** Waits until everything accepted so far in the room is durable. Call it after closing a board's record. @throws Refusal store/away when the room ends before */
  settle(room: string): Promise<void>
  /** Tells every socket of the room whether it takes edits now (asks each standing again). */
  refresh(room: string): void
  /** Seats with an open socket in the room on this process. */
  present(room: string): SeatId[]
  /**
   * Erases draft rooms from store and memory, each if `position` is its newest; answers the names of those that were written
   * on meanwhile. Whoever is in one is sent away, and comes back to a room that was never written.
   */
  forget(rooms: readonly { room: string; position: Position }[]): Promise<string[]>
  /** Takes the open rooms whose names begin with `prefix` out of memory, once all they had accepted is durable; their sockets come back by themselves. */
  drop(prefix: string): Promise<void>
  /** Calls back with the board when something was written in one of its draft rooms, and says no more. */
  onDraft(written: (boardId: BoardId) => void): () => void
  /** Calls back after each durable edit of a board and each coming or going; draft rooms are not spoken of. */
  onActivity(happened: (event: { room: string; boardId: BoardId; kind: 'edit' | 'presence' }) => void): () => void
  /** Calls back with ideas that somebody took off a board by its line, as they were. */
  onWithdrawn(happened: (room: string, ideas: readonly Idea[]) => void): () => void
  /** Calls back with what a seat has changed on a seminar's shelf by its line, key by key. */
  onShelved(happened: (seminarId: SeminarId, seat: SeatId, changes: readonly KeyChange[]) => void): () => void
  close(): Promise<void>
}

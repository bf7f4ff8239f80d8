/** What a room's document does not tell: which seat owns which Yjs client ids and which ideas. Kept beside every snapshot. */
import type { SeatId } from '#shared/id.ts'
import type { Lesson } from './gate.ts'

export type Owner = SeatId | 'server'

export declare class RoomIndex {
  readonly clients: Map<number, Owner>
  readonly ideas: Map<string, Owner>
  /** Registers what an accepted update brought: the first owner stays. */
  learn(lesson: Lesson, owner: Owner): void
  /** Reads the lesson out of a trusted update (a log entry, the server's own hand) and learns it. */
  learnUpdate(update: Uint8Array, owner: Owner): void
  encode(): Uint8Array
  static decode(bytes: Uint8Array): RoomIndex
}

/** What carries a document to the server and back, as those see it who look at the document. */
import type { Hand, Light, Parked } from '../board/lens.ts'
import type { SeatId } from '#shared/id.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Role } from '#shared/role.ts'
import type { Unwritable } from '#shared/sync/wire.ts'
import type * as Y from 'yjs'

/** How the document stands with the server, as told by its line. */
export interface LineState {
  readonly light: Light
  readonly kept: boolean
  /** The document holds the board, from the server or from this device. */
  readonly loaded: boolean
  readonly writable: boolean
  readonly unwritable?: Unwritable
  /** A phase is under way and has its say in what is taken. */
  readonly inPhase?: true
  readonly ended?: RefusalCode
  readonly seatId?: SeatId
  readonly role?: Role
}
export interface Line {
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void
  /** These ideas and comments were just changed by own hand. */
  touched(ids: ReadonlySet<string>): void
  forgetParked(id: string): void
  /** Goes for good: what is not saved is parked for its author, and this device forgets its copy. */
  leave(code: RefusalCode): void
  close(): void
}
/** Who listens: the lens on the document. */
export interface LineListener {
  tell(state: LineState): void
  replace(doc: Y.Doc): void
  parked: readonly Parked[]
  hands: readonly Hand[]
}

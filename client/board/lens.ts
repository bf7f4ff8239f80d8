/**
 * What a screen sees of a board: a lens on the document. Components never see Yjs. LiveBoard (live-board.svelte.ts) is
 * the one implementation; reading its fields inside a component is reactive.
 */
import type { Attachment } from 'svelte/attachments'
import type { IdeaId, SeatId } from '#shared/id.ts'
import type { Idea, IdeaColour } from '#shared/idea/idea.ts'
import type { Place } from '#shared/idea/edit.ts'
import type { Zone } from '#shared/board/template.ts'
import type { Role } from '#shared/role.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Unwritable } from '#shared/sync/wire.ts'

/** The light, in words: saved · saving · connecting (over 1 s) · offline, kept on this tablet. */
export type Light = 'saved' | 'saving' | 'connecting' | 'offline'

/** What the server refused and the tablet kept for its author. */
export interface Parked {
  id: string
  text: string
  code: RefusalCode
  at: number
  /** Whose it is, of all who have sat at this device. */
  by?: SeatId
  /** The zone it was written for. */
  zone?: string
  /** A comment: the idea that it was said of. */
  of?: IdeaId
}
/** Somebody else on the board. `idea`: the one in hand; `x`, `y`: dragged offset in its zone. */
export interface Hand {
  socket: number
  seatId: SeatId
  idea?: IdeaId
  zone?: string
  x?: number
  y?: number
}

/** What this tablet alone knows of an idea: it stands in the own draft room, or it was sent without a name. `open`: it may still be changed. */
export interface Aside {
  kind: 'draft' | 'unnamed'
  open: boolean
}

export interface BoardLens {
  /** Frozen snapshots; a remote edit replaces one entry and redraws one card. A SvelteMap. */
  readonly ideas: ReadonlyMap<IdeaId, Idea>
  readonly zones: readonly Zone[]
  /** Zones in which participants change nothing. */
  readonly lockedZones: readonly string[]
  readonly title: string
  /** First content is here, from the server or from this tablet. */
  readonly loaded: boolean
  readonly light: Light
  /** Whether this device keeps a copy; a private window may not. */
  readonly kept: boolean
  readonly writable: boolean
  readonly unwritable: Unwritable | undefined
  /** A phase has its say in what is taken; which one is known once the room is. */
  readonly inPhase: boolean
  /** Set once when this seat may no longer be here (revoked, unknown board). */
  readonly ended: RefusalCode | undefined
  readonly seatId: SeatId | undefined
  readonly role: Role | undefined
  readonly parked: readonly Parked[]
  readonly hands: readonly Hand[]
  readonly canUndo: boolean
  readonly canRedo: boolean

  /** Undefined for all ideas that everybody sees alike. */
  aside(id: IdeaId): Aside | undefined

  /** `from`: the idea that it builds on. @throws Refusal idea/empty, idea/too-long */
  write(text: string, place?: Partial<Place> & { from?: IdeaId }): IdeaId
  move(id: IdeaId, place: Place): void
  colour(id: IdeaId, colour: IdeaColour): void
  withdraw(id: IdeaId): void
  undo(): void
  redo(): void
  /** Shows others where an idea is being dragged (presence, at most 10 a second); undefined = let go. */
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void
  /** Binds a textarea to an idea's shared text, with right caret behaviour and Thai composition. */
  text(id: IdeaId): Attachment<HTMLTextAreaElement>
  forgetParked(id: string): void
  close(): void
}

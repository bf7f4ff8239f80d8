/** What this person may do on the board now: the board's own say, and the phase's. One answer for every button. */
import { zoneOf } from '#shared/board/document.ts'
import type { Idea } from '#shared/idea/idea.ts'
import type { BoardAct } from '#shared/role.ts'
import type { RoomNow } from '../activity/room-now.svelte.ts'
import type { BoardLens } from './lens.ts'

/** What is done to an idea that this tablet alone knows as its own. */
const draftActs: readonly BoardAct[] = ['reword', 'move', 'withdraw']
const unnamedActs: readonly BoardAct[] = ['reword', 'withdraw']

export class Permits {
  readonly #board: BoardLens
  readonly #room: () => RoomNow | undefined

  /** `room`: undefined until what goes on in the room is known; then the server still has its say, and in a phase nothing new is begun. */
  constructor(board: BoardLens, room: () => RoomNow | undefined = () => undefined) {
    this.#board = board
    this.#room = room
  }

  may(act: BoardAct, idea: Idea): boolean {
    if (!this.#board.writable) return false
    if (this.isShut(idea)) return false
    const aside = this.#board.aside(idea.id)
    if (aside) return aside.open && (aside.kind === 'draft' ? draftActs : unnamedActs).includes(act)
    return this.#room()?.may(act, idea.by !== undefined && idea.by === this.#board.seatId) ?? true
  }
  /** Locked, by itself or with its zone. */
  isShut(idea: Idea): boolean {
    return this.#binds && (idea.locked === true || this.isLocked(zoneOf(idea, this.#board.zones).id))
  }
  /** Any of what can be done to an idea. */
  mayAny(idea: Idea): boolean {
    return (['reword', 'move', 'withdraw', 'stack', 'comment', 'react'] as const).some((act) => this.may(act, idea))
  }
  /** New ideas go onto the board, into one's own drafts, or to the server without a name. */
  get mayWrite(): boolean {
    const room = this.#room()
    if (!room?.known) return this.#board.writable && !(this.#binds && this.#board.inPhase)
    return this.#board.writable && (room.drafting || room.unnamed || room.may('write', true))
  }
  /** Ideas may be put into the zone, new ones and others. */
  isOpen(zone: string): boolean {
    if (!this.#binds) return true
    const zones = this.#room()?.zones
    return !this.isLocked(zone) && (zones === undefined || zones.includes(zone))
  }
  isLocked(zone: string): boolean {
    return this.#board.lockedZones.includes(zone)
  }
  /** Locks and the zones of a phase bind participants only. */
  get #binds(): boolean {
    return this.#board.role === undefined || this.#board.role === 'participant'
  }
}

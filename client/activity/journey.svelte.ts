/**
 * Where a tablet is taken: to the table that its person visits, and to the board that a facilitator calls all to. Who goes
 * back by hand is not taken along again by the same call.
 */
import type { BoardId, GroupId } from '#shared/id.ts'
import type { SeatNotice } from '#shared/live/events.ts'
import { recall, remember } from '../ui/memory.ts'
import type { RoomNow, Summons } from './room-now.svelte.ts'

/** Why this tablet says where it is. `summonedElsewhere`: the others were called away, it stayed. */
export type Why = 'summoned' | 'followed' | 'summonedElsewhere' | 'visiting'

/** Where to go back to from a board that one was called to, once it may not be read any more. */
export const homeFrom = (board: BoardId): BoardId | undefined => {
  const [called, home] = recall('called')?.split(' ') ?? []
  return called === board ? (home as BoardId | undefined) : undefined
}

export class Journey {
  readonly #room: RoomNow
  readonly #go: (path: string) => void
  /** The call that was last obeyed or left, by its time. */
  #heeded = Number(recall('summons') ?? 0)
  #last: Summons | undefined
  #moved: SeatNotice | undefined

  readonly #home = $derived.by(() => this.#board(this.#room.table))
  readonly at = $derived.by((): { why: Why; name: string } | undefined => {
    const { place, summons, table } = this.#room
    const called = summons && this.#room.tableOf(summons.boardId)
    if (summons && called && summons.boardId !== this.#home) {
      const here = summons.boardId === place.boardId
      return { why: here ? (summons.follow ? 'followed' : 'summoned') : 'summonedElsewhere', name: called.name }
    }
    if (table === undefined || table !== place.groupId || table === place.ownGroupId) return undefined
    return { why: 'visiting', name: this.#room.tables.get(table)?.name ?? '' }
  })

  /** `go`: to another place of the product. */
  constructor(room: RoomNow, go: (path: string) => void) {
    this.#room = room
    this.#go = go
  }

  /** Looks where this tablet should be, and goes there. To be called whenever what the room says has changed. */
  heed(): void {
    const { place, summons, notice } = this.#room
    // Another table, for this phase or for good.
    if (notice?.kind === 'moved' && notice !== this.#moved) {
      this.#moved = notice
      if (notice.boardId !== place.boardId && summons?.boardId !== place.boardId) return this.#travel(notice.boardId)
    }
    const before = this.#last
    this.#last = summons
    if (summons && summons.at > this.#heeded && this.#room.tables.size > 0) {
      // Who follows is taken along; who has gone back from the call before stays.
      const left = before?.follow === true && summons.follow && before.boardId !== place.boardId
      this.#heed(summons)
      if (!left && summons.boardId !== place.boardId) return this.#travel(summons.boardId)
      if (!left) return
    }
    const called = summons?.boardId === place.boardId
    if (this.#room.guest && !called && this.#room.known && this.#room.heardOfSummons && this.#home) this.#travel(this.#home)
  }

  goBack(): void {
    if (this.#home) this.#travel(this.#home)
  }
  goThere(): void {
    if (this.#room.summons) this.#travel(this.#room.summons.boardId)
  }

  #heed({ at }: Summons): void {
    this.#heeded = at
    remember('summons', String(at))
  }
  #travel(board: BoardId): void {
    if (board === this.#room.place.boardId) return
    if (this.#home && board !== this.#home) remember('called', `${board} ${this.#home}`)
    this.#go(`/board/${board}`)
  }
  #board(group: GroupId | undefined): BoardId | undefined {
    return group && this.#room.tables.get(group)?.boardId
  }
}

/** Texts that a seat could not put on the boards where it sat before: they lie on this device under those boards' names. */
import type { BoardId, SeatId } from '#shared/id.ts'
import type { Parked } from '../board/lens.ts'
import { notebookKeys, openNotebook, type Notebook } from './notebook.ts'

/** Where a board's own line, the line of its drafts, and what came too late for a phase are parked. */
const parkedOf = /^kp:(?:(?:draft:)?([^:]+):[^:]+:parked|late:([^:]+))$/

/** All that is parked on this device, by board. */
export const parkedBooks = (): { of: string; book: Notebook<Parked[]> }[] =>
  notebookKeys().flatMap((key) => {
    const [, line, late] = parkedOf.exec(key) ?? []
    const of = line ?? late
    return of === undefined ? [] : [{ of, book: openNotebook<Parked[]>(key, []) }]
  })

/** Takes off this device what it keeps for the seat of any board but this one. */
export const takeLeft = (boardId: BoardId, seatId: SeatId): Parked[] =>
  parkedBooks().flatMap(({ of, book }) => {
    if (of === boardId) return []
    const all = book.read()
    const left = all.filter(({ by }) => by === seatId)
    if (left.length > 0) book.write(all.filter(({ by }) => by !== seatId))
    return left
  })

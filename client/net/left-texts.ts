/** Texts that a seat could not put on the boards where it sat before: they lie on this device under those boards' names. */
import type { BoardId, SeatId } from '#shared/id.ts'
import type { Parked } from '../board/lens.ts'
import { notebookKeys, openNotebook } from './notebook.ts'

/** Where a board's own line, the line of its drafts, and what came too late for a phase are parked. */
const parkedOf = /^kp:(?:(?:draft:)?([^:]+):[^:]+:parked|late:([^:]+))$/

/** Takes off this device what it keeps for the seat of any board but this one. */
export const takeLeft = (boardId: BoardId, seatId: SeatId): Parked[] =>
  notebookKeys().flatMap((key) => {
    const [, line, late] = parkedOf.exec(key) ?? []
    const of = line ?? late
    if (of === undefined || of === boardId) return []
    const book = openNotebook<Parked[]>(key, [])
    const all = book.read()
    const left = all.filter(({ by }) => by === seatId)
    if (left.length > 0) book.write(all.filter(({ by }) => by !== seatId))
    return left
  })

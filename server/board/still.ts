/** A board that stands still: closed for good, or frozen for a while. */
import type { BoardId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Rights } from '../access/rights.ts'

/** Refuses where nobody changes anything now, whoever leads. Asked again at the moment of writing. @throws board/closed, board/frozen */
export const refuseStill = (rights: Pick<Rights, 'standing'>, seatId: SeatId, boardId: BoardId): void => {
  const standing = rights.standing(seatId, boardId)
  if (standing?.closed !== false) throw new Refusal('board/closed')
  if (standing.frozen) throw new Refusal('board/frozen')
}

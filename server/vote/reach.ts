/** Who may ask about a vote. Unknown ids and ids that are not theirs get the same answer. */
import type { VoteId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Vote } from '#shared/vote/vote.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import type { Votes } from './votes.ts'

/** Whoever may enter ballots for others, and sees every group's votes. */
export const staff = (seat: Seat): boolean => leads(seat) || seat.role === 'noteTaker'

export const openVoteReach = (rights: Rights, votes: Votes) => {
  /** The vote, and the caller's strongest seat in its seminar, if that may see it. @throws seat/missing, seat/revoked, vote/not-found */
  const reach = async (caller: Caller, id: VoteId): Promise<{ vote: Vote; seat: Seat }> => {
    if (!caller.session) throw new Refusal('seat/missing')
    const vote = await votes.votes.need(id)
    const seat = await rights.seatIn(caller, vote.seminarId).catch((error: unknown) => {
      throw error instanceof Refusal && error.code === 'seminar/not-found' ? new Refusal('vote/not-found') : error
    })
    if (!staff(seat) && seat.role !== 'wall' && !votes.isFor(vote, seat)) throw new Refusal('vote/not-found')
    return { vote, seat }
  }
  /** As `reach`, for who leads the seminar or takes its notes. @throws seat/forbidden */
  const asStaff = async (caller: Caller, id: VoteId): Promise<{ vote: Vote; seat: Seat }> => {
    const found = await reach(caller, id)
    if (!staff(found.seat)) throw new Refusal('seat/forbidden')
    return found
  }
  return { reach, asStaff }
}

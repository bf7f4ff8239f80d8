/**
 * How votes go, announced: to who leads and to the walls of all votes, to a participant of those at the own table and of
 * everybody's. How many have cast is told once a second at most.
 *
 *   server  votes  on watch (all that are open, and the last that was closed), and when a vote opens, closes, is closed, or somebody has cast
 */
import type { VoteNow } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Vote } from '#shared/vote/vote.ts'
import { leads } from '../access/rights.ts'
import type { Live } from '../live/live.ts'
import type { Votes } from './votes.ts'

export const openVoteNews = (votes: Votes, live: Live, failed: (error: unknown) => void): void => {
  const nowOf = async (vote: Vote): Promise<VoteNow> => {
    const { turnout } = await votes.going(vote)
    return { voteId: vote.id, ...(vote.groupId && { groupId: vote.groupId }), state: vote.state, ...turnout }
  }
  const tell = async (vote: Vote): Promise<void> => {
    const now = [await nowOf(vote)]
    if (!vote.groupId) return live.tell(vote.seminarId, 'all', 'votes', now)
    live.tell(vote.seminarId, 'walls', 'votes', now)
    live.tellTables([vote.groupId], 'votes', now)
  }
  const sees = (seat: Seat, vote: Vote): boolean =>
    leads(seat) || seat.role === 'wall' || seat.role === 'noteTaker' || votes.isFor(vote, seat)

  votes.onChange((vote) => void tell(vote).catch(failed))
  live.onWatch(async (seat, say) => {
    const own = [...votes.votes.all()].filter((vote) => vote.seminarId === seat.seminarId && sees(seat, vote))
    // Besides what is open, the last that was closed: a phase may look at its results.
    const last = own.filter(({ state }) => state === 'closed').sort((a, b) => b.closedAt! - a.closedAt!)[0]
    const told = own.filter((vote) => vote.state !== 'closed' || vote === last).sort((a, b) => a.openedAt - b.openedAt)
    say('votes', await Promise.all(told.map(nowOf)))
  })
}

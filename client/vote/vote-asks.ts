/** What the screens ask about votes. All throw Refused or Unreachable. */
import type { SeatId, SeminarId, VoteId } from '#shared/id.ts'
import type { Ballot } from '#shared/vote/ballot.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import type { Cast, ChoicesFound, OpenVote, VoteList, VoteView } from '#shared/vote/vote.ts'
import { ask } from '../net/call.ts'

/** As whom: a browser may hold several seats. */
const as = (seatId: SeatId | undefined): string => (seatId ? `?seat=${seatId}` : '')

export const votesOf = (id: SeminarId, seatId?: SeatId) => ask<VoteList>(`/api/seminars/${id}/votes${as(seatId)}`)
export const openVotes = (id: SeminarId, vote: OpenVote) => ask<VoteList>(`/api/seminars/${id}/votes`, { method: 'POST', body: vote })
/** What a setup would find on the boards now; nothing is opened. */
export const choicesFound = (id: SeminarId, setup: VoteSetup) =>
  ask<ChoicesFound>(`/api/seminars/${id}/votes/choices`, { method: 'POST', body: { setup } })
export const voteOf = (id: VoteId, seatId?: SeatId) => ask<VoteView>(`/api/votes/${id}${as(seatId)}`)
export const castBallot = (id: VoteId, seatId: SeatId, cast: { ballot: Ballot; turn: number }) =>
  ask<Cast>(`/api/votes/${id}/ballot${as(seatId)}`, { method: 'PUT', body: cast })
export const withdrawBallot = (id: VoteId, seatId: SeatId, turn: number) =>
  ask<{ turn: number }>(`/api/votes/${id}/ballot${as(seatId)}&turn=${turn}`, { method: 'DELETE' })
export const closeVote = (id: VoteId) => ask<VoteView>(`/api/votes/${id}/close`, { method: 'POST' })
export const castProxy = (id: VoteId, proxy: { ballot: Ballot; key: string; groupId?: string }) =>
  ask<{ number: number; proxies: number }>(`/api/votes/${id}/proxy`, { method: 'POST', body: proxy })
export const withdrawProxy = (id: VoteId, number: number) =>
  ask<{ number: number; proxies: number }>(`/api/votes/${id}/proxy/${number}`, { method: 'DELETE' })
export const resultsPath = (id: VoteId, format: 'csv' | 'xlsx' | 'json') => `/api/votes/${id}/export.${format}`

import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { VoteView } from '#shared/vote/vote.ts'
import { voteOf, votesOf } from './vote-asks.ts'

/** Kinds that give an idea a number of its own; of a mean, a share or a rank none can be told beside its text. */
const giving = new Set(['dots', 'points'])

/** Dots and points that ideas got in all closed votes, added up. @throws Refused, Unreachable */
export const ideaVotes = async (seminarId: SeminarId): Promise<ReadonlyMap<IdeaId, number>> => {
  const { votes } = await votesOf(seminarId)
  const counted = votes.filter(({ state, setup }) => state === 'closed' && giving.has(setup.kind))
  return added(await Promise.all(counted.map(({ id }) => voteOf(id))))
}

const added = (views: readonly VoteView[]): Map<IdeaId, number> => {
  const sums = new Map<IdeaId, number>()
  for (const { vote } of views) {
    const ideas = new Map(vote.choices.map(({ id, ideaId }) => [id, ideaId]))
    for (const { choice, score = 0 } of vote.results?.ranked ?? []) {
      const idea = ideas.get(choice)
      if (idea) sums.set(idea, (sums.get(idea) ?? 0) + score)
    }
  }
  return sums
}

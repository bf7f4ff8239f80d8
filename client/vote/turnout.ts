/** How open votes go, added up and in words. */
import type { VoteId } from '#shared/id.ts'
import type { GroupNow, VoteNow } from '#shared/live/events.ts'
import type { Turnout } from '#shared/vote/vote.ts'
import type { WordBook } from '../words/word-book.svelte.ts'

type Votes = ReadonlyMap<VoteId, VoteNow>

/** The open vote of a group's run. */
export const openVoteIn = (group: GroupNow | undefined, votes: Votes): VoteNow | undefined => {
  const vote = group?.run?.voteId && votes.get(group.run.voteId)
  return vote && vote.state === 'open' ? vote : undefined
}

/** Of these groups' open votes, one that they share counted once; undefined: none is open. */
export const turnoutOf = (groups: readonly GroupNow[], votes: Votes): Turnout | undefined => {
  const open = [...new Set(groups.flatMap((group) => openVoteIn(group, votes) ?? []))]
  if (open.length === 0) return undefined
  const sum = (of: (vote: Turnout) => number) => open.reduce((all, vote) => all + of(vote), 0)
  return { cast: sum(({ cast }) => cast), people: sum(({ people }) => people), full: sum(({ cast, full = cast }) => full) }
}

/** Whoever has begun has cast; how many left nothing out is told as long as it is another number. */
export const turnoutWords = (words: WordBook, { cast, people, full = cast }: Turnout): string => {
  const { castOf, inFull } = words.t.vote
  const told = castOf(words.number(cast), words.number(people))
  return full === cast ? told : `${told} · ${inFull(words.number(full))}`
}

/** The same where there is one line and no more. */
export const turnoutBrief = (words: WordBook, { cast, people, full = cast }: Turnout): string => {
  const { castShort, fullShort } = words.t.vote
  const told = castShort(words.number(cast), words.number(people))
  return full === cast ? told : `${told} · ${fullShort(words.number(full))}`
}

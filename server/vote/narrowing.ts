/** Which of the ideas on the boards stand for a vote: nobody reads fifteen hundred lines before putting three dots. */
import type { BoardId, GroupId, IdeaId } from '#shared/id.ts'
import { maxBestOfEach, maxChoicesOf, type VoteSetup } from '#shared/vote/setup.ts'
import type { Choice } from '#shared/vote/choice.ts'
import type { ChoicesFound, Vote } from '#shared/vote/vote.ts'
import type { Words } from '#shared/words.ts'

/** An idea as a vote may take it; what is stacked under it stands by it. */
export interface BoardIdea extends Omit<Choice, 'id'> {
  ideaId: IdeaId
  groupId: GroupId
  boardId: BoardId
  zone: { id: string; title: Words }
  /** Itself, and all that is stacked under it. */
  stack: readonly IdeaId[]
  /** Reactions that speak for it or for what is stacked under it, and how many those are. */
  liked: number
}
/** By group: at which place ideas came out of the last closed vote that ideas of this group stood in. */
export type Places = ReadonlyMap<GroupId, ReadonlyMap<IdeaId, number>>

export const placesIn = (votes: Iterable<Vote>): Places => {
  const places = new Map<GroupId, ReadonlyMap<IdeaId, number>>()
  const closed = [...votes].filter(({ results }) => results).sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
  for (const { choices, results } of closed) {
    const rankOf = new Map(results!.ranked.map(({ choice, rank }) => [choice, rank]))
    const now = new Map<GroupId, Map<IdeaId, number>>()
    for (const { id, groupId, ideaId } of choices) {
      if (!groupId || !ideaId) continue
      const own = now.get(groupId) ?? new Map<IdeaId, number>()
      now.set(groupId, own.set(ideaId, rankOf.get(id) ?? Infinity))
    }
    for (const [groupId, own] of now) places.set(groupId, own)
  }
  return places
}

const bySupport =
  (places: Places) =>
  (a: BoardIdea, b: BoardIdea): number => {
    const place = ({ groupId, stack }: BoardIdea): number => Math.min(...stack.map((id) => places.get(groupId)?.get(id) ?? Infinity))
    const [first, second] = [place(a), place(b)]
    return first === second ? b.liked - a.liked : first - second
  }

const byGroup = (ideas: readonly BoardIdea[]): BoardIdea[][] => [...Map.groupBy(ideas, ({ groupId }) => groupId).values()]
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** So many ideas of each group can be voted on. Votes of groups are one for each board. */
const fitting = (setup: VoteSetup, sizes: readonly number[]): number => {
  const limit = maxChoicesOf(setup)
  if (setup.on === 'group') return limit
  let each = 0
  while (each < Math.max(0, ...sizes) && sum(sizes.map((size) => Math.min(size, each + 1))) <= limit) each++
  return each
}

const inZones = ({ zones }: VoteSetup, { zone }: BoardIdea): boolean => !zones || zones.includes(zone.id)
const fromGroups = ({ fromGroups: groups }: VoteSetup, { groupId }: BoardIdea): boolean => !groups || groups.includes(groupId)
const isMeant = (setup: VoteSetup, idea: BoardIdea): boolean => inZones(setup, idea) && fromGroups(setup, idea)

/** The ideas that a setup takes, in the order given. Where not even one of each group fits, `fit` leaves none out. */
export const narrowed = (setup: VoteSetup, ideas: readonly BoardIdea[], places: Places): BoardIdea[] => {
  const meant = ideas.filter((idea) => isMeant(setup, idea))
  const groups = byGroup(meant)
  const asked = setup.bestOfEach ?? Infinity
  const each =
    asked === 'fit'
      ? fitting(
          setup,
          groups.map(({ length }) => length),
        )
      : asked
  if (each === 0) return meant
  const best = new Set(groups.flatMap((own) => [...own].sort(bySupport(places)).slice(0, each)))
  return meant.filter((idea) => best.has(idea))
}

/** What a setup finds, and what could be left out. */
export const countChoices = (setup: VoteSetup, ideas: readonly BoardIdea[], places: Places): ChoicesFound => {
  const limit = maxChoicesOf(setup)
  const largest = (list: readonly BoardIdea[]): number =>
    setup.on === 'group' ? Math.max(0, ...byGroup(list).map(({ length }) => length)) : list.length
  const meant = ideas.filter((idea) => isMeant(setup, idea))
  const fits = Math.min(
    maxBestOfEach,
    fitting(
      setup,
      byGroup(meant).map(({ length }) => length),
    ),
  )
  const zones = new Map<string, ChoicesFound['zones'][number]>()
  for (const idea of ideas.filter((one) => fromGroups(setup, one))) {
    const { id, title } = idea.zone
    zones.set(id, { id, title, found: (zones.get(id)?.found ?? 0) + 1 })
  }
  return {
    limit,
    found: largest(narrowed(setup, ideas, places)),
    ...(largest(meant) > limit && { fits }),
    zones: [...zones.values()],
    groups: byGroup(ideas.filter((one) => inZones(setup, one))).map((own) => ({ groupId: own[0]!.groupId, found: own.length })),
  }
}

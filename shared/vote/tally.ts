/**
 * Counting a vote. Every kind comes down to what one ballot says of one choice, as a number on a scale; the ways differ
 * only in how those numbers make a score:
 *   dots, points  their sum
 *   ranking       Borda: of k ranked the first gets k points, the next k - 1, the unranked none
 *   rating        mean of each criterion, then their weighted mean (criteria that nobody rated are left out)
 *   yes-no        yes over yes and no
 *   pairs         Copeland: 1 for each choice that more people prefer it to, half for a tie; equal ones by share of comparisons won
 */
import type { GroupId } from '../id.ts'
import { isAbstention, type Ballot } from './ballot.ts'
import { budgetOf, criteriaOf, perChoiceOf, scaleOf, type Criterion, type VoteSetup } from './setup.ts'
import { mean, median, rounded, spreadOf } from './spread.ts'
import type { Choice } from './choice.ts'
import type { Ranked, Results } from './vote.ts'

export interface Counted {
  readonly ballot: Ballot
  readonly groupId: GroupId | undefined
  /** Entered by a scribe. */
  readonly proxy: boolean
}
type Scored = Omit<Ranked, 'rank'>
type OfKind<Kind extends Ballot['kind']> = Extract<Ballot, { kind: Kind }>

/** Groups with fewer ballots show no figures of their own. */
export const fewestShown = 3

const known = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined)

/** Dots, points and Borda points of each ballot; a choice that a ballot left out has 0. */
const summed = (choice: Choice, given: readonly Readonly<Record<string, number>>[], cap: number, total: number): Scored => {
  const values = given.map((marks) => marks[choice.id] ?? 0)
  const score = values.reduce((sum, value) => sum + value, 0)
  return {
    choice: choice.id,
    score,
    share: total === 0 ? 0 : rounded(score / total),
    spread: rounded(spreadOf(values, 0, cap)),
    marked: values.filter((value) => value > 0).length,
  }
}

const scoreSums = (choices: readonly Choice[], given: readonly Readonly<Record<string, number>>[], cap: number): Scored[] => {
  const total = given.flatMap((marks) => Object.values(marks)).reduce((sum, mark) => sum + mark, 0)
  return choices.map((choice) => summed(choice, given, cap, total))
}

/** Borda points of one ballot. */
const bordaOf = (marks: readonly string[], places: number): Record<string, number> =>
  Object.fromEntries(marks.map((id, place) => [id, places - place]))

/** Of the criteria that have a value; weights of nothing but 0 weigh alike. Plain loops: a hall's rating asks it tens of thousands of times. */
const weightedMean = (
  criteria: readonly Criterion[],
  valueOf: (criterion: Criterion, index: number) => number | undefined,
): number | undefined => {
  let [sum, weights, plain, count] = [0, 0, 0, 0]
  for (let index = 0; index < criteria.length; index++) {
    const criterion = criteria[index]!
    const value = valueOf(criterion, index)
    if (value === undefined) continue
    sum += value * criterion.weight
    weights += criterion.weight
    plain += value
    count++
  }
  if (count === 0) return undefined
  return weights === 0 ? plain / count : sum / weights
}

/** Own marks alone: a criterion may be called what every object has. */
const markOf = (marks: Readonly<Record<string, number>>, criterion: string): number | undefined =>
  Object.hasOwn(marks, criterion) ? marks[criterion] : undefined

const figuresOf = (marks: readonly number[], from: number, to: number) => {
  if (marks.length === 0) return null
  const counts = Array<number>(to - from + 1).fill(0)
  for (const mark of marks) counts[mark - from]!++
  return { mean: rounded(mean(marks)), median: median(marks), spread: rounded(spreadOf(marks, from, to)), marked: marks.length, counts }
}

const scoreRating = (setup: VoteSetup, choice: Choice, ballots: readonly OfKind<'rating'>[]): Scored => {
  const { from, to } = scaleOf(setup)
  const criteria = criteriaOf(setup)
  const given = known(ballots.map(({ marks }) => marks[choice.id]))
  const figures = criteria.map(({ id }) => figuresOf(known(given.map((of) => markOf(of, id))), from, to))
  const score = weightedMean(criteria, (_, index) => figures[index]?.mean)
  const each = known(given.map((of) => weightedMean(criteria, ({ id }) => markOf(of, id))))
  return {
    choice: choice.id,
    ...(score !== undefined && { score: rounded(score) }),
    spread: rounded(spreadOf(each, from, to)),
    marked: given.length,
    criteria: figures,
  }
}

const scoreYesNo = (choice: Choice, ballots: readonly OfKind<'yes-no'>[]): Scored => {
  const count = (answer: string): number => ballots.filter(({ marks }) => marks[choice.id] === answer).length
  const [yes, no, abstain] = [count('yes'), count('no'), count('abstain')]
  const values = [...Array<number>(yes).fill(1), ...Array<number>(no).fill(0)]
  return {
    choice: choice.id,
    ...(values.length > 0 && { score: rounded(mean(values)) }),
    spread: rounded(spreadOf(values, 0, 1)),
    marked: values.length,
    counts: [yes, no, abstain],
  }
}

const scorePairs = (choices: readonly Choice[], ballots: readonly OfKind<'pairs'>[]): Scored[] => {
  const wins = new Map<string, number>()
  for (const { marks } of ballots)
    for (const [winner, loser] of marks) wins.set(`${winner} ${loser}`, (wins.get(`${winner} ${loser}`) ?? 0) + 1)
  const won = (a: string, b: string): number => wins.get(`${a} ${b}`) ?? 0
  return choices.map(({ id }) => {
    const others = choices.filter((other) => other.id !== id && won(id, other.id) + won(other.id, id) > 0)
    const points = others.map((other) => (Math.sign(won(id, other.id) - won(other.id, id)) + 1) / 2)
    const each = known(
      ballots.map(({ marks }) => {
        const compared = marks.filter((pair) => pair[0] === id || pair[1] === id)
        return compared.length === 0 ? undefined : compared.filter(([winner]) => winner === id).length / compared.length
      }),
    )
    const of = others.reduce((sum, other) => sum + won(id, other.id) + won(other.id, id), 0)
    const winning = others.reduce((sum, other) => sum + won(id, other.id), 0)
    const score = points.reduce((sum, point) => sum + point, 0)
    return {
      choice: id,
      ...(of > 0 && { score, share: rounded(winning / of) }),
      spread: rounded(spreadOf(each, 0, 1)),
      marked: each.length,
    }
  })
}

const ofKind = <Kind extends Ballot['kind']>(kind: Kind, ballots: readonly Ballot[]): OfKind<Kind>[] =>
  ballots.filter((ballot): ballot is OfKind<Kind> => ballot.kind === kind)

/** In the order of choices. Who abstained said nothing of any choice and is left out, but for yes-no, where it is an answer. */
const scored = (setup: VoteSetup, choices: readonly Choice[], all: readonly Ballot[]): Scored[] => {
  const ballots = all.filter((ballot) => !isAbstention(ballot))
  const places = Math.min(budgetOf(setup), choices.length)
  switch (setup.kind) {
    case 'dots':
      return scoreSums(
        choices,
        ofKind('dots', ballots).map(({ marks }) => marks),
        perChoiceOf(setup),
      )
    case 'points':
      return scoreSums(
        choices,
        ofKind('points', ballots).map(({ marks }) => marks),
        perChoiceOf(setup),
      )
    case 'ranking':
      return scoreSums(
        choices,
        ofKind('ranking', ballots).map(({ marks }) => bordaOf(marks, places)),
        places,
      )
    case 'rating':
      return choices.map((choice) => scoreRating(setup, choice, ofKind('rating', ballots)))
    case 'yes-no':
      return choices.map((choice) => scoreYesNo(choice, ofKind('yes-no', all)))
    case 'pairs':
      return scorePairs(choices, ofKind('pairs', ballots))
  }
}

/** Below 0 when `a` stands before `b`. What nobody marked stands last. Copeland points are told apart by the share; of sums it says the same. */
const byScore = (a: Scored, b: Scored): number => (b.score ?? -Infinity) - (a.score ?? -Infinity) || (b.share ?? 0) - (a.share ?? 0) || 0
const rankOf = (one: Scored, all: readonly Scored[]): number => 1 + all.filter((other) => byScore(other, one) < 0).length

type OfGroup = NonNullable<Results['groups']>[number]
/** Shown are groups with enough ballots; what is hidden, and what is of no group, must be enough too, or it could be reckoned from the rest. */
const shownGroups = (sizes: ReadonlyMap<GroupId, number>, ofNoGroup: number): Set<GroupId> => {
  const bySize = [...sizes].sort(([, a], [, b]) => a - b)
  let hidden = ofNoGroup
  const shown = new Set<GroupId>()
  for (const [id, size] of bySize) {
    if (size < fewestShown || (hidden > 0 && hidden < fewestShown)) hidden += size
    else shown.add(id)
  }
  return shown
}

const compareGroups = (setup: VoteSetup, choices: readonly Choice[], counted: readonly Counted[]): OfGroup[] => {
  const byGroup = new Map<GroupId, Ballot[]>()
  for (const { groupId, ballot } of counted) if (groupId) byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), ballot])
  const sizes = new Map([...byGroup].map(([id, ballots]) => [id, ballots.length]))
  const shown = shownGroups(sizes, counted.filter(({ groupId }) => !groupId).length)
  return [...byGroup].map(([groupId, ballots]) => {
    if (!shown.has(groupId)) return { groupId, cast: ballots.length }
    const all = scored(setup, choices, ballots)
    const speaking = ballots.filter((ballot) => !isAbstention(ballot)).length
    const perBallot = setup.kind === 'dots' || setup.kind === 'points' || setup.kind === 'ranking' ? Math.max(1, speaking) : 1
    return {
      groupId,
      cast: ballots.length,
      scores: all.map(({ score }) => (score === undefined ? null : rounded(score / perBallot))),
      ranks: all.map((one) => rankOf(one, all)),
    }
  })
}

/** The results of a vote. `seats`: how many people with a tablet could vote. `compared`: whether groups are set side by side. */
export const tally = (of: {
  setup: VoteSetup
  choices: readonly Choice[]
  counted: readonly Counted[]
  seats: number
  compared: boolean
}): Results => {
  const { setup, choices, counted, seats, compared } = of
  const ballots = counted.map(({ ballot }) => ballot)
  const all = scored(setup, choices, ballots)
  const ranked = all.map((one): Ranked => ({ ...one, rank: rankOf(one, all) })).sort((a, b) => a.rank - b.rank)
  const proxies = counted.filter(({ proxy }) => proxy).length
  return {
    people: Math.max(seats + proxies, ballots.length),
    cast: ballots.length,
    abstained: ballots.filter(isAbstention).length,
    proxies,
    ranked,
    ...(compared && { groups: compareGroups(setup, choices, counted) }),
  }
}

/** Two criteria of a rating against each other: where each choice stands that was rated by both. */
export const scatterOf = (setup: VoteSetup, { ranked }: Results, x: string, y: string): { choice: string; x: number; y: number }[] => {
  const place = (id: string): number => criteriaOf(setup).findIndex((criterion) => criterion.id === id)
  const [across, up] = [place(x), place(y)]
  return ranked.flatMap(({ choice, criteria }) => {
    const [a, b] = [criteria?.[across], criteria?.[up]]
    return a && b ? [{ choice, x: a.mean, y: b.mean }] : []
  })
}

/** A ballot (บัตรลงคะแนน): all marks of one person in one vote, put whole. Empty marks are an abstention. */
import * as v from 'valibot'
import { Refusal } from '../refusal.ts'
import { choiceIdSchema, type Choice } from './choice.ts'
import { budgetOf, criteriaOf, perChoiceOf, scaleOf, type VoteSetup } from './setup.ts'

const answers = ['yes', 'no', 'abstain'] as const
export type Answer = (typeof answers)[number]
/** More than any vote ranks or pairs. */
const maxListed = 100

/** The shape alone; what a vote allows is `checkBallot`'s to say. */
export const ballotSchema = v.variant('kind', [
  v.object({ kind: v.literal('dots'), marks: v.record(choiceIdSchema, v.number()) }),
  v.object({ kind: v.literal('points'), marks: v.record(choiceIdSchema, v.number()) }),
  /** Choice → criterion → mark on the scale; what is left out is not rated. */
  v.object({ kind: v.literal('rating'), marks: v.record(choiceIdSchema, v.record(v.pipe(v.string(), v.maxLength(32)), v.number())) }),
  /** The best first. */
  v.object({ kind: v.literal('ranking'), marks: v.pipe(v.array(choiceIdSchema), v.maxLength(maxListed)) }),
  /** Winner and loser of each pair that was answered. */
  v.object({ kind: v.literal('pairs'), marks: v.pipe(v.array(v.tuple([choiceIdSchema, choiceIdSchema])), v.maxLength(maxListed)) }),
  v.object({ kind: v.literal('yes-no'), marks: v.record(choiceIdSchema, v.picklist(answers)) }),
])
export type Ballot = v.InferOutput<typeof ballotSchema>

export const emptyBallot = (kind: VoteSetup['kind']): Ballot =>
  (kind === 'ranking' || kind === 'pairs' ? { kind, marks: [] } : { kind, marks: {} }) as Ballot

/** True when nothing was said: no marks at all, or yes-no with nothing but abstentions. */
export const isAbstention = (ballot: Ballot): boolean => {
  const marks = Object.values(ballot.marks)
  return marks.length === 0 || (ballot.kind === 'yes-no' && marks.every((answer) => answer === 'abstain'))
}

const malformed = (): Refusal => new Refusal('vote/malformed')
const whole = (mark: number, from: number, to: number): number => {
  if (!Number.isInteger(mark) || mark < from || mark > to) throw malformed()
  return mark
}
/** The entries in the order of what is known, so that equal ballots are equal bytes. A key that is not known is a fault. */
const inOrder = <Mark>(known: readonly { readonly id: string }[], marks: Readonly<Record<string, Mark>>): [string, Mark][] => {
  const kept = known.filter(({ id }) => Object.hasOwn(marks, id)).map(({ id }): [string, Mark] => [id, marks[id]!])
  if (kept.length !== Object.keys(marks).length) throw malformed()
  return kept
}

const spent = (setup: VoteSetup, choices: readonly Choice[], marks: Readonly<Record<string, number>>): Record<string, number> => {
  const given = inOrder(choices, marks).filter(([, mark]) => whole(mark, 0, Number.MAX_SAFE_INTEGER) > 0)
  const limit = budgetOf(setup)
  if (given.some(([, mark]) => mark > perChoiceOf(setup))) throw new Refusal('vote/over-budget', { limit: perChoiceOf(setup) })
  if (given.reduce((sum, [, mark]) => sum + mark, 0) > limit) throw new Refusal('vote/over-budget', { limit })
  return Object.fromEntries(given)
}

const rated = (setup: VoteSetup, choices: readonly Choice[], marks: Readonly<Record<string, Readonly<Record<string, number>>>>) => {
  const { from, to } = scaleOf(setup)
  const ofChoice = (given: Readonly<Record<string, number>>): [string, number][] =>
    inOrder(criteriaOf(setup), given).map(([criterion, mark]) => [criterion, whole(mark, from, to)])
  return Object.fromEntries(
    inOrder(choices, marks)
      .map(([id, given]): [string, Record<string, number>] => [id, Object.fromEntries(ofChoice(given))])
      .filter(([, given]) => Object.keys(given).length > 0),
  )
}

const ranked = (setup: VoteSetup, known: ReadonlySet<string>, marks: readonly string[]): void => {
  if (new Set(marks).size !== marks.length || marks.some((id) => !known.has(id))) throw malformed()
  if (marks.length > budgetOf(setup)) throw new Refusal('vote/over-budget', { limit: budgetOf(setup) })
}

/** One answer for each pair, sorted by the pair. */
const paired = (known: ReadonlySet<string>, marks: readonly [string, string][]): [string, string][] => {
  const byPair = new Map(marks.map((pair) => [[...pair].sort().join(' '), pair]))
  if (byPair.size !== marks.length || marks.some(([a, b]) => a === b || !known.has(a) || !known.has(b))) throw malformed()
  return [...byPair].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair)
}

/**
 * The ballot as it is kept: nothings left out, in one order, so that the same ballot sent again is the same bytes.
 * @throws vote/over-budget {limit}, vote/malformed
 */
export const checkBallot = (setup: VoteSetup, choices: readonly Choice[], ballot: Ballot): Ballot => {
  if (ballot.kind !== setup.kind) throw malformed()
  const known = new Set(choices.map(({ id }) => id))
  switch (ballot.kind) {
    case 'dots':
    case 'points':
      return { kind: ballot.kind, marks: spent(setup, choices, ballot.marks) }
    case 'rating':
      return { kind: 'rating', marks: rated(setup, choices, ballot.marks) }
    case 'ranking':
      ranked(setup, known, ballot.marks)
      return ballot
    case 'pairs':
      return { kind: 'pairs', marks: paired(known, ballot.marks) }
    case 'yes-no':
      return { kind: 'yes-no', marks: Object.fromEntries(inOrder(choices, ballot.marks)) }
  }
}

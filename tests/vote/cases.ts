/** Setups, choices and ballots of every kind, for properties to draw from. */
import fc from 'fast-check'
import type { GroupId } from '#shared/id.ts'
import type { Ballot } from '#shared/vote/ballot.ts'
import { criteriaOf, perChoiceOf, budgetOf, scaleOf, usualCriteria, voteKinds, type VoteSetup } from '#shared/vote/setup.ts'
import type { Counted } from '#shared/vote/tally.ts'
import type { Choice } from '#shared/vote/choice.ts'

export const choicesOf = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index + 1}`, text: `ข้อ ${index + 1}` }))

const setups: fc.Arbitrary<VoteSetup> = fc.record({
  kind: fc.constantFrom(...voteKinds),
  on: fc.constant('seminar' as const),
  budget: fc.integer({ min: 1, max: 12 }),
  scale: fc.constantFrom('1-5' as const, '0-10' as const),
  criteria: fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 })
    .map((weights) => weights.map((weight, index) => ({ ...usualCriteria[0]!, id: `k${index}`, weight }))),
})

const sharedOut = (kind: 'dots' | 'points', setup: VoteSetup, choices: readonly Choice[]): fc.Arbitrary<Ballot> =>
  fc.array(fc.tuple(fc.nat(choices.length - 1), fc.nat(perChoiceOf(setup))), { maxLength: 6 }).map((wishes) => {
    const marks: Record<string, number> = {}
    let left = budgetOf(setup)
    for (const [at, wish] of wishes) {
      const id = choices[at]!.id
      const given = Math.min(wish, left, perChoiceOf(setup) - (marks[id] ?? 0))
      if (given > 0) marks[id] = (marks[id] ?? 0) + given
      left -= given
    }
    return { kind, marks }
  })

/** Only honest ballots. */
const ballotsFor = (setup: VoteSetup, choices: readonly Choice[]): fc.Arbitrary<Ballot> => {
  const ids = choices.map(({ id }) => id)
  const some = <T>(mark: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc
      .array(fc.option(mark, { nil: undefined }), { minLength: ids.length, maxLength: ids.length })
      .map((marks) => Object.fromEntries(marks.flatMap((one, at): [string, T][] => (one === undefined ? [] : [[ids[at]!, one]]))))
  const { from, to } = scaleOf(setup)
  switch (setup.kind) {
    case 'dots':
    case 'points':
      return sharedOut(setup.kind, setup, choices)
    case 'rating': {
      const marks = fc.record(Object.fromEntries(criteriaOf(setup).map(({ id }) => [id, fc.integer({ min: from, max: to })])), {
        requiredKeys: [],
      })
      return some(marks as fc.Arbitrary<Record<string, number>>).map((of) => ({ kind: 'rating', marks: of }))
    }
    case 'ranking':
      return fc.shuffledSubarray(ids, { maxLength: Math.min(budgetOf(setup), ids.length) }).map((marks) => ({ kind: 'ranking', marks }))
    case 'yes-no':
      return some(fc.constantFrom('yes' as const, 'no' as const, 'abstain' as const)).map((marks) => ({ kind: 'yes-no', marks }))
    case 'pairs': {
      const pairs = ids.flatMap((a, at) => ids.slice(at + 1).map((b): [string, string] => [a, b]))
      const answer = fc.constantFrom(0, 1, 2)
      return fc.array(answer, { minLength: pairs.length, maxLength: pairs.length }).map((answers) => ({
        kind: 'pairs',
        marks: pairs.flatMap(([a, b], at): [string, string][] => (answers[at] === 0 ? [] : [answers[at] === 1 ? [a, b] : [b, a]])),
      }))
    }
  }
}

export interface Case {
  setup: VoteSetup
  choices: Choice[]
  counted: Counted[]
}
export const votes: fc.Arbitrary<Case> = fc.tuple(setups, fc.integer({ min: 1, max: 6 })).chain(([setup, count]) => {
  const choices = choicesOf(count)
  const one = fc.record({
    ballot: ballotsFor(setup, choices),
    groupId: fc.constantFrom('g1', 'g2', 'g3').map((id) => id as GroupId),
    proxy: fc.boolean(),
  })
  return fc.record({ setup: fc.constant(setup), choices: fc.constant(choices), counted: fc.array(one, { maxLength: 24 }) })
})

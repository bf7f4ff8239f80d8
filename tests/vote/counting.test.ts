import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { GroupId } from '#shared/id.ts'
import { checkBallot, isAbstention, type Ballot } from '#shared/vote/ballot.ts'
import { usualCriteria, voteSetupSchema, type VoteSetup } from '#shared/vote/setup.ts'
import { agreementOf, median, spreadOf } from '#shared/vote/spread.ts'
import { fewestShown, scatterOf, tally, type Counted } from '#shared/vote/tally.ts'
import { choicesOf, votes } from './cases.ts'

const count = (setup: VoteSetup, choices: number, ballots: readonly Ballot[], groups: readonly (string | undefined)[] = []) =>
  tally({
    setup,
    choices: choicesOf(choices),
    counted: ballots.map((ballot, at): Counted => ({ ballot, groupId: (groups.length > 0 ? groups[at] : 'g1') as GroupId, proxy: false })),
    seats: ballots.length,
    compared: groups.length > 0,
  })
const order = (results: ReturnType<typeof count>) => results.ranked.map(({ choice, score, rank }) => [choice, score, rank])
const setup = (kind: VoteSetup['kind'], more: Partial<VoteSetup> = {}): VoteSetup => ({ kind, on: 'group', ...more })

describe('[VO1] a ballot', () => {
  test('within what the vote allows is kept as the same bytes, however it was written down', () => {
    fc.assert(
      fc.property(votes, ({ setup, choices, counted }) => {
        for (const { ballot } of counted) {
          const kept = checkBallot(setup, choices, ballot)
          expect(checkBallot(setup, choices, kept)).toEqual(kept)
          const { marks } = ballot
          const turned = Array.isArray(marks) ? marks : Object.fromEntries(Object.entries(marks).reverse())
          expect(JSON.stringify(checkBallot(setup, choices, { ...ballot, marks: turned } as Ballot))).toBe(JSON.stringify(kept))
        }
      }),
    )
  })

  const wrong: [string, VoteSetup, Ballot, string][] = [
    ['more dots than there are', setup('dots', { budget: 3 }), { kind: 'dots', marks: { c1: 2, c2: 2 } }, 'vote/over-budget'],
    ['more dots on one than allowed', setup('dots', { budget: 5, perChoice: 2 }), { kind: 'dots', marks: { c1: 3 } }, 'vote/over-budget'],
    ['101 points', setup('points'), { kind: 'points', marks: { c1: 60, c2: 41 } }, 'vote/over-budget'],
    ['less than no dots', setup('dots'), { kind: 'dots', marks: { c1: -1, c2: 6 } }, 'vote/malformed'],
    ['half a dot', setup('dots'), { kind: 'dots', marks: { c1: 0.5 } }, 'vote/malformed'],
    ['no number of dots', setup('dots'), { kind: 'dots', marks: { c1: NaN } }, 'vote/malformed'],
    ['endless dots', setup('dots'), { kind: 'dots', marks: { c1: Infinity } }, 'vote/malformed'],
    ['a choice that is none', setup('dots'), { kind: 'dots', marks: { c9: 1 } }, 'vote/malformed'],
    ['another kind of ballot', setup('dots'), { kind: 'points', marks: { c1: 1 } }, 'vote/malformed'],
    ['a mark beyond the scale', setup('rating'), { kind: 'rating', marks: { c1: { impact: 6 } } }, 'vote/malformed'],
    ['a mark below the scale', setup('rating'), { kind: 'rating', marks: { c1: { impact: 0 } } }, 'vote/malformed'],
    ['a criterion that is none', setup('rating'), { kind: 'rating', marks: { c1: { beauty: 3 } } }, 'vote/malformed'],
    ['one choice ranked twice', setup('ranking'), { kind: 'ranking', marks: ['c1', 'c1'] }, 'vote/malformed'],
    ['more ranked than places', setup('ranking', { budget: 2 }), { kind: 'ranking', marks: ['c1', 'c2', 'c3'] }, 'vote/over-budget'],
    [
      'a pair answered twice',
      setup('pairs'),
      {
        kind: 'pairs',
        marks: [
          ['c1', 'c2'],
          ['c2', 'c1'],
        ],
      },
      'vote/malformed',
    ],
    ['a choice against itself', setup('pairs'), { kind: 'pairs', marks: [['c1', 'c1']] }, 'vote/malformed'],
  ]
  test.each(wrong)('with %s is refused', (_, setup, ballot, code) => {
    expect(() => checkBallot(setup, choicesOf(3), ballot)).toThrow(expect.objectContaining({ code }))
  })
})

describe('[VO2] counting', () => {
  test('does not depend on the order of ballots; every choice has one place, equal ones share it, and ranks follow scores', () => {
    fc.assert(
      fc.property(votes, fc.infiniteStream(fc.nat()), ({ setup, choices, counted }, stream) => {
        const results = tally({ setup, choices, counted, seats: 3, compared: true })
        const shuffled = counted.map((one) => ({ one, at: stream.next().value! })).sort((a, b) => a.at - b.at)
        const again = tally({ setup, choices, counted: shuffled.map(({ one }) => one), seats: 3, compared: true })
        expect(again.ranked).toEqual(results.ranked)
        expect(results.ranked.map(({ choice }) => choice).sort()).toEqual(choices.map(({ id }) => id).sort())
        results.ranked.forEach((one, at) => {
          const before = results.ranked[at - 1]
          expect(one.rank).toBe(before?.rank === one.rank ? before.rank : at + 1)
          if (before) expect(one.score ?? -1).toBeLessThanOrEqual(before.score ?? -1)
          if (before?.rank === one.rank) expect([one.score, one.share]).toEqual([before.score, before.share])
          expect(one.spread).toBeGreaterThanOrEqual(0)
          expect(one.spread).toBeLessThanOrEqual(1)
          expect(one.marked).toBeLessThanOrEqual(counted.length)
        })
        expect(results).toMatchObject({ cast: counted.length, proxies: counted.filter(({ proxy }) => proxy).length })
        expect(results.abstained).toBe(counted.filter(({ ballot }) => isAbstention(ballot)).length)
        expect(results.people).toBeGreaterThanOrEqual(results.cast)
      }),
    )
  })

  test('dots and points: the sum of what was given, no more and no less', () => {
    fc.assert(
      fc.property(votes, ({ setup, choices, counted }) => {
        fc.pre(setup.kind === 'dots' || setup.kind === 'points')
        const given = counted.flatMap(({ ballot }) => Object.values(ballot.marks as Record<string, number>))
        const { ranked } = tally({ setup, choices, counted, seats: 0, compared: false })
        expect(ranked.reduce((sum, { score }) => sum + score!, 0)).toBe(given.reduce((sum, mark) => sum + mark, 0))
      }),
    )
  })

  test('rating: the weighted mean of what was rated; a criterion of weight 0 counts for nothing', () => {
    const criteria = [
      { ...usualCriteria[0]!, id: 'a', weight: 3 },
      { ...usualCriteria[0]!, id: 'b', weight: 1 },
      { ...usualCriteria[0]!, id: 'c', weight: 0 },
    ]
    const results = count(setup('rating', { criteria }), 3, [
      { kind: 'rating', marks: { c1: { a: 5, b: 1, c: 1 }, c2: { b: 4 } } },
      { kind: 'rating', marks: { c1: { a: 3, c: 5 } } },
    ])
    // c1: a is 4 on the mean, b is 1: (3 * 4 + 1 * 1) / 4. c2: only b. c3: nobody, and so last.
    expect(order(results)).toEqual([
      ['c2', 4, 1],
      ['c1', 3.25, 2],
      ['c3', undefined, 3],
    ])
    expect(results.ranked[1]!.criteria![0]).toEqual({ mean: 4, median: 4, spread: 0.5, marked: 2, counts: [0, 0, 1, 0, 1] })
  })

  test('ranking: Borda points', () => {
    const results = count(setup('ranking', { budget: 2 }), 3, [
      { kind: 'ranking', marks: ['c1', 'c2'] },
      { kind: 'ranking', marks: ['c2', 'c3'] },
      { kind: 'ranking', marks: ['c2'] },
    ])
    expect(order(results)).toEqual([
      ['c2', 5, 1],
      ['c1', 2, 2],
      ['c3', 1, 3],
    ])
  })

  test('pairs: who is preferred to more others, and of equal ones who wins more comparisons', () => {
    const results = count(setup('pairs'), 3, [
      {
        kind: 'pairs',
        marks: [
          ['c1', 'c2'],
          ['c1', 'c3'],
          ['c2', 'c3'],
        ],
      },
      {
        kind: 'pairs',
        marks: [
          ['c1', 'c2'],
          ['c3', 'c1'],
        ],
      },
    ])
    expect(order(results)).toEqual([
      ['c1', 1.5, 1],
      ['c2', 1, 2],
      ['c3', 0.5, 3],
    ])
  })

  test('yes-no: the share of yes among those who did not abstain', () => {
    const results = count(setup('yes-no'), 2, [
      { kind: 'yes-no', marks: { c1: 'yes', c2: 'no' } },
      { kind: 'yes-no', marks: { c1: 'no', c2: 'abstain' } },
      { kind: 'yes-no', marks: { c1: 'yes' } },
      { kind: 'yes-no', marks: { c1: 'abstain' } },
    ])
    expect(order(results)).toEqual([
      ['c1', 0.666667, 1],
      ['c2', 0, 2],
    ])
    expect(results.ranked[0]!.counts).toEqual([2, 1, 1])
    expect(results.abstained).toBe(1)
  })
})

describe('[VO3] what a result tells', () => {
  test('disagreement is 0 when all gave the same and 1 when half gave the lowest and half the highest', () => {
    expect(spreadOf([3, 3, 3], 1, 5)).toBe(0)
    expect(spreadOf([1, 5, 1, 5], 1, 5)).toBe(1)
    expect(spreadOf([4], 1, 5)).toBe(0)
    expect([0, 0.4, 0.9].map(agreementOf)).toEqual(['agree', 'differ', 'divided'])
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })

  test('no group shows figures of its own from which somebody could be told, nor can they be reckoned from the others', () => {
    fc.assert(
      fc.property(votes, ({ setup, choices, counted }) => {
        const { groups } = tally({ setup, choices, counted, seats: 0, compared: true })
        for (const { cast, scores, ranks } of groups!) if (scores || ranks) expect(cast).toBeGreaterThanOrEqual(fewestShown)
        const hidden = groups!.filter(({ scores }) => !scores).reduce((sum, { cast }) => sum + cast, 0)
        const shown = groups!.some(({ scores }) => scores)
        if (hidden > 0 && shown) expect(hidden).toBeGreaterThanOrEqual(fewestShown)
      }),
    )
  })

  test('a ballot of no group cannot be reckoned from the rest: with it the smallest group shows no figures either', () => {
    const dots = (c1: number): Ballot => ({ kind: 'dots', marks: { c1 } })
    const ballots = [dots(1), dots(2), dots(3), dots(1), dots(2), dots(3), dots(3), dots(2)]
    const { groups } = count(setup('dots', { budget: 3 }), 1, ballots, ['g1', 'g1', 'g1', 'g2', 'g2', 'g2', 'g2', undefined])
    expect(groups!.map(({ groupId, scores }) => [groupId, scores])).toEqual([
      ['g1', undefined],
      ['g2', [2.25]],
    ])
  })

  test('groups are set side by side by the mean of their ballots', () => {
    const dots = (c1: number, c2: number): Ballot => ({ kind: 'dots', marks: { ...(c1 && { c1 }), ...(c2 && { c2 }) } })
    const ballots = [dots(3, 0), dots(3, 0), dots(0, 3), dots(0, 3), dots(0, 3), dots(0, 3), dots(0, 1)]
    const { groups } = count(setup('dots', { budget: 3 }), 2, ballots, ['g1', 'g1', 'g1', 'g2', 'g2', 'g2', 'g2'])
    expect(groups).toEqual([
      { groupId: 'g1', cast: 3, scores: [2, 1], ranks: [1, 2] },
      { groupId: 'g2', cast: 4, scores: [0, 2.5], ranks: [2, 1] },
    ])
  })

  test('two criteria against each other hold what was rated by both', () => {
    const of = setup('rating', { criteria: usualCriteria.map((criterion) => ({ ...criterion })) })
    const results = count(of, 2, [{ kind: 'rating', marks: { c1: { impact: 5, feasibility: 2 }, c2: { impact: 1 } } }])
    expect(scatterOf(of, results, 'feasibility', 'impact')).toEqual([{ choice: 'c1', x: 2, y: 5 }])
  })
})

test('[VO1, VO2] a criterion with a name that every object has is refused, and counts no marks that nobody gave', () => {
  const criteria = ['usual', 'constructor'].map((id) => ({ id, title: { th: id, en: id }, weight: 1 }))
  expect(v.safeParse(voteSetupSchema, setup('rating', { criteria })).success).toBe(false)
  const [first] = count(setup('rating', { criteria }), 1, [{ kind: 'rating', marks: { c1: { usual: 4 } } }]).ranked
  expect(first).toMatchObject({ score: 4, criteria: [{ mean: 4, marked: 1 }, null] })
})

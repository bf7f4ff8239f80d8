import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VoteId } from '#shared/id.ts'
import type { GroupNow, VoteNow } from '#shared/live/events.ts'
import { emptyBallot, type Ballot } from '#shared/vote/ballot.ts'
import { givenOf, isFull } from '#shared/vote/given.ts'
import { voteKinds, type VoteSetup } from '#shared/vote/setup.ts'
import { apart } from '../../client/vote/apart.ts'
import { turnoutOf } from '../../client/vote/turnout.ts'
import { votes } from './cases.ts'

const setup = (kind: VoteSetup['kind'], more: Partial<VoteSetup> = {}): VoteSetup => ({ kind, on: 'group', ...more })

test('[VO24] how much of a ballot is given is told by kind', () => {
  const whole = { impact: 1, feasibility: 2, newness: 3 }
  const cases: [VoteSetup, Ballot, number, number][] = [
    [setup('dots', { budget: 6 }), { kind: 'dots', marks: { c1: 3, c2: 1 } }, 4, 6],
    [setup('dots', { budget: 6, perChoice: 1 }), { kind: 'dots', marks: { c1: 1, c2: 1, c3: 1, c4: 1 } }, 4, 4],
    [setup('points'), { kind: 'points', marks: { c1: 61 } }, 61, 100],
    [setup('ranking', { budget: 5 }), { kind: 'ranking', marks: ['c1', 'c2'] }, 2, 4],
    [setup('rating'), { kind: 'rating', marks: { c1: whole, c2: { impact: 5 } } }, 1, 4],
    [setup('pairs'), { kind: 'pairs', marks: [['c1', 'c2']] }, 1, 6],
    [setup('yes-no'), { kind: 'yes-no', marks: { c1: 'yes', c4: 'abstain' } }, 2, 4],
  ]
  for (const [of, ballot, given, all] of cases) {
    expect(givenOf(of, 4, ballot)).toEqual({ given, of: all })
    expect(isFull(of, 4, ballot)).toBe(given === all)
  }
  for (const kind of voteKinds) expect(isFull(setup(kind), 4, emptyBallot(kind))).toBe(true)
})

test('[VO24] of no honest ballot more is given than there is', () => {
  fc.assert(
    fc.property(votes, ({ setup, choices, counted }) => {
      for (const { ballot } of counted) {
        const { given, of } = givenOf(setup, choices.length, ballot)
        expect(given).toBeLessThanOrEqual(of)
      }
    }),
  )
})

test('[VO24] the turnout of several groups adds up their open votes, and one that they share counts once', () => {
  const vote = (voteId: string, cast: number, full: number, state: VoteNow['state'] = 'open'): [VoteId, VoteNow] => [
    voteId as VoteId,
    { voteId: voteId as VoteId, state, cast, people: 6, full },
  ]
  const known = new Map([vote('v1', 5, 1), vote('v2', 3, 3), vote('v3', 6, 6, 'closed')])
  const groups = (...of: (string | undefined)[]) => of.map((voteId) => ({ run: voteId && { voteId } }) as GroupNow)
  expect(turnoutOf(groups('v1', 'v2'), known)).toEqual({ cast: 8, people: 12, full: 4 })
  expect(turnoutOf(groups('v1', 'v1', undefined), known)).toEqual({ cast: 5, people: 6, full: 1 })
  expect(turnoutOf(groups('v3', 'v9', undefined), known)).toBeUndefined()
})

test('[VO25] ideas that stand on one point are as many dots, near it and within the picture', () => {
  const frame = { left: 0, right: 800, top: 0, bottom: 500 }
  const corner = Array.from({ length: 23 }, (_, n) => ({ name: n, x: n < 20 ? 800 : 700, y: n < 20 ? 0 : 300 + n }))
  const dots = apart(corner, 34, frame)
  expect(dots.map(({ name }) => name)).toEqual(corner.map(({ name }) => name))
  for (const [n, dot] of dots.entries()) {
    for (const other of dots.slice(0, n)) expect(Math.hypot(dot.x - other.x, dot.y - other.y)).toBeGreaterThanOrEqual(34)
    expect(dot.x >= 0 && dot.x <= 800 && dot.y >= 0 && dot.y <= 500).toBe(true)
  }
  expect(Math.max(...dots.map(({ x, y }, n) => Math.hypot(x - corner[n]!.x, y - corner[n]!.y)))).toBeLessThan(200)
  // What lies on nothing stays where it is.
  expect([dots[0], dots[20]]).toEqual([corner[0], corner[20]])
})

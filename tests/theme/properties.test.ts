import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Correction } from '#shared/theme/correction.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import type { ThemeIdea } from '#shared/theme/theme.ts'
import { agreement, town, townContext } from './town.ts'

const opened = (ideas: readonly ThemeIdea[]) => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of ideas) engine.add(one)
  engine.settle()
  return engine
}
const placesOf = (engine: ThemeEngine) => new Map(engine.themes().flatMap(({ id, ideaIds }) => ideaIds.map((idea) => [idea, id] as const)))
const ids = town(2).map(({ id }) => id)

test('[TH2] any part of the room in any order gives the same themes with the same names', () => {
  const part = fc.shuffledSubarray(town(3), { minLength: 20 })
  fc.assert(
    fc.property(part, (ideas) => {
      const inOrder = [...ideas].sort((a, b) => (a.id < b.id ? -1 : 1))
      expect(opened(ideas).themes()).toEqual(opened(inOrder).themes())
    }),
    { numRuns: 6, seed: 3 },
  )
})

test('[TH9] a few ideas more, fewer or rewritten leave ids and members where they were', () => {
  const change = fc.record({ gone: fc.subarray(ids, { maxLength: 4 }), come: fc.nat(4), rewritten: fc.constantFrom(...ids) })
  const moved: number[] = []
  fc.assert(
    fc.property(change, ({ gone, come, rewritten }) => {
      const engine = opened(town(2))
      const before = placesOf(engine)
      for (const id of gone) engine.remove(id)
      for (const one of town(3).slice(128, 128 + come)) engine.add(one)
      engine.add({ id: rewritten, text: 'แยกขยะก่อนทิ้ง', group: 'g0', ts: 1 })
      engine.settle()
      const after = placesOf(engine)
      const there = [...before].filter(([id]) => !gone.includes(id) && id !== rewritten)
      moved.push(there.filter(([id, theme]) => after.get(id) !== theme).length / there.length)
    }),
    { numRuns: 8, seed: 5 },
  )
  expect(moved.reduce((a, b) => a + b, 0) / moved.length).toBeLessThanOrEqual(0.02)
})

test('[TH5] constraints hold through any story of corrections, arrivals, departures and runs', () => {
  const idea = fc.constantFrom(...ids)
  const step = fc.oneof(
    fc.record({ do: fc.constant('move' as const), idea, nth: fc.nat(12) }),
    fc.record({ do: fc.constant('exclude' as const), idea, nth: fc.nat(12) }),
    fc.record({ do: fc.constant('different' as const), idea, other: idea }),
    fc.record({ do: fc.constant('same' as const), idea, other: idea }),
    fc.record({ do: fc.constant('merge' as const), nth: fc.nat(12), from: fc.nat(12) }),
    fc.record({ do: fc.constant('dismiss' as const), nth: fc.nat(12) }),
    fc.record({ do: fc.constant('remove' as const), idea }),
    fc.record({ do: fc.constant('settle' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (story) => {
      const engine = opened(town(2))
      const nth = (n: number) => engine.themes()[n % engine.themes().length]!.id
      const given = (one: (typeof story)[number]): Correction | undefined => {
        switch (one.do) {
          case 'move':
            return { op: 'move', idea: one.idea, to: nth(one.nth) }
          case 'exclude':
            return { op: 'exclude', idea: one.idea, theme: nth(one.nth) }
          case 'different':
          case 'same':
            return { op: one.do, ideas: [one.idea, one.other] }
          case 'merge':
            return { op: 'merge', into: nth(one.nth), from: [nth(one.from)] }
          case 'dismiss':
            return { op: 'dismiss', theme: nth(one.nth) }
          default:
            return undefined
        }
      }
      for (const one of story) {
        if (one.do === 'settle' || engine.themes().length === 0) engine.settle()
        else if (one.do === 'remove') engine.remove(one.idea)
        else engine.correct(given(one)!)
      }
      engine.settle()
      const { pins, bans, different, themes } = engine.facts()
      const at = placesOf(engine)
      const here = new Set([...at.keys(), ...engine.leftOvers()])
      for (const [id, theme] of Object.entries(pins))
        if (here.has(id)) expect(at.get(id)).toBe(themes[theme]?.dismissed ? undefined : theme)
      for (const [id, list] of Object.entries(bans)) if (pins[id] === undefined) expect(list).not.toContain(at.get(id))
      const sets = engine.nearDuplicates()
      for (const [a, b] of different) expect(sets.some((set) => set.includes(a) && set.includes(b))).toBe(false)
      const members = engine.themes().flatMap(({ ideaIds }) => ideaIds)
      expect(new Set(members).size).toBe(members.length)
    }),
    { numRuns: 12, seed: 17 },
  )
})

test('[TH15] facts alone carry all decisions: an engine that reads them elsewhere says the same', () => {
  const engine = opened(town(2))
  const [a, b, c] = engine.themes()
  engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })
  engine.correct({ op: 'rename', theme: c!.id, label: 'ของเรา' })
  engine.settle()
  const other = new ThemeEngine({ context: townContext, memory: { ...engine.memory(), facts: opened([]).facts() } })
  other.obey(JSON.parse(JSON.stringify(engine.facts())))
  for (const one of town(2)) other.add(one)
  other.settle()
  const [one, two] = [placesOf(engine), placesOf(other)]
  expect(
    agreement(
      ids.map((id) => one.get(id)),
      ids.map((id) => two.get(id)),
    ),
  ).toBeGreaterThan(0.97)
  expect(other.themes().find(({ id }) => id === c!.id)!.label).toBe('ของเรา')
})

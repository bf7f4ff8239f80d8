import { expect, test } from 'vitest'
import { factsFrom, standing, type Facts } from '#shared/theme/correction.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { town, townContext } from './town.ts'

const opened = (rounds = 2) => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of town(rounds)) engine.add(one)
  engine.settle()
  return engine
}
const themeOf = (engine: ThemeEngine, id: string) => engine.themes().find(({ ideaIds }) => ideaIds.includes(id))?.id
const shape = (engine: ThemeEngine) => engine.themes().map(({ id, ideaIds }) => [id, [...ideaIds].sort()])
const facts = (given: Partial<Facts>): Facts => ({ themes: {}, into: {}, pins: {}, bans: {}, same: [], different: [], ...given })

test('[TH15] whatever is decided and taken back, the themes are what they were', () => {
  const engine = opened()
  const before = shape(engine)
  const nothing = engine.facts()
  const [a, b] = engine.themes()
  const [x] = b!.ideaIds
  engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })
  expect(engine.themes().some(({ id }) => id === b!.id)).toBe(false)
  engine.obey(nothing)
  expect(shape(engine)).toEqual(before)
  engine.correct({ op: 'move', idea: x!, to: a!.id })
  engine.obey(nothing)
  expect(shape(engine)).toEqual(before)
  engine.correct({ op: 'exclude', idea: x!, theme: b!.id })
  expect(themeOf(engine, x!)).not.toBe(b!.id)
  engine.obey(nothing)
  expect(shape(engine)).toEqual(before)
  engine.correct({ op: 'split', theme: a!.id, ideas: a!.ideaIds.slice(0, 3), newTheme: 'part', label: 'ส่วนหนึ่ง' })
  engine.obey(nothing)
  expect(shape(engine)).toEqual(before)
})

test('[TH15] a merge that is taken back after later runs gives the swallowed theme its id back', () => {
  const engine = opened()
  const [a, b] = engine.themes()
  engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })
  for (const one of town(3).slice(128)) engine.add(one)
  engine.settle()
  engine.settle()
  engine.obey(facts({}))
  engine.settle()
  const back = b!.ideaIds.filter((id) => themeOf(engine, id) === b!.id)
  expect(back.length / b!.ideaIds.length).toBeGreaterThan(0.8)
  const stayed = a!.ideaIds.filter((id) => themeOf(engine, id) === a!.id)
  expect(stayed.length / a!.ideaIds.length).toBeGreaterThan(0.8)
})

test('[TH15] filing alone makes a theme curated and holds through runs; released, the idea is the machine’s again', () => {
  const engine = opened()
  const [a, b] = engine.themes()
  const [x, y] = b!.ideaIds
  engine.obey(facts({ pins: { [x!]: a!.id, [y!]: 'ours' } }))
  for (let run = 0; run < 3; run++) engine.settle()
  expect(themeOf(engine, x!)).toBe(a!.id)
  expect(themeOf(engine, y!)).toBe('ours')
  expect(engine.themes().find(({ id }) => id === a!.id)!.curated).toBe(true)
  expect(
    engine
      .themes()
      .find(({ id }) => id === 'ours')!
      .label.trim(),
  ).not.toBe('')
  expect(engine.correct({ op: 'release', idea: x! })).toBe(true)
  expect(themeOf(engine, x!)).toBe(b!.id)
  engine.obey(facts({}))
  expect(themeOf(engine, y!)).toBe(b!.id)
})

test('[TH15] facts are handed out and taken in as copies', () => {
  const engine = opened(1)
  const given = facts({ pins: { n0000: 'ours' } })
  engine.obey(given)
  given.pins['n0000'] = 'theirs'
  engine.facts().pins['n0001'] = 'theirs'
  expect(engine.facts().pins).toEqual({ n0000: 'ours' })
})

test('[TH16] themes merged crosswise at the same time are one, whoever reads the facts', () => {
  const { into, themes, pins } = factsFrom(
    facts({
      into: { t2: 't1', t1: 't2', t3: 't2', t9: 't8', t8: 't7', t7: 't9' },
      themes: { t1: {}, t2: { label: 'ชื่อ', dismissed: true }, t3: { label: 'อื่น' } },
      pins: { a: 't2', b: 't3', c: 't9', d: 't4' },
    }),
  )
  expect(['t1', 't2', 't3'].map((theme) => standing({ into }, theme))).toEqual(['t1', 't1', 't1'])
  expect(['t7', 't8', 't9'].map((theme) => standing({ into }, theme))).toEqual(['t7', 't7', 't7'])
  expect(pins).toEqual({ a: 't1', b: 't1', c: 't7', d: 't4' })
  expect(themes).toEqual({ t1: { label: 'ชื่อ' } })
  const engine = opened()
  const [a, b] = engine.themes()
  engine.obey(facts({ into: { [a!.id]: b!.id, [b!.id]: a!.id } }))
  for (let run = 0; run < 2; run++) engine.settle()
  const [first] = [a!.id, b!.id].sort()
  for (const id of [...a!.ideaIds, ...b!.ideaIds]) expect([first, undefined]).toContain(themeOf(engine, id))
})

test('[TH16] who was taken from a theme that went into another is not found in that', () => {
  const { bans } = factsFrom(facts({ into: { t2: 't1', t3: 't2' }, bans: { a: ['t3', 't1', 't9'], b: ['t2'] } }))
  expect(bans).toEqual({ a: ['t1', 't9'], b: ['t1'] })
  const engine = opened()
  const [b] = engine.themes()
  const x = b!.ideaIds[0]!
  engine.correct({ op: 'exclude', idea: x, theme: b!.id })
  const a = engine.themes().find(({ id }) => id !== b!.id && id !== themeOf(engine, x))
  engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })
  for (let run = 0; run < 3; run++) engine.settle({ freely: true })
  expect(themeOf(engine, x)).not.toBe(a!.id)
})

test('[TH16] what contradicts itself has one meaning: put there beats taken away, apart beats together', () => {
  const engine = opened()
  const [a] = engine.themes()
  engine.obey(
    facts({
      pins: { n0000: a!.id },
      bans: { n0000: [a!.id] },
      same: [['n0001', 'n0009', 'n0017']],
      different: [['n0009', 'n0001']],
    }),
  )
  engine.settle()
  expect(themeOf(engine, 'n0000')).toBe(a!.id)
  for (const ids of engine.nearDuplicates()) expect(ids.includes('n0001') && ids.includes('n0009')).toBe(false)
})

test('[TH16] facts about ideas and themes that are not there do no harm, and count when they come', () => {
  const engine = new ThemeEngine({ context: townContext })
  engine.obey(facts({ pins: { n0000: 'ours', gone: 'nowhere' }, bans: { gone: ['t1'] }, into: { t5: 'ours' }, same: [['gone', 'n0000']] }))
  engine.settle()
  expect(engine.themes()).toEqual([])
  for (const one of town()) engine.add(one)
  engine.settle()
  expect(themeOf(engine, 'n0000')).toBe('ours')
  expect(engine.themes().every(({ id }) => id !== 't5' && id !== 'nowhere')).toBe(true)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ThemeEngine } from '#shared/theme/engine.ts'
import type { ThemeIdea } from '#shared/theme/theme.ts'
import { createThemeEngine, nearDuplicates, proposeThemes } from '../bench/themes.ts'
import { agreement, town, townContext } from './town.ts'

const idea = (text: string, n: number): ThemeIdea => ({ id: `i${n}`, text, group: `g${n % 3}`, ts: n })
const opened = (ideas: readonly ThemeIdea[]) => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of ideas) engine.add(one)
  engine.settle()
  return engine
}

test('[TH1] an idea is in at most one theme, ids are unique, labels are short, different and not empty', () => {
  const ideas = town(2)
  const { themes } = proposeThemes(ideas, { context: townContext })
  const members = themes.flatMap(({ ideaIds }) => ideaIds)
  expect(new Set(members).size).toBe(members.length)
  expect(members.every((id) => ideas.some((one) => one.id === id))).toBe(true)
  expect(new Set(themes.map(({ id }) => id)).size).toBe(themes.length)
  expect(new Set(themes.map(({ label }) => label)).size).toBe(themes.length)
  for (const theme of themes) {
    expect(theme.label.trim()).not.toBe('')
    expect(theme.label.length).toBeLessThanOrEqual(70)
    expect(theme.strength).toHaveLength(theme.ideaIds.length)
    expect(theme.representatives.every((id) => theme.ideaIds.includes(id))).toBe(true)
    expect(theme.groups).toEqual([...new Set(theme.ideaIds.map((id) => ideas.find((one) => one.id === id)!.group))].sort())
  }
})

test('[TH1] whatever is written, the contract holds', () => {
  const strange = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      ' ',
      '🙏🙏',
      '12345',
      '๑๒๓',
      'https://example.org/a?b=c',
      'ก',
      'ครับ',
      'น้ำท่วม',
      'นํ้าท่วมมมม',
      'เเยกขยะ',
      '\u200Bขยะ',
      'ไม่',
    ),
    fc.constantFrom(...town().map(({ text }) => text)),
    fc.constant('น้ำท่วมถนน '.repeat(180)),
  )
  fc.assert(
    fc.property(fc.array(strange, { maxLength: 40 }), (texts) => {
      const ideas = texts.map(idea)
      const engine = opened(ideas)
      const members = engine.themes().flatMap(({ ideaIds }) => ideaIds)
      expect(new Set(members).size).toBe(members.length)
      expect([...members, ...engine.leftOvers()].sort()).toEqual(ideas.map(({ id }) => id).sort())
      expect(engine.themes().every(({ label }) => label.trim() !== '')).toBe(true)
    }),
    { numRuns: 25, seed: 7 },
  )
})

test('[TH2] the same ideas give the same themes, whatever order they come in', () => {
  const ideas = town(2)
  const mixed = [...ideas].sort((a, b) => (a.text < b.text ? -1 : 1))
  const shape = (given: readonly ThemeIdea[]) =>
    proposeThemes(given, { context: townContext }).themes.map(({ ideaIds, label }) => ({ ideaIds: [...ideaIds].sort(), label }))
  expect(shape(mixed)).toEqual(shape(ideas))
})

test('[TH7] what says nothing in common is left over and never forced', () => {
  const strange = ['', '🙏', '12345', 'https://example.org', 'xyzzy qwrt', 'ฟหกด'].map((text, n) => ({ ...idea(text, n), id: `s${n}` }))
  const engine = opened([...town(), ...strange])
  for (const { id } of strange) expect(engine.leftOvers()).toContain(id)
  expect(engine.leftOvers().length).toBeLessThan(20)
})

test('[TH7] with fewer than six ideas there are no themes but those that people make', () => {
  const engine = opened(town().slice(0, 5))
  expect(engine.themes()).toEqual([])
  expect(engine.leftOvers()).toHaveLength(5)
  engine.correct({ op: 'create', theme: 'ours', label: 'ของเรา', ideas: ['n0000'] })
  engine.settle()
  expect(engine.themes().map(({ id, ideaIds }) => [id, ideaIds])).toEqual([['ours', ['n0000']]])
})

test('[TH8] an added idea finds its theme before anything is settled, an edited one goes elsewhere, a removed one is gone', () => {
  const engine = opened(town(2))
  const themeOf = (id: string) => engine.themes().find(({ ideaIds }) => ideaIds.includes(id))?.id
  const matter = (text: string) => ({ id: 'new', text, group: 'g0', ts: 999 })
  engine.add(matter('น้ำท่วมหน้าโรงพยาบาลเพราะท่อระบายน้ำตัน'))
  expect(themeOf('new')).toBe(themeOf('n0000'))
  engine.add(matter('แยกขยะรีไซเคิลก่อนทิ้ง'))
  expect(themeOf('new')).toBe(themeOf('n0001'))
  engine.remove('new')
  expect(themeOf('new')).toBeUndefined()
  expect(engine.leftOvers()).not.toContain('new')
  engine.settle()
  expect(engine.themes().length).toBeGreaterThan(4)
})

test('[TH8] a board cleared leaves nothing behind', () => {
  const engine = opened(town())
  for (const { id } of town()) engine.remove(id)
  engine.settle()
  expect(engine.themes()).toEqual([])
  expect(engine.nearDuplicates()).toEqual([])
})

test('[TH10] Thai and English ideas on one matter are in one theme, and matters are told apart', () => {
  const ideas = town(3)
  const { themes } = proposeThemes(ideas, { context: townContext })
  const of = new Map(themes.flatMap(({ id, ideaIds }) => ideaIds.map((one) => [one, id] as const)))
  const found = ideas.map(({ id }) => of.get(id))
  expect(
    agreement(
      ideas.map(({ matter }) => matter),
      found,
    ),
  ).toBeGreaterThan(0.8)
  const english = ideas.filter(({ text }) => /^[ -~]+$/.test(text))
  const right = english.filter(({ id, matter }) => {
    const theme = themes.find((one) => one.ideaIds.includes(id))
    const thai = (theme?.ideaIds ?? []).filter((one) => !english.some((other) => other.id === one))
    return thai.filter((one) => ideas.find((other) => other.id === one)!.matter === matter).length * 2 > thai.length
  })
  expect(right.length / english.length).toBeGreaterThanOrEqual(0.75)
})

test('[TH14] an idea that hardly belongs is unsure, with its likeliest themes; why tells what two ideas share', () => {
  const engine = opened([...town(2), idea('ครูพาเด็กไปปลูกต้นไม้ริมคลองที่น้ำท่วม', 900)])
  const likely = engine.likeliest('i900')
  expect(likely.length).toBeGreaterThan(1)
  expect(likely.length).toBeLessThanOrEqual(3)
  expect(likely.map((one) => one.association)).toEqual(likely.map((one) => one.association).sort((a, b) => b - a))
  for (const one of engine.unsure()) expect(one.likely.length).toBeLessThanOrEqual(3)
  expect(engine.why('n0000', 'n0008').concepts.length + engine.why('n0001', 'n0009').concepts.length).toBeGreaterThan(0)
  expect(engine.why('n0000', 'nobody')).toEqual({ words: [], concepts: [] })
})

test('[TH1] the bench exports the engine by its contract', () => {
  const engine = createThemeEngine({ context: townContext })
  for (const one of town()) engine.add(one)
  engine.settle()
  engine.correct({ op: 'rename', theme: engine.themes()[0]!.id, label: 'ชื่อใหม่' })
  expect(engine.themes()[0]!.label).toBe('ชื่อใหม่')
  expect(nearDuplicates([idea('แยกขยะก่อนทิ้ง', 1), idea('แยกขยะก่อนทิ้งครับ', 2)]).groups).toEqual([['i1', 'i2']])
})

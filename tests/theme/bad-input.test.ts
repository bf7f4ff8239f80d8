import { expect, test } from 'vitest'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { prepared } from '#shared/theme/lexicon/dictionary.ts'
import { standardLexicon } from '#shared/theme/lexicon/standard.ts'
import { read } from '#shared/theme/reading.ts'
import type { ThemeIdea } from '#shared/theme/theme.ts'
import { town, townContext } from './town.ts'

const written = (texts: readonly string[], group = 'g1'): ThemeIdea[] =>
  texts.map((text, n) => ({ id: `x${n}`, text, group, ts: 1_000 + n }))
const opened = (ideas: readonly ThemeIdea[]) => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of ideas) engine.add(one)
  engine.settle()
  return engine
}
const themeOf = (engine: ThemeEngine, id: string) => engine.themes().find(({ ideaIds }) => ideaIds.includes(id))?.id

test('[TH17] what has no letters is left over and a copy of nothing but itself', () => {
  const texts = ['', '   ', '12345', '๑๒๓', '🙏', '👨‍👩‍👧', '!!!', 'https://a.example/x', 'https://b.example/y', '\u200B', '12345']
  const engine = opened([...town(), ...written(texts)])
  for (const [n] of texts.entries()) expect(engine.leftOvers(), texts[n]).toContain(`x${n}`)
  expect(engine.nearDuplicates()).toEqual([['x10', 'x2']])
})

test('[TH17] one idea pasted five hundred times is one voice: no theme of itself, however often it is said by one group', () => {
  const alone = 'อยากได้หอดูดาวบนยอดเขา'
  const pasted = written(Array.from({ length: 500 }, () => alone))
  const engine = opened([...town(), ...pasted])
  expect(engine.nearDuplicates().map((ids) => ids.length)).toEqual([500])
  expect(themeOf(engine, 'x0')).toBeUndefined()
  expect(engine.leftOvers().filter((id) => id.startsWith('x'))).toHaveLength(500)
  const fitting = opened([...town(), ...written(Array.from({ length: 500 }, () => 'ท่อระบายน้ำตัน น้ำท่วมหน้าตลาด'))])
  expect(themeOf(fitting, 'x0')).toBe(themeOf(fitting, 'n0000'))
  expect(themeOf(fitting, 'x499')).toBe(themeOf(fitting, 'n0000'))
})

test('[TH17] what several groups say in the same words is a theme, however alone it stands', () => {
  const one = { text: 'อยากได้หอดูดาวบนยอดเขา', ts: 1_000 }
  const engine = opened([...town(), { ...one, id: 'y1', group: 'g1' }, { ...one, id: 'y2', group: 'g2' }])
  expect(themeOf(engine, 'y1')).toBeDefined()
  expect(themeOf(engine, 'y1')).toBe(themeOf(engine, 'y2'))
  expect(engine.themes().find(({ id }) => id === themeOf(engine, 'y1'))!.ideaIds).toHaveLength(2)
})

test('[TH17] keyboards, slips and zero-width letters do not tell ideas apart', () => {
  const dictionary = prepared(standardLexicon)
  const says = (text: string) => read(text, dictionary).concepts.map(({ id }) => id)
  for (const text of ['น้ำ\u200Bท่วม', 'นำ้ท่วม', 'นํ้าท่วม', 'น้้ำท่วม', '\uFEFFน้ำท่วม', 'น้ำท่วมมมมม', 'น้ำ\u200Dท่วม'])
    expect(says(text), JSON.stringify(text)).toEqual(['flood'])
  for (const text of ['เเยกขยะ', 'แยกขยะะะ', 'แยก\u2060ขยะ']) expect(says(text), JSON.stringify(text)).toEqual(['recycling'])
  const engine = opened([...town(), ...written(['นํ้าท่วมถนนหน้าตลาด', 'น้ำท่วม\u200Bถนนหน้าตลาด', 'นำ้ท่วมถนนหน้าตลาด'])])
  expect(engine.nearDuplicates().find((ids) => ids.includes('x0'))).toEqual(expect.arrayContaining(['x0', 'x1', 'x2']))
})

test('[TH17] two thousand letters, one word, and scripts in one another are placed or left over, and nothing else moves', () => {
  const texts = ['น้ำท่วม '.repeat(250), 'น้ำท่วม', 'flood น้ำท่วม 洪水 наводнение', 'ฟ'.repeat(2_000), 'a'.repeat(2_000), '\uD800 น้ำ']
  const engine = opened([...town(2), ...written(texts)])
  for (const n of [0, 1, 2]) expect(themeOf(engine, `x${n}`)).toBe(themeOf(engine, 'n0000'))
  for (const n of [3, 4]) expect(engine.leftOvers()).toContain(`x${n}`)
  const calm = opened(town(2))
  const moved = town(2).filter(({ id }) => (themeOf(calm, id) === undefined) !== (themeOf(engine, id) === undefined))
  expect(moved.length).toBeLessThanOrEqual(2)
})

test('[TH17] a board that is cleared between runs takes nothing else with it, and its ideas come back as new', () => {
  const engine = opened(town(3))
  engine.correct({ op: 'rename', theme: themeOf(engine, 'n0000')!, label: 'ของเรา' })
  const kept = town(3).filter(({ group }) => group !== 'g0')
  for (const { id, group } of town(3)) if (group === 'g0') engine.remove(id)
  expect(
    engine
      .themes()
      .flatMap(({ ideaIds }) => ideaIds)
      .every((id) => kept.some((one) => one.id === id)),
  ).toBe(true)
  engine.settle()
  expect(engine.themes().some(({ label }) => label === 'ของเรา')).toBe(true)
  for (const one of town(3)) if (one.group === 'g0') engine.add(one)
  engine.settle()
  const members = engine.themes().flatMap(({ ideaIds }) => ideaIds)
  expect([...members, ...engine.leftOvers()].sort()).toEqual(
    town(3)
      .map(({ id }) => id)
      .sort(),
  )
})

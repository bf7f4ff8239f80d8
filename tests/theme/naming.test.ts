import { expect, test } from 'vitest'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { spokenIn } from '#shared/theme/label.ts'
import { prepared } from '#shared/theme/lexicon/dictionary.ts'
import { standardLexicon } from '#shared/theme/lexicon/standard.ts'
import { read } from '#shared/theme/reading.ts'
import { town, townContext } from './town.ts'

test('[TH18] a theme keeps its name while three quarters of its members stay, and no two themes have one name', () => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of town(4)) engine.add(one)
  engine.settle()
  const before = new Map(engine.themes().map((theme) => [theme.id, theme]))
  for (const one of town(5).slice(256)) {
    engine.add(one)
    if (one.ts % 8 === 0) engine.themes()
    if (one.ts % 16 === 0) engine.settle()
  }
  engine.settle()
  const after = engine.themes()
  expect(new Set(after.map(({ label }) => label)).size).toBe(after.length)
  let compared = 0
  for (const { id, label, ideaIds } of after) {
    const old = before.get(id)
    if (!old) continue
    const stayed = old.ideaIds.filter((idea) => ideaIds.includes(idea)).length
    if (stayed < 0.9 * old.ideaIds.length || old.ideaIds.length < 0.8 * ideaIds.length) continue
    expect(label).toBe(old.label)
    compared++
  }
  expect(compared).toBeGreaterThan(3)
})

test('[TH18] no name ends in the mark of a passive, whose verb is left out', () => {
  const dictionary = prepared(standardLexicon)
  const spoken = ['คลองถูกรุกล้ำทุกสาย', 'คลองถูกรุกล้ำจากบ้านเรือน', 'คลองโดนรุกล้ำ', 'ราคาถูก'].map((text) => spokenIn(read(text, dictionary)))
  for (const { phrases } of spoken.slice(0, 3)) for (const phrase of phrases.keys()) expect(phrase).not.toMatch(/(ถูก|โดน)$/)
  expect([...spoken[3]!.phrases.keys()].join()).toContain('ถูก')
})

test('[TH18] a theme that says something else now is named anew, and people’s names are theirs', () => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of town(2)) engine.add(one)
  engine.settle()
  const [a, b] = engine.themes()
  for (const [n, id] of a!.ideaIds.entries()) engine.add({ id, text: `โรงเรียนควรสอนทักษะอาชีพ ${n}`, group: 'g1', ts: n })
  engine.settle({ freely: true })
  expect(engine.themes().map(({ label }) => label)).not.toContain(a!.label)
  engine.correct({ op: 'rename', theme: b!.id, label: 'ชื่อที่คนตั้ง' })
  expect(engine.themes().find(({ id }) => id === b!.id)!.label).toBe('ชื่อที่คนตั้ง')
  engine.correct({ op: 'rename', theme: b!.id, label: 'ชื่อใหม่' })
  expect(engine.themes().find(({ id }) => id === b!.id)!.label).toBe('ชื่อใหม่')
})

test('[TH20] a theme is quoted in the language in which most of it is said, whatever people have put into it', () => {
  const engine = new ThemeEngine({ context: townContext })
  const all = town(3)
  for (const one of all) engine.add(one)
  engine.settle()
  const isEnglish = (id: string) => /^[A-Za-z ]+$/.test(all.find((one) => one.id === id)!.text)
  const [big] = engine.themes().sort((a, b) => b.ideaIds.length - a.ideaIds.length)
  const english = all.filter(({ id }) => isEnglish(id)).map(({ id }) => id)
  for (const id of english) engine.correct({ op: 'move', idea: id, to: big!.id })
  const now = engine.themes().find(({ id }) => id === big!.id)!
  expect(now.ideaIds.length).toBeGreaterThan(2 * english.length)
  expect(english.length).toBeGreaterThan(3)
  expect(now.representatives.filter(isEnglish)).toEqual([])
})

import { expect, test } from 'vitest'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { backgroundOf, labelOf, spokenIn } from '#shared/theme/label.ts'
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

const dictionary = prepared(standardLexicon)
const spoken = (texts: readonly string[]) => texts.map((text) => spokenIn(read(text, dictionary)))
/** The name of a theme in a room where most speak of something else. */
const nameOf = (texts: readonly string[], used: readonly string[] = []) => {
  const members = spoken(texts)
  const others = spoken(town().map(({ text }) => text))
  return labelOf(members, backgroundOf([...members, ...others]), dictionary, new Set(used)).label
}

test('[TH21] no name ends in a word that says nothing without the next, or goes on over the end of a thought', () => {
  const [passive, other, sort, apart, cheap] = spoken(['คลองถูกรุกล้ำทุกสาย', 'คลองโดนรุกล้ำ', 'ถนนสายหลักมืด', 'น้ำลดช้า ตลาดเปิดสาย', 'ราคาถูก']).map(
    ({ phrases }) => [...phrases.keys()],
  )
  for (const phrase of [...passive!, ...other!]) expect(phrase).not.toMatch(/(ถูก|โดน)$/)
  for (const phrase of sort!) expect(phrase).not.toMatch(/สาย$/)
  for (const phrase of apart!) expect(phrase).not.toContain(' ')
  expect(cheap!.join()).toContain('ถูก')
})

test('[TH21] a name says nothing twice, also in other words or misspelt, and is no deed, state or number alone', () => {
  const twice = nameOf(['น้ำท่วมขังหน้าวัด', 'น้ำขังหน้าวัด', 'น้ำท่วมขังในซอย', 'น้ำขังในซอย'])
  expect(twice.match(/ขัง/g)).toHaveLength(1)
  const misspelt = nameOf(['ซุ้มดอกเฟื่องฟ้า', 'ซุ้มดอกเฟื่องฟ้าริมรั้ว', 'ซุ้มดอกเฟื้องฟ้า', 'ดอกเฟื้องฟ้าริมรั้ว', 'ดอกเฟื่องฟ้า'])
  expect(misspelt).toContain('เฟื่องฟ้า')
  expect(misspelt).not.toContain('เฟื้องฟ้า')
  const bare = nameOf(['เด็กวิ่งสอง', 'เด็กวิ่งสอง', 'เด็กนั่งหมด', 'เด็กนั่งหมด'])
  for (const part of bare.split(' · ')) expect(['วิ่ง', 'นั่ง', 'สอง', 'หมด']).not.toContain(part)
})

test('[TH21] two themes of one field are told apart by their first words', () => {
  const texts = ['ลอกท่อระบายน้ำ', 'สูบน้ำออกจากซอย', 'ขุดคลองให้ลึก', 'เขื่อนกั้นน้ำริมตลิ่ง', 'แก้มลิงรับน้ำเหนือ']
  const first = nameOf(texts)
  const [field] = first.split(' · ')
  expect(dictionary.lexicon.fields.map(({ name }) => name.th)).toContain(field)
  expect(nameOf(texts, [first]).split(' · ')[0]).not.toBe(field)
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

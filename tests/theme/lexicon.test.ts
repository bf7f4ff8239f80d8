import { expect, test } from 'vitest'
import { prepared } from '#shared/theme/lexicon/dictionary.ts'
import { edited, readConcepts } from '#shared/theme/lexicon/lexicon.ts'
import { standardLexicon } from '#shared/theme/lexicon/standard.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { read } from '#shared/theme/reading.ts'

const dictionary = prepared(standardLexicon)
const concepts = (text: string, by = dictionary) => read(text, by).concepts.map(({ id }) => id)

test('[TH11] every concept of the standard lexicon is named once, in a field, with words of both languages', () => {
  const ids = standardLexicon.concepts.map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(190)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  for (const { id, field, words } of standardLexicon.concepts) {
    expect(
      standardLexicon.fields.some((one) => one.id === field),
      id,
    ).toBe(true)
    expect(
      words.some((word) => /[ก-๙]/.test(word)),
      id,
    ).toBe(true)
    expect(
      words.some((word) => /[a-z]/.test(word)),
      id,
    ).toBe(true)
  }
})

test('[TH11] an organisation adds, changes and removes concepts and words under a version of its own', () => {
  const ours = edited(standardLexicon, {
    version: 'ours-1',
    concepts: '# port: ท่าเรือ | port\ncrane: เครนยกตู้, ตู้สินค้า | container crane\nbus:',
    empty: ['บลาบลา'],
  })
  expect(ours.version).toContain('ours-1')
  const by = prepared(ours)
  expect(concepts('ตู้สินค้าล้นท่า', by)).toContain('crane')
  expect(concepts('รถเมล์มาช้า', by)).not.toContain('bus')
  expect(read('บลาบลา', by).words.every(({ kind }) => kind === 'empty')).toBe(true)
  const engine = new ThemeEngine({ context: '', lexicon: ours })
  engine.add({ id: 'a', text: 'ตู้สินค้าล้น', group: 'g', ts: 0 })
  engine.settle()
  expect(engine.leftOvers()).toEqual(['a'])
})

test('[TH11] a line that is no concept is refused by its number, and too much is refused', () => {
  expect(() => readConcepts('flood: น้ำท่วม | flood\nno colon here')).toThrow(
    expect.objectContaining({ code: 'lexicon/unreadable', detail: { line: 2 } }),
  )
  expect(() => edited(standardLexicon, { version: '' })).toThrow()
  expect(() => edited(standardLexicon, { version: 'x', concepts: 'x'.repeat(400_001) })).toThrow()
})

test('[TH12] words are found however they are typed, and not inside other words', () => {
  expect(concepts('นํ้าท่วม')).toEqual(['flood'])
  expect(concepts('เเยกขยะ')).toContain('recycling')
  expect(concepts('ส่งเสริมการท่องเที่ยว')).toEqual(['tourism'])
  expect(concepts('More Street Lights near the school')).toContain('street-light')
  expect(concepts('ถนนพระราม 3')).toEqual([])
})

test('[TH12] what is in front of a school is not about schools', () => {
  const { concepts: found } = read('ขยะล้นถังหน้าโรงเรียน', dictionary)
  expect(found.find(({ id }) => id === 'school')!.where).toBe(true)
  expect(found.find(({ id }) => id === 'garbage')!.where).toBe(false)
})

test('[TH12] names, numbers and courtesy are no topics', () => {
  const topics = (text: string) =>
    read(text, dictionary)
      .words.filter(({ kind }) => kind === 'topic')
      .map(({ form }) => form)
  expect(topics('ขอบคุณครับ 🙏 12/3')).toEqual([])
  expect(topics('ซอยลาดพร้าว 101 เขตบางกะปิ')).toEqual([])
})

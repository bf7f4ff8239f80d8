import { expect, test } from 'vitest'
import { CopyIndex } from '#shared/theme/near.ts'
import { prepared } from '#shared/theme/lexicon/dictionary.ts'
import { standardLexicon } from '#shared/theme/lexicon/standard.ts'
import { read } from '#shared/theme/reading.ts'
import { town } from './town.ts'

const dictionary = prepared(standardLexicon)
const groups = (texts: readonly string[]): string[][] => {
  const index = new CopyIndex(dictionary)
  for (const [n, text] of texts.entries()) index.add(`i${String(n).padStart(4, '0')}`, read(text, dictionary))
  index.review()
  return index.groups()
}
const areCopies = (a: string, b: string) =>
  groups([a, b, ...town().map(({ text }) => text)]).some((ids) => ids.includes('i0000') && ids.includes('i0001'))

test.each([
  ['ไฟถนนหน้าตลาดติดทั้งแถว', 'ไฟถนนหน้าตลาดไม่ติดทั้งแถว'],
  ['ควรอนุญาตให้จอดรถหน้าโรงเรียนตอนเช้า', 'ไม่ควรอนุญาตให้จอดรถหน้าโรงเรียนตอนเช้า'],
  ['มีถังขยะหน้าปากซอยแล้ว', 'ไม่มีถังขยะหน้าปากซอยแล้ว'],
  ['ให้รถเข้าถนนคนเดินวันอาทิตย์', 'ห้ามให้รถเข้าถนนคนเดินวันอาทิตย์'],
  ['The market should be open on Sunday', 'The market should not be open on Sunday'],
  ['People can park near the school', "People can't park near the school"],
  ['We have enough teachers in this school', 'We never have enough teachers in this school'],
])('[TH3] a "not" makes another idea: %s', (a, b) => {
  expect(areCopies(a, b)).toBe(false)
  expect(areCopies(b, a)).toBe(false)
})

test('[TH3] a "not" put into any idea of the town is seen', () => {
  const texts = town().map(({ text }) => text)
  const index = new CopyIndex(dictionary)
  for (const text of texts) index.add(text, read(text, dictionary))
  for (const text of texts) {
    const words = text.split(' ')
    const denied = /[ก-๙]/.test(text) ? `ไม่${text}` : [words[0], 'not', ...words.slice(1)].join(' ')
    index.add('denied', read(denied, dictionary))
    index.review()
    expect(index.groups(), denied).toEqual([])
    index.remove('denied')
  }
})

test.each([
  ['หลุมบนถนนหน้าซอย 14 ลึกมาก', 'หลุมบนถนนหน้าซอย 41 ลึกมาก'],
  ['Repair the road at number 12 before June', 'Repair the road at number 15 before June'],
  ['ซ่อมทางเท้าหน้าโรงพยาบาลให้เรียบ', 'ซ่อมสะพานหน้าโรงพยาบาลให้เรียบ'],
  ['Build more housing near the station', 'Build more parking near the station'],
])('[TH3] another number or noun makes another idea: %s', (a, b) => {
  expect(areCopies(a, b)).toBe(false)
})

test.each([
  ['รถเมล์มาน้อย รอรถเมล์นานเกินไป', 'รถเมล์มาน้อย รอรถเมล์นานเกินไปครับ'],
  ['ปลูกต้นไม้ให้ร่มเงาริมทางเดินในเมือง', 'ปลูกต้นไม้ให้รมเงาริมทางเดินในเมือง'],
  ['เครื่องสูบน้ำเก่า สูบน้ำไม่ทันตอนฝนหนัก', 'เครื่องสูบนํ้าเก่า สูบน้ำไม่ทันตอนฝนหนักค่ะ'],
  ['ทางเดินหลังตลาดมืดมาก อันตรายสำหรับผู้หญิง', 'ทางเดินหลังตลาดมืดมาก ไม่ปลอดภัยสำหรับผู้หญิง'],
  ['ซ่อมถนนหน้าซอย 14', 'ซ่อมถนนหน้าซอย ๑๔'],
  ['เปิดเผยการจัดซื้อจัดจ้างทุกโครงการ', 'ขอให้เปิดเผยการจัดซื้อจัดจ้างทุกโครงการ'],
  ['Clean the drains before the rainy season', 'CLEAN THE DRAINS BEFORE THE RAINY SEASON'],
  ['We should plant more trees along the canal', 'We ought to plant more trees along the cannal'],
  ['Scholarships for poor students and better classrooms for all of them', 'Scholarships for poor students and better clas'],
])('[TH4] a copy is found through slips, courtesy, other keyboards, synonyms and cut-off ends: %s', (a, b) => {
  expect(areCopies(a, b)).toBe(true)
})

test('[TH4] an idea pasted five hundred times is one, and taking it away leaves nothing', () => {
  const index = new CopyIndex(dictionary)
  for (let n = 0; n < 500; n++) index.add(`i${n}`, read('น้ำท่วมหน้าตลาด', dictionary))
  expect(index.groups().map((ids) => ids.length)).toEqual([500])
  for (let n = 0; n < 499; n++) index.remove(`i${n}`)
  expect(index.groups()).toEqual([])
  expect(index.copiesOf('i499')).toEqual([])
})

test('[TH4] different ideas of the town are no copies', () => {
  expect(groups(town().map(({ text }) => text))).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { templates } from '#shared/board/template.ts'
import { zoneNamed } from '#shared/board/zone-named.ts'
import { readIdeasFromText } from '#shared/idea/from-text.ts'
import { Refusal } from '#shared/refusal.ts'
import { decodeText } from '#shared/thai/decode.ts'
import { csvOf } from '../../server/documents/csv.ts'
import { workedMs } from '../helpers/worked.ts'

const refused = (raw: string, kind: 'lines' | 'csv') => {
  try {
    readIdeasFromText(raw, kind)
  } catch (fault) {
    if (fault instanceof Refusal) return { code: fault.code, line: fault.detail['line'] }
    throw fault
  }
  return undefined
}

describe('ideas out of text', () => {
  it('[DO1] every line that is not blank is an idea; bullets fall away', () => {
    expect(readIdeasFromText('\ufeffขุดลอกคลอง\r\n\r\n  • ขยะอุดท่อ \r\n- ปั๊มเสีย\n-5 องศา', 'lines')).toEqual([
      { text: 'ขุดลอกคลอง' },
      { text: 'ขยะอุดท่อ' },
      { text: 'ปั๊มเสีย' },
      { text: '-5 องศา' },
    ])
  })
  it('[DO2] a table with a header is read by its names, in either language and any order', () => {
    expect(readIdeasFromText('\ufeffช่อง,ผู้เขียน,ความคิดเห็น\r\nปัญหา,ก,"ถนน ""ทรุด"", น้ำขัง\nสองวัน"\r\n', 'csv')).toEqual([
      { text: 'ถนน "ทรุด", น้ำขัง\nสองวัน', zone: 'ปัญหา' },
    ])
    expect(readIdeasFromText('Text\tZone\nสูบน้ำ, เร็ว\tsolutions\nเดี่ยว', 'csv')).toEqual([
      { text: 'สูบน้ำ, เร็ว', zone: 'solutions' },
      { text: 'เดี่ยว' },
    ])
    expect(readIdeasFromText('text;zone\nก;ข', 'csv')).toEqual([{ text: 'ก', zone: 'ข' }])
  })
  it('[DO2] without a header the first column is the text and the second the zone; empty rows and cells at the end do not matter', () => {
    expect(readIdeasFromText('น้ำท่วม,problem\n,\n\nท่อตัน,causes,\n', 'csv')).toEqual([
      { text: 'น้ำท่วม', zone: 'problem' },
      { text: 'ท่อตัน', zone: 'causes' },
    ])
    expect(readIdeasFromText('เดี่ยว', 'csv')).toEqual([{ text: 'เดี่ยว' }])
  })
  it('[DO2, DO6] whatever our own table guards against formulas is read as it was', () => {
    for (const text of ['=1+1', '-5 องศา', '@ครู', '%ที่ลด', '|ท่อ|', '＋บวก', '−ลบ', '\u200b=ซ่อน'])
      expect(readIdeasFromText(new TextDecoder().decode(csvOf([['text'], [text]])), 'csv')).toEqual([{ text }])
  })
  it('[DO3] a broken table is refused with its line', () => {
    expect(refused('text,zone\nก,ข\n"ค,ง\nจ,ฉ', 'csv')).toEqual({ code: 'import/broken-csv', line: 3 })
    expect(refused('text,zone\n"ก\nข"ค,ง', 'csv')).toEqual({ code: 'import/broken-csv', line: 3 })
    expect(refused('text,zone\nก,ข\nค,ง,จ', 'csv')).toEqual({ code: 'import/broken-csv', line: 3 })
    expect(refused('PK\u0003\u0004\n\0\0', 'csv')).toEqual({ code: 'import/broken-csv', line: 2 })
    expect(refused('text,zone\n,ปัญหา', 'csv')).toEqual({ code: 'idea/empty', line: 2 })
  })
  it('[DO3] an idea over 2,000 characters and the 10,001st idea are refused with their line', () => {
    expect(refused(`ก\n${'ข'.repeat(2001)}`, 'lines')).toEqual({ code: 'idea/too-long', line: 2 })
    expect(readIdeasFromText('ข'.repeat(2000), 'lines')).toHaveLength(1)
    expect(refused(`text\n"ก\n${'ข'.repeat(2001)}"`, 'csv')).toEqual({ code: 'idea/too-long', line: 2 })
    expect(refused('ก\n'.repeat(10_001), 'lines')).toEqual({ code: 'idea/too-many', line: 10_001 })
    expect(readIdeasFromText('ก\n'.repeat(10_000), 'csv')).toHaveLength(10_000)
    expect(refused(' \n ', 'lines')).toEqual({ code: 'idea/empty', line: undefined })
  })
  it('[DO4] files in UTF-8, UTF-16 and Windows-874 give the same text', () => {
    expect(decodeText(new TextEncoder().encode('\ufeffน้ำ'))).toBe('น้ำ')
    expect(decodeText(Uint8Array.of(0xb9, 0xe9, 0xd3))).toBe('น้ำ')
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x19, 0x0e, 0x49, 0x0e, 0x33, 0x0e))).toBe('น้ำ')
  })
  it('[DO5] a zone is found by id or by its title in either language', () => {
    const { zones } = templates['problem-causes-solutions']
    for (const name of ['causes', ' สาเหตุ', 'CAUSES']) expect(zoneNamed(name, zones)?.id).toBe('causes')
    expect(zoneNamed('อื่น ๆ', zones)).toBeUndefined()
  })
})

describe('what would hold up everybody', () => {
  const large: Record<string, [raw: string, kind: 'lines' | 'csv', code: string]> = {
    'millions of commas': [','.repeat(5_000_000), 'csv', 'import/broken-csv'],
    'millions of quotes': ['"'.repeat(5_000_000), 'csv', 'import/broken-csv'],
    'a quote that is never closed': [`text\n"${'a\n'.repeat(90_000)}`, 'csv', 'import/broken-csv'],
    'millions of line ends': ['\r'.repeat(5_000_000), 'csv', 'idea/too-many'],
    'millions of blank lines': ['\n'.repeat(5_000_000), 'lines', 'idea/too-many'],
    'millions of marks on one letter': [`ก${'\u0e48\u0e38'.repeat(2_000_000)}`, 'lines', 'idea/too-long'],
  }
  it.each(Object.entries(large))('[DO15] %s are refused by the line before much time is spent on them', (_, [raw, kind, code]) => {
    const begun = workedMs()
    expect(refused(raw, kind)).toMatchObject({ code, line: expect.any(Number) })
    expect(workedMs() - begun).toBeLessThan(2_000)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateAndTime, thaiDate, thaiTime } from '#shared/thai/date.ts'
import { breakLines, unbreakablePieces } from '#shared/thai/lines.ts'
import { normaliseThai } from '#shared/thai/normal.ts'
import { fromThaiDigits, toThaiDigits } from '#shared/thai/numerals.ts'
import { cutCells, cutWords, thaiWords } from '#shared/thai/words.ts'

const thaiish = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0x0e01, max: 0x0e4e }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom('\u200b', '\u200d', ' ', 'ก', 'น', '\u0e4d', '\u0e32', '\u0e49', 'a', '.', '👩', '\n', '(', ')', 'ๆ'),
  ),
  maxLength: 60,
})

describe('the normal form', () => {
  it('[TX1] three ways to type น้ำ become one', () => {
    const right = '\u0e19\u0e49\u0e33'
    for (const typed of ['\u0e19\u0e4d\u0e49\u0e32', '\u0e19\u0e49\u0e4d\u0e32', '\u0e19\u0e33\u0e49', right])
      expect(normaliseThai(typed)).toBe(right)
    expect(normaliseThai('\u0e19\u0e4d\u0e32')).toBe('\u0e19\u0e33')
  })
  it('[TX1] marks stand in one order and once, เเ is แ, nothing has zero width', () => {
    expect(normaliseThai('ท\u0e48\u0e35')).toBe('ที่')
    expect(normaliseThai('ท\u0e35\u0e35\u0e48\u0e48')).toBe('ที่')
    expect(normaliseThai('เเก้')).toBe('แก้')
    expect(normaliseThai('\ufeffน้ำ\u200bท่วม')).toBe('น้ำท่วม')
    expect(normaliseThai('สิทธ\u0e4c\u0e34')).toBe('สิทธิ์')
  })
  it('[TX1] emoji families, Latin, digits and Thai digits are left alone', () => {
    for (const same of ['👩‍👩‍👧', 'Café ๑๒๓ 123', 'ﬁ ½ ＝', 'คลอง\nแสนแสบ']) expect(normaliseThai(same)).toBe(same)
  })
  it('[TX1] normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(thaiish, (text) => {
        const once = normaliseThai(text)
        expect(normaliseThai(once)).toBe(once)
        expect(once.normalize('NFC')).toBe(once)
      }),
      { numRuns: 1000, seed: 41 },
    )
  })
})

describe('words and lines', () => {
  const perLetter = (text: string) => [...text.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '')].length

  it('[TX2] words are found without spaces, however sara am was typed', () => {
    expect(thaiWords('น้ำท่วมถนนลาดพร้าว 3 วัน')).toEqual(['น้ำ', 'ท่วม', 'ถนน', 'ลาดพร้าว', '3', 'วัน'])
    expect(thaiWords('สูบน\u0e4d\u0e49\u0e32')).toEqual(thaiWords('สูบน้ำ'))
  })
  it('[TX2] เป็นกลุ่ม is two words', () => {
    expect(thaiWords('แบ่งเป็นกลุ่มย่อย')).toEqual(['แบ่ง', 'เป็น', 'กลุ่ม', 'ย่อย'])
  })
  it('[TX3] a line is broken between words, never inside one', () => {
    const text = 'น้ำท่วมถนนลาดพร้าวเพราะท่อระบายน้ำอุดตันด้วยขยะและไขมันจากร้านอาหาร'
    const borders = new Set<number>()
    let at = 0
    for (const word of cutWords(text)) borders.add((at += word.length))
    for (let width = 10; width < 60; width++) {
      const lines = breakLines(text, perLetter, width)
      expect(lines.join('')).toBe(text)
      let end = 0
      for (const line of lines) {
        expect(perLetter(line)).toBeLessThanOrEqual(width)
        expect(borders.has((end += line.length))).toBe(true)
      }
    }
  })
  it('[TX3] ๆ, ฯ and closing marks never begin a line; opening marks, abbreviations and numbers before their unit never end one', () => {
    expect(unbreakablePieces('ทุกๆ วัน')).toEqual(['ทุกๆ', ' ', 'วัน'])
    expect(unbreakablePieces('กรุงเทพฯ')).toEqual(['กรุงเทพฯ'])
    expect(unbreakablePieces('(น้ำ) 50%')).toEqual(['(น้ำ)', ' ', '50%'])
    expect(unbreakablePieces('ซ.พหลโยธิน')).toEqual(['ซ.พหลโยธิน'])
    expect(unbreakablePieces('รอ 3 เดือน')).toEqual(['รอ', ' ', '3 เดือน'])
  })
  it('[TX3] a word wider than the line is broken between syllable cells; line ends and empty lines stay', () => {
    expect(breakLines('เครื่องสูบ', perLetter, 2).every((line) => !/^[\u0e30-\u0e3a\u0e45-\u0e4e]|[\u0e40-\u0e44]$/.test(line))).toBe(true)
    expect(breakLines('หนึ่ง\n\nสอง', perLetter, 20)).toEqual(['หนึ่ง', '', 'สอง'])
    expect(breakLines('', perLetter, 20)).toEqual([''])
    expect(breakLines('x'.repeat(25), perLetter, 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)])
  })
  it('[TX3] with a limit of lines the last one ends in … and fits', () => {
    const lines = breakLines('น้ำท่วมถนนลาดพร้าวเพราะท่อระบายน้ำอุดตันด้วยขยะ', perLetter, 14, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]!.endsWith('…')).toBe(true)
    expect(perLetter(lines[1]!)).toBeLessThanOrEqual(14)
    expect(breakLines('น้ำ', perLetter, 14, 1)).toEqual(['น้ำ'])
  })
  it('[TX3] nothing is lost but blanks at line ends, whatever the text', () => {
    fc.assert(
      fc.property(thaiish, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const squeezed = (of: string) => of.replace(/\s/g, '')
        expect(squeezed(breakLines(text, perLetter, width).join(''))).toBe(squeezed(text))
        expect(cutCells(text).join('')).toBe(text)
      }),
      { numRuns: 500, seed: 42 },
    )
  })
})

describe('digits and dates', () => {
  it('[TX4] digits go both ways', () => {
    expect(toThaiDigits('พ.ศ. 2569')).toBe('พ.ศ. ๒๕๖๙')
    expect(fromThaiDigits('พ.ศ. ๒๕๖๙')).toBe('พ.ศ. 2569')
  })
  it('[TX5] a date is written with the Buddhist year, in Bangkok, wherever the server stands', () => {
    const lateEvening = Date.UTC(2026, 11, 31, 17, 5)
    expect(thaiDate(lateEvening)).toBe('1 มกราคม 2570')
    expect(thaiDate(lateEvening, 'UTC')).toBe('31 ธันวาคม 2569')
    expect(thaiTime(lateEvening)).toBe('00.05 น.')
    expect(dateAndTime(lateEvening, 'th')).toBe('1 มกราคม 2570 เวลา 00.05 น.')
    expect(dateAndTime(lateEvening, 'en')).toBe('1 January 2027, 00:05')
  })
})

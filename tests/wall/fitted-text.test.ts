import fc from 'fast-check'
import { expect, test } from 'vitest'
import { methods } from '#shared/activity/methods.ts'
import { fitText } from '../../client/board/wall/fitted-text.ts'

/** A rough face: 0.6 em a letter, marks above and below take no room. */
const em = (piece: string) => piece.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length * 0.6
const sizes = [92, 84, 76, 68, 60, 54, 48]
const box = { width: 1_140, height: 700 }
const letters = (text: string) => text.replace(/\s/g, '')

test('[WA10] every instruction stands whole on the wall in letters of at least 48 of 1080 parts', () => {
  for (const { phases } of methods)
    for (const { instruction } of phases)
      for (const text of [instruction.th, instruction.en]) {
        const { font, lines } = fitText(text, box, sizes, em)
        expect(font).toBeGreaterThanOrEqual(48)
        expect(letters(lines.join(''))).toBe(letters(text))
      }
})

test('[WA10] a text takes the largest size at which it fits, and is never higher than its box', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (words) => {
      const { font, lines } = fitText('น้ำท่วม ถนน '.repeat(words), box, sizes, em)
      expect(lines.length * font * 1.6).toBeLessThanOrEqual(box.height)
      const larger = sizes[sizes.indexOf(font) - 1]
      if (larger) expect(fitText('น้ำท่วม ถนน '.repeat(words), box, [larger, font], em).font).toBe(font)
    }),
  )
})

import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { templates } from '#shared/board/template.ts'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { boardExports } from '../../server/documents/board-exports.ts'
import { drawBoard, fitBoard } from '../../server/documents/picture.ts'
import type { BoardSheet } from '../../server/documents/sheet.ts'
import { fontFiles, measureFor } from '../../server/documents/type-metrics.ts'
import { closedSeminar, sheetsOf } from './closed-seminar.ts'

const sheets = sheetsOf(closedSeminar())
const flood = floodSeminar.groups.flatMap((group) => group.ideas)
const board = (texts: readonly string[], template: keyof typeof templates = 'free'): BoardSheet => {
  const { zones } = templates[template]
  const ideas = texts.map((text, at): Idea => ({ id: `i${at}` as never, text, zone: zones[at % zones.length]!.id, at }))
  return { ...sheets.boards[0]!, zones, ideas }
}
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}
const paint = (sheet: BoardSheet) => boardExports.png.make({ ...sheets, ...sheet })

/** Paints a drawing at one pixel a unit and answers how dark each pixel is, 0 (paper) to 255. */
const pixels = (svg: string) => {
  const image = new Resvg(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Sarabun' } }).render()
  // Each look at `pixels` copies the picture.
  const { width, height, pixels: rgba } = image
  return { width, height, dark: (x: number, y: number) => 255 - rgba[4 * (y * width + x) + 1]! }
}
interface Box {
  x: number
  y: number
  width: number
  height: number
}
/** Where the cards stand in the picture: the white boxes with a line, moved by their group. */
const cardsOf = (svg: string): Box[] => {
  const [, dx, dy] = /translate\((\d+) (\d+)\)/.exec(svg)!.map(Number)
  return [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)" rx="14" fill="#ffffff"/g)].map((match) => {
    const [, x, y, width, height] = match.map(Number)
    return { x: x! + dx!, y: y! + dy!, width: width!, height: height! }
  })
}

describe('the picture of a board', () => {
  it('[DO13] tall marks, deep marks and long words stay inside their cards, and their ink is there', () => {
    const texts = [
      'ปั๊มน้ำที่ฟื้นฟูให้ผู้รู้ดูญู ฎู ฏุ ฐ ปี่ ฟ้า ป๊ี ฝึ้ น้ำ ทั้งที่ปู่รู้',
      'เครื่องสูบน้ำ'.repeat(20),
      'W'.repeat(300),
      'AVAVAV To. Ty, '.repeat(12),
      ...flood.slice(0, 12).map((idea) => idea.text),
    ]
    const { svg } = drawBoard(board(texts), sheets)
    const picture = pixels(svg)
    const cards = cardsOf(svg)
    expect(cards).toHaveLength(texts.length)
    const darkest = ({ x, y, width, height }: Box) => {
      let most = 0
      for (let row = y; row < y + height; row++)
        for (let column = x; column < x + width; column++) most = Math.max(most, picture.dark(column, row))
      return most
    }
    for (const { x, y, width, height } of cards) {
      expect(darkest({ x: x + 18, y: y + 13, width: width - 36, height: height - 26 })).toBeGreaterThan(180)
      const edge = 4
      const strips = [
        { x: x + 3, y: y + 14, width: 12, height: height - 28 },
        { x: x + width - 15, y: y + 14, width: 12, height: height - 28 },
        { x: x + 14, y: y + 2, width: width - 28, height: edge },
        { x: x + 14, y: y + height - edge - 2, width: width - 28, height: edge },
      ]
      for (const strip of strips) expect(darkest(strip), JSON.stringify(strip)).toBeLessThan(20)
    }
    for (const [x, y, width, height] of [
      [0, 0, picture.width, 12],
      [0, 0, 12, picture.height],
      [picture.width - 12, 0, 12, picture.height],
    ] as const)
      expect(darkest({ x, y, width, height })).toBeLessThan(30)
  })
  it('[DO13] what a word measures is what it takes: nothing is drawn over its neighbour', () => {
    const measure = measureFor('regular', 20)
    expect(measure('น้ำ')).toBeGreaterThan(measure('น') + 5)
    expect(measure('ที่')).toBeCloseTo(measure('ท'), 1)
    const drawn = (text: string) =>
      new Resvg(
        `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80"><text x="20" y="50" font-family="Sarabun" font-size="20">${text}</text></svg>`,
        { font: { fontFiles, loadSystemFonts: false } },
      ).innerBBox()!.width
    for (const { text } of flood.slice(0, 8)) {
      const apart = text.replace(/([\u0e48-\u0e4b]?)\u0e33/g, '\u0e4d$1\u0e32')
      expect(Math.abs(drawn(apart) - measure(text))).toBeLessThan(12)
    }
  })
  it('[DO14] 0, 5, 60 and 500 ideas are drawn whole and readable within bounds; a giant shows what fits and counts the rest', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => flood[at % flood.length]!.text)
    for (const [count, template] of [
      [0, 'swot'],
      [5, 'columns'],
      [60, 'impact-effort'],
      [500, 'free'],
    ] as const) {
      const sheet = board(many(count), template)
      const fitted = fitBoard(sheet, sheets)
      expect(fitted.shown).toBe(count)
      expect(fitted.scale).toBeGreaterThanOrEqual(0.9)
      expect(fitted.width * fitted.height * fitted.scale ** 2).toBeLessThan(28_000_000)
      if (count < 60) {
        const { width, height } = sizeOf(await paint(sheet))
        expect(width).toBe(Math.floor(fitted.width * fitted.scale))
        expect(Math.abs(height - fitted.height * fitted.scale)).toBeLessThan(2)
      }
    }
    const giant = fitBoard(board(Array.from({ length: 600 }, () => 'น้ำท่วม'.repeat(280))), sheets)
    expect(giant.shown).toBeGreaterThan(20)
    expect(giant.scale).toBeGreaterThanOrEqual(0.6)
    expect(Math.max(giant.width, giant.height) * giant.scale).toBeLessThanOrEqual(16_000)
    expect(giant.svg).toContain(`อีก ${600 - giant.shown} ข้อ`)
  }, 180_000)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ThemeId } from '#shared/id.ts'
import { fitLabel } from '#shared/theme/picture/label.ts'
import { mapOf, tilesOf, type MapTile, type ThemeMap } from '#shared/theme/picture/map.ts'
import { columnHeads, layMatrix, stepOf } from '#shared/theme/picture/matrix.ts'
import { cutWords } from '#shared/thai/words.ts'
import { copy, idea, theme } from '../overview/rows.ts'

const tile = (id: string, voices: number): MapTile => ({
  id: id as ThemeId,
  label: id,
  colour: 0,
  voices,
  ideas: voices,
  groups: [],
  made: 'found',
})
const plane = { width: 1200, height: 700, gap: 8 }
const many = [30, 4, 18, 9, 25, 7, 12, 3, 16, 22, 5, 11].map((voices, at) => tile(`t${at}`, voices))
const overlap = ({ places }: ThemeMap) =>
  places.some((a, at) =>
    places.slice(at + 1).some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  )
const at = (map: ThemeMap, id: string) => map.places.find(({ tile }) => tile.id === id)!

describe('the theme map', () => {
  it('[PX7] every theme has a tile as large as its voices, none over another', () => {
    const { places } = mapOf(many, { ...plane, gap: 0 })
    const all = many.reduce((sum, { voices }) => sum + voices, 0)
    expect(places.map(({ tile }) => tile.id)).toEqual(many.map(({ id }) => id))
    expect(overlap(mapOf(many, plane))).toBe(false)
    for (const { tile, width, height } of places) expect((width * height) / (1200 * 700)).toBeCloseTo(tile.voices / all, 2)
    for (const { width, height } of places) expect(width / height).toBeGreaterThan(0.4)
  })
  it('[PX7] whatever is placed lies on the plane, whole numbers, row by row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (counts) => {
        const map = mapOf(
          counts.map((voices, at) => tile(`t${at}`, voices)),
          plane,
        )
        expect(map.places).toHaveLength(counts.filter((count) => count > 0).length)
        expect(map.rows.flat()).toEqual(map.places.map(({ tile }) => tile.id))
        for (const { x, y, width, height } of map.places) {
          expect([x, y, width, height].every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
          expect(x + width <= plane.width && y + height <= plane.height).toBe(true)
        }
        expect(overlap(map)).toBe(false)
      }),
    )
  })
  it('[PX8] a theme keeps its row while ideas come, and new themes stand at the end', () => {
    let map = mapOf(many, plane)
    let moved = 0
    for (let round = 0; round < 40; round++) {
      const grown = many.map((one, index) => ({ ...one, voices: one.voices + ((round * (index + 3)) % 7) }))
      const next = mapOf(round < 20 ? grown : [...grown, tile('new', 6)], plane, map)
      for (const { tile } of map.places) if (Math.abs(at(next, tile.id).y - at(map, tile.id).y) > 120) moved++
      map = next
    }
    expect(moved).toBe(0)
    expect(map.rows.flat().at(-1)).toBe('new')
  })
  it('[PX8] a theme that is gone leaves the others in their rows, and another order is laid anew', () => {
    const before = mapOf(many, plane)
    const after = mapOf(
      many.filter(({ id }) => id !== 't4'),
      plane,
      before,
    )
    const rowOf = (map: ThemeMap, id: string) => map.rows.findIndex((row) => row.includes(id as ThemeId))
    for (const { id } of many.slice(0, 4)) expect(rowOf(after, id)).toBe(rowOf(before, id))
    const turned = [...many].reverse()
    expect(mapOf(turned, plane, before)).toEqual(mapOf(turned, plane))
    expect(mapOf(many, plane, before)).toEqual(before)
  })
  it('[PX8] rows that no longer serve are given up', () => {
    const before = mapOf(many, plane)
    const lopsided = many.map((one, index) => ({ ...one, voices: index === 0 ? 4000 : one.voices }))
    expect(mapOf(lopsided, plane, before)).toEqual(mapOf(lopsided, plane))
  })
  it('[PX7] its tiles are the themes that have ideas, oldest first, by voices', () => {
    const rows = {
      themes: [theme('t1', { colour: 3 }), theme('t2'), theme('t3', { dismissed: true })],
      ideas: [idea('a', 'g1', 't1'), copy('b', 'g2', 't1', 'a'), idea('c', 'g1', 't3')],
    }
    expect(tilesOf(rows)).toEqual([{ id: 't1', label: 'ประเด็น t1', colour: 3, voices: 1, ideas: 2, groups: ['g1', 'g2'], made: 'found' }])
  })
})

describe('labels', () => {
  /** Every letter half its size, marks nothing. */
  const measureAt = (size: number) => (piece: string) => piece.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length * size * 0.5
  const look = { sizes: [40, 28, 20, 16], leading: 1.5, maxLines: 3 }
  it('[PX9] are as large as fits, and broken between words', () => {
    const large = fitLabel('น้ำท่วมถนน', { width: 400, height: 200 }, look, measureAt)!
    expect([large.size, large.lines]).toEqual([40, ['น้ำท่วมถนน']])
    const text = 'เครื่องสูบน้ำไม่เพียงพอ'
    const small = fitLabel(text, { width: 150, height: 120 }, look, measureAt)!
    expect(small.cut).toBe(false)
    expect(small.lines.length).toBeGreaterThan(1)
    expect(small.lines.join('')).toBe(text)
    let from = 0
    const borders = new Set(cutWords(text).map((word) => (from += word.length)))
    let end = 0
    for (const line of small.lines) expect(borders).toContain((end += line.length))
  })
  it('[PX9] a compound is kept whole where a somewhat smaller size does it', () => {
    // 40 would break it in two, 28 does not.
    const whole = fitLabel('การระบายน้ำ · ขยะ', { width: 200, height: 300 }, look, measureAt)!
    expect([whole.size, whole.lines]).toEqual([28, ['การระบายน้ำ ·', 'ขยะ']])
    // Only one of half the size would: large lines are read from further away.
    const broken = fitLabel('การระบายน้ำ', { width: 110, height: 300 }, look, measureAt)!
    expect([broken.size, broken.lines]).toEqual([40, ['การ', 'ระบาย', 'น้ำ']])
    // Blanks are no compounds.
    expect(fitLabel('waste sorting', { width: 160, height: 300 }, look, measureAt)!.lines).toEqual(['waste', 'sorting'])
  })
  it('[PX9] a dot between phrases ends a line and never begins one', () => {
    for (let width = 100; width < 400; width += 10)
      for (const line of fitLabel('น้ำท่วม · ท่วมขัง · ทางระบาย', { width, height: 100 }, look, measureAt)?.lines ?? [])
        expect(line).not.toMatch(/^·|^\s/)
  })
  it('[PX9] are cut with … where they do not fit at the smallest, and left away where nothing does', () => {
    const cut = fitLabel('น้ำท่วมถนนสายหลักทุกครั้งที่ฝนตกหนักเกินหนึ่งชั่วโมง', { width: 90, height: 50 }, look, measureAt)!
    expect([cut.size, cut.cut, cut.lines.at(-1)!.endsWith('…')]).toEqual([16, true, true])
    expect(fitLabel('น้ำท่วม', { width: 10, height: 50 }, look, measureAt)).toBeUndefined()
    expect(fitLabel('น้ำท่วม', { width: 100, height: 10 }, look, measureAt)).toBeUndefined()
  })
})

describe('the matrix as a picture', () => {
  it('[PX10] cells have five steps; few voices are never as dark as many', () => {
    expect([0, 1, 2, 3, 4].map((count) => stepOf(count, 3))).toEqual([0, 1, 2, 3, 4])
    expect([0, 1, 5, 6, 20].map((count) => stepOf(count, 20))).toEqual([0, 1, 1, 2, 4])
  })
  it('[PX10] columns have the numbers of their groups, or their place with the names beside', () => {
    expect(columnHeads(['กลุ่ม 1', 'กลุ่ม ๒', 'กลุ่ม 10'])).toEqual({ heads: ['1', '๒', '10'], legend: false, rests: ['', '', ''] })
    expect(columnHeads(['กลุ่ม 1 คลอง', 'กลุ่ม 2 ถนน'])).toEqual({ heads: ['1', '2'], legend: true, rests: ['คลอง', 'ถนน'] })
    expect(columnHeads(['คลอง', 'ถนน'])).toEqual({ heads: ['1', '2'], legend: true, rests: ['คลอง', 'ถนน'] })
    expect(columnHeads(['กลุ่ม 1', 'กลุ่ม ๑'])).toMatchObject({ heads: ['1', '2'], legend: true })
    expect(columnHeads([])).toEqual({ heads: [], legend: false, rests: [] })
  })
  it('[PX10] as many rows as can be read; cells fill what labels and figures leave', () => {
    const look = { labelShare: 0.3, figuresWidth: 100, headHeight: 40, rowHeight: { least: 30, most: 50 }, maxCellWidth: 60 }
    expect(layMatrix(20, 10, { width: 1000, height: 340 }, look)).toEqual({
      rows: 10,
      rowHeight: 30,
      labelWidth: 300,
      cellWidth: 60,
      headHeight: 40,
      figuresX: 900,
    })
    expect(layMatrix(4, 30, { width: 1000, height: 340 }, look)).toMatchObject({ rows: 4, rowHeight: 50, cellWidth: 20 })
    expect(layMatrix(4, 30, { width: 1000, height: 20 }, look).rows).toBe(0)
  })
})

/**
 * "ห้องนี้พูดว่าอะไร": what the room said, on one A4 page. Themes by how many groups said them, each with its own words and who said it;
 * then what one group alone said, and where there is room the map. What has none is counted and named, never carried to a second page.
 */
import { stepOf } from '#shared/theme/picture/matrix.ts'
import { fitLabel } from '#shared/theme/picture/label.ts'
import { mapOf, tilesOf } from '#shared/theme/picture/map.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import { look } from './drawing.ts'
import { makePdf, paper, type PdfPage } from './pdf.ts'
import { printable } from './printable.ts'
import { figuresOf } from './theme-frame.ts'
import { stepInks, steps, themeColour } from './theme-look.ts'
import { bottom, gap, inner, layThemePage, margin, oneLineOf, type, type Entry, type ThemePage, type Type } from './theme-page-fit.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'
import { measureFor } from './type-metrics.ts'

const right = paper.width - margin
const indent = margin + 14
const baseline = (top: number, { size, line }: Type): number => top + line / 2 + size * 0.36

/** Writes lines one under the other; answers where they end. */
const drawLines = (pdf: PdfPage, lines: readonly string[], x: number, top: number, of: Type): number => {
  for (const [at, line] of lines.entries()) pdf.line(line, x, baseline(top + at * of.line, of), of)
  return top + lines.length * of.line
}
const paragraph = (pdf: PdfPage, lines: readonly string[], x: number, top: number, of: Type, tag: 'P' | 'H1' | 'H2' = 'P'): number => {
  if (lines.length > 0) pdf.piece({ tag }, () => void drawLines(pdf, lines, x, top, of))
  return top + lines.length * of.line
}
const atRight = (pdf: PdfPage, text: string, y: number): void =>
  pdf.piece({ tag: 'P' }, () => pdf.line(text, right, y, { ...type.small, anchor: 'end' }))

const drawWords = (pdf: PdfPage, { row, label, sayings }: Entry, top: number): void => {
  pdf.box(margin, top + 5, 8, 8, { fill: themeColour(row.theme.colour), stroke: look.lineStrong, radius: 2 })
  let y = paragraph(pdf, label, indent, top, type.label, 'H2')
  for (const lines of sayings) y = paragraph(pdf, lines, indent, y, type.idea)
}

const drawTheme = (pdf: PdfPage, { groups, language }: ThemeSheet, { cells, most }: ThemePage, entry: Entry, top: number): void => {
  const say = themeWords[language]
  const { row } = entry
  pdf.box(margin, top - 4, inner, 0.6, { fill: look.line })
  drawWords(pdf, entry, top)
  const said = groups.flatMap(({ name }, at) => (row.cells[at]! > 0 ? [`${printable(name).trim()}: ${row.cells[at]!}`] : []))
  pdf.piece({ tag: 'Figure', alt: said.join(', ') }, () => {
    for (const [at, count] of row.cells.entries()) {
      const step = stepOf(count, most)
      pdf.box(cells.x + at * cells.width + 0.6, top + 2, cells.width - 1.2, 14, {
        fill: steps[step],
        radius: Math.min(2.5, cells.width / 4),
      })
      if (count === 0 || cells.width < 11) continue
      pdf.line(String(count), cells.x + (at + 0.5) * cells.width, top + 12, { size: 8, fill: stepInks[step], anchor: 'middle' })
    }
  })
  atRight(pdf, `${say.groups(row.breadth)} · ${row.ideas} ${say.count}`, baseline(top + type.label.line, type.small))
}

const drawMap = (pdf: PdfPage, { themes }: ThemeSheet, { top, height }: NonNullable<ThemePage['map']>): void => {
  const { places } = mapOf(tilesOf(themes), { width: inner, height, gap: 4 })
  const looks = { sizes: [16, 14, 12, 10.5, 9, 7.5], leading: 1.45, maxLines: 3 }
  const alt = places.map(({ tile }) => `${printable(tile.label).trim()}: ${tile.ideas}`).join(', ')
  pdf.piece({ tag: 'Figure', alt }, () => {
    for (const { tile, x, y, width, height } of places) {
      const [left, up] = [margin + x, top + y]
      pdf.box(left, up, width, height, { fill: themeColour(tile.colour), radius: 5 })
      const room = { width: width - 14, height: height - 12 - type.small.line }
      const label = fitLabel(printable(tile.label), room, looks, (size) => measureFor('bold', size))
      for (const [at, line] of (label?.lines ?? []).entries())
        pdf.line(line, left + 7, up + 5 + (at + 0.5) * label!.lineHeight + label!.size * 0.36, {
          size: label!.size,
          fill: look.ink,
          weight: 'bold',
        })
      const end = up + 5 + (label ? label.lines.length * label.lineHeight : 0)
      if (end + type.small.line <= up + height)
        pdf.line(String(tile.ideas), left + 7, baseline(end, type.small), { ...type.small, fill: look.ink })
    }
  })
}

const drawMinorities = (pdf: PdfPage, { groups, language }: ThemeSheet, { minor, left }: ThemePage, top: number): void => {
  const say = themeWords[language]
  let y = paragraph(pdf, [say.minorities], margin, top + gap, type.section, 'H2')
  for (const entry of minor) {
    drawWords(pdf, entry, y)
    const name = groups.find(({ id }) => id === entry.row.minority)?.name ?? ''
    atRight(pdf, oneLineOf(name, type.small, inner * 0.34), baseline(y, type.label))
    y += entry.height
  }
  if (left.minor > 0) paragraph(pdf, [say.moreMinorities(left.minor)], indent, y, type.small)
}

/** Makes the page, in the sheet's language. */
export const writeThemePage = (sheet: ThemeSheet): Promise<Uint8Array> => {
  const say = themeWords[sheet.language]
  const page = layThemePage(sheet)
  const { title, heads, names, cells, main, minor, others, top, foot, map } = page
  return makePdf({ title: `${say.title}: ${sheet.seminar.title}`, language: sheet.language, madeAt: sheet.now }, (pdf) => {
    let y = paragraph(pdf, title, margin, margin, type.seminar)
    y = paragraph(pdf, [say.title], margin, y, type.title, 'H1')
    paragraph(pdf, [dateAndTime(sheet.now, sheet.language), figuresOf(sheet)], margin, y, type.figures)
    y = top
    if (main.length + minor.length === 0) paragraph(pdf, [say.none], margin, y, type.idea)
    if (main.length > 0) {
      const over = baseline(top - type.small.line - 4, type.small)
      // Over narrow columns every fifth number has room.
      const shown = (at: number): boolean => cells.width >= 11 || at === 0 || (at + 1) % 5 === 0
      pdf.piece({ tag: 'Figure', alt: `${say.group} ${heads.join(' ')}` }, () => {
        pdf.line(say.group, cells.x - 8, over, { ...type.small, anchor: 'end' })
        for (const [at, head] of heads.entries())
          if (shown(at)) pdf.line(head, cells.x + (at + 0.5) * cells.width, over, { ...type.small, anchor: 'middle' })
      })
    }
    for (const entry of main) {
      drawTheme(pdf, sheet, page, entry, y)
      y += entry.height
    }
    y = paragraph(pdf, others, indent, y, type.small)
    if (minor.length > 0) drawMinorities(pdf, sheet, page, y)
    if (map) drawMap(pdf, sheet, map)
    paragraph(pdf, names, margin, foot, type.small)
    atRight(pdf, say.maker, bottom)
  })
}

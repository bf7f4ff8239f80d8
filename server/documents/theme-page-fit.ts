/** What stands on the page of themes and how high it is: words broken into lines, and as many themes as have room. */
import { matrixOf, type MatrixRow } from '#shared/theme/overview/matrix.ts'
import { columnHeads } from '#shared/theme/picture/matrix.ts'
import { breakLines, type Measure } from '#shared/thai/lines.ts'
import { look } from './drawing.ts'
import { paper, type PdfInk } from './pdf.ts'
import { printable } from './printable.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'
import { measureFor } from './type-metrics.ts'

export const margin = 42
export const inner = paper.width - 2 * margin
export const bottom = paper.height - margin
export const gap = 14
const entryPad = 9
const maxLegendLines = 6
const maxOtherLines = 5
/** The map below is drawn from this height on, and no higher than that. */
const mapHeight = { least: 200, most: 380 } as const

/** Type in points: size and height of its line. */
export const type = {
  seminar: { size: 10.5, line: 17, fill: look.accent, weight: 'regular' },
  title: { size: 23, line: 37, fill: look.ink, weight: 'bold' },
  figures: { size: 10.5, line: 17, fill: look.inkSoft, weight: 'regular' },
  label: { size: 11.5, line: 18, fill: look.ink, weight: 'bold' },
  idea: { size: 10, line: 15.5, fill: look.ink, weight: 'regular' },
  small: { size: 8.5, line: 13.5, fill: look.inkSoft, weight: 'regular' },
  section: { size: 13, line: 22, fill: look.accent, weight: 'bold' },
} as const satisfies Record<string, PdfInk & { line: number }>
export type Type = (typeof type)[keyof typeof type]

/** One theme with its words, broken into lines. */
export interface Entry {
  row: MatrixRow
  label: string[]
  sayings: string[][]
  height: number
}
export interface ThemePage {
  title: string[]
  /** Short heads of the groups' columns, and their names in lines for the foot. */
  heads: readonly string[]
  names: string[]
  cells: { x: number; width: number }
  /** The highest cell. */
  most: number
  /** Where the themes begin and where the foot does, from the top. */
  top: number
  foot: number
  main: Entry[]
  minor: Entry[]
  /** How many of either had no room. */
  left: { main: number; minor: number }
  /** The names of the first of these, in as many lines as have room. */
  others: string[]
  /** What is left for the map; absent where that is too low. */
  map?: { top: number; height: number }
}

const measures = new Map<Type, Measure>()
const measureOf = (of: Type): Measure => {
  let known = measures.get(of)
  if (!known) measures.set(of, (known = measureFor(of.weight, of.size)))
  return known
}
/** More letters than three lines hold need not be broken. */
const enough = 600
const linesOf = (text: string, of: Type, width: number, most: number): string[] =>
  breakLines(printable(text.slice(0, enough)).replace(/\s+/g, ' ').trim(), measureOf(of), width, most)
/** A text in one line, cut where it has no more room. */
export const oneLineOf = (text: string, of: Type, width: number): string => linesOf(text, of, width, 1)[0] ?? ''
const heightOf = (entries: readonly Entry[]): number => entries.reduce((sum, { height }) => sum + height, 0)

/** What the note takers wrote of a theme, else its most telling ideas, in the refined wording where there is one. */
const wordsFor = ({ themes, notes, refined }: ThemeSheet) => {
  const ideas = new Map(themes.ideas.map((idea) => [idea.id, idea]))
  return ({ theme }: MatrixRow, count: number): string[] => {
    const note = notes[theme.id]?.trim()
    if (note) return [note]
    const texts = theme.representatives.map((id) => refined[id]?.trim() || ideas.get(id)?.text).filter((text) => text !== undefined)
    return [...new Set(texts)].slice(0, count).map((text) => `“${text.trim()}”`)
  }
}

const labelIn =
  ({ language }: ThemeSheet) =>
  ({ theme }: MatrixRow): string =>
    printable(theme.label).trim() || themeWords[language].untitled

const breaking = (sheet: ThemeSheet, cellsX: number) => {
  const words = wordsFor(sheet)
  const labelOf = labelIn(sheet)
  return {
    main: (row: MatrixRow, sayings: number): Entry => {
      const width = cellsX - margin - gap - 14
      const label = linesOf(labelOf(row), type.label, width, 2)
      const said = words(row, sayings).map((text) => linesOf(text, type.idea, width, 2))
      const high = label.length * type.label.line + said.flat().length * type.idea.line
      return { row, label, sayings: said, height: Math.max(high, type.label.line + type.small.line) + entryPad }
    },
    minor: (row: MatrixRow): Entry => {
      const said = words(row, 1).map((text) => linesOf(text, type.idea, inner - 14, 2))
      const height = type.label.line + said.flat().length * type.idea.line + entryPad - 3
      return { row, label: linesOf(labelOf(row), type.label, inner * 0.62, 1), sayings: said, height }
    },
  }
}

/** The first of the entries that have room together; a line that counts the rest has, too. */
const first = (entries: readonly Entry[], room: number): Entry[] => {
  if (heightOf(entries) <= room) return [...entries]
  let used: number = type.small.line
  const count = entries.findIndex(({ height }) => (used += height) > room)
  return entries.slice(0, count)
}

/** All themes with as many of their words as possible; where they have no room, the widest and three of the minority views. */
const fitted = (wide: readonly MatrixRow[], alone: readonly MatrixRow[], room: number, broken: ReturnType<typeof breaking>) => {
  const minorities = alone.map(broken.minor)
  const head = alone.length > 0 ? gap + type.section.line : 0
  const few = head + (alone.length > 3 ? type.small.line : 0) + heightOf(minorities.slice(0, 3))
  const most = [3, 2, 1].map((sayings) => wide.map((row) => broken.main(row, sayings))).find((entries) => heightOf(entries) + few <= room)
  const main =
    most ??
    first(
      wide.map((row) => broken.main(row, 1)),
      room - few,
    )
  return { main, minor: most ? first(minorities, room - heightOf(main) - head) : minorities.slice(0, 3) }
}

/** Names side by side, each whole on its line; the last line ends in … when names are left over. */
const packed = (names: readonly string[]): string[] => {
  const measure = measureOf(type.small)
  const lines: string[] = []
  for (const name of names) {
    const one = oneLineOf(name, type.small, inner - 12)
    const longer = `${lines.at(-1)}    ${one}`
    if (lines.length > 0 && measure(longer) <= inner - 12) lines[lines.length - 1] = longer
    else if (lines.length < maxLegendLines) lines.push(one)
    else return [...lines.slice(0, -1), `${lines.at(-1)} …`]
  }
  return lines
}

/** Lays the page out: whatever there is, it is one. */
export const layThemePage = (sheet: ThemeSheet): ThemePage => {
  const { groups, seminar } = sheet
  const matrix = matrixOf(
    sheet.themes,
    groups.map(({ id }) => id),
  )
  const said = matrix.rows.filter(({ ideas }) => ideas > 0)
  const wide = said.filter(({ minority }) => minority === undefined)
  const alone = said.filter(({ minority }) => minority !== undefined)
  const width = Math.min(17, (inner * 0.4) / Math.max(1, groups.length))
  const cells = { x: paper.width - margin - width * groups.length, width }
  const { heads, legend, rests } = columnHeads(groups.map(({ name }) => name))
  const names = legend ? packed(rests.map((rest, at) => `${heads[at]} ${printable(rest)}`)) : []
  const title = linesOf(seminar.title, type.seminar, inner, 2)
  const top = margin + title.length * type.seminar.line + type.title.line + 2 * type.figures.line + type.small.line + 12
  const foot = bottom - type.small.line - (names.length > 0 ? names.length * type.small.line + 6 : 0)
  const { main, minor } = fitted(wide, alone, foot - gap - top, breaking(sheet, cells.x))
  const left = { main: wide.length - main.length, minor: alone.length - minor.length }
  const end = top + heightOf(main) + (alone.length > 0 ? gap + type.section.line + heightOf(minor) : 0) + gap
  const height = Math.min(mapHeight.most, foot - gap - end)
  const labels = wide.slice(main.length).map((row) => `${labelIn(sheet)(row)} (${themeWords[sheet.language].groups(row.breadth)})`)
  const free = Math.floor((foot - gap - end - (left.minor > 0 ? type.small.line : 0)) / type.small.line)
  const others = linesOf(
    `${themeWords[sheet.language].more(left.main)}: ${labels.join(' · ')}`,
    type.small,
    inner - 14,
    Math.max(1, Math.min(maxOtherLines, free)),
  )
  const whole = left.main + left.minor === 0 && said.length > 0
  return {
    ...{ title, heads, names, cells, most: matrix.most, top, foot, main, minor, left },
    others: left.main > 0 ? others : [],
    ...(whole && height >= mapHeight.least && { map: { top: end, height } }),
  }
}

/**
 * Where everything of a board's picture stands, in units of its drawing: zones in the grid of their template, each with as many
 * columns of cards as make the whole about as wide as a screen; a long board becomes tall. Pure but for the measures.
 */
import type { Idea } from '#shared/idea/idea.ts'
import type { Zone } from '#shared/board/template.ts'
import type { Language } from '#shared/words.ts'
import { breakLines, type Measure } from '#shared/thai/lines.ts'
import { printable } from './printable.ts'

export const sizes = {
  margin: 56,
  gap: 24,
  zonePadding: 20,
  cardWidth: 320,
  cardPaddingX: 18,
  cardPaddingY: 13,
  cardGap: 14,
  text: 21,
  textLine: 34,
  zoneTitle: 27,
  zoneTitleLine: 44,
  hint: 18,
  hintLine: 30,
  maxColumns: 14,
} as const
/** Width by height that the whole should have. */
const wantedShape = 1.1
/** What a panel takes beside its cards, roughly. */
const headRoom = 150

export interface Card {
  idea: Idea
  lines: string[]
  x: number
  y: number
  height: number
}
export interface ZonePanel {
  zone: Zone
  count: number
  titleLines: string[]
  hintLines: string[]
  cards: Card[]
  x: number
  y: number
  width: number
  height: number
  /** Where the cards begin, from the top of the panel. */
  headHeight: number
}
export interface Measures {
  text: Measure
  zoneTitle: Measure
  hint: Measure
}

const zoneWidth = (columns: number): number => columns * sizes.cardWidth + (columns - 1) * sizes.cardGap + 2 * sizes.zonePadding

/** Cards into columns, each under the shortest so far: nearly in order of writing, row by row. */
const stack = (heights: readonly number[], columns: number): { places: { column: number; y: number }[]; height: number } => {
  const ends = new Array<number>(columns).fill(0)
  const places = heights.map((height) => {
    const column = ends.indexOf(Math.min(...ends))
    const y = ends[column]!
    ends[column] = y + height + sizes.cardGap
    return { column, y }
  })
  return { places, height: Math.max(0, Math.max(...ends) - sizes.cardGap) }
}

interface Filed {
  zone: Zone
  ideas: readonly Idea[]
}
const cellsOf = (filed: readonly Filed[], axis: 'column' | 'row'): number[] =>
  [...new Set(filed.map(({ zone }) => zone[axis]))].sort((a, b) => a - b)

/** Lays out the panels of a board, the first at (0, 0); answers their whole width and height too. */
export const layOutZones = (filed: readonly Filed[], measures: Measures, language: Language) => {
  const cardText = sizes.cardWidth - 2 * sizes.cardPaddingX
  const drafts = filed.map(({ zone, ideas }) => {
    const lines = ideas.map((idea) => breakLines(printable(idea.text).trim(), measures.text, cardText))
    return { zone, ideas, lines, heights: lines.map((one) => one.length * sizes.textLine + 2 * sizes.cardPaddingY) }
  })
  const gridColumns = cellsOf(filed, 'column')
  const gridRows = cellsOf(filed, 'row')
  const columnsIn = new Map(gridColumns.map((column) => [column, 1]))
  const heightIn = (column: number, row: number): number =>
    drafts
      .filter(({ zone }) => zone.column === column && zone.row === row)
      .reduce((sum, { heights }) => sum + stack(heights, columnsIn.get(column)!).height + headRoom, 0)
  const tallness = (column: number): number => gridRows.reduce((sum, row) => sum + heightIn(column, row), 0)
  const height = (): number => gridRows.reduce((sum, row) => sum + Math.max(...gridColumns.map((column) => heightIn(column, row))), 0)
  const width = () => gridColumns.reduce((sum, column) => sum + zoneWidth(columnsIn.get(column)!) + sizes.gap, -sizes.gap)
  const useful = (column: number) =>
    columnsIn.get(column)! < Math.max(...drafts.filter(({ zone }) => zone.column === column).map(({ ideas }) => ideas.length))
  const total = () => [...columnsIn.values()].reduce((sum, count) => sum + count, 0)
  while (total() < Math.max(sizes.maxColumns, gridColumns.length)) {
    const tallest = gridColumns.reduce((a, b) => (tallness(b) > tallness(a) ? b : a))
    if (width() >= wantedShape * height() || !useful(tallest)) break
    columnsIn.set(tallest, columnsIn.get(tallest)! + 1)
  }

  const panels: ZonePanel[] = []
  let y = 0
  for (const row of gridRows) {
    const inRow: ZonePanel[] = []
    let x = 0
    for (const column of gridColumns) {
      const columns = columnsIn.get(column)!
      for (const draft of drafts.filter(({ zone }) => zone.column === column && zone.row === row)) {
        const inner = zoneWidth(columns) - 2 * sizes.zonePadding
        const titleLines = breakLines(printable(draft.zone.title[language]), measures.zoneTitle, inner - 80, 3)
        const hintLines = draft.zone.hint ? breakLines(printable(draft.zone.hint[language]), measures.hint, inner, 3) : []
        const headHeight = sizes.zonePadding + titleLines.length * sizes.zoneTitleLine + hintLines.length * sizes.hintLine + 14
        const { places, height } = stack(draft.heights, columns)
        const cards = draft.ideas.map((idea, index) => ({
          idea,
          lines: draft.lines[index]!,
          x: x + sizes.zonePadding + places[index]!.column * (sizes.cardWidth + sizes.cardGap),
          y: y + headHeight + places[index]!.y,
          height: draft.heights[index]!,
        }))
        const panelHeight = headHeight + Math.max(height, 2 * sizes.textLine) + sizes.zonePadding
        // Zones that share one cell of the grid stand under each other.
        const above = inRow.filter((panel) => panel.x === x).reduce((sum, panel) => sum + panel.height + sizes.gap, 0)
        for (const card of cards) card.y += above
        inRow.push({
          zone: draft.zone,
          count: draft.ideas.length,
          titleLines,
          hintLines,
          cards,
          x,
          y: y + above,
          width: zoneWidth(columns),
          height: panelHeight,
          headHeight,
        })
      }
      x += zoneWidth(columns) + sizes.gap
    }
    const bottom = Math.max(...inRow.map((panel) => panel.y + panel.height))
    for (const panel of inRow) if (!inRow.some((other) => other.x === panel.x && other.y > panel.y)) panel.height = bottom - panel.y
    panels.push(...inRow)
    y = bottom + sizes.gap
  }
  return { panels, width: width(), height: y - sizes.gap }
}

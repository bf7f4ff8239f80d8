/**
 * Where everything stands on a board's plane, in board units (one unit = one CSS pixel at 100 %). Zones stand in the
 * template's grid and grow with what is in them; an idea with a place stands there; the others fill columns in order of
 * writing and step around the placed ones. Every replica that holds the same ideas sees the same plane.
 */
import type { IdeaId } from '../id.ts'
import type { Place } from '../idea/edit.ts'
import { byWriting, type Idea } from '../idea/idea.ts'
import type { Zone } from './template.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
/** One idea's card: `text` width is what a line may fill. */
export const card = { width: 240, text: 208, padX: 16, padY: 14, font: 17, line: 28, maxLines: 12 } as const
/** A zone's frame: `header` is the strip over its ideas where its title stands. */
export const frame = { pad: 20, header: 84, gap: 12, between: 28, minHeight: 340, reach: 20_000 } as const

/** Height of a card that shows so many lines; longer texts are cut at `card.maxLines`. */
const cardHeight = (lines: number): number => Math.min(Math.max(lines, 1), card.maxLines) * card.line + 2 * card.padY

interface Shelf {
  readonly ideas: readonly Idea[]
  readonly columns: number
  /** Boxes measured from the zone's top left corner, in the order of `ideas`. */
  readonly boxes: readonly Box[]
  readonly width: number
  readonly height: number
}
export interface Layout {
  readonly zones: ReadonlyMap<string, Box>
  readonly ideas: ReadonlyMap<IdeaId, Box>
  readonly bounds: Box
  readonly shelves: ReadonlyMap<string, Shelf>
}
export interface Measured {
  /** How many lines an idea's text fills at `card.text`; without it, a fair guess from its letters. */
  lines?: (idea: Idea) => number
  /** The layout before: zones in which nothing changed are taken over, boxes that did not move keep their identity. */
  before?: Layout
}

/** Thai vowels and tone marks above and below the line, and Latin combining accents: they take no room of their own. */
const marks = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]/g

/** Guesses the lines of a text without a font: 0.6 em a letter, and a line loses half a word at its end. */
const guessLines = (idea: Idea): number => {
  let lines = 0
  for (const part of idea.text.split('\n'))
    lines += Math.max(1, Math.ceil((part.replace(marks, '').length * card.font * 0.6) / (card.text - 18)))
  return lines
}

const steps = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96]
/** Columns of cards in a zone of `count` ideas. Steps are few, so that a zone seldom re-flows as it grows. */
const columnsFor = (count: number, gridColumns: number): number => {
  const [least, breadth] = gridColumns === 1 ? [4, 0.9] : gridColumns === 2 ? [2, 0.6] : [2, 0.35]
  const wanted = Math.max(least, Math.sqrt(count * breadth))
  return steps.find((step) => step >= wanted) ?? 96
}
const widthOf = (columns: number) => 2 * frame.pad + columns * card.width + (columns - 1) * frame.gap
const within = (offset: number) => Math.min(Math.max(offset, 0), frame.reach)

const sameIdeas = (a: readonly Idea[], b: readonly Idea[]) => a.length === b.length && a.every((idea, i) => idea === b[i])

/**
 * Fills one zone. An idea's column follows from its rank among all of the zone's ideas, placed ones included: taking
 * one card by hand closes the gap in its own column and moves nothing else.
 */
const fill = (ideas: readonly Idea[], columns: number, lines: (idea: Idea) => number): Shelf => {
  const step = card.width + frame.gap
  const boxes: Box[] = new Array(ideas.length)
  const blocked: Box[][] = Array.from({ length: columns }, () => [])
  let right = widthOf(columns) - frame.pad
  let bottom: number = frame.header
  const settle = (index: number, box: Box) => {
    boxes[index] = box
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  ideas.forEach((idea, index) => {
    if (idea.x === undefined || idea.y === undefined) return
    const box = { x: within(idea.x), y: within(idea.y), width: card.width, height: cardHeight(lines(idea)) }
    settle(index, box)
    const first = Math.max(0, Math.floor((box.x - frame.pad - step) / step) + 1)
    const last = Math.min(columns - 1, Math.ceil((box.x + step - frame.pad) / step) - 1)
    for (let column = first; column <= last; column++) blocked[column]!.push(box)
  })
  for (const column of blocked) column.sort((a, b) => a.y - b.y)
  const free: number[] = new Array(columns).fill(frame.header)
  ideas.forEach((idea, index) => {
    if (boxes[index]) return
    const column = index % columns
    const height = cardHeight(lines(idea))
    let y = free[column]!
    for (const box of blocked[column]!) {
      if (box.y >= y + height + frame.gap) break
      if (box.y + box.height + frame.gap > y) y = box.y + box.height + frame.gap
    }
    free[column] = y + height + frame.gap
    settle(index, { x: frame.pad + column * step, y, width: card.width, height })
  })
  return { ideas, columns, boxes, width: right + frame.pad, height: Math.max(frame.minHeight, bottom + frame.pad) }
}

const tracks = (sizes: ReadonlyMap<number, number>): Map<number, { from: number; size: number }> => {
  const placed = new Map<number, { from: number; size: number }>()
  let from = 0
  for (const [key, size] of [...sizes].sort(([a], [b]) => a - b)) {
    placed.set(key, { from, size })
    from += size + frame.between
  }
  return placed
}
const sameBox = (a: Box | undefined, b: Box) =>
  a !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
const grow = (sizes: Map<number, number>, key: number, size: number) => sizes.set(key, Math.max(sizes.get(key) ?? 0, size))

/** Lays out a board. Pure; 1,000 ideas cost about a millisecond, and a change costs only its own zone. */
export const layOut = (zones: readonly Zone[], ideas: Iterable<Idea>, { lines = guessLines, before }: Measured = {}): Layout => {
  const lists = new Map<string, Idea[]>(zones.map((zone) => [zone.id, []]))
  const first = lists.get(zones[0]?.id ?? '')
  for (const idea of ideas) (lists.get(idea.zone ?? '') ?? first)?.push(idea)
  const gridColumns = new Set(zones.map((zone) => zone.column)).size

  const most = new Map<number, number>()
  for (const zone of zones) grow(most, zone.column, lists.get(zone.id)!.length)
  const shelves = new Map<string, Shelf>()
  const widths = new Map<number, number>()
  const heights = new Map<number, number>()
  for (const zone of zones) {
    const list = lists.get(zone.id)!.sort(byWriting)
    const columns = columnsFor(most.get(zone.column)!, gridColumns)
    const old = before?.shelves.get(zone.id)
    const shelf = old && old.columns === columns && sameIdeas(old.ideas, list) ? old : fill(list, columns, lines)
    shelves.set(zone.id, shelf)
    grow(widths, zone.column, shelf.width)
    grow(heights, zone.row, shelf.height)
  }

  const across = tracks(widths)
  const down = tracks(heights)
  const zoneBoxes = new Map<string, Box>()
  const boxes = new Map<IdeaId, Box>()
  let [width, height] = [0, 0]
  for (const zone of zones) {
    const [column, row] = [across.get(zone.column)!, down.get(zone.row)!]
    const box = { x: column.from, y: row.from, width: column.size, height: row.size }
    const old = before?.zones.get(zone.id)
    zoneBoxes.set(zone.id, sameBox(old, box) ? old! : box)
    width = Math.max(width, box.x + box.width)
    height = Math.max(height, box.y + box.height)
    const shelf = shelves.get(zone.id)!
    shelf.ideas.forEach((idea, index) => {
      const { x, y, width, height } = shelf.boxes[index]!
      const stood = before?.ideas.get(idea.id)
      const stands = { x: box.x + x, y: box.y + y, width, height }
      boxes.set(idea.id, sameBox(stood, stands) ? stood! : stands)
    })
  }
  return { zones: zoneBoxes, ideas: boxes, bounds: { x: 0, y: 0, width, height }, shelves }
}

/** The place in which a card lies whose top left corner is at (x, y) of the plane: the zone under its middle, or the nearest one. */
export const placeAt = (layout: Layout, x: number, y: number): Required<Place> | undefined => {
  const [cx, cy] = [x + card.width / 2, y + card.line + card.padY]
  let best: { zone: string; far: number; box: Box } | undefined
  for (const [zone, box] of layout.zones) {
    const far = Math.hypot(Math.max(box.x - cx, 0, cx - box.x - box.width), Math.max(box.y - cy, 0, cy - box.y - box.height))
    if (!best || far < best.far) best = { zone, far, box }
  }
  return best && { zone: best.zone, x: Math.round(within(x - best.box.x)), y: Math.round(within(y - best.box.y)) }
}

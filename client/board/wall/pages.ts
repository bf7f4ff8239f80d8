/**
 * What the wall shows, page by page. Text must be read from ten metres: at six times the picture's height that is 47-63
 * px of 1080. So few ideas stand whole, by zones, as large as they can; of more, the newest, and then zone after zone.
 * Pure; lengths in pixels of the wall.
 */
import type { Box } from '#shared/board/layout.ts'
import { zoneOf } from '#shared/board/document.ts'
import type { Zone } from '#shared/board/template.ts'
import { byWriting, type Idea } from '#shared/idea/idea.ts'
import { breakLines } from '#shared/thai/lines.ts'

export interface WallCard {
  readonly idea: Idea
  readonly box: Box
  readonly lines: readonly string[]
}
interface WallZone {
  readonly zone: Zone
  /** All ideas of the zone, shown here or not. */
  readonly count: number
  readonly box: Box
  readonly cards: readonly WallCard[]
}
export interface WallPage {
  readonly key: string
  readonly zones: readonly WallZone[]
  /** Of one zone only: which of its ideas, newest first, counted from 1. */
  readonly part?: { readonly from: number; readonly to: number }
}
export interface WallPlan {
  /** Size of the ideas' text. */
  readonly font: number
  /** One 1080th of a wall in 16:9. */
  readonly unit: number
  readonly pages: readonly WallPage[]
}
export interface Room {
  readonly width: number
  readonly height: number
}

/** In units. */
export const wallSizes = { margin: 40, header: 88, footer: 40, heading: 74, gap: 12, padX: 22, padY: 8, zoneGap: 20, zonePad: 10 } as const
const fonts = [72, 66, 60, 56, 52, 48]
const leading = 1.6
const mostLines = { whole: 6, newest: 2, zone: 5 } as const
/** A wall of fewer gives each idea one line, so that more of them are seen; what room is left goes back to them. */
const fewAtOnce = 12
/** Pages of one zone, and of all: the wall comes round in about two minutes. */
const mostPages = { alone: 8, among: 2, inAll: 10 } as const

export const unitOf = ({ width, height }: Room): number => Math.min(width / 1920, height / 1080)
/** Where pages stand, between header and footer; `reserved`: pixels at the right that are taken. */
export const pageBox = (room: Room, reserved = 0): Box => {
  const unit = unitOf(room)
  const { margin, header, footer } = wallSizes
  return {
    x: margin * unit,
    y: header * unit,
    width: room.width - reserved - 2 * margin * unit,
    height: room.height - (header + footer) * unit,
  }
}

interface Type {
  readonly font: number
  readonly unit: number
  /** Width of a piece of text, in em. */
  readonly em: (piece: string) => number
}

/** Fills columns from the top, the shortest first. It stops when more than `passing` cards have had no room. */
const pack = (ideas: readonly Idea[], area: Box, columns: number, most: number, { font, unit, em }: Type, passing = 0) => {
  let passed = 0
  const gap = wallSizes.gap * unit
  const width = (area.width - (columns - 1) * gap) / columns
  const measure = (piece: string) => em(piece) * font
  const bottoms: number[] = new Array(columns).fill(area.y)
  const cards: WallCard[] = []
  for (const idea of ideas) {
    const lines = breakLines(idea.text, measure, width - 2 * wallSizes.padX * unit, most)
    const height = lines.length * font * leading + 2 * wallSizes.padY * unit
    const column = bottoms.indexOf(Math.min(...bottoms))
    const y = bottoms[column]!
    if (y + height > area.y + area.height + 0.5) {
      if (passed++ < passing) continue
      break
    }
    bottoms[column] = y + height + gap
    cards.push({ idea, lines, box: { x: area.x + column * (width + gap), y, width, height } })
  }
  return { cards, height: Math.max(...bottoms) - gap - area.y }
}
/** Tries every number of columns in which a line still holds some words. */
const columnsIn = (area: Box, { font }: Type, count: number): number[] => {
  const most = Math.max(1, Math.min(count, Math.floor(area.width / (font * 9.2))))
  return Array.from({ length: most }, (_, i) => i + 1)
}
/** The lowest stack that holds all ideas, or nothing. */
const packAll = (ideas: readonly Idea[], area: Box, most: number, type: Type) => {
  let best: ReturnType<typeof pack> | undefined
  for (const columns of columnsIn(area, type, ideas.length)) {
    const packed = pack(ideas, area, columns, most, type)
    if (packed.cards.length === ideas.length && (!best || packed.height < best.height - 1)) best = packed
  }
  return best
}
/** Gives the room that is left under a column to its cards that are cut. */
const unfold = (cards: readonly WallCard[], area: Box, { font, unit, em }: Type): readonly WallCard[] => {
  const columns = new Map<number, WallCard[]>()
  for (const card of cards) columns.set(card.box.x, [...(columns.get(card.box.x) ?? []), card])
  return [...columns.values()].flatMap((column) => {
    const last = column.at(-1)!.box
    let spare = Math.floor((area.y + area.height - last.y - last.height + 0.5) / (font * leading))
    let lower = 0
    return column.map((card): WallCard => {
      const { idea, box, lines } = card
      const more = breakLines(idea.text, (piece) => em(piece) * font, box.width - 2 * wallSizes.padX * unit, lines.length + spare)
      const extra = more.length - lines.length
      const placed = { idea, lines: more, box: { ...box, y: box.y + lower, height: box.height + extra * font * leading } }
      spare -= extra
      lower += extra * font * leading
      return placed
    })
  })
}
/** As many of the first ideas as fit. */
const packMost = (ideas: readonly Idea[], area: Box, most: number, type: Type, passing = 0): readonly WallCard[] => {
  let best: readonly WallCard[] = []
  for (const columns of columnsIn(area, type, ideas.length)) {
    const { cards } = pack(ideas, area, columns, most, type, passing)
    if (cards.length > best.length) best = cards
  }
  if (best.length > 0) return unfold(best, area, type)
  if (ideas.length === 0) return best
  // Not even one fits with so many lines: as many lines as there are.
  const lines = Math.max(1, Math.floor((area.height / type.unit - 2 * wallSizes.padY) / ((type.font / type.unit) * leading)))
  return pack(ideas, area, 1, Math.min(lines, most), type).cards
}

const inside = (box: Box, unit: number): Box => {
  const [pad, heading] = [wallSizes.zonePad * unit, wallSizes.heading * unit]
  return { x: box.x + pad, y: box.y + heading, width: box.width - 2 * pad, height: Math.max(0, box.height - heading - pad) }
}
const ranks = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b)

/** Zones in the template's grid; `rows`: each row's part of the height. */
const grid = (zones: readonly Zone[], page: Box, unit: number, shares: readonly number[]): Map<string, Box> => {
  const gap = wallSizes.zoneGap * unit
  const [columns, rows] = [ranks(zones.map((zone) => zone.column)), ranks(zones.map((zone) => zone.row))]
  const width = (page.width - (columns.length - 1) * gap) / columns.length
  const tall = page.height - (rows.length - 1) * gap
  const tops = shares.map((_, row) => page.y + shares.slice(0, row).reduce((sum, share) => sum + share * tall + gap, 0))
  return new Map(
    zones.map((zone) => {
      const row = rows.indexOf(zone.row)
      return [zone.id, { x: page.x + columns.indexOf(zone.column) * (width + gap), y: tops[row]!, width, height: shares[row]! * tall }]
    }),
  )
}

type Lists = ReadonlyMap<string, readonly Idea[]>

/** Everything on one page in order of writing, every text (nearly) whole, or nothing. Rows that hold more are higher. */
const whole = (zones: readonly Zone[], newest: Lists, page: Box, type: Type): WallPage | undefined => {
  const rows = ranks(zones.map((zone) => zone.row))
  const even = grid(
    zones,
    page,
    type.unit,
    rows.map(() => 1 / rows.length),
  )
  const tall = page.height - (rows.length - 1) * wallSizes.zoneGap * type.unit
  const lists = new Map([...newest].map(([zone, ideas]) => [zone, [...ideas].reverse()]))
  const needs = new Array<number>(rows.length).fill(tall * 0.24)
  for (const zone of zones) {
    const area = { ...inside(even.get(zone.id)!, type.unit), height: tall }
    const ideas = lists.get(zone.id)!
    const packed = packAll(ideas, area, mostLines.whole, type) ?? (ideas.length === 0 ? { height: 0 } : undefined)
    if (!packed) return undefined
    const row = rows.indexOf(zone.row)
    const chrome = (wallSizes.heading + wallSizes.zonePad) * type.unit
    needs[row] = Math.max(needs[row]!, packed.height + chrome)
  }
  const spare = tall - needs.reduce((sum, need) => sum + need, 0)
  if (spare < 0) return undefined
  // The room that is left goes first to the rows that are lower than their even share.
  const shares = needs.map((need) => (need + spare / rows.length) / tall)
  const boxes = grid(zones, page, type.unit, needs.every((need) => need <= tall / rows.length) ? rows.map(() => 1 / rows.length) : shares)
  return {
    key: 'whole',
    zones: zones.map((zone) => {
      const [box, ideas] = [boxes.get(zone.id)!, lists.get(zone.id)!]
      return { zone, count: ideas.length, box, cards: packAll(ideas, inside(box, type.unit), mostLines.whole, type)?.cards ?? [] }
    }),
  }
}

/** All zones with their counts, and of each the newest ideas. */
const newestOf = (zones: readonly Zone[], lists: Lists, page: Box, type: Type): WallPage => {
  const rows = ranks(zones.map((zone) => zone.row))
  const boxes = grid(
    zones,
    page,
    type.unit,
    rows.map(() => 1 / rows.length),
  )
  const withLines = (most: number) =>
    zones.map((zone) => {
      const [box, ideas] = [boxes.get(zone.id)!, lists.get(zone.id)!]
      return { zone, count: ideas.length, box, cards: packMost(ideas, inside(box, type.unit), most, type, 6) }
    })
  const seen = (page: readonly WallZone[]) => page.reduce((sum, { cards }) => sum + cards.length, 0)
  const roomy = withLines(mostLines.newest)
  const dense = seen(roomy) < fewAtOnce ? withLines(1) : roomy
  return { key: 'newest', zones: seen(dense) > seen(roomy) ? dense : roomy }
}

const pagesOf = (zone: Zone, ideas: readonly Idea[], most: number, page: Box, type: Type): WallPage[] => {
  const pages: WallPage[] = []
  let from = 0
  while (from < ideas.length && pages.length < most) {
    const cards = packMost(ideas.slice(from, from + 60), inside(page, type.unit), mostLines.zone, type)
    if (cards.length === 0) break
    const part = { from: from + 1, to: from + cards.length }
    pages.push({ key: `${zone.id}/${pages.length}`, zones: [{ zone, count: ideas.length, box: page, cards }], part })
    from += cards.length
  }
  return pages
}

/** Plans the wall for a board. `em`: how wide a piece of text is, in em of the wall's lettering. */
export const planWall = (
  zones: readonly Zone[],
  ideas: Iterable<Idea>,
  room: Room & { readonly reserved?: number },
  em: (piece: string) => number,
): WallPlan => {
  const unit = unitOf(room)
  const page = pageBox(room, room.reserved)
  const newest = [...ideas].filter((idea) => idea.text.trim() !== '').sort((a, b) => byWriting(b, a))
  const lists = new Map<string, Idea[]>(zones.map((zone) => [zone.id, []]))
  for (const idea of newest) lists.get(zoneOf(idea, zones).id)!.push(idea)
  // More than this never fit on one page: the search for a size is spared.
  for (const size of newest.length > 40 ? [] : fonts) {
    const type = { font: size * unit, unit, em }
    const all = whole(zones, lists, page, type)
    if (all) return { font: type.font, unit, pages: [all] }
  }
  const type = { font: fonts.at(-1)! * unit, unit, em }
  if (zones.length === 1) return { font: type.font, unit, pages: pagesOf(zones[0]!, newest, mostPages.alone, page, type) }
  const first = newestOf(zones, lists, page, type)
  // What the first page shows whole needs no page of its own.
  const rest = first.zones.filter(({ cards, count }) => cards.length < count || cards.some(({ lines }) => lines.at(-1)!.endsWith('…')))
  const each = Math.max(1, Math.min(mostPages.among, Math.floor((mostPages.inAll - 1) / rest.length)))
  const pages = rest.flatMap(({ zone }) => pagesOf(zone, lists.get(zone.id)!, each, page, type))
  return { font: type.font, unit, pages: [first, ...pages] }
}

/**
 * The theme map: area = voices, in rows like writing, oldest theme first. The order alone says where a theme stands, so that it keeps
 * its neighbours while it grows; the division into rows before is kept for as long as it is not much worse than the best.
 * Source: ordered and strip treemaps, Bederson, Shneiderman and Wattenberg 2002; the rows are found exactly, as lines of a paragraph are.
 */
import type { GroupId, ThemeId } from '../../id.ts'
import type { ThemeRow } from '../now.ts'
import { membersByTheme, shownThemes, type Rows } from '../overview/members.ts'

export interface MapTile {
  readonly id: ThemeId
  readonly label: string
  /** Place in the palette, 0 to 11. */
  readonly colour: number
  /** What the area stands for. */
  readonly voices: number
  /** Ideas, copies among them. */
  readonly ideas: number
  readonly groups: readonly GroupId[]
  readonly made: ThemeRow['made']
}
/** Where the map is drawn, and how far tiles stand apart, in the unit of the drawing. */
export interface MapPlane {
  readonly width: number
  readonly height: number
  readonly gap?: number
}
export interface MapPlace {
  readonly tile: MapTile
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface ThemeMap {
  /** In the order of the tiles: row by row, from left to right. Whole numbers. */
  readonly places: readonly MapPlace[]
  /** Which themes stand in a row together; given back to `mapOf`, they stay there. */
  readonly rows: readonly (readonly ThemeId[])[]
}

/** Width by height that a tile should have: Thai labels are read along the line. */
const wantedShape = 1.7
/** The smallest share of the map that one of so many tiles gets, so that a finger finds it and its number can be read. */
const leastShare = (count: number): number => Math.max(0.004, 0.12 / (count + 1))
/** How much worse than the best division the one before may be until it is given up. */
const patience = 2

/** A tile for each theme that has an idea, in the themes' order. */
export const tilesOf = (rows: Rows): MapTile[] => {
  const members = membersByTheme(rows)
  return shownThemes(rows).flatMap(({ id, label, colour, made }) => {
    const { voices, ideas, groups } = members.get(id)!
    return ideas === 0 ? [] : [{ id, label, colour, voices: voices.length, ideas, groups, made }]
  })
}

/** A division into rows by the index at which each begins. */
interface Division {
  readonly starts: readonly number[]
  /** Sum over its tiles of how far each is from the wanted shape, squared: 1 is perfect. */
  readonly cost: number
}

class Dividing {
  readonly #upTo: number[] = [0]
  readonly #plane: MapPlane
  readonly shares: readonly number[]

  constructor(tiles: readonly MapTile[], plane: MapPlane) {
    const all = tiles.reduce((sum, { voices }) => sum + voices, 0)
    const raised = tiles.map(({ voices }) => Math.max(voices / all, leastShare(tiles.length)))
    const whole = raised.reduce((sum, share) => sum + share, 0)
    this.shares = raised.map((share) => share / whole)
    for (const share of this.shares) this.#upTo.push(this.#upTo.at(-1)! + share)
    this.#plane = plane
  }
  /** The share of a row of tiles `from` until before `to`. */
  rowShare(from: number, to: number): number {
    return this.#upTo[to]! - this.#upTo[from]!
  }
  #rowCost(from: number, to: number): number {
    const row = this.rowShare(from, to)
    const height = this.#plane.height * row
    let cost = 0
    for (let at = from; at < to; at++) {
      const shape = (this.#plane.width * this.shares[at]!) / row / height / wantedShape
      cost += Math.max(shape, 1 / shape) ** 2
    }
    return cost
  }
  costOf(starts: readonly number[]): Division {
    const cost = starts.reduce((sum, from, row) => sum + this.#rowCost(from, starts[row + 1] ?? this.shares.length), 0)
    return { starts, cost }
  }
  /** The best division of the tiles from `first` on. */
  best(first = 0): Division {
    const count = this.shares.length
    const cost = new Array<number>(count + 1).fill(Infinity)
    const next = new Array<number>(count + 1).fill(count)
    cost[count] = 0
    for (let from = count - 1; from >= first; from--)
      for (let to = from + 1; to <= count; to++) {
        const whole = this.#rowCost(from, to) + cost[to]!
        if (whole < cost[from]!) [cost[from], next[from]] = [whole, to]
      }
    const starts: number[] = []
    for (let at = first; at < count; at = next[at]!) starts.push(at)
    return { starts, cost: cost[first]! }
  }
}

/**
 * The division before, with what went taken out and what is new beside the theme it follows; only the last row, where new themes come,
 * is divided anew. Undefined when the order is another.
 */
const kept = (tiles: readonly MapTile[], before: ThemeMap, dividing: Dividing): Division | undefined => {
  const rowOf = new Map(before.rows.flatMap((ids, row) => ids.map((id) => [id, row] as const)))
  const starts: number[] = []
  let row = -1
  for (const [at, { id }] of tiles.entries()) {
    const own = rowOf.get(id) ?? Math.max(row, 0)
    if (own < row) return undefined
    if (own > row) starts.push(at)
    row = own
  }
  const last = starts.at(-1)!
  return dividing.costOf([...starts.slice(0, -1), ...dividing.best(last).starts])
}

/**
 * Places tiles on a plane, in their order; no tile overlaps another and none is left out. `before`: the map that people look at, whose
 * rows are kept while they serve. The same tiles, plane and `before` give the same places.
 */
export const mapOf = (tiles: readonly MapTile[], plane: MapPlane, before?: ThemeMap): ThemeMap => {
  const shown = tiles.filter(({ voices }) => voices > 0)
  if (shown.length === 0) return { places: [], rows: [] }
  const { width, height, gap = 0 } = plane
  const dividing = new Dividing(shown, plane)
  const best = dividing.best()
  const stays = before && before.rows.length > 0 ? kept(shown, before, dividing) : undefined
  const { starts } = stays && stays.cost <= patience * best.cost ? stays : best
  // Tiles end before the gap; the last ones at the plane's edge.
  const [wide, high] = [width + gap, height + gap]
  const places: MapPlace[] = []
  const rows = starts.map((from, row) => {
    const to = starts[row + 1] ?? shown.length
    const y = Math.round(high * dividing.rowShare(0, from))
    const bottom = Math.max(y, Math.round(high * dividing.rowShare(0, to)) - gap)
    for (let at = from; at < to; at++) {
      const x = Math.round((wide * dividing.rowShare(from, at)) / dividing.rowShare(from, to))
      const right = Math.max(x, Math.round((wide * dividing.rowShare(from, at + 1)) / dividing.rowShare(from, to)) - gap)
      places.push({ tile: shown[at]!, x: Math.min(x, width), y: Math.min(y, height), width: right - x, height: bottom - y })
    }
    return shown.slice(from, to).map(({ id }) => id)
  })
  return { places, rows }
}

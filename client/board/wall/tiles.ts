/** How the boards of all groups share the wall: never more than six at once, or nobody could read them. Pure. */
import type { Box } from '#shared/board/layout.ts'
import type { GroupPresence } from '#shared/live/events.ts'
import { wallSizes } from './pages.ts'

interface Tile {
  readonly group: GroupPresence
  readonly box: Box
  /** Size of the group's name, in pixels. */
  readonly font: number
}
export interface TilePage {
  readonly key: string
  readonly tiles: readonly Tile[]
}

const mostTiles = 6
/** Columns and rows for so many tiles, and the name's size in units. */
const grids = [
  { tiles: 1, columns: 1, rows: 1, font: 72 },
  { tiles: 2, columns: 2, rows: 1, font: 60 },
  { tiles: 4, columns: 2, rows: 2, font: 56 },
  { tiles: 6, columns: 3, rows: 2, font: 48 },
]

export const tilesOf = (groups: readonly GroupPresence[], page: Box, unit: number): TilePage[] => {
  const sorted = [...groups].sort((a, b) => a.order - b.order)
  const pages = Math.ceil(sorted.length / mostTiles)
  const each = Math.min(sorted.length, mostTiles)
  const { columns, rows, font } = grids.find(({ tiles }) => tiles >= each) ?? grids.at(-1)!
  const gap = wallSizes.zoneGap * unit
  const [width, height] = [(page.width - (columns - 1) * gap) / columns, (page.height - (rows - 1) * gap) / rows]
  return Array.from({ length: pages }, (_, index) => ({
    key: `${index}/${columns}`,
    tiles: sorted.slice(index * each, (index + 1) * each).map((group, i) => ({
      group,
      font: font * unit,
      box: { x: page.x + (i % columns) * (width + gap), y: page.y + Math.floor(i / columns) * (height + gap), width, height },
    })),
  }))
}

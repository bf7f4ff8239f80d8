/** The map of themes as a drawing: each as large as what was said, with its label, its ideas and how many groups said it. */
import { fitLabel } from '#shared/theme/picture/label.ts'
import { mapOf, tilesOf, type MapPlace } from '#shared/theme/picture/map.ts'
import { minoritiesOf } from '#shared/theme/overview/matrix.ts'
import { baseline, box, look, write } from './drawing.ts'
import { printable } from './printable.ts'
import { framed, innerWidth, type Drawing } from './theme-frame.ts'
import { themeColour } from './theme-look.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'
import { measureFor } from './type-metrics.ts'

const mapHeight = 860
const gap = 8
/** Less in small tiles: there every unit is wanted for words. */
const padOf = (width: number, height: number): number => Math.min(16, Math.round(0.08 * Math.min(width, 1.4 * height)))
const figure = { size: 21, line: 34 } as const
const label = { sizes: [46, 40, 34, 29, 25, 22, 19, 16], leading: 1.45, maxLines: 4 } as const

const drawTile = ({ tile, x, y, width, height }: MapPlace, minority: boolean, say: (typeof themeWords)['th' | 'en']): string => {
  const parts = [
    box(
      x,
      y,
      width,
      height,
      14,
      `fill="${themeColour(tile.colour)}"${minority ? ` stroke="${look.ink}" stroke-width="2" stroke-dasharray="7 5"` : ''}`,
    ),
  ]
  const pad = padOf(width, height)
  const inner = { width: width - 2 * pad, height: height - 2 * pad }
  const measure = measureFor('regular', figure.size)
  const about = minority ? say.minority : say.groups(tile.groups.length)
  const figures = [`${tile.ideas} ${say.count} · ${about}`, `${tile.ideas} · ${about}`, String(tile.ideas)].find(
    (text) => measure(text) <= inner.width,
  )
  const fitted = fitLabel(
    printable(tile.label).trim() || say.untitled,
    { width: inner.width, height: inner.height - (figures === undefined ? 0 : figure.line) },
    label,
    (size) => measureFor('bold', size),
  )
  let top = y + pad - 4
  for (const line of fitted?.lines ?? []) {
    parts.push(
      write(line, x + pad, baseline(top, fitted!.lineHeight, fitted!.size), { size: fitted!.size, fill: look.ink, weight: 'bold' }),
    )
    top += fitted!.lineHeight
  }
  const centre = { x: x + width / 2, y: baseline(y + (height - figure.line) / 2, figure.line, figure.size) }
  if (figures !== undefined && fitted)
    parts.push(write(figures, x + pad, baseline(top, figure.line, figure.size), { size: figure.size, fill: look.ink }))
  else if (height >= figure.size)
    parts.push(write(String(tile.ideas), centre.x, centre.y, { size: figure.size, fill: look.ink, anchor: 'middle' }))
  return parts.join('')
}

/** Draws the map of all themes that have ideas, oldest first. */
export const drawThemeMap = (sheet: ThemeSheet): Drawing => {
  const say = themeWords[sheet.language]
  const minorities = minoritiesOf(sheet.themes)
  const { places } = mapOf(tilesOf(sheet.themes), { width: innerWidth, height: mapHeight, gap })
  const tiles = places.map((place) => drawTile(place, minorities.has(place.tile.id), say))
  const empty = write(say.none, 0, 60, { size: 28, fill: look.inkSoft })
  const body = places.length === 0 ? { svg: empty, height: 120 } : { svg: tiles.join(''), height: mapHeight }
  return framed(sheet, say.map, body, say.area)
}

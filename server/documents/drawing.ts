/** What our drawings are made of: text, boxes, and the light look of client/ui/tokens.css. Strings alone; nothing is measured here. */
import { escapeMarkup } from './printable.ts'
import type { Weight } from './type-metrics.ts'

export const look = {
  ink: '#1c2526',
  inkSoft: '#4c5a5b',
  ground: '#f6f4ee',
  surface: '#ffffff',
  panel: '#edeae1',
  line: '#d8d4c8',
  lineStrong: '#8b9493',
  accent: '#0b6463',
} as const

export interface Ink {
  size: number
  fill: string
  weight?: Weight
  anchor?: 'start' | 'middle' | 'end'
}
export const write = (text: string, x: number, y: number, { size, fill, weight = 'regular', anchor = 'start' }: Ink): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight === 'bold' ? ' font-weight="700"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escapeMarkup(text)}</text>`

/** resvg sets whatever follows an undivided ำ on top of it: what it paints is written as ํ, tone, า. */
export const splitAm = (text: string): string => text.replace(/([\u0E48-\u0E4B]?)\u0E33/g, '\u0E4D$1\u0E32')

/** The baseline inside a line box: Thai marks reach 1.02 em above it and 0.27 em below. */
export const baseline = (top: number, lineHeight: number, size: number): number => Math.round(top + lineHeight / 2 + size * 0.36)

export const box = (x: number, y: number, width: number, height: number, radius: number, look: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${look}/>`

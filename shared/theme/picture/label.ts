/** A label on a tile: as large as fits, broken between Thai words, cut with … where nothing else helps. */
import { breakLines, unbreakablePieces, type Measure } from '../../thai/lines.ts'

export interface LabelSpace {
  readonly width: number
  readonly height: number
}
export interface LabelLook {
  /** Type sizes to try, the largest first, in the unit of the space. */
  readonly sizes: readonly number[]
  /** Height of a line over its type size; Thai marks need 1.4. */
  readonly leading: number
  readonly maxLines: number
}
export interface FittedLabel {
  readonly lines: readonly string[]
  readonly size: number
  readonly lineHeight: number
  /** Something of the text is left out. */
  readonly cut: boolean
}

/** What stands between the phrases of a label: it ends a line and never begins one. */
const between = ' ·'

const broken = (text: string, measure: Measure, width: number, maxLines?: number): string[] => {
  const room = text.includes(between) ? width - measure(between) : width
  const lines = breakLines(text, measure, room, maxLines)
  for (let at = 1; at < lines.length; at++) {
    if (!/^·(\s|$)/.test(lines[at]!)) continue
    lines[at - 1] += between
    lines[at] = lines[at]!.slice(1).trimStart()
  }
  return lines.filter((line) => line !== '')
}

/** The text in the largest of the sizes at which all of it fits, or cut at the smallest; undefined where not even a letter has room. */
export const fitLabel = (
  text: string,
  { width, height }: LabelSpace,
  look: LabelLook,
  measureAt: (size: number) => Measure,
): FittedLabel | undefined => {
  for (const size of look.sizes) {
    const lineHeight = size * look.leading
    const fitting = Math.min(look.maxLines, Math.floor(height / lineHeight))
    if (fitting < 1) continue
    const measure = measureAt(size)
    const room = text.includes(between) ? width - measure(between) : width
    // A word that is wider than the line would be broken inside: a smaller size keeps it whole.
    if (unbreakablePieces(text).some((piece) => measure(piece) > room)) continue
    const lines = broken(text, measure, width)
    if (lines.length <= fitting) return { lines, size, lineHeight, cut: false }
  }
  const size = look.sizes.at(-1)
  if (size === undefined) return undefined
  const lineHeight = size * look.leading
  const fitting = Math.min(look.maxLines, Math.floor(height / lineHeight))
  const measure = measureAt(size)
  if (fitting < 1 || width < measure('กก…')) return undefined
  return { lines: broken(text, measure, width, fitting), size, lineHeight, cut: true }
}

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

/** Whole phrases on their lines, as many as fit on each; undefined when one alone is wider. */
const byPhrase = (text: string, measure: Measure, room: number): string[] | undefined => {
  const phrases = text.split(`${between} `)
  if (phrases.length < 2 || phrases.some((phrase) => measure(phrase) > room)) return undefined
  const lines: string[] = []
  for (const phrase of phrases) {
    const longer = `${lines.at(-1)}${between} ${phrase}`
    if (lines.length > 0 && measure(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(phrase)
  }
  return lines.map((line, at) => (at < lines.length - 1 ? line + between : line))
}

const byWord = (text: string, measure: Measure, room: number, maxLines?: number): string[] => {
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
  const at = (size: number) => {
    const measure = measureAt(size)
    const lineHeight = size * look.leading
    // The dot that ends a line has its place beside what was broken.
    const room = text.includes(between) ? width - measure(between) : width
    return { size, lineHeight, measure, room, fitting: Math.min(look.maxLines, Math.floor(height / lineHeight)) }
  }
  for (const { size, lineHeight, measure, room, fitting } of look.sizes.map(at)) {
    // A word that is wider than the line would be broken inside: a smaller size keeps it whole.
    if (fitting < 1 || unbreakablePieces(text).some((piece) => measure(piece) > room)) continue
    const lines = [byPhrase(text, measure, room), byWord(text, measure, room)].find((found) => found && found.length <= fitting)
    if (lines) return { lines, size, lineHeight, cut: false }
  }
  const { size, lineHeight, measure, room, fitting } = at(Math.min(...look.sizes))
  if (fitting < 1 || width < measure('กก…')) return undefined
  return { lines: byWord(text, measure, room, fitting), size, lineHeight, cut: true }
}

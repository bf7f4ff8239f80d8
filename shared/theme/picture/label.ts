/** A label on a tile: as large as fits, broken at blanks, else between Thai words, cut with … where nothing else helps. */
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

/** Broken at blanks alone, so that compounds stay whole (การระบายน้ำ); undefined when one run of letters is wider. */
const byRun = (text: string, measure: Measure, room: number): string[] | undefined => {
  const lines: string[] = []
  for (const run of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${run}`
    // A dot stays with what it ends.
    if (lines.length > 0 && (run === '·' || measure(longer) <= room)) lines[lines.length - 1] = longer
    else if (measure(run) > room) return undefined
    else lines.push(run)
  }
  return lines
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

/** A size so much smaller is still better than a compound in two. */
const wholeShare = 0.6

/** The text in the largest of the sizes at which all of it fits, somewhat smaller where that keeps compounds whole, or cut at the smallest; undefined where not even a letter has room. */
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
  let broken: FittedLabel | undefined
  for (const { size, lineHeight, measure, room, fitting } of look.sizes.map(at)) {
    if (broken && size < wholeShare * broken.size) break
    // A word that is wider than the line would be broken inside: a smaller size keeps it whole.
    if (fitting < 1 || unbreakablePieces(text).some((piece) => measure(piece) > room)) continue
    const fits = (found: string[] | undefined) => found && found.length <= fitting
    const whole = [byPhrase(text, measure, room), byRun(text, measure, room)].find(fits)
    if (whole) return { lines: whole, size, lineHeight, cut: false }
    const lines = byWord(text, measure, room)
    if (fits(lines)) broken ??= { lines, size, lineHeight, cut: false }
  }
  if (broken) return broken
  const { size, lineHeight, measure, room, fitting } = at(Math.min(...look.sizes))
  if (fitting < 1 || width < measure('กก…')) return undefined
  return { lines: byWord(text, measure, room, fitting), size, lineHeight, cut: true }
}

/** Breaking text into lines where no browser does it for us: canvas and SVG. Never inside a Thai word that fits. */
import { cutCells, cutWords } from './words.ts'

/** How wide a piece of text is drawn. It is asked for each piece alone and often for the same: remember the answers. */
export type Measure = (piece: string) => number

/** These never begin a line: closing marks, and ๆ and ฯ, which belong to the word before. */
const neverFirst = /^[\u0E2F\u0E46\u0E30-\u0E3A\u0E45\u0E47-\u0E4E,.;:!?%)\]}”’»…/\-–]/
/** These never end a line: opening marks, and a full stop with a letter right after it (ซ.พหลโยธิน). */
const neverLast = /[([{<“‘«฿$#@.]$/
const blank = /^\s+$/
/** A number keeps the unit behind it: 3 เดือน. */
const number = /^[\d๐-๙.,:-]{1,9}$/

/** Pieces between which a line may be broken; blanks stand alone. */
export const unbreakablePieces = (paragraph: string): string[] => {
  const pieces: string[] = []
  let open = false
  for (const word of cutWords(paragraph)) {
    const last = pieces.length - 1
    if (last > 0 && pieces[last] === ' ' && number.test(pieces[last - 1]!) && !number.test(word) && !blank.test(word)) {
      pieces.splice(last - 1, 2, `${pieces[last - 1]!} ${word}`)
    } else if (last >= 0 && !blank.test(word) && !blank.test(pieces[last]!) && (open || neverFirst.test(word))) pieces[last] += word
    else pieces.push(word)
    open = neverLast.test(word)
  }
  return pieces
}

const shorten = (line: string, measure: Measure, width: number): string => {
  const cells = cutCells(line.trimEnd())
  while (cells.length > 0 && measure(cells.join('') + '…') > width) cells.pop()
  return cells.join('').trimEnd() + '…'
}

/**
 * Lines of at most `width`, in the unit that `measure` answers in. Line ends of the text stay; blanks at a broken end fall away; a
 * piece wider than a whole line is broken between syllable cells. With `maxLines` the last one ends in `…` when text is left over.
 */
export const breakLines = (text: string, measure: Measure, width: number, maxLines = Infinity): string[] => {
  const lines: string[] = []
  let line = ''
  let used = 0
  const end = () => {
    lines.push(line.trimEnd())
    line = ''
    used = 0
  }
  const put = (piece: string, wide: number) => {
    line += piece
    used += wide
  }
  for (const paragraph of text.split('\n')) {
    for (const piece of unbreakablePieces(paragraph)) {
      if (lines.length > maxLines) break
      const wide = measure(piece)
      if (used + wide <= width) {
        put(piece, wide)
        continue
      }
      if (blank.test(piece)) {
        if (line !== '') end()
        continue
      }
      if (line !== '') end()
      if (wide <= width) {
        put(piece, wide)
        continue
      }
      for (const cell of cutCells(piece)) {
        const cellWide = measure(cell)
        if (line !== '' && used + cellWide > width) end()
        put(cell, cellWide)
      }
    }
    end()
  }
  if (lines.length <= maxLines) return lines
  const kept = lines.slice(0, maxLines)
  kept[maxLines - 1] = shorten(kept[maxLines - 1]!, measure, width)
  return kept
}

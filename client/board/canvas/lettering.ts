/** How texts break and how wide they are in the board's own lettering: the same lines on cards and on the overview. */
import { card } from '#shared/board/layout.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { breakLines } from '#shared/thai/lines.ts'

/** Vowels and tone marks that stand over or under a letter, and accents. */
const isMark = (code: number) =>
  code === 0xe31 || (code >= 0xe34 && code <= 0xe3a) || (code >= 0xe47 && code <= 0xe4e) || (code >= 0x300 && code <= 0x36f)

export interface Lines {
  readonly lines: readonly string[]
  readonly widths: readonly number[]
}

/** Widths are sums over letters, each asked from the font once: words differ, letters hardly. */
export class Lettering {
  readonly font: string
  /** From the top of a line's box to its baseline. */
  readonly baseline: number
  #pen: CanvasRenderingContext2D
  /** By UTF-16 unit; below zero: not asked yet. */
  #advances = new Float32Array(0x10000).fill(-1)
  #pairs = new Map<string, number>()
  #texts = new Map<string, Lines>()

  constructor(family: string, px: number = card.font, weight = 400) {
    this.font = `${weight} ${px}px ${family}`
    this.#pen = document.createElement('canvas').getContext('2d')!
    this.#pen.font = this.font
    const { fontBoundingBoxAscent: over, fontBoundingBoxDescent: under } = this.#pen.measureText('ก')
    this.baseline = (card.line - over - under) / 2 + over
  }

  width = (piece: string): number => {
    let sum = 0
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i)
      if (code >= 0xd800 && code <= 0xdbff && i + 1 < piece.length) {
        sum += this.#pair(piece.slice(i, ++i + 1))
        continue
      }
      let advance = this.#advances[code]!
      if (advance < 0) this.#advances[code] = advance = isMark(code) ? 0 : this.#pen.measureText(piece[i]!).width
      sum += advance
    }
    return sum
  }
  #pair(letter: string): number {
    let advance = this.#pairs.get(letter)
    if (advance === undefined) this.#pairs.set(letter, (advance = this.#pen.measureText(letter).width))
    return advance
  }

  of(text: string): Lines {
    const known = this.#texts.get(text)
    if (known) return known
    const lines = breakLines(text, this.width, card.text, card.maxLines)
    const broken = { lines, widths: lines.map(this.width) }
    // Every keystroke of everybody is a new text: forget all rather than grow for a day.
    if (this.#texts.size > 8_000) this.#texts.clear()
    this.#texts.set(text, broken)
    return broken
  }

  count = (idea: Idea): number => this.of(idea.text).lines.length
}

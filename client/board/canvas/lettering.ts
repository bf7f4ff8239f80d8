/** How texts break and how wide they are in the board's own lettering: the same lines on cards and on the overview. */
import { card } from '#shared/board/layout.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { breakLines } from '#shared/thai/lines.ts'

/** Vowels and tone marks that stand over or under a letter. */
const mark = /^[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]$/

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
  #advances = new Map<string, number>()
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
    for (const letter of piece) {
      let advance = this.#advances.get(letter)
      if (advance === undefined) {
        advance = mark.test(letter) ? 0 : this.#pen.measureText(letter).width
        this.#advances.set(letter, advance)
      }
      sum += advance
    }
    return sum
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

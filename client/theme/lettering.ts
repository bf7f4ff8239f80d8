/** Widths of text in the product's lettering, for tiles whose lines are broken by hand. */
import { createSubscriber } from 'svelte/reactivity'
import type { Measure } from '#shared/thai/lines.ts'

const measuredPx = 100

export class Lettering {
  readonly #weight: number
  #widths = new Map<string, number>()
  #context: CanvasRenderingContext2D | null = null
  /** Letters that have been loaded meanwhile are wider or narrower: who measured measures again. */
  readonly #heed = createSubscriber((update) => {
    const loaded = () => {
      this.#widths = new Map()
      this.#context = null
      update()
    }
    document.fonts.addEventListener('loadingdone', loaded)
    return () => document.fonts.removeEventListener('loadingdone', loaded)
  })

  constructor(weight = 600) {
    this.#weight = weight
  }
  /** How wide a piece of text is at a size, both in px. */
  at = (size: number): Measure => {
    this.#heed()
    return (piece) => (this.#width(piece) * size) / measuredPx
  }
  #width(piece: string): number {
    const known = this.#widths.get(piece)
    if (known !== undefined) return known
    this.#context ??= this.#pen()
    const width = this.#context?.measureText(piece).width ?? piece.length * measuredPx
    this.#widths.set(piece, width)
    return width
  }
  #pen(): CanvasRenderingContext2D | null {
    const pen = document.createElement('canvas').getContext('2d')
    if (pen) pen.font = `${this.#weight} ${measuredPx}px ${getComputedStyle(document.documentElement).fontFamily}`
    return pen
  }
}

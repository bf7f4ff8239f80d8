/** Widths of text in the product's lettering, for tiles whose lines are broken by hand. */
import { createSubscriber } from 'svelte/reactivity'
import { fitLabel, type FittedLabel, type LabelLook } from '#shared/theme/picture/label.ts'
import type { Measure } from '#shared/thai/lines.ts'

const measuredPx = 100
/** A tile that grows by less breaks its label as before. */
const stepPx = 4
const mostKnown = 2_000

export class Lettering {
  readonly #weight: number
  #widths = new Map<string, number>()
  #fitted = new Map<string, FittedLabel | undefined>()
  #context: CanvasRenderingContext2D | null = null
  /** Letters that have been loaded meanwhile are wider or narrower: who measured measures again. */
  readonly #heed = createSubscriber((update) => {
    const loaded = () => {
      this.#widths = new Map()
      this.#fitted = new Map()
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
  /** A label in a space, in px: asked again for the same, or nearly the same, it is known. */
  fit(label: string, { width, height }: { readonly width: number; readonly height: number }, look: LabelLook): FittedLabel | undefined {
    this.#heed()
    const space = { width: Math.floor(width / stepPx) * stepPx, height: Math.floor(height / stepPx) * stepPx }
    const key = `${space.width} ${space.height} ${look.sizes[0]} ${look.maxLines} ${label}`
    if (this.#fitted.has(key)) return this.#fitted.get(key)
    if (this.#fitted.size > mostKnown) this.#fitted.clear()
    const fitted = fitLabel(label, space, look, this.at)
    this.#fitted.set(key, fitted)
    return fitted
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

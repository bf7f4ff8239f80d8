/** The largest size at which a text stands in a box, and its lines. Pure; lengths in pixels. */
import { breakLines } from '#shared/thai/lines.ts'

const leading = 1.6

export interface Fitted {
  readonly font: number
  readonly lines: readonly string[]
}

/** `em`: how wide a piece of text is, in em. Sizes are tried from the largest; at the smallest the text is cut. */
export const fitText = (
  text: string,
  box: { readonly width: number; readonly height: number },
  sizes: readonly number[],
  em: (piece: string) => number,
): Fitted => {
  const smallest = sizes.at(-1)!
  for (const font of sizes) {
    const most = Math.max(1, Math.floor(box.height / (font * leading)))
    const lines = text.split('\n').flatMap((part) => breakLines(part, (piece) => em(piece) * font, box.width, most + 1))
    if (lines.length <= most) return { font, lines }
    if (font === smallest) return { font, lines: lines.slice(0, most) }
  }
  return { font: smallest, lines: [] }
}

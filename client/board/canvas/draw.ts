/** Draws notes with a pen (a 2D context already scaled to the plane). */
import { card, type Box } from '#shared/board/layout.ts'
import { ideaColours } from '#shared/idea/idea.ts'
import type { Lettering } from './lettering.ts'
import type { Palette } from './palette.ts'
import type { Note } from './scene.ts'

export interface Drawing {
  readonly palette: Palette
  readonly lettering: Lettering
  /** CSS pixels a unit of the plane. */
  readonly scale: number
  /** Texts as bars, whatever the scale: while a gesture runs. */
  readonly quick: boolean
}

/** Under this height, in CSS pixels, text is drawn as bars. */
const leastTextPx = 5
const radius = 10

export const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Ideas placed by hand may lie on others: they are drawn last, each whole. The rest never do, and are drawn together. */
export const drawNotes = (pen: CanvasRenderingContext2D, notes: readonly Note[], drawing: Drawing): void => {
  if (drawing.quick) return drawTogether(pen, notes, drawing)
  drawTogether(
    pen,
    notes.filter(({ idea }) => idea.x === undefined),
    drawing,
  )
  for (const note of notes) if (note.idea.x !== undefined) drawTogether(pen, [note], drawing)
}

/** Rectangles one by one: a path of a thousand of them is filled far slower. */
const fillBoxes = (pen: CanvasRenderingContext2D, notes: readonly Note[], inset: number): void => {
  for (const { box } of notes) pen.fillRect(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)
}

const drawTogether = (pen: CanvasRenderingContext2D, notes: readonly Note[], { palette, lettering, scale, quick }: Drawing): void => {
  const round = !quick && radius * scale >= 2
  for (const colour of ideaColours) {
    const own = notes.filter(({ idea }) => (idea.colour ?? 'plain') === colour)
    if (own.length === 0) continue
    if (round) {
      pen.beginPath()
      for (const { box } of own) pen.roundRect(box.x, box.y, box.width, box.height, radius)
      pen.fillStyle = palette.cards[colour]
      pen.fill()
      pen.strokeStyle = palette.line
      pen.lineWidth = 1 / scale
      pen.stroke()
    } else {
      pen.fillStyle = palette.line
      fillBoxes(pen, own, 0)
      pen.fillStyle = palette.cards[colour]
      fillBoxes(pen, own, 1 / scale)
    }
  }
  pen.fillStyle = palette.ink
  if (!quick && card.font * scale >= leastTextPx) {
    pen.font = lettering.font
    pen.textBaseline = 'alphabetic'
    for (const { box, text } of notes) {
      let y = box.y + card.padY + lettering.baseline
      for (const line of text.lines) {
        pen.fillText(line, box.x + card.padX, y)
        y += card.line
      }
    }
    return
  }
  pen.globalAlpha = 0.42
  for (const { box, text } of notes) {
    let y = box.y + card.padY + 9
    for (const width of text.widths) {
      pen.fillRect(box.x + card.padX, y, width, 11)
      y += card.line
    }
  }
  pen.globalAlpha = 1
}

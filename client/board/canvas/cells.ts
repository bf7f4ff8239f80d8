/** Which ideas are near: a grid of square cells over the plane, each with the ideas that touch it. Pure. */
import type { Box } from '#shared/board/layout.ts'
import type { IdeaId } from '#shared/id.ts'

const cellSide = 600
/** Cells from..to, both included. */
export interface Range {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const rangeOf = (box: Box, margin = 0): Range => ({
  left: Math.floor(box.x / cellSide) - margin,
  top: Math.floor(box.y / cellSide) - margin,
  right: Math.floor((box.x + box.width) / cellSide) + margin,
  bottom: Math.floor((box.y + box.height) / cellSide) + margin,
})
export const sameRange = (a: Range, b: Range): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom
export const widened = (range: Range, by: number): Range => ({
  left: range.left - by,
  top: range.top - by,
  right: range.right + by,
  bottom: range.bottom + by,
})

const keyOf = (column: number, row: number) => (column + 4096) * 65_536 + row + 4096

export class Cells {
  #cells = new Map<number, IdeaId[]>()
  #boxes: ReadonlyMap<IdeaId, Box>

  constructor(boxes: ReadonlyMap<IdeaId, Box>) {
    this.#boxes = boxes
    for (const [id, box] of boxes) {
      const { left, top, right, bottom } = rangeOf(box)
      for (let column = left; column <= right; column++)
        for (let row = top; row <= bottom; row++) {
          const key = keyOf(column, row)
          const cell = this.#cells.get(key)
          if (cell) cell.push(id)
          else this.#cells.set(key, [id])
        }
    }
  }

  /** The ideas that touch a range of cells, each once. */
  within({ left, top, right, bottom }: Range): Set<IdeaId> {
    const found = new Set<IdeaId>()
    if ((right - left + 1) * (bottom - top + 1) > this.#cells.size) {
      for (const [id, box] of this.#boxes) {
        const at = rangeOf(box)
        if (at.left <= right && at.right >= left && at.top <= bottom && at.bottom >= top) found.add(id)
      }
      return found
    }
    for (let column = left; column <= right; column++)
      for (let row = top; row <= bottom; row++) for (const id of this.#cells.get(keyOf(column, row)) ?? []) found.add(id)
    return found
  }

  /** The topmost idea under a point of the plane: of cards that overlap, the later laid. */
  at(x: number, y: number): IdeaId | undefined {
    let top: IdeaId | undefined
    for (const id of this.#cells.get(keyOf(Math.floor(x / cellSide), Math.floor(y / cellSide))) ?? []) {
      const box = this.#boxes.get(id)!
      if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) top = id
    }
    return top
  }
}

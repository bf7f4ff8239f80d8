import type { Box } from '#shared/board/layout.ts'
import type { IdeaId } from '#shared/id.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'
export const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

/** The idea that an arrow key leads to: ahead in its direction, near, and rather straight than aslant. Pure. */
export const neighbour = (boxes: ReadonlyMap<IdeaId, Box>, from: Box, direction: Direction): IdeaId | undefined => {
  const start = middle(from)
  let best: { id: IdeaId; cost: number } | undefined
  for (const [id, box] of boxes) {
    if (box === from) continue
    const at = middle(box)
    const [dx, dy] = [at.x - start.x, at.y - start.y]
    const sideways = direction === 'left' || direction === 'right'
    const ahead = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? -dy : dy
    if (ahead <= 1) continue
    const aslant = Math.abs(sideways ? dy : dx)
    const overlaps = sideways
      ? box.y < from.y + from.height && box.y + box.height > from.y
      : box.x < from.x + from.width && box.x + box.width > from.x
    if (!overlaps && aslant > 3 * ahead) continue
    const cost = ahead + aslant * (overlaps ? 0.5 : 2)
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
}

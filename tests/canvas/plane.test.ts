import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '#shared/board/layout.ts'
import type { IdeaId } from '#shared/id.ts'
import {
  between,
  firstLook,
  fitted,
  held,
  revealed,
  toPlane,
  toScreen,
  viewOf,
  zoomed,
  type Camera,
} from '../../client/board/canvas/camera.ts'
import { Cells, rangeOf, widened } from '../../client/board/canvas/cells.ts'
import { neighbour } from '../../client/board/canvas/neighbour.ts'

const screen = { width: 1180, height: 820 }
const insets = { top: 12, bottom: 76, side: 12 }
const cameras = fc.record({
  x: fc.double({ min: -3000, max: 9000, noNaN: true }),
  y: fc.double({ min: -3000, max: 9000, noNaN: true }),
  scale: fc.double({ min: 0.05, max: 3, noNaN: true }),
})
const boxes = fc.record({ x: fc.nat(8000), y: fc.nat(8000), width: fc.constant(240), height: fc.integer({ min: 56, max: 364 }) })
const named = fc.array(boxes, { minLength: 1, maxLength: 80 }).map((list) => new Map(list.map((box, i) => [`i${i}` as IdeaId, box])))

test('[CA1] a zoom keeps the point under the fingers under them', () => {
  fc.assert(
    fc.property(cameras, fc.double({ min: 0.2, max: 5, noNaN: true }), fc.nat(1180), fc.nat(820), (camera, factor, x, y) => {
      const after = toScreen(zoomed(camera, factor, { x, y }), toPlane(camera, { x, y }))
      expect(Math.hypot(after.x - x, after.y - y)).toBeLessThan(0.01)
    }),
  )
})

test('[CA2] the whole board fits beside the tools; what is revealed is wholly in view; the board is never lost', () => {
  const inside = (camera: Camera, box: Box) => {
    const [from, to] = [toScreen(camera, box), toScreen(camera, { x: box.x + box.width, y: box.y + box.height })]
    return from.x > -0.1 && from.y > -0.1 && to.x < screen.width + 0.1 && to.y < screen.height + 0.1
  }
  fc.assert(
    fc.property(cameras, boxes, (camera, box) => {
      const board = { x: 0, y: 0, width: 4000, height: 3000 }
      expect(inside(fitted(board, screen, insets), board)).toBe(true)
      fc.pre(box.width * camera.scale < screen.width - 40 && box.height * camera.scale < screen.height - 120)
      expect(inside(revealed(camera, box, screen, insets), box)).toBe(true)
      const view = viewOf(held(camera, board, screen), screen)
      expect(view.x).toBeLessThan(board.width)
      expect(view.x + view.width).toBeGreaterThan(0)
      expect(view.y).toBeLessThan(board.height)
      expect(view.y + view.height).toBeGreaterThan(0)
    }),
  )
})

test('[CA3] a flight between two cameras begins and ends at them', () => {
  fc.assert(
    fc.property(cameras, cameras, (from, to) => {
      for (const [part, camera] of [
        [0, from],
        [1, to],
      ] as const) {
        const at = between(from, to, part)
        expect(Math.abs(at.scale - camera.scale)).toBeLessThan(1e-6)
        expect(Math.hypot(at.x - camera.x, at.y - camera.y)).toBeLessThan(0.01)
      }
    }),
  )
})

test('[CA4] the cells give every idea that touches a view, and none that is more than a cell away', () => {
  fc.assert(
    fc.property(named, cameras, (ideas, camera) => {
      const view = viewOf(camera, screen)
      const found = new Cells(ideas).within(rangeOf(view))
      for (const [id, box] of ideas) {
        const [dx, dy] = [
          Math.max(view.x - box.x - box.width, box.x - view.x - view.width),
          Math.max(view.y - box.y - box.height, box.y - view.y - view.height),
        ]
        if (dx <= 0 && dy <= 0) expect(found.has(id)).toBe(true)
        if (dx > 1200 || dy > 1200) expect(found.has(id)).toBe(false)
      }
      expect(new Cells(ideas).within(widened(rangeOf(view), 1)).size).toBeGreaterThanOrEqual(found.size)
    }),
  )
})

test('[CA5] arrows reach every idea of a grid, and lead straight on', () => {
  const grid = new Map<IdeaId, Box>()
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 5; row++) grid.set(`${column},${row}` as IdeaId, { x: column * 252, y: row * 130, width: 240, height: 112 })
  const from = (id: string) => grid.get(id as IdeaId)!
  expect(neighbour(grid, from('1,1'), 'right')).toBe('2,1')
  expect(neighbour(grid, from('1,1'), 'left')).toBe('0,1')
  expect(neighbour(grid, from('1,1'), 'down')).toBe('1,2')
  expect(neighbour(grid, from('1,1'), 'up')).toBe('1,0')
  expect(neighbour(grid, from('3,4'), 'right')).toBeUndefined()
  const reached = new Set<IdeaId>(['0,0' as IdeaId])
  for (const id of reached)
    for (const way of ['left', 'right', 'up', 'down'] as const) {
      const next = neighbour(grid, grid.get(id)!, way)
      if (next) reached.add(next)
    }
  expect(reached.size).toBe(20)
})

test('[CA19] the first look shows whole zones, as many as can be read', () => {
  const rights = [544, 1116, 1688]
  const board = { x: 0, y: 0, width: 1688, height: 340 }
  const shown = (width: number) => {
    const camera = firstLook(board, { width, height: 1000 }, insets, rights)
    return { scale: camera.scale, right: toPlane(camera, { x: width, y: 0 }).x }
  }
  expect(shown(1400).right).toBeGreaterThan(1688)
  const across = shown(1180)
  expect(across.right).toBeGreaterThan(1116)
  expect(across.right).toBeLessThan(1116 + 100)
  // Upright one zone in letters of full size, and the beginning of the next.
  expect(shown(820)).toMatchObject({ scale: 1 })
  // On a telephone not even one zone can be read whole.
  expect(shown(320).scale).toBe(0.7)
})

/** The camera: which part of the board's plane is on screen. Pure. Screen points are CSS pixels from the board's corner. */
import type { Box } from '#shared/board/layout.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
export interface Size {
  readonly width: number
  readonly height: number
}
/** `x`, `y`: the plane's point in the top left corner of the screen. */
export interface Camera extends Point {
  readonly scale: number
}
/** Room that floating tools take from the view, in pixels. */
export interface Insets {
  readonly top: number
  readonly bottom: number
  readonly side: number
}

const scales = { least: 0.04, most: 3 } as const
const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

export const toPlane = (camera: Camera, at: Point): Point => ({ x: camera.x + at.x / camera.scale, y: camera.y + at.y / camera.scale })
export const toScreen = (camera: Camera, at: Point): Point => ({ x: (at.x - camera.x) * camera.scale, y: (at.y - camera.y) * camera.scale })
export const viewOf = (camera: Camera, screen: Size): Box => ({
  x: camera.x,
  y: camera.y,
  width: screen.width / camera.scale,
  height: screen.height / camera.scale,
})
export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
})
/** Zooms so that the plane's point under `at` stays under it. */
export const zoomed = (camera: Camera, factor: number, at: Point): Camera => {
  const scale = clamp(camera.scale * factor, scales.least, scales.most)
  const fixed = toPlane(camera, at)
  return { scale, x: fixed.x - at.x / scale, y: fixed.y - at.y / scale }
}
/** Shows all of a box, never larger than `most`. */
export const fitted = (box: Box, screen: Size, insets: Insets, most = 1): Camera => {
  const [width, height] = [Math.max(screen.width - 2 * insets.side, 50), Math.max(screen.height - insets.top - insets.bottom, 50)]
  const scale = clamp(Math.min(width / box.width, height / box.height), scales.least, most)
  return {
    scale,
    x: box.x - (insets.side + (width - box.width * scale) / 2) / scale,
    y: box.y - (insets.top + Math.max(0, (height - box.height * scale) / 2)) / scale,
  }
}
/** The smallest box that holds some; there is at least one. */
export const around = (boxes: readonly Box[]): Box => {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))]
  return { x, y, width: right - x, height: bottom - y }
}
/** How much of the zones that follow is seen at the first look: that there are more, in the board's units. */
const glimpse = 48
/** The first look: everything where it can be read so, else as many whole zones as can be. `rights`: where zones end. */
export const firstLook = (box: Box, screen: Size, insets: Insets, rights: readonly number[] = []): Camera => {
  const all = fitted(box, screen, insets, 1.15)
  // Notes are lettered for arm's length; on a telephone, which is held nearer, a whole zone comes first.
  const readable = screen.width < 600 ? 0.7 : 0.8
  if (all.scale >= readable) return all
  const wide = (screen.width - 2 * insets.side) / box.width
  const whole = rights
    .filter((right) => right < box.x + box.width)
    .map((right) => (screen.width - 2 * insets.side) / (right - box.x + glimpse))
    .filter((scale) => scale >= readable)
  const scale = wide >= readable ? Math.min(wide, 1) : whole.length > 0 ? Math.min(...whole, 1) : readable
  const left = wide > scale ? (screen.width - box.width * scale) / 2 : insets.side
  return { scale, x: box.x - left / scale, y: box.y - insets.top / scale }
}
/** Moves as little as needed to bring a box wholly into view. */
export const revealed = (camera: Camera, box: Box, screen: Size, insets: Insets): Camera => {
  const view = viewOf(camera, screen)
  const [top, bottom, side] = [insets.top / camera.scale, insets.bottom / camera.scale, insets.side / camera.scale]
  const x = clamp(view.x, Math.min(box.x + box.width + side - view.width, box.x - side), box.x - side)
  const y = clamp(view.y, Math.min(box.y + box.height + bottom - view.height, box.y - top), box.y - top)
  return { ...camera, x, y }
}
/** Keeps at least a hand's breadth of the board on screen: nobody can lose it. */
export const held = (camera: Camera, box: Box, screen: Size): Camera => {
  const view = viewOf(camera, screen)
  const [keepX, keepY] = [Math.min(160 / camera.scale, box.width), Math.min(160 / camera.scale, box.height)]
  return {
    ...camera,
    x: clamp(view.x, box.x + keepX - view.width, box.x + box.width - keepX),
    y: clamp(view.y, box.y + keepY - view.height, box.y + box.height - keepY),
  }
}
/** A step between two cameras; the scale goes by ratio, so that a zoom has an even pace. */
export const between = (from: Camera, to: Camera, part: number): Camera => {
  const scale = from.scale * (to.scale / from.scale) ** part
  // The points stay on the straight line only when their weight follows the scale.
  const weight = Math.abs(to.scale - from.scale) < 1e-6 ? part : (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale)
  return { scale, x: from.x + (to.x - from.x) * weight, y: from.y + (to.y - from.y) * weight }
}

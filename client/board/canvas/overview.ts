/**
 * The overview: all notes of a region in one picture, where cards of their own would be too many, and under the cards
 * while a zoom runs. The picture hangs in the plane, so a gesture only moves and stretches it; it is drawn anew when it
 * no longer covers the view, and for changed ideas at most ten times a second, then only where they are.
 */
import type { Box } from '#shared/board/layout.ts'
import type { IdeaId } from '#shared/id.ts'
import { viewOf, type Camera, type Size } from './camera.ts'
import { rangeOf } from './cells.ts'
import { drawNotes, touches } from './draw.ts'
import type { Lettering } from './lettering.ts'
import type { Palette } from './palette.ts'
import type { Note, Scene } from './scene.ts'

const repaintMs = 100
/** The picture reaches beyond the view by this part of it, on each side. */
const beyond = 0.35
const mostPixels = 9_000_000
/** So many changed notes are drawn one by one; more, and the whole picture is. */
const mostPatches = 80

export interface Look {
  readonly scene: Scene
  readonly camera: Camera
  readonly screen: Size
  readonly gesture: boolean
  /** Notes that stand over the picture as cards, in hand: not to be seen twice. */
  readonly without: ReadonlySet<IdeaId>
}
interface Painted {
  readonly region: Box
  readonly scale: number
  readonly pixels: number
  readonly quick: boolean
  readonly scene: Scene
  readonly palette: Palette
  readonly without: ReadonlySet<IdeaId>
  readonly notes: ReadonlyMap<IdeaId, Note>
}

export class Overview {
  palette: Palette
  #canvas: HTMLCanvasElement
  #pen: CanvasRenderingContext2D
  lettering: Lettering
  #painted: Painted | undefined
  #paintedAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined
  #wanted: Look | undefined

  constructor(canvas: HTMLCanvasElement, lettering: Lettering, palette: Palette) {
    this.#canvas = canvas
    this.#pen = canvas.getContext('2d')!
    this.lettering = lettering
    this.palette = palette
  }

  show(look: Look): void {
    this.#canvas.hidden = false
    this.#wanted = look
    if (!this.#stale(look)) return
    const wait = this.#paintedAt + repaintMs - performance.now()
    if (wait <= 0 || !this.#painted) return this.#paint(look)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#wanted && this.#stale(this.#wanted)) this.#paint(this.#wanted)
    }, wait)
  }

  hide(): void {
    if (!this.#wanted && !this.#painted) return
    clearTimeout(this.#timer)
    this.#timer = this.#wanted = this.#painted = undefined
    this.#canvas.hidden = true
    this.#canvas.width = this.#canvas.height = 0
  }

  #stale({ scene, camera, screen, gesture, without }: Look): boolean {
    const painted = this.#painted
    if (!painted || painted.palette !== this.palette || painted.scene !== scene || painted.without !== without) return true
    const ratio = camera.scale / painted.scale
    const view = viewOf(camera, screen)
    const covered =
      view.x >= painted.region.x - 1 &&
      view.y >= painted.region.y - 1 &&
      view.x + view.width <= painted.region.x + painted.region.width + 1 &&
      view.y + view.height <= painted.region.y + painted.region.height + 1
    if (gesture) return !covered || ratio > 2.5
    return !covered || painted.quick || Math.abs(ratio - 1) > 0.001
  }

  #paint(look: Look): void {
    const { scene, camera, screen, gesture, without } = look
    const painted = this.#painted
    const inRegion = (region: Box) => {
      const notes = new Map<IdeaId, Note>()
      for (const id of scene.cells.within(rangeOf(region))) if (!without.has(id)) notes.set(id, scene.notes.get(id)!)
      return notes
    }
    const stays = painted && !painted.quick && painted.palette === this.palette && !this.#stale({ ...look, ...painted, camera })
    if (stays) {
      const notes = inRegion(painted.region)
      if (this.#patch(painted, notes)) {
        this.#painted = { ...painted, scene, without, notes }
        this.#paintedAt = performance.now()
        return
      }
    }
    const view = viewOf(camera, screen)
    const [moreX, moreY] = [view.width * beyond, view.height * beyond]
    const region = { x: view.x - moreX, y: view.y - moreY, width: view.width + 2 * moreX, height: view.height + 2 * moreY }
    const notes = inRegion(region)
    const [wide, high] = [screen.width * (1 + 2 * beyond), screen.height * (1 + 2 * beyond)]
    const dense = Math.min(Math.min(devicePixelRatio, 2) * (gesture ? 0.5 : 1), Math.sqrt(mostPixels / (wide * high)))
    const pixels = camera.scale * dense
    const quick = gesture && notes.size > 120
    const canvas = this.#canvas
    // Of the screen alone: at every scale the same canvas serves.
    const [width, height] = [Math.ceil(wide * dense), Math.ceil(high * dense)]
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    } else {
      this.#pen.setTransform(1, 0, 0, 1, 0, 0)
      this.#pen.clearRect(0, 0, width, height)
    }
    canvas.style.cssText = `left:${region.x}px;top:${region.y}px;width:${width / pixels}px;height:${height / pixels}px`
    this.#pen.setTransform(pixels, 0, 0, pixels, -region.x * pixels, -region.y * pixels)
    const { palette } = this
    drawNotes(this.#pen, [...notes.values()], { palette, lettering: this.lettering, scale: camera.scale, quick })
    this.#painted = { region, scale: camera.scale, pixels, quick, scene, palette, without, notes }
    this.#paintedAt = performance.now()
  }

  /** Draws only where notes changed. False when they are too many for that. */
  #patch({ notes: before, scale, palette }: Painted, notes: ReadonlyMap<IdeaId, Note>): boolean {
    const places: Box[] = []
    const edge = 2 / scale
    const mark = ({ x, y, width, height }: Box) =>
      places.push({ x: x - edge, y: y - edge, width: width + 2 * edge, height: height + 2 * edge })
    for (const [id, note] of notes) {
      const old = before.get(id)
      if (old === note) continue
      mark(note.box)
      if (old && old.box !== note.box) mark(old.box)
    }
    for (const [id, note] of before) if (!notes.has(id)) mark(note.box)
    if (places.length > mostPatches) return false
    const pen = this.#pen
    pen.save()
    pen.beginPath()
    for (const { x, y, width, height } of places) pen.rect(x, y, width, height)
    pen.clip()
    for (const { x, y, width, height } of places) pen.clearRect(x, y, width, height)
    const near = [...notes.values()].filter(({ box }) => places.some((place) => touches(place, box)))
    drawNotes(pen, near, { palette, lettering: this.lettering, scale, quick: false })
    pen.restore()
    return true
  }
}

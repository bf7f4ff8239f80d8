/* eslint-disable svelte/prefer-svelte-reactivity -- its followers are bookkeeping that no component reads */
/**
 * The stage: the camera over the plane, and who must know when it moves. While it moves, only one transform is written
 * a frame; what components read (`settled`, `range`, `moving`) changes rarely.
 */
import type { Box } from '#shared/board/layout.ts'
import { between, held, viewOf, type Camera, type Size } from './camera.ts'
import { rangeOf, sameRange, type Range } from './cells.ts'

const flightMs = 260
/** How a thrown board slows down, per ms. */
const friction = 0.996
const nowhere: Range = { left: 0, top: 0, right: -1, bottom: -1 }

export class Stage {
  camera: Camera = { x: 0, y: 0, scale: 1 }
  /** What the board fills; the camera never loses it. */
  bounds: Box = { x: 0, y: 0, width: 1, height: 1 }
  screen = $state.raw<Size>({ width: 0, height: 0 })
  moving = $state<'no' | 'pan' | 'zoom'>('no')
  /** The camera when it last stood still. */
  settled = $state.raw<Camera>({ x: 0, y: 0, scale: 1 })
  /** The cells in view, without a margin. It does not follow a running zoom. */
  range = $state.raw<Range>(nowhere)
  #followers = new Set<() => void>()
  #frame: number | undefined
  #flight: number | undefined

  /** Calls back in each frame in which the camera moved. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  resize(screen: Size): void {
    this.screen = screen
    this.look(this.camera)
    this.settle()
  }

  begin(how: 'pan' | 'zoom'): void {
    this.#stopFlight()
    if (this.moving !== 'zoom') this.moving = how
  }
  look(camera: Camera): void {
    this.camera = held(camera, this.bounds, this.screen)
    this.#frame ??= requestAnimationFrame(this.#show)
  }
  settle(): void {
    this.#stopFlight()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.moving = 'no'
    this.#show()
    this.settled = this.camera
  }

  /** Goes to a camera with an even pace, or at once where motion is unwelcome. */
  fly(to: Camera, calm: boolean): void {
    this.#stopFlight()
    const from = this.camera
    if (calm || this.screen.width === 0) {
      this.look(to)
      return this.settle()
    }
    this.moving = Math.abs(to.scale / from.scale - 1) > 0.001 ? 'zoom' : 'pan'
    const start = performance.now()
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - start) / flightMs))
      this.look(between(from, to, 1 - (1 - part) ** 3))
      if (part < 1) this.#flight = requestAnimationFrame(step)
      else this.settle()
    }
    this.#flight = requestAnimationFrame(step)
  }

  /** Lets the board glide on as it was thrown. `speed`: pixels per ms. */
  glide(speed: { x: number; y: number }, calm: boolean): void {
    if (calm || Math.hypot(speed.x, speed.y) < 0.3) return this.settle()
    let [x, y, last] = [speed.x, speed.y, performance.now()]
    const step = (now: number) => {
      const ms = Math.min(Math.max(now - last, 0), 50)
      last = now
      const { camera } = this
      this.look({ ...camera, x: camera.x - (x * ms) / camera.scale, y: camera.y - (y * ms) / camera.scale })
      const slower = friction ** ms
      x *= slower
      y *= slower
      if (Math.hypot(x, y) > 0.04) this.#flight = requestAnimationFrame(step)
      else this.settle()
    }
    this.#flight = requestAnimationFrame(step)
  }

  close(): void {
    this.#stopFlight()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
  }

  #stopFlight(): void {
    if (this.#flight !== undefined) cancelAnimationFrame(this.#flight)
    this.#flight = undefined
  }
  #show = (): void => {
    this.#frame = undefined
    if (this.moving !== 'zoom') {
      const range = rangeOf(viewOf(this.camera, this.screen))
      if (!sameRange(range, this.range)) this.range = range
    }
    for (const follower of this.#followers) follower()
  }
}

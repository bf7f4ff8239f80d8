/**
 * Fingers, pen, mouse and wheel on a board, as a person means them. One finger on the empty board pans, on an idea it
 * moves it; two fingers zoom and pan; a pen that is down makes touches count for nothing (a palm is no finger).
 */
import type { IdeaId } from '#shared/id.ts'
import type { Point } from './camera.ts'

/** What the fingers mean; points and distances in pixels from the board's corner. */
export interface Meaning {
  /** A first finger came down: whatever glides stands still. */
  halt(): void
  ideaAt(target: EventTarget | null, at: Point): IdeaId | undefined
  panBegins(): void
  pan(dx: number, dy: number): void
  /** `speed`: pixels per ms in which the finger left the glass. */
  panEnds(speed: Point): void
  zoomBegins(): void
  zoom(factor: number, at: Point): void
  zoomEnds(): void
  tap(idea: IdeaId | undefined, at: Point): void
  doubleTap(idea: IdeaId | undefined, at: Point): void
  /** An idea is about to be moved, held where the finger came down. False when it may not be: then the board pans. */
  grab(idea: IdeaId, from: Point): boolean
  carry(at: Point): void
  drop(): void
  /** The drag is called off; the idea goes back. */
  letGo(): void
}

const startPx = { touch: 6, pen: 6, mouse: 4 } as const
const doubleTapMs = 350
const doubleTapPx = 28
const wheelQuietMs = 160

type Hand =
  | { doing: 'nothing' }
  | { doing: 'pressing'; pointer: number; from: Point; idea: IdeaId | undefined; start: number }
  | { doing: 'panning'; pointer: number; last: Point; trail: (Point & { at: number })[] }
  | { doing: 'carrying'; pointer: number }
  | { doing: 'pinching'; first: number; second: number; middle: Point; apart: number }

export const gestures = (meaning: Meaning) => (surface: HTMLElement) => {
  let hand: Hand = { doing: 'nothing' }
  const touching = new Map<number, Point>()
  let pen: number | undefined
  let lastTap: (Point & { at: number; idea: IdeaId | undefined }) | undefined
  let wheel: ReturnType<typeof setTimeout> | undefined

  const pointOf = (event: MouseEvent): Point => {
    const corner = surface.getBoundingClientRect()
    return { x: event.clientX - corner.left, y: event.clientY - corner.top }
  }
  const ownControl = (target: EventTarget | null) => target instanceof Element && target.closest('[data-tools]') !== null

  const cease = () => {
    if (hand.doing === 'carrying') meaning.letGo()
    if (hand.doing === 'panning') meaning.panEnds({ x: 0, y: 0 })
    if (hand.doing === 'pinching') meaning.zoomEnds()
    hand = { doing: 'nothing' }
  }
  const pinch = () => {
    const [[first, a], [second, b]] = [...touching] as [[number, Point], [number, Point]]
    return { first, second, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) }
  }

  const down = (event: PointerEvent) => {
    if (ownControl(event.target) || (event.pointerType === 'mouse' && event.button > 1)) return
    const at = pointOf(event)
    if (event.pointerType === 'touch' && pen !== undefined) return
    if (event.pointerType === 'pen') {
      cease()
      touching.clear()
      pen = event.pointerId
    }
    surface.setPointerCapture(event.pointerId)
    touching.set(event.pointerId, at)
    if (touching.size === 2) {
      cease()
      hand = { doing: 'pinching', ...pinch() }
      meaning.zoomBegins()
    } else if (touching.size === 1) {
      meaning.halt()
      // The middle button pans wherever it is pressed.
      const idea = event.button === 1 ? undefined : meaning.ideaAt(event.target, at)
      hand = { doing: 'pressing', pointer: event.pointerId, from: at, idea, start: startPx[event.pointerType as 'touch'] ?? startPx.mouse }
    }
  }

  const move = (event: PointerEvent) => {
    if (!touching.has(event.pointerId)) return
    const at = pointOf(event)
    touching.set(event.pointerId, at)
    if (hand.doing === 'pinching') {
      if (event.pointerId !== hand.first && event.pointerId !== hand.second) return
      const now = pinch()
      meaning.pan(now.middle.x - hand.middle.x, now.middle.y - hand.middle.y)
      meaning.zoom(now.apart / hand.apart, now.middle)
      hand = { doing: 'pinching', ...now }
      return
    }
    if (hand.doing === 'nothing' || event.pointerId !== hand.pointer) return
    if (hand.doing === 'pressing') {
      if (Math.hypot(at.x - hand.from.x, at.y - hand.from.y) < hand.start) return
      if (hand.idea !== undefined && meaning.grab(hand.idea, hand.from)) hand = { doing: 'carrying', pointer: hand.pointer }
      else {
        hand = { doing: 'panning', pointer: hand.pointer, last: hand.from, trail: [] }
        meaning.panBegins()
      }
    }
    if (hand.doing === 'carrying') meaning.carry(at)
    if (hand.doing === 'panning') {
      meaning.pan(at.x - hand.last.x, at.y - hand.last.y)
      hand.last = at
      hand.trail = [...hand.trail.filter((step) => event.timeStamp - step.at < 90), { ...at, at: event.timeStamp }]
    }
  }

  const tap = (idea: IdeaId | undefined, at: Point, now: number) => {
    const again = lastTap && now - lastTap.at < doubleTapMs && Math.hypot(at.x - lastTap.x, at.y - lastTap.y) < doubleTapPx
    if (again && lastTap?.idea === idea) {
      lastTap = undefined
      meaning.doubleTap(idea, at)
    } else {
      lastTap = { ...at, at: now, idea }
      meaning.tap(idea, at)
    }
  }

  const up = (event: PointerEvent) => {
    if (event.pointerId === pen) pen = undefined
    if (!touching.delete(event.pointerId)) return
    if (hand.doing === 'pinching') {
      // A third finger takes the place of one that left.
      if (touching.size >= 2) return void (hand = { doing: 'pinching', ...pinch() })
      meaning.zoomEnds()
      // The finger that stays goes on panning.
      const [rest] = touching
      hand = rest ? { doing: 'panning', pointer: rest[0], last: rest[1], trail: [] } : { doing: 'nothing' }
      if (rest) meaning.panBegins()
      return
    }
    if (hand.doing === 'nothing' || event.pointerId !== hand.pointer) return
    const done = hand
    hand = { doing: 'nothing' }
    if (done.doing === 'pressing') tap(done.idea, pointOf(event), event.timeStamp)
    if (done.doing === 'carrying') meaning.drop()
    if (done.doing === 'panning') {
      const [first, last] = [done.trail[0], done.trail.at(-1)]
      const ms = first && last ? last.at - first.at : 0
      const quick = first && last && ms > 0 && event.timeStamp - last.at < 60
      meaning.panEnds(quick ? { x: (last.x - first.x) / ms, y: (last.y - first.y) / ms } : { x: 0, y: 0 })
    }
  }

  const gone = (event: PointerEvent) => {
    if (event.pointerId === pen) pen = undefined
    if (touching.delete(event.pointerId)) cease()
  }

  const wheels = (event: WheelEvent) => {
    if (ownControl(event.target)) return
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1
    if (wheel === undefined) meaning[event.ctrlKey || event.metaKey ? 'zoomBegins' : 'panBegins']()
    else clearTimeout(wheel)
    const zooms = event.ctrlKey || event.metaKey
    // A trackpad's pinch comes in small steps, a wheel's notch as 100 or more.
    if (zooms) meaning.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * unit)) * 0.01), pointOf(event))
    else if (event.shiftKey && event.deltaX === 0) meaning.pan(-event.deltaY * unit, 0)
    else meaning.pan(-event.deltaX * unit, -event.deltaY * unit)
    wheel = setTimeout(() => {
      wheel = undefined
      meaning.zoomEnds()
    }, wheelQuietMs)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || hand.doing !== 'carrying') return
    event.stopPropagation()
    cease()
  }
  /** Safari's own pinch would zoom the page. */
  const never = (event: Event) => event.preventDefault()

  const listening = new AbortController()
  const { signal } = listening
  surface.addEventListener('pointerdown', down, { signal })
  surface.addEventListener('pointermove', move, { signal })
  surface.addEventListener('pointerup', up, { signal })
  surface.addEventListener('pointercancel', gone, { signal })
  surface.addEventListener('wheel', wheels, { passive: false, signal })
  surface.addEventListener('gesturestart', never, { signal })
  addEventListener('keydown', key, { capture: true, signal })
  return () => {
    clearTimeout(wheel)
    listening.abort()
  }
}

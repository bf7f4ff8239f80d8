/**
 * Carries something with a finger, pen or mouse. A finger must rest on it first, so that lists still scroll; a mouse goes at
 * once. What would take it has `data-drop` meanwhile, and what scrolls does so while the hand is near its edge.
 */
interface Carrying {
  /** What the pointer comes down on, if it may be carried. */
  grip: (from: Element) => HTMLElement | undefined
  /** What the hand shows of it, and where from the pointer its corner is; undefined: it stays where it is. */
  lift: (thing: HTMLElement, from: { x: number; y: number }) => { ghost: HTMLElement; x: number; y: number } | undefined
  /** Which of the elements under the pointer takes it; asked at every step. */
  target: (thing: HTMLElement, under: readonly Element[]) => HTMLElement | undefined
  scroller: (target: HTMLElement | undefined) => Element | null | undefined
  drop: (thing: HTMLElement, target: HTMLElement) => void
  /** The hand is empty again, whether it dropped something or not. */
  done: (thing: HTMLElement) => void
}
interface Held {
  readonly thing: HTMLElement
  readonly pointer: number
  readonly mouse: boolean
  readonly x: number
  readonly y: number
}

const restMs = 320
const slopPx = { mouse: 4, finger: 8 }
const edgePx = 72
const scrollPxPerFrame = 16
/** Slowly at first, so that what lies near the edge stays under the hand that makes for it. */
const pace = (deepPx: number): number => scrollPxPerFrame * Math.min(1, deepPx / edgePx) ** 2

/** An attachment for the list of what can be carried. */
export const carry =
  ({ grip, lift, target, scroller, drop, done }: Carrying) =>
  (list: HTMLElement): (() => void) => {
    let held: Held | undefined
    let lifted: ReturnType<typeof lift>
    let over: HTMLElement | undefined
    let at = { x: 0, y: 0 }
    let rest: ReturnType<typeof setTimeout> | undefined
    let scrolling = 0

    const hangOver = (found: HTMLElement | undefined) => {
      if (found === over) return
      over?.removeAttribute('data-drop')
      over = found
      over?.setAttribute('data-drop', '')
    }
    const follow = () => {
      if (!lifted || !held) return
      lifted.ghost.style.transform = `translate(${at.x + lifted.x}px, ${at.y + lifted.y}px)`
      hangOver(target(held.thing, document.elementsFromPoint(at.x, at.y)))
    }
    const scrollAlong = () => {
      if (!lifted) return
      const place = scroller(over)
      const box = place?.getBoundingClientRect()
      if (place && box) {
        if (at.y < box.top + edgePx) place.scrollTop -= pace(box.top + edgePx - at.y)
        else if (at.y > box.bottom - edgePx) place.scrollTop += pace(at.y - box.bottom + edgePx)
        follow()
      }
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const pickUp = () => {
      lifted = held && lift(held.thing, held)
      if (!held || !lifted) return letGo()
      Object.assign(lifted.ghost.style, { position: 'fixed', zIndex: '60', insetInlineStart: '0', top: '0', pointerEvents: 'none' })
      lifted.ghost.setAttribute('aria-hidden', 'true')
      lifted.ghost.inert = true
      document.body.append(lifted.ghost)
      list.setPointerCapture(held.pointer)
      navigator.vibrate?.(12)
      follow()
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const letGo = () => {
      clearTimeout(rest)
      cancelAnimationFrame(scrolling)
      const carried = lifted && held
      lifted?.ghost.remove()
      hangOver(undefined)
      held = lifted = undefined
      if (!carried) return
      // The lift of a finger or a button would count as a tap on the card.
      const swallow = (event: Event) => {
        event.preventDefault()
        event.stopPropagation()
      }
      list.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => list.removeEventListener('click', swallow, { capture: true }), 60)
      done(carried.thing)
    }

    const down = (event: PointerEvent) => {
      letGo()
      const thing = event.target instanceof Element && event.button === 0 && event.isPrimary ? grip(event.target) : undefined
      if (!thing) return
      const mouse = event.pointerType === 'mouse'
      at = { x: event.clientX, y: event.clientY }
      held = { thing, pointer: event.pointerId, mouse, ...at }
      if (!mouse) rest = setTimeout(pickUp, restMs)
    }
    const move = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      at = { x: event.clientX, y: event.clientY }
      if (lifted) return follow()
      const far = Math.hypot(at.x - held.x, at.y - held.y)
      if (held.mouse && far > slopPx.mouse) pickUp()
      else if (!held.mouse && far > slopPx.finger) letGo()
    }
    const up = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      if (lifted && over) drop(held.thing, over)
      letGo()
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && lifted) letGo()
    }
    /** Only this keeps the page from scrolling away under the card. */
    const touch = (event: TouchEvent) => {
      if (lifted) event.preventDefault()
    }
    const menu = (event: Event) => {
      if (held && !held.mouse) event.preventDefault()
    }

    const listening = new AbortController()
    const { signal } = listening
    list.addEventListener('pointerdown', down, { signal })
    // A quick hand is over another place before the list has heard of its first move.
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', up, { signal })
    window.addEventListener('pointercancel', letGo, { signal })
    list.addEventListener('touchmove', touch, { passive: false, signal })
    list.addEventListener('contextmenu', menu, { signal })
    window.addEventListener('keydown', key, { signal })
    return () => {
      letGo()
      listening.abort()
    }
  }

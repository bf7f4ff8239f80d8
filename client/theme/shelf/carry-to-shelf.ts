/**
 * Carries cards to a shelf with a finger, pen or mouse. A finger must rest on a card first, so that lists still scroll; a mouse
 * goes at once. Cards are the elements with `data-card`; whatever has `data-shelf` takes them, and scrolls along at its edges.
 */
import type { IdeaId } from '#shared/id.ts'

interface Carrying {
  /** What the hand shows of the cards that go along with this one; undefined = it may not be carried. */
  take: (id: IdeaId) => string | undefined
  drop: (id: IdeaId, shelf: string) => void
  /** The hand is empty again, whether it dropped something or not. */
  done: () => void
}
interface Grip {
  readonly id: IdeaId
  readonly pointer: number
  readonly mouse: boolean
  readonly x: number
  readonly y: number
}

const restMs = 320
const slopPx = { mouse: 4, finger: 8 }
/** Near the edge of the list of shelves, the list scrolls along. */
const edgePx = 64
const scrollPxPerFrame = 12

const ghostOf = (text: string): HTMLElement => {
  const ghost = document.createElement('div')
  ghost.textContent = text
  ghost.setAttribute('aria-hidden', 'true')
  Object.assign(ghost.style, {
    position: 'fixed',
    zIndex: '60',
    insetInlineStart: '0',
    top: '0',
    maxWidth: '18rem',
    maxHeight: '5rem',
    overflow: 'hidden',
    padding: '8px 16px',
    borderRadius: 'var(--radius-m)',
    background: 'var(--accent)',
    color: 'var(--accent-ink)',
    boxShadow: 'var(--shadow-2)',
    pointerEvents: 'none',
  })
  return ghost
}
const shelfAt = (x: number, y: number) =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-shelf]'))
    .find((shelf) => shelf !== null)

export const carryToShelf =
  ({ take, drop, done }: Carrying) =>
  (list: HTMLElement): (() => void) => {
    let grip: Grip | undefined
    let ghost: HTMLElement | undefined
    let target: HTMLElement | undefined
    let at = { x: 0, y: 0 }
    let rest: ReturnType<typeof setTimeout> | undefined
    let scrolling = 0

    const point = (shelf: HTMLElement | undefined) => {
      if (shelf === target) return
      target?.removeAttribute('data-drop')
      target = shelf
      target?.setAttribute('data-drop', '')
    }
    const follow = () => {
      if (!ghost) return
      ghost.style.transform = `translate(${at.x + 12}px, ${at.y + 12}px)`
      point(shelfAt(at.x, at.y) ?? undefined)
    }
    const scrollAlong = () => {
      if (!ghost) return
      const shelves = target?.closest('[data-shelves]')
      if (shelves) {
        const box = shelves.getBoundingClientRect()
        if (at.y < box.top + edgePx) shelves.scrollTop -= scrollPxPerFrame
        else if (at.y > box.bottom - edgePx) shelves.scrollTop += scrollPxPerFrame
        follow()
      }
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const pickUp = () => {
      const text = grip && take(grip.id)
      if (!grip || text === undefined) return letGo()
      ghost = ghostOf(text)
      document.body.append(ghost)
      list.setPointerCapture(grip.pointer)
      navigator.vibrate?.(12)
      follow()
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const letGo = () => {
      clearTimeout(rest)
      cancelAnimationFrame(scrolling)
      const carried = ghost !== undefined
      ghost?.remove()
      point(undefined)
      grip = ghost = undefined
      if (!carried) return
      // The lift of a finger or a button would count as a tap on the card.
      const swallow = (event: Event) => {
        event.preventDefault()
        event.stopPropagation()
      }
      list.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => list.removeEventListener('click', swallow, { capture: true }), 60)
      done()
    }

    const down = (event: PointerEvent) => {
      const from = event.target instanceof Element ? event.target : undefined
      const card = from?.closest<HTMLElement>('[data-card]')
      if (!card || from?.closest('button, a, textarea, summary') || event.button !== 0 || !event.isPrimary) return letGo()
      const mouse = event.pointerType === 'mouse'
      at = { x: event.clientX, y: event.clientY }
      grip = { id: card.dataset['card'] as IdeaId, pointer: event.pointerId, mouse, ...at }
      if (!mouse) rest = setTimeout(pickUp, restMs)
    }
    const move = (event: PointerEvent) => {
      if (!grip || event.pointerId !== grip.pointer) return
      at = { x: event.clientX, y: event.clientY }
      if (ghost) return follow()
      const far = Math.hypot(at.x - grip.x, at.y - grip.y)
      if (grip.mouse && far > slopPx.mouse) pickUp()
      else if (!grip.mouse && far > slopPx.finger) letGo()
    }
    const up = (event: PointerEvent) => {
      if (!grip || event.pointerId !== grip.pointer) return
      const { id } = grip
      const shelf = ghost && target?.dataset['shelf']
      letGo()
      if (shelf) drop(id, shelf)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && ghost) letGo()
    }
    /** Only this keeps the page from scrolling away under the card. */
    const touch = (event: TouchEvent) => {
      if (ghost) event.preventDefault()
    }
    const menu = (event: Event) => {
      if (grip && !grip.mouse) event.preventDefault()
    }

    list.addEventListener('pointerdown', down)
    // A quick hand is over another place before the list has heard of its first move.
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', letGo)
    list.addEventListener('touchmove', touch, { passive: false })
    list.addEventListener('contextmenu', menu)
    window.addEventListener('keydown', key)
    return () => {
      letGo()
      list.removeEventListener('pointerdown', down)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', letGo)
      list.removeEventListener('touchmove', touch)
      list.removeEventListener('contextmenu', menu)
      window.removeEventListener('keydown', key)
    }
  }

/**
 * Carries a card to another zone, or onto another card, with a finger, pen or mouse. A finger must rest on the card first, so that lists still
 * scroll; a mouse goes at once. Zones are the elements with `data-zone`, cards those with `data-idea`.
 */
import type { IdeaId } from '#shared/id.ts'

export interface Carrying {
  /** Whether the card may be carried now. */
  may: (id: IdeaId) => boolean
  /** The zone that the card hangs over has changed; undefined = let go. */
  over: (id: IdeaId, zone: string | undefined) => void
  drop: (id: IdeaId, zone: string, onto: IdeaId | undefined) => void
  /** Whether the card may be put onto the other, as nearly the same. */
  fits?: (id: IdeaId, onto: IdeaId) => boolean
}

const restMs = 320
const fingerSlopPx = 6
const mouseSlopPx = 4
/** Near the edge of the list, the list scrolls along. */
const edgePx = 72
const scrollPxPerFrame = 12

export const carryCards =
  ({ may, over, drop, fits }: Carrying) =>
  (list: HTMLElement): (() => void) => {
    let held: { card: HTMLElement; id: IdeaId; pointer: number; x: number; y: number; mouse: boolean } | undefined
    let rest: ReturnType<typeof setTimeout> | undefined
    let ghost: HTMLElement | undefined
    let target: HTMLElement | undefined
    let onto: HTMLElement | undefined
    let grip = { x: 0, y: 0 }
    let at = { x: 0, y: 0 }
    let scrolling = 0

    const take = () => {
      if (!held) return
      const { card, id, pointer } = held
      const box = card.getBoundingClientRect()
      grip = { x: held.x - box.left, y: held.y - box.top }
      ghost = card.cloneNode(true) as HTMLElement
      ghost.removeAttribute('data-idea')
      ghost.setAttribute('aria-hidden', 'true')
      ghost.inert = true
      Object.assign(ghost.style, {
        position: 'fixed',
        zIndex: '30',
        insetInlineStart: '0',
        top: '0',
        width: `${box.width}px`,
        height: `${box.height}px`,
        pointerEvents: 'none',
        opacity: '0.94',
        boxShadow: 'var(--shadow-2)',
      })
      list.append(ghost)
      card.style.opacity = '0.35'
      list.setPointerCapture(pointer)
      navigator.vibrate?.(12)
      over(id, undefined)
      follow()
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const follow = () => {
      if (!ghost || !held) return
      ghost.style.transform = `translate(${at.x - grip.x}px, ${at.y - grip.y}px) rotate(1.2deg)`
      const under = document.elementsFromPoint(at.x, at.y)
      const { id } = held
      const other = under.map((element) => element.closest<HTMLElement>('[data-idea]')).find((card) => card !== null)
      const stacked = other && other.dataset['idea'] !== id && fits?.(id, other.dataset['idea'] as IdeaId) ? other : undefined
      if (stacked !== onto) {
        onto?.removeAttribute('data-onto')
        onto = stacked
        onto?.setAttribute('data-onto', '')
      }
      const found = under.find((element) => element instanceof HTMLElement && element.dataset['zone'])
      if (found === target) return
      target?.removeAttribute('data-drop')
      target = found as HTMLElement | undefined
      target?.setAttribute('data-drop', '')
      over(held.id, target?.dataset['zone'])
    }
    const scrollAlong = () => {
      if (!ghost) return
      const box = list.getBoundingClientRect()
      if (at.y < box.top + edgePx) list.scrollTop -= scrollPxPerFrame
      else if (at.y > box.bottom - edgePx) list.scrollTop += scrollPxPerFrame
      follow()
      scrolling = requestAnimationFrame(scrollAlong)
    }
    const letGo = () => {
      clearTimeout(rest)
      cancelAnimationFrame(scrolling)
      if (ghost && held) {
        held.card.style.opacity = ''
        over(held.id, undefined)
        // The finger's lift would count as a tap on the card.
        const swallow = (event: Event) => {
          event.preventDefault()
          event.stopPropagation()
        }
        list.addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => list.removeEventListener('click', swallow, { capture: true }), 60)
      }
      ghost?.remove()
      target?.removeAttribute('data-drop')
      onto?.removeAttribute('data-onto')
      held = ghost = target = onto = undefined
    }

    const down = (event: PointerEvent) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-idea]') : null
      if (!card || !may(card.dataset['idea'] as IdeaId) || event.button !== 0 || !event.isPrimary) return letGo()
      const mouse = event.pointerType === 'mouse'
      at = { x: event.clientX, y: event.clientY }
      held = { card, id: card.dataset['idea'] as IdeaId, pointer: event.pointerId, ...at, mouse }
      if (!mouse) rest = setTimeout(take, restMs)
    }
    const move = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      at = { x: event.clientX, y: event.clientY }
      if (ghost) return follow()
      const far = Math.hypot(at.x - held.x, at.y - held.y)
      if (held.mouse && far > mouseSlopPx) take()
      else if (!held.mouse && far > fingerSlopPx) letGo()
    }
    const up = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      const zone = ghost && target?.dataset['zone']
      const under = onto?.dataset['idea'] as IdeaId | undefined
      const { id } = held
      letGo()
      if (zone) drop(id, zone, under)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && ghost) letGo()
    }
    /** Only this keeps the page from scrolling away under the card. */
    const touch = (event: TouchEvent) => {
      if (ghost) event.preventDefault()
    }
    const menu = (event: Event) => {
      if (held && !held.mouse) event.preventDefault()
    }

    list.addEventListener('pointerdown', down)
    list.addEventListener('pointermove', move)
    list.addEventListener('pointerup', up)
    list.addEventListener('pointercancel', letGo)
    list.addEventListener('touchmove', touch, { passive: false })
    list.addEventListener('contextmenu', menu)
    window.addEventListener('keydown', key)
    return () => {
      letGo()
      list.removeEventListener('pointerdown', down)
      list.removeEventListener('pointermove', move)
      list.removeEventListener('pointerup', up)
      list.removeEventListener('pointercancel', letGo)
      list.removeEventListener('touchmove', touch)
      list.removeEventListener('contextmenu', menu)
      window.removeEventListener('keydown', key)
    }
  }

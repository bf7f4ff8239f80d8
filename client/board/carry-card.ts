/**
 * Carries a card to another zone, or onto another card. Zones are the elements with `data-zone`, cards those with
 * `data-idea`, and what has `data-scrolls` scrolls along.
 */
import type { IdeaId } from '#shared/id.ts'
import { carry } from '../ui/carry.ts'

export interface CarryingCards {
  /** Whether the card may be carried now. */
  may: (id: IdeaId) => boolean
  /** The zone that the card hangs over; undefined = over none, or let go. */
  over: (id: IdeaId, zone: string | undefined) => void
  drop: (id: IdeaId, zone: string, onto: IdeaId | undefined) => void
  /** Whether the card may be put onto the other, as nearly the same. */
  fits: (id: IdeaId, onto: IdeaId) => boolean
}

const idOf = (card: HTMLElement) => card.dataset['idea'] as IdeaId

export const carryCards =
  ({ may, over, drop, fits }: CarryingCards) =>
  (list: HTMLElement): (() => void) => {
    let zone: string | undefined
    let onto: HTMLElement | undefined
    const hangOnto = (card: HTMLElement | undefined) => {
      if (card === onto) return
      onto?.removeAttribute('data-onto')
      onto = card
      onto?.setAttribute('data-onto', '')
    }
    return carry({
      grip: (from) => {
        const card = from.closest<HTMLElement>('[data-idea]')
        return card && may(idOf(card)) ? card : undefined
      },
      lift: (card, from) => {
        const { left, top, width, height } = card.getBoundingClientRect()
        const ghost = card.cloneNode(true) as HTMLElement
        ghost.removeAttribute('data-idea')
        const looks = { width: `${width}px`, height: `${height}px`, rotate: '1.2deg', opacity: '0.94', boxShadow: 'var(--shadow-2)' }
        Object.assign(ghost.style, looks)
        card.style.opacity = '0.35'
        zone = undefined
        return { ghost, x: left - from.x, y: top - from.y }
      },
      target: (card, under) => {
        const other = under.map((element) => element.closest<HTMLElement>('[data-idea]')).find((one) => one !== null)
        hangOnto(other && other !== card && fits(idOf(card), idOf(other)) ? other : undefined)
        const found = under.find((element): element is HTMLElement => element instanceof HTMLElement && 'zone' in element.dataset)
        if (found?.dataset['zone'] !== zone) over(idOf(card), (zone = found?.dataset['zone']))
        return found
      },
      scroller: () => list.querySelector('[data-scrolls]'),
      drop: (card, { dataset }) => drop(idOf(card), dataset['zone']!, onto && idOf(onto)),
      done: (card) => {
        card.style.opacity = ''
        hangOnto(undefined)
        over(idOf(card), undefined)
      },
    })(list)
  }

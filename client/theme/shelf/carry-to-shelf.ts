/**
 * Carries cards to a shelf. Cards are the elements with `data-card`; whatever has `data-shelf` takes them, and `data-shelves`
 * scrolls along.
 */
import type { IdeaId } from '#shared/id.ts'
import { carry } from '../../ui/carry.ts'

interface CarryingToShelf {
  /** What the hand shows of the cards that go along with this one; undefined = it may not be carried. */
  take: (id: IdeaId) => string | undefined
  drop: (id: IdeaId, shelf: string) => void
  /** The hand is empty again, whether it dropped something or not. */
  done: () => void
}

const ghostOf = (text: string): HTMLElement => {
  const ghost = document.createElement('div')
  ghost.textContent = text
  Object.assign(ghost.style, {
    maxWidth: '18rem',
    maxHeight: '5rem',
    overflow: 'hidden',
    padding: '8px 16px',
    borderRadius: 'var(--radius-m)',
    background: 'var(--accent)',
    color: 'var(--accent-ink)',
    boxShadow: 'var(--shadow-2)',
  })
  return ghost
}
const idOf = (card: HTMLElement) => card.dataset['card'] as IdeaId
/** Beside the finger, not under it. */
const asidePx = 12

export const carryToShelf = ({ take, drop, done }: CarryingToShelf): ((list: HTMLElement) => () => void) =>
  carry({
    grip: (from) => (from.closest('button, a, textarea, summary') ? undefined : (from.closest<HTMLElement>('[data-card]') ?? undefined)),
    lift: (card) => {
      const text = take(idOf(card))
      return text === undefined ? undefined : { ghost: ghostOf(text), x: asidePx, y: asidePx }
    },
    target: (_card, under) => under.map((element) => element.closest<HTMLElement>('[data-shelf]')).find((shelf) => shelf !== null),
    scroller: (shelf) => shelf?.closest('[data-shelves]'),
    drop: (card, { dataset }) => drop(idOf(card), dataset['shelf']!),
    done,
  })

/** What is being done to the ideas of a board on this tablet: which one is edited, which one's commands are open, what was done last. */
import { flushSync } from 'svelte'
import { zoneOf } from '#shared/board/document.ts'
import type { IdeaId } from '#shared/id.ts'
import type { IdeaColour } from '#shared/idea/idea.ts'
import type { WordBook } from '../words/word-book.svelte.ts'
import type { BoardLens } from './lens.ts'
import type { Permits } from './permits.svelte.ts'

export class Deeds {
  editing = $state<IdeaId>()
  acting = $state<IdeaId>()
  /** The last thing done to an idea; the next deed takes its place. */
  done = $state<{ text: string; undo: string }>()
  readonly #board: BoardLens
  readonly #permits: Permits
  readonly #words: WordBook
  readonly #focus: (id: IdeaId) => void
  readonly acted = $derived.by(() => (this.acting ? this.#board.ideas.get(this.acting) : undefined))

  /** `focus`: the card of an idea that was left takes the focus. */
  constructor(board: BoardLens, permits: Permits, words: WordBook, focus: (id: IdeaId) => void) {
    this.#board = board
    this.#permits = permits
    this.#words = words
    this.#focus = focus
  }

  reword(id: IdeaId): void {
    const idea = this.#board.ideas.get(id)
    if (!idea || !this.#permits.may('reword', idea)) return
    this.finish()
    this.acting = this.done = undefined
    this.editing = id
    // In the same task as the tap: otherwise the keyboard does not come up.
    flushSync()
  }
  finish(): void {
    const id = this.editing
    if (id === undefined) return
    this.editing = undefined
    const idea = this.#board.ideas.get(id)
    if (idea?.text.trim() === '' && this.#permits.may('withdraw', idea)) return this.withdraw(id)
    this.#focus(id)
  }
  withdraw(id: IdeaId): void {
    this.acting = undefined
    this.#board.withdraw(id)
    this.done = { text: this.#words.t.idea.removed, undo: this.#words.t.idea.bringBack }
  }
  move(id: IdeaId, to: string): void {
    this.acting = undefined
    const idea = this.#board.ideas.get(id)
    const target = this.#board.zones.find((one) => one.id === to)
    if (!idea || !target || zoneOf(idea, this.#board.zones) === target) return
    if (!this.#permits.may('move', idea) || !this.#permits.isOpen(to)) return
    this.#board.move(id, { zone: to })
    this.done = { text: this.#words.t.idea.moved(this.#words.of(target.title)), undo: this.#words.t.board.undo }
  }
  colour(id: IdeaId, colour: IdeaColour): void {
    this.acting = this.done = undefined
    this.#board.colour(id, colour)
  }
  step(back: boolean): void {
    this.done = undefined
    if (back) this.#board.undo()
    else this.#board.redo()
  }
}

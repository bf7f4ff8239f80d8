/** What is being done to the ideas of a board on this tablet: which one is edited, which one's commands are open, what was done last. */
import { flushSync } from 'svelte'
import { zoneOf } from '#shared/board/document.ts'
import type { IdeaId } from '#shared/id.ts'
import type { IdeaColour } from '#shared/idea/idea.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import type { WordBook } from '../words/word-book.svelte.ts'
import type { BoardLens } from './lens.ts'
import type { Permits } from './permits.svelte.ts'
import type { Talk } from './talk/talk.svelte.ts'

/** What was just done, or is offered, and what a tap does about it. */
export interface Done {
  readonly text: string
  readonly acts: readonly { readonly name: string; readonly back?: true; readonly act: () => void }[]
}
/** So much of an idea's text names it. */
const namedBy = 32

export class Deeds {
  editing = $state<IdeaId>()
  acting = $state<IdeaId>()
  /** The last thing done to an idea; the next deed takes its place. */
  done = $state.raw<Done>()
  readonly #board: BoardLens
  readonly #permits: Permits
  readonly #words: WordBook
  readonly #focus: (id: IdeaId) => unknown
  readonly #talk: () => Pick<Talk, 'stack'> | undefined
  readonly acted = $derived.by(() => (this.acting ? this.#board.ideas.get(this.acting) : undefined))

  /** `focus`: what was done to an idea may have left the focus nowhere; its card takes it. `talk`: what hangs on ideas, once that is there. */
  constructor(
    board: BoardLens,
    permits: Permits,
    words: WordBook,
    focus: (id: IdeaId) => unknown,
    talk: () => Pick<Talk, 'stack'> | undefined = () => undefined,
  ) {
    this.#board = board
    this.#permits = permits
    this.#words = words
    this.#focus = focus
    this.#talk = talk
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
  /** The field is done with; an idea that was emptied in it is withdrawn. */
  finish(): void {
    const id = this.editing
    if (id === undefined) return
    this.#focus(id)
    this.editing = undefined
    const idea = this.#board.ideas.get(id)
    if (idea && !isVisible(idea.text) && this.#permits.may('withdraw', idea)) this.withdraw(id)
  }
  withdraw(id: IdeaId): void {
    this.#focus(id)
    this.acting = undefined
    this.#board.withdraw(id)
    this.#did(this.#words.t.idea.removed, this.#words.t.idea.bringBack)
  }
  move(id: IdeaId, to: string): void {
    this.acting = undefined
    const idea = this.#board.ideas.get(id)
    const target = this.#board.zones.find((one) => one.id === to)
    if (!idea || !target || zoneOf(idea, this.#board.zones) === target) return
    if (!this.#permits.may('move', idea) || !this.#permits.isOpen(to)) return
    this.#board.move(id, { zone: to })
    this.#focus(id)
    this.#did(this.#words.t.idea.moved(this.#words.of(target.title)))
  }
  /** Whether the one may be put on a stack under the other: both are on the board, and the other lies in none itself. */
  mayStack(id: IdeaId, under: IdeaId): boolean {
    const { ideas } = this.#board
    const [idea, top] = [ideas.get(id), ideas.get(under)]
    if (!idea || !top || idea === top || top.stack !== undefined || !this.#talk()) return false
    const bears = [...ideas.values()].some(({ stack }) => stack === id)
    return !bears && this.#board.aside(id) === undefined && this.#board.aside(under) === undefined && this.#permits.may('stack', idea)
  }
  /** An idea was let go over a zone, perhaps over another idea: whether the two are nearly the same is asked, not supposed. */
  drop(id: IdeaId, zone: string, onto?: IdeaId): void {
    this.done = undefined
    this.move(id, zone)
    if (onto) this.offerStack(id, onto, this.done)
  }
  /** `moved`: what was said of it just before. */
  offerStack(id: IdeaId, under: IdeaId, moved?: Done): void {
    const top = this.#board.ideas.get(under)
    if (!top || !this.mayStack(id, under)) return
    const { talk } = this.#words.t
    const name = top.text.length > namedBy ? `${top.text.slice(0, namedBy).trimEnd()}…` : top.text
    const stack = () => {
      this.#talk()?.stack(id, under)
      this.#did(talk.stackedNow)
    }
    this.done = { text: moved?.text ?? talk.stackOffer, acts: [{ name: talk.stackOnto(name), act: stack }, ...(moved?.acts ?? [])] }
  }
  colour(id: IdeaId, colour: IdeaColour): void {
    this.acting = this.done = undefined
    this.#board.colour(id, colour)
  }
  #did(text: string, undo = this.#words.t.board.undo): void {
    this.done = { text, acts: [{ name: undo, back: true, act: () => this.step(true) }] }
  }
  step(back: boolean): void {
    this.done = undefined
    if (back) this.#board.undo()
    else this.#board.redo()
  }
}

/** Ideas of other groups that a tablet shows to build on: so many at once, none again that was passed or built on. */
/* eslint-disable svelte/prefer-svelte-reactivity -- each is made anew and read as it was made */
import type { InspiringIdea } from '#shared/idea/inspiring.ts'
import type { BoardId, IdeaId } from '#shared/id.ts'
import { ask } from '../net/call.ts'
import { Unreachable } from '../net/refused.ts'
import type { Notebook } from '../net/notebook.ts'

/** Others go on writing: when there are too few it is asked again. */
const againMs = 20_000
const mostPassed = 150

export class Inspiring {
  ideas = $state.raw<readonly InspiringIdea[]>([])
  readonly #boardId: BoardId
  readonly #count: number
  readonly #passed: Notebook<IdeaId[]>
  readonly #ask: typeof ask
  #again: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(boardId: BoardId, count: number, passed: Notebook<IdeaId[]>, asking: typeof ask = ask) {
    this.#boardId = boardId
    this.#count = count
    this.#passed = passed
    this.#ask = asking
    void this.#look()
  }

  /** Gives the idea's place to another. */
  pass(id: IdeaId): void {
    this.#passed.write([...this.#passed.read(), id].slice(-mostPassed))
    this.ideas = this.ideas.filter((idea) => idea.id !== id)
    void this.#look()
  }
  close(): void {
    this.#closed = true
    clearTimeout(this.#again)
  }

  async #look(): Promise<void> {
    clearTimeout(this.#again)
    const not = [...this.#passed.read(), ...this.ideas.map(({ id }) => id)]
    const query = `n=${this.#count}&not=${not.join(',')}`
    try {
      const { ideas } = await this.#ask<{ ideas: InspiringIdea[] }>(`/api/boards/${this.#boardId}/inspiration?${query}`)
      const passed = new Set(this.#passed.read())
      const known = new Set(this.ideas.map(({ id }) => id))
      const fresh = ideas.filter(({ id }) => !passed.has(id) && !known.has(id))
      this.ideas = [...this.ideas, ...fresh].slice(0, this.#count)
    } catch (error) {
      // Without a network one's own ideas are enough for now.
      if (!(error instanceof Unreachable)) console.warn('no ideas of other groups are shown', error)
    }
    if (!this.#closed && this.ideas.length < this.#count) this.#again = setTimeout(() => void this.#look(), againMs)
  }
}

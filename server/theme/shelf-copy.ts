/** The shelf's document in the reading thread: what people decided, as it stood when it was last read. */
import * as Y from 'yjs'
import type { IdeaId } from '#shared/id.ts'
import type { Facts } from '#shared/theme/correction.ts'
import { factsOf } from '#shared/theme/facts.ts'
import { parkedOf } from '#shared/theme/shelf.ts'

export class ShelfCopy {
  readonly #doc = new Y.Doc({ guid: 'shelf' })
  /** Ideas that lie under another of their board. */
  readonly #stacks = new Map<IdeaId, IdeaId>()
  #facts = factsOf(this.#doc)
  parked: ReadonlySet<string> = new Set()

  take(updates: readonly Uint8Array[]): void {
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update)
    })
  }
  read(): void {
    this.#facts = factsOf(this.#doc)
    this.parked = new Set(parkedOf(this.#doc).keys())
  }

  /** Lays an idea under another of its board; undefined = under none. False when it lay so already. */
  stack(id: IdeaId, under: IdeaId | undefined): boolean {
    if (this.#stacks.get(id) === under) return false
    if (under === undefined) this.#stacks.delete(id)
    else this.#stacks.set(id, under)
    return true
  }

  /** What was decided; and what lies stacked on a board is the same, unless somebody said that it never is. */
  facts(): Facts {
    const never = new Set(this.#facts.different.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
    const stacked = [...this.#stacks].filter(([id, under]) => !never.has(`${id} ${under}`))
    return { ...this.#facts, same: [...this.#facts.same, ...stacked] }
  }
  get filed(): ReadonlySet<string> {
    return new Set(Object.keys(this.#facts.pins))
  }
  /** Themes that are not shown, with the names that people gave them. */
  get dismissed(): ReadonlyMap<string, string | undefined> {
    return new Map(Object.entries(this.#facts.themes).flatMap(([id, { dismissed, label }]) => (dismissed ? [[id, label]] : [])))
  }

  end(): void {
    this.#doc.destroy()
  }
}

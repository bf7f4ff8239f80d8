/** Ideas whose words have changed: each is placed when its writer rests, or after a while anyhow. */
import type { IdeaId } from '#shared/id.ts'

const restMs = 1_200
const longestMs = 4_000

export class Resting {
  readonly #moved = new Map<IdeaId, { since: number; at: number }>()

  wrote(id: IdeaId): void {
    const now = performance.now()
    this.#moved.set(id, { since: this.#moved.get(id)?.since ?? now, at: now })
  }
  forget(id: IdeaId): void {
    this.#moved.delete(id)
  }
  /** Those whose writers rest by now; each is given once. */
  rested(): IdeaId[] {
    const now = performance.now()
    return this.#take([...this.#moved].flatMap(([id, { since, at }]) => (now - at >= restMs || now - since >= longestMs ? [id] : [])))
  }
  /** Those of these that wait still. */
  of(ids: readonly IdeaId[]): IdeaId[] {
    return this.#take(ids.filter((id) => this.#moved.has(id)))
  }
  all(): IdeaId[] {
    return this.#take([...this.#moved.keys()])
  }
  #take(ids: IdeaId[]): IdeaId[] {
    for (const id of ids) this.#moved.delete(id)
    return ids
  }
}

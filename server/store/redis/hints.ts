/**
 * Hints that a record has changed. Who is told looks it up, and meets a broken line at the worst moment; so what was told
 * shortly before is told again when the line is up, and so is a change of our own whose answer was lost.
 */
import { Refusal } from '#shared/refusal.ts'
import type { Line } from './line.ts'

type Watcher = (kind: string, id: string) => void

/** Longer than a question waits for its answer. */
const rememberedMs = 10_000

export class Hints {
  readonly #line: Line
  readonly #watchers = new Set<Watcher>()
  readonly #lately = new Map<string, { kind: string; id: string; at: number }>()

  constructor(line: Line) {
    this.#line = line
    line.onReady(() => this.#again())
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Changed by this process. */
  tell(kind: string, id: string): void {
    for (const watcher of this.#watchers) watcher(kind, id)
  }

  /** Changed by another process. */
  hear(kind: string, id: string): void {
    this.#remember(kind, id)
    this.tell(kind, id)
  }

  /** Answers what `change` does; one whose answer was lost may have been made. */
  async unlessLost<T>(kind: string, id: string, change: Promise<T>): Promise<T> {
    try {
      return await change
    } catch (error) {
      if (error instanceof Refusal && error.code === 'store/away') this.#remember(kind, id)
      throw error
    }
  }

  #remember(kind: string, id: string): void {
    const at = performance.now()
    const key = `${kind} ${id}`
    this.#lately.delete(key)
    this.#lately.set(key, { kind, id, at })
    if (!this.#line.ready) return
    for (const [old, hint] of this.#lately) {
      if (at - hint.at <= rememberedMs) return
      this.#lately.delete(old)
    }
  }

  #again(): void {
    const hints = [...this.#lately.values()]
    this.#lately.clear()
    for (const { kind, id } of hints) this.hear(kind, id)
  }
}

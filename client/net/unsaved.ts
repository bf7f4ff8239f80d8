/**
 * Which ideas this tablet has changed without the server having called the change durable. A change waits, then flies in a
 * frame, then is acknowledged; a new socket makes what was flying wait again.
 */
import type { Notebook } from './notebook.ts'

/** What was acknowledged stays noted so long: who types on changes the same idea again, and its note still stands. */
const lingerMs = 1_000

export class Unsaved {
  #waiting = new Set<string>()
  #flying: { frame: number; ids: Set<string> }[] = []
  #book: Notebook<string[]>
  #noted: Set<string>
  #lingering: ReturnType<typeof setTimeout> | undefined

  constructor(book: Notebook<string[]>) {
    this.#book = book
    this.#noted = new Set(book.read())
    for (const id of this.#noted) this.#waiting.add(id)
  }

  get any(): boolean {
    return this.#waiting.size > 0 || this.#flying.length > 0
  }
  get ids(): ReadonlySet<string> {
    return new Set([...this.#waiting, ...this.#flying.flatMap(({ ids }) => [...ids])])
  }

  touched(ids: Iterable<string>): void {
    let fresh = false
    for (const id of ids) {
      this.#waiting.add(id)
      fresh ||= !this.#noted.has(id)
    }
    if (fresh) this.#note()
  }
  /** The socket has sent a frame that carries everything waiting. */
  sent(frame: number): void {
    if (this.#waiting.size === 0) return
    this.#flying.push({ frame, ids: this.#waiting })
    this.#waiting = new Set()
  }
  acknowledged(upTo: number): void {
    this.#flying = this.#flying.filter(({ frame }) => frame > upTo)
    this.#lingering ??= setTimeout(() => this.#note(), lingerMs)
  }
  /** A new socket counts its frames from one. */
  newSocket(): void {
    for (const { ids } of this.#flying) for (const id of ids) this.#waiting.add(id)
    this.#flying = []
  }
  forget(): void {
    this.#waiting.clear()
    this.#flying = []
    this.#note()
  }

  close(): void {
    if (this.#lingering !== undefined) this.#note()
  }

  /** The device's storage is slow: it is written only when the set differs. */
  #note(): void {
    clearTimeout(this.#lingering)
    this.#lingering = undefined
    const now = this.ids
    if (now.size === this.#noted.size && [...now].every((id) => this.#noted.has(id))) return
    this.#noted = new Set(now)
    this.#book.write([...now])
  }
}

/**
 * Records of one kind, held in memory so that the hot path may ask without waiting. The store stays the truth: each
 * change is a compare-and-set against it, and what other processes change is read again when the store says so. One that
 * cannot be read is set aside: it is as if it were not there, and nothing is written over it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import type { Records, Versioned } from '../store/ports.ts'
import type { SetAside } from './set-aside.ts'

export type Changed<T> = (now: T, before: T | undefined) => void

/** Runs an edit against the newest version until nobody came in between. @throws whatever `edit` throws; record/changed after 50 tries */
export const amend = async <T>(records: Records, kind: string, id: string, edit: (now: T | undefined) => T): Promise<Versioned<T>> => {
  for (let attempt = 0; ; attempt++) {
    const seen = await records.get(kind, id)
    const value = edit(seen?.value as T | undefined)
    try {
      return { value, version: await records.put(kind, id, value, seen?.version ?? 0) }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'record/changed' || attempt >= 50) throw error
      await pause(Math.random() * 5 * attempt)
    }
  }
}

export class Kept<T extends { id: string }> {
  readonly #records: Records
  readonly #kind: string
  readonly #unknown: RefusalCode
  readonly #read: (raw: unknown) => T
  readonly #aside: SetAside
  readonly #held = new Map<string, Versioned<T>>()
  readonly #listeners = new Set<Changed<T>>()

  /** `read` checks a stored value's shape; `unknown` is what to say when there is no such record. */
  constructor(records: Records, kind: string, unknown: RefusalCode, read: (raw: unknown) => T, aside: SetAside) {
    this.#records = records
    this.#kind = kind
    this.#unknown = unknown
    this.#read = read
    this.#aside = aside
  }

  get kind(): string {
    return this.#kind
  }

  async load(): Promise<void> {
    for (const { id, value, version } of await this.#records.list(this.#kind)) this.#take(id, { value, version })
  }

  /** Whether there is a record of this id that cannot be read. */
  isSetAside(id: string): boolean {
    return this.#aside.has(this.#kind, id)
  }

  /** What is known in this process, at once. */
  get(id: string): T | undefined {
    return this.#held.get(id)?.value
  }

  /** The version of what `get` answers; 0 when there is none. */
  versionOf(id: string): number {
    return this.#held.get(id)?.version ?? 0
  }

  /** As `get`, but asks the store when another process may have made it a moment ago. */
  async find(id: string): Promise<T | undefined> {
    return this.get(id) ?? this.reread(id)
  }

  /** @throws the kind's not-found */
  async need(id: string): Promise<T> {
    const found = await this.find(id)
    if (!found) throw new Refusal(this.#unknown)
    return found
  }

  *all(): Iterable<T> {
    for (const { value } of this.#held.values()) yield value
  }

  async create(value: T): Promise<T> {
    const version = await this.#records.put(this.#kind, value.id, value, 0)
    this.#hold({ value, version })
    return value
  }

  /** @throws the kind's not-found, whatever `edit` throws */
  async change(id: string, edit: (now: T) => T): Promise<T> {
    const changed = await amend<T>(this.#records, this.#kind, id, (now) => {
      const read = now && this.#attempt(id, now)
      if (!read) throw new Refusal(this.#unknown)
      return edit(read)
    })
    this.#hold(changed)
    return changed.value
  }

  /** As `change`, of a record that may not be there yet. @throws the kind's not-found when it cannot be read */
  async set(id: string, edit: (now: T | undefined) => T): Promise<T> {
    const changed = await amend<T>(this.#records, this.#kind, id, (now) => {
      const read = now && this.#attempt(id, now)
      if (now && !read) throw new Refusal(this.#unknown)
      return edit(read)
    })
    this.#hold(changed)
    return changed.value
  }

  async reread(id: string): Promise<T | undefined> {
    const found = await this.#records.get(this.#kind, id)
    if (found) this.#take(id, found)
    return this.get(id)
  }

  onChange(listener: Changed<T>): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #attempt(id: string, raw: unknown): T | undefined {
    return this.#aside.attempt(this.#kind, id, () => this.#read(raw))
  }

  #take(id: string, { value, version }: Versioned<unknown>): void {
    const read = this.#attempt(id, value)
    if (read) this.#hold({ value: read, version })
  }

  /** Two reads may arrive in the wrong order: an older version never replaces a newer one. */
  #hold(next: Versioned<T>): void {
    const before = this.#held.get(next.value.id)
    if (before && before.version >= next.version) return
    this.#held.set(next.value.id, next)
    for (const listener of this.#listeners) listener(next.value, before?.value)
  }
}

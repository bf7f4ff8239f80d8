/**
 * The themes of a seminar as who leads or takes notes sees them live.
 *   page    GET …/themes/now       the whole, at a revision
 *   page    watchThemes            the server begins to tell; what came in between is in the whole, which is asked for again
 *   server  themes {from, …}       what became of that revision; who holds another asks for the whole again
 * While a hand is on something, what comes is held back and offered.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { IdeaId, SeminarId, ThemeId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { IdeaRow, ThemeRow, ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import type { Rows } from '#shared/theme/overview/members.ts'
import { LiveLine, type Listeners } from '../net/live.svelte.ts'
import * as asks from './theme-asks.ts'
import { differing, gone, movedBy, touchedBy, waysOf, withRows, type Moved } from './changes.ts'

/** An own correction that no announcement has brought by then is fetched. */
const patienceMs = 1_500
const againMs = 3_000

export class ThemeDesk {
  readonly seminarId: SeminarId
  readonly line = new LiveLine()
  readonly themes = new SvelteMap<ThemeId, ThemeRow>()
  readonly ideas = new SvelteMap<IdeaId, IdeaRow>()
  /** The same in their order, to reckon from. */
  rows = $state.raw<Rows>({ themes: [], ideas: [] })
  /** The rows are here. */
  known = $state(false)
  computedAt = $state(0)
  stalled = $state(false)
  /** The server would not give the rows the last time that they were asked for. */
  trouble = $state.raw<unknown>()
  /** How many themes would look otherwise if what is held back were let in. */
  held = $state(0)
  /** What the machine has moved since somebody last said that it was seen. */
  moved = $state.raw<readonly Moved[]>([])
  /** Ways that people have sent ideas on: its copies, and what is like it, follow. */
  readonly #ways = new SvelteSet<string>()
  #revision = -1
  #waiting: ThemesChange[] = []
  #hands = 0
  #reading: Promise<void> | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** What it hears. */
  readonly listeners = { themes: (change: ThemesChange) => this.#heard(change) } satisfies Listeners

  /** Follows the themes; `others` hear what else is announced. @throws when the line's script cannot be loaded */
  async open(others: Listeners = {}): Promise<void> {
    void this.read()
    // A whole that was asked for before the server began to tell may lack what came in between.
    await this.line.watch(
      this.seminarId,
      { ...others, ...this.listeners },
      () => void Promise.resolve(this.#reading).then(() => this.read()),
    )
  }
  close(): void {
    this.#closed = true
    clearTimeout(this.#again)
    this.line.close()
  }

  /** Asks for the whole; keeps asking while nobody answers. What went wrong stands in `trouble`. */
  read(): Promise<void> {
    clearTimeout(this.#again)
    this.#reading ??= this.#ask().finally(() => (this.#reading = undefined))
    return this.#reading
  }
  async #ask(): Promise<void> {
    const asked = this.#newest
    let againAfterMs: number | undefined
    try {
      const now = await asks.themesNow(this.seminarId)
      this.trouble = undefined
      // Announcements were quicker than this answer, which is older than what stands here by now.
      if (now.revision >= asked && now.revision < this.#newest) againAfterMs = 0
      else this.#take(now)
    } catch (error) {
      this.trouble = error
      againAfterMs = againMs
    }
    if (againAfterMs !== undefined && !this.#closed) this.#again = setTimeout(() => void this.read(), againAfterMs)
  }

  /** A decision; the themes obey it when this returns, or soon after. @throws Refused, Unreachable */
  async correct(correction: Correction): Promise<void> {
    this.#expects(await asks.correct(this.seminarId, correction))
  }
  /** Takes back what one line of the trail changed. @throws Refused, Unreachable */
  async undo(n: number): Promise<void> {
    this.#expects(await asks.undo(this.seminarId, n))
  }
  #expects({ revision }: { revision: number }): void {
    if (this.#newest >= revision) return
    setTimeout(() => {
      if (!this.#closed && this.#newest < revision) void this.read()
    }, patienceMs)
  }

  /** A hand is on something: nothing moves under it until `letGo`. Each hold is let go once. */
  hold(): void {
    this.#hands++
  }
  letGo(): void {
    this.#hands = Math.max(0, this.#hands - 1)
    if (this.#hands === 0) this.letIn()
  }
  /** Lets in what was held back. */
  letIn(): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.held = 0
    for (const change of waiting) this.#apply(change)
  }
  /** What was moved has been seen. */
  sawMoves(): void {
    this.moved = []
  }

  get #newest(): number {
    return this.#waiting.at(-1)?.revision ?? this.#revision
  }
  #heard(change: ThemesChange): void {
    if (!this.known || change.revision <= this.#newest) return
    if (change.from !== this.#newest) return void this.read()
    this.stalled = change.stalled === true
    if (this.#hands === 0) return this.#apply(change)
    this.#waiting.push(change)
    this.held = touchedBy(this.#waiting, (id) => this.ideas.get(id)).size
  }
  #take(now: ThemesNow): void {
    const known = this.known
    const change: ThemesChange = {
      ...now,
      from: this.#revision,
      goneThemes: gone(this.themes.keys(), now.themes),
      goneIdeas: gone(this.ideas.keys(), now.ideas),
      themes: differing(now.themes, (id) => this.themes.get(id)),
      ideas: differing(now.ideas, (id) => this.ideas.get(id)),
    }
    this.known = true
    this.stalled = now.stalled === true
    if (known && this.#hands > 0) {
      // The whole stands for all that came before it.
      this.#waiting = [change]
      this.held = touchedBy([change], (id) => this.ideas.get(id)).size
    } else {
      this.#waiting = []
      this.held = 0
      this.#apply(change)
    }
  }
  #apply(change: ThemesChange): void {
    const { themes, goneThemes, ideas, goneIdeas } = change
    const before = (id: IdeaId) => this.ideas.get(id)
    for (const way of waysOf(change, before)) this.#ways.add(way)
    const moved = this.#revision < 0 ? [] : movedBy(change, before, this.#ways)
    for (const id of goneThemes) this.themes.delete(id)
    for (const row of themes) this.themes.set(row.id, row)
    for (const id of goneIdeas) this.ideas.delete(id)
    for (const row of ideas) this.ideas.set(row.id, row)
    this.rows = { themes: withRows(this.rows.themes, themes, goneThemes), ideas: withRows(this.rows.ideas, ideas, goneIdeas) }
    // Moved once more, put somewhere by people since, or gone: what was told of it is over.
    const isOver = ({ idea: { id } }: Moved) => {
      const row = this.ideas.get(id)
      return row === undefined || row.filed === true || moved.some(({ idea }) => idea.id === id)
    }
    if (moved.length > 0 || this.moved.some(isOver)) this.moved = [...this.moved.filter((one) => !isOver(one)), ...moved]
    this.#revision = change.revision
    this.computedAt = change.computedAt
    this.stalled = change.stalled === true
  }
}

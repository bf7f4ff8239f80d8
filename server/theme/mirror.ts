/** What was last told of one seminar's themes: what the API answers at once, also while threads are begun anew. */
import type { IdeaId, ThemeId } from '#shared/id.ts'
import { keptOf, type KeptThemes } from '#shared/theme/kept.ts'
import type { IdeaRow, ThemeRow, ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import type { Memory, Told } from './errands.ts'
import { oldestFirst } from './rows.ts'
import type { News } from './telling.ts'

/** As many changes may have been told since something was kept. */
const moreSince = 1_000

export class Mirror {
  readonly #themes = new Map<ThemeId, ThemeRow>()
  readonly #ideas = new Map<IdeaId, IdeaRow>()
  /** Rows of a change that has not come to its end. */
  #parts: IdeaRow[] = []
  #fresh = true
  #next = 1
  #revision: number
  #computedAt: number
  #stalled = false
  /** What was known before anything was told. */
  #memory: Memory | undefined
  #kept: KeptThemes | undefined
  /** Grows with each change of what must outlive the threads. */
  version = 0

  /** `at`: epoch ms. */
  constructor(at: number) {
    this.#revision = at
    this.#computedAt = at
  }

  /**
   * What was kept, at `at` (epoch ms). Rows that were told before stand until the threads tell others, unless another process has
   * gone on with them since.
   */
  recall(memory: Memory | undefined, at: number): void {
    this.#kept = memory?.kept
    const kept = memory?.revision ?? 0
    if (this.version === 0 || kept > this.#revision) {
      this.version = 0
      this.#themes.clear()
      this.#ideas.clear()
      this.#memory = memory
      this.#next = memory?.next ?? 1
    }
    this.#fresh = true
    // One that begins with the time is higher than any that was told before; but another machine's clock may be ahead of ours.
    this.#revision = Math.max(at, kept + moreSince, this.#revision + 1)
  }

  /** Whether anything was ever told. */
  get told(): boolean {
    return this.version > 0 || !this.#fresh
  }
  /** What is told next is the whole: the threads are beginning, or beginning anew. */
  get fresh(): boolean {
    return this.#fresh
  }
  get revision(): number {
    return this.#revision
  }
  /** What stands for good. */
  get kept(): KeptThemes | undefined {
    return this.#kept
  }
  /** From now on all stands as it was told last; answers that. */
  shut(): KeptThemes {
    this.#memory = undefined
    this.version++
    return (this.#kept = keptOf(this.now(), this.#next))
  }
  /** How many themes stand. */
  get themes(): number {
    return this.#themes.size
  }

  /** The threads begin anew: what they tell first is the whole. Answers the change that says so. */
  stall(): ThemesChange {
    this.#fresh = true
    this.#parts = []
    this.#stalled = true
    return this.#change({ themes: [], goneThemes: [], ideas: [], goneIdeas: [] })
  }

  /** Takes a part in; answers the change once it is whole. */
  take({ themes, goneThemes, ideas, goneIdeas, computedAt, stalled, next, more }: Told): ThemesChange | undefined {
    this.#parts.push(...ideas)
    if (more) return undefined
    const part = { themes, goneThemes, ideas: this.#parts, goneIdeas }
    this.#parts = []
    this.#computedAt = computedAt
    this.#stalled = stalled
    if (this.#fresh) {
      // Whoever still shows what was before has another revision and asks for the whole.
      this.#revision++
      this.#themes.clear()
      this.#ideas.clear()
      this.#fresh = false
    }
    this.#apply(part)
    if (next !== this.#next || part.themes.length + part.goneThemes.length + part.ideas.length + part.goneIdeas.length > 0) this.version++
    this.#next = next
    this.#memory = undefined
    return this.#change(part)
  }

  #apply({ themes, goneThemes, ideas, goneIdeas }: News): void {
    for (const id of goneThemes) this.#themes.delete(id)
    for (const row of themes) this.#themes.set(row.id, row)
    for (const id of goneIdeas) this.#ideas.delete(id)
    for (const row of ideas) this.#ideas.set(row.id, row)
  }

  #change(part: News): ThemesChange {
    const from = this.#revision++
    return { from, revision: this.#revision, computedAt: this.#computedAt, ...(this.#stalled && { stalled: true }), ...part }
  }

  now(): ThemesNow {
    return {
      revision: this.#revision,
      computedAt: this.#computedAt,
      ...(this.#stalled && { stalled: true }),
      themes: oldestFirst(this.#themes.values()),
      ideas: [...this.#ideas.values()],
    }
  }

  memory(): Memory {
    if (this.#memory) return this.#memory
    const themes = [...this.#themes.values()].map(({ id, colour, born, label }) => ({ id, colour, born, label }))
    const placed = [...this.#ideas.values()].flatMap(({ id, theme }) => (theme === undefined ? [] : [[id, theme] as const]))
    return {
      themes,
      assignment: Object.fromEntries(placed),
      next: this.#next,
      revision: this.#revision,
      ...(this.#kept && { kept: this.#kept }),
    }
  }
}

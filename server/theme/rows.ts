/** The rows of one seminar: what is known of each idea and each theme, and what of it has not been told yet. */
import type { IdeaId, ThemeId } from '#shared/id.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { IdeaRow, ThemeRow } from '#shared/theme/now.ts'
import type { FoundTheme, Memory, Placement } from './errands.ts'
import type { News } from './telling.ts'

/** What an idea is by itself, before anybody or anything has put it somewhere. */
export type Written = Omit<IdeaRow, 'theme' | 'strength' | 'filed' | 'likely' | 'copyOf'>

/** Colours of the palette. */
const colours = 12

/** What is in the one or the other, not in both. */
export const inOneOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): IdeaId[] =>
  [...[...a].filter((id) => !b.has(id)), ...[...b].filter((id) => !a.has(id))] as IdeaId[]

const inWriting = new Intl.Collator('en', { numeric: true })
/** Themes by their birth; of those born at once the one whose number was given first. */
export const oldestFirst = (themes: Iterable<ThemeRow>): ThemeRow[] =>
  [...themes].sort((a, b) => a.born - b.born || inWriting.compare(a.id, b.id))

export class Rows {
  readonly #written = new Map<IdeaId, Written>()
  readonly #placed = new Map<string, Placement>()
  readonly #themes = new Map<ThemeId, ThemeRow>()
  readonly #tints = new Map<string, { colour: number; born: number }>()
  /** What the machine last called a theme. */
  readonly #labels = new Map<string, string>()
  readonly #toldIdeas = new Map<IdeaId, IdeaRow>()
  readonly #toldThemes = new Map<ThemeId, ThemeRow>()
  #stale = new Set<IdeaId>()
  #filed: ReadonlySet<string> = new Set()
  #parked: ReadonlySet<string> = new Set()

  constructor(memory: Memory | undefined) {
    for (const { id, colour, born, label } of memory?.themes ?? []) {
      this.#tints.set(id, { colour, born })
      this.#labels.set(id, label)
    }
  }

  get size(): number {
    return this.#written.size
  }
  written(id: IdeaId): Written | undefined {
    return this.#written.get(id)
  }
  all(): IterableIterator<Written> {
    return this.#written.values()
  }

  write(idea: Written): void {
    this.#written.set(idea.id, idea)
    this.#stale.add(idea.id)
  }
  /** As `write`, but told only once something else of it changes, or at `tell`. */
  reword(idea: Written): void {
    this.#written.set(idea.id, idea)
  }
  tell(id: IdeaId): void {
    this.#stale.add(id)
  }
  takeAway(id: IdeaId): void {
    if (!this.#written.delete(id)) return
    this.#placed.delete(id)
    this.#stale.add(id)
  }

  place(placed: readonly Placement[]): void {
    for (const placement of placed) {
      if (!this.#written.has(placement.id as IdeaId)) continue
      this.#placed.set(placement.id, placement)
      this.#stale.add(placement.id as IdeaId)
    }
  }

  /** Ideas that people filed or parked. */
  decided(filed: ReadonlySet<string>, parked: ReadonlySet<string>): void {
    for (const [before, now] of [[this.#filed, filed] as const, [this.#parked, parked] as const])
      for (const id of inOneOf(before, now)) this.#stale.add(id)
    this.#filed = filed
    this.#parked = parked
  }

  /** All themes that stand, oldest first, and those that were dismissed. `at`: epoch ms. */
  found(themes: readonly FoundTheme[], dismissed: ReadonlyMap<string, string | undefined>, at: number): void {
    const before = new Map(this.#themes)
    this.#themes.clear()
    for (const theme of themes) {
      this.#themes.set(theme.id as ThemeId, this.#rowOf(theme, at))
      this.#labels.set(theme.id, theme.label)
    }
    for (const [id, label] of dismissed) {
      if (this.#themes.has(id as ThemeId)) continue
      const known = before.get(id as ThemeId)
      const bare = {
        id,
        label: label || this.#labels.get(id) || id,
        keyphrases: known?.keyphrases ?? [],
        representatives: [],
        curated: true,
      }
      this.#themes.set(id as ThemeId, { ...this.#rowOf(bare, at), dismissed: true })
    }
  }

  /** What was kept at a seminar's end. */
  stand({ themes, ideas }: KeptThemes): void {
    this.place(ideas)
    this.#themes.clear()
    for (const theme of themes) this.#themes.set(theme.id, theme)
  }

  #rowOf({ id, label, keyphrases, representatives, curated }: FoundTheme, at: number): ThemeRow {
    const tint = this.#tints.get(id) ?? { colour: this.#freeColour(), born: at }
    this.#tints.set(id, tint)
    const made = curated ? 'curated' : 'found'
    return { id: id as ThemeId, label, keyphrases, representatives: representatives as IdeaId[], ...tint, made }
  }

  /** The colour that the fewest of the themes that stand have. */
  #freeColour(): number {
    const taken = new Array<number>(colours).fill(0)
    for (const { colour } of this.#themes.values()) taken[colour]!++
    return taken.indexOf(Math.min(...taken))
  }

  #ideaRow(written: Written): IdeaRow {
    if (this.#parked.has(written.id)) return { ...written, parked: true }
    const { theme, strength, likely, copyOf } = this.#placed.get(written.id) ?? {}
    const filed = theme !== undefined && this.#filed.has(written.id)
    return {
      ...written,
      ...(theme !== undefined && { theme: theme as ThemeId, strength: filed ? 1 : Math.round(strength! * 100) / 100 }),
      ...(filed && { filed }),
      ...(likely && !filed && { likely }),
      ...(copyOf !== undefined && { copyOf: copyOf as IdeaId }),
    }
  }

  /** What changed since this was asked last; undefined when nothing did. */
  news(): News | undefined {
    const ideas: IdeaRow[] = []
    const goneIdeas: IdeaId[] = []
    for (const id of this.#stale) {
      const written = this.#written.get(id)
      if (!written) {
        if (this.#toldIdeas.delete(id)) goneIdeas.push(id)
        continue
      }
      const row = this.#ideaRow(written)
      if (JSON.stringify(this.#toldIdeas.get(id)) === JSON.stringify(row)) continue
      this.#toldIdeas.set(id, row)
      ideas.push(row)
    }
    this.#stale = new Set()
    const themes = oldestFirst(this.#themes.values()).filter((row) => JSON.stringify(this.#toldThemes.get(row.id)) !== JSON.stringify(row))
    const goneThemes = [...this.#toldThemes.keys()].filter((id) => !this.#themes.has(id))
    for (const row of themes) this.#toldThemes.set(row.id, row)
    for (const id of goneThemes) this.#toldThemes.delete(id)
    const changed = ideas.length + goneIdeas.length + themes.length + goneThemes.length
    return changed > 0 ? { themes, goneThemes, ideas, goneIdeas } : undefined
  }

  /** Theme of each idea, as last told. */
  assignment(): Record<string, string> {
    return Object.fromEntries([...this.#placed].flatMap(([id, { theme }]) => (theme === undefined ? [] : [[id, theme]])))
  }
}

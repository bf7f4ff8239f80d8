/** The names of themes between runs: people's where they gave one, else made of phrases and kept for as long as most members stay. */
import { backgroundOf, labelOf, type Background, type Labelled, type Spoken } from './label.ts'
import type { Dictionary } from './lexicon/dictionary.ts'

/** A theme to be named. */
interface Nameless {
  readonly theme: string
  readonly ids: readonly string[]
  /** The name that people gave it. */
  readonly given: string | undefined
}

/** A name is made anew when fewer than this part of the members are those it was made for: people know themes by their names. */
const stays = 0.75

export class Naming {
  readonly #dictionary: Dictionary
  readonly #kept = new Map<string, Labelled & { readonly of: Set<string> }>()
  #background: Background | undefined

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** An idea came, went or says something else. */
  forget(id: string): void {
    this.#background = undefined
    for (const { of } of this.#kept.values()) of.delete(id)
  }

  /** Names each theme differently; people choose first, then the largest. */
  name(themes: readonly Nameless[], spoken: ReadonlyMap<string, Spoken>): Map<string, Labelled> {
    const used = new Set(themes.map(({ given }) => given).filter((given) => given !== undefined))
    const bySize = [...themes].sort((a, b) => b.ids.length - a.ids.length || (a.theme < b.theme ? -1 : 1))
    const named = new Map<string, Labelled>()
    for (const { theme, ids, given } of bySize) {
      const kept = this.#kept.get(theme)
      const same = kept ? ids.filter((id) => kept.of.has(id)).length : 0
      const { label, keyphrases } =
        kept && same >= stays * Math.max(ids.length, kept.of.size) && !used.has(kept.label) ? kept : this.#made(theme, ids, spoken, used)
      named.set(theme, { label: given ?? label, keyphrases })
      used.add(given ?? label)
    }
    for (const theme of this.#kept.keys()) if (!named.has(theme)) this.#kept.delete(theme)
    return named
  }

  #made(theme: string, ids: readonly string[], spoken: ReadonlyMap<string, Spoken>, used: ReadonlySet<string>): Labelled {
    if (ids.length === 0) return { label: theme, keyphrases: [] }
    this.#background ??= backgroundOf(spoken.values())
    const made = labelOf(
      ids.map((id) => spoken.get(id)!),
      this.#background,
      this.#dictionary,
      used,
    )
    this.#kept.set(theme, { ...made, of: new Set(ids) })
    return made
  }
}

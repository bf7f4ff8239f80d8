/** What is written in the room: every idea as it was read, and which of them are copies of each other. */
import { agendaOf } from './agenda.ts'
import { featuresOf, type Features } from './features.ts'
import type { Text } from './ground.ts'
import { spokenIn, type Spoken } from './label.ts'
import type { Dictionary } from './lexicon/dictionary.ts'
import { CopyIndex } from './near.ts'
import { read, type Reading } from './reading.ts'
import type { ThemeIdea } from './theme.ts'

export class Writings {
  readonly copies: CopyIndex
  /** What each says, for names. */
  readonly spoken = new Map<string, Spoken>()
  readonly #written = new Map<string, { readonly group: string; readonly reading: Reading }>()
  readonly #dictionary: Dictionary
  readonly #context: string
  #agenda = new Set<string>()

  constructor(dictionary: Dictionary, context: string) {
    this.copies = new CopyIndex(dictionary)
    this.#dictionary = dictionary
    this.#context = context
  }

  add({ id, text, group }: ThemeIdea): void {
    const reading = read(text, this.#dictionary)
    this.#written.set(id, { group, reading })
    this.spoken.set(id, spokenIn(reading))
    this.copies.add(id, reading)
  }
  /** False when it was not there. */
  remove(id: string): boolean {
    this.spoken.delete(id)
    this.copies.remove(id)
    return this.#written.delete(id)
  }

  has(id: string): boolean {
    return this.#written.has(id)
  }
  ids(): Iterable<string> {
    return this.#written.keys()
  }
  readingOf(id: string): Reading | undefined {
    return this.#written.get(id)?.reading
  }
  groupOf(id: string): string {
    return this.#written.get(id)?.group ?? ''
  }
  /** What counts of a text, by the agenda of the last review. */
  featuresOf(id: string): Features {
    return featuresOf(this.#written.get(id)!.reading, this.#dictionary, this.#agenda)
  }
  /** Looks at everything anew: which words everybody says, what counts as a word of its own. Texts in order of their ids. */
  review(): Text[] {
    this.copies.review()
    const readings = [...this.#written.values()].map(({ reading }) => reading)
    this.#agenda = agendaOf(this.#context, readings, this.#dictionary)
    return [...this.#written.keys()].sort().map((id) => ({ id, features: this.featuresOf(id) }))
  }
}

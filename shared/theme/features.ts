/** What of a text counts for likeness, and how much, before anything is known of the other texts. */
import type { Dictionary } from './lexicon/dictionary.ts'
import type { Reading } from './reading.ts'

/** How much each kind of feature weighs against the others in one text. */
export interface Mix {
  readonly words: number
  readonly pairs: number
  readonly letters: number
  readonly concepts: number
  readonly fields: number
}
export type Kind = keyof Mix
/** Features by kind: how often each stands in the text. */
export type Features = Readonly<Record<Kind, ReadonlyMap<string, number>>>

const count = (keys: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The features of a reading. `agenda` are words that the question itself says: everybody repeats them. */
export const featuresOf = (reading: Reading, dictionary: Dictionary, agenda: ReadonlySet<string>): Features => {
  const topical = reading.words.filter(({ kind, stem }) => kind === 'topic' && !agenda.has(stem))
  const pairs: string[] = []
  const grams: string[] = []
  let run = ''
  let end = -1
  const close = () => {
    for (let size = 2; size <= 4; size++) for (let i = 0; i + size <= run.length; i++) grams.push(run.slice(i, i + size))
    run = ''
  }
  for (const [i, word] of topical.entries()) {
    const next = topical[i + 1]
    if (next && next.start - word.end <= 1) pairs.push(`${word.stem} ${next.stem}`)
    if (word.start - end > 1) close()
    run += word.stem
    end = word.end
  }
  close()
  return {
    words: count(topical.map(({ stem }) => stem)),
    pairs: count(pairs),
    letters: count(grams),
    concepts: count(reading.concepts.map(({ id }) => id)),
    fields: count(reading.concepts.map(({ id }) => dictionary.concept.get(id)!.field)),
  }
}

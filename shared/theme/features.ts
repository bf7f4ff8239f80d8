/** What of a text counts for likeness, and how much, before anything is known of the other texts. */
import type { Dictionary } from './lexicon/dictionary.ts'
import type { Mention, Reading } from './reading.ts'

/** How much each kind of feature weighs against the others in one text. */
export interface Mix {
  readonly words: number
  readonly pairs: number
  readonly concepts: number
  readonly fields: number
}
export type Kind = keyof Mix
/** Features by kind: how often each stands in the text. */
export type Features = Readonly<Record<Kind, ReadonlyMap<string, number>>>

const tally = (keys: Iterable<readonly [key: string, weight: number]>): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const [key, weight] of keys) sums.set(key, (sums.get(key) ?? 0) + weight)
  return sums
}

/** What counts of a thing that only says where: a heap of rubbish in front of a school is not about schools. */
const whereWeight = 0.2
/** What a text names first is mostly what it is about. */
const firstWeight = 1.5

/** The features of a reading. `agenda` are words that the question itself says: everybody repeats them. */
export const featuresOf = (reading: Reading, dictionary: Dictionary, agenda: ReadonlySet<string>): Features => {
  const topical = reading.words.filter(({ kind, stem }) => kind === 'topic' && !agenda.has(stem))
  const pairs: [string, number][] = []
  for (const [i, word] of topical.entries()) {
    const next = topical[i + 1]
    if (next && next.start - word.end <= 1) pairs.push([`${word.stem} ${next.stem}`, 1])
  }
  const where = (start: number) => reading.concepts.some((concept) => concept.where && concept.start <= start && start < concept.end)
  const first = reading.concepts.findIndex((concept) => !concept.where)
  const weight = (concept: Mention, at: number) => (concept.where ? whereWeight : at === first ? firstWeight : 1)
  return {
    words: tally(topical.map(({ stem, start }) => [stem, where(start) ? whereWeight : 1])),
    pairs: tally(pairs),
    concepts: tally(reading.concepts.map((concept, at) => [concept.id, weight(concept, at)])),
    fields: tally(reading.concepts.map((concept, at) => [dictionary.concept.get(concept.id)!.field, weight(concept, at)])),
  }
}

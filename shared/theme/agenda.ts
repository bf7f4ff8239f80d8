/** Words that the question itself says, or that everybody says, name no theme: unless the lexicon knows them as a topic. */
import type { Dictionary } from './lexicon/dictionary.ts'
import { read, type Reading } from './reading.ts'

const often = 0.05

/** The stems to leave out, for these texts under this question. */
export const agendaOf = (context: string, readings: Iterable<Reading>, dictionary: Dictionary): Set<string> => {
  const frequency = new Map<string, number>()
  const topics = new Set<string>()
  let texts = 0
  for (const { words, concepts } of readings) {
    texts++
    const seen = new Set<string>()
    let next = 0
    for (const { kind, stem, start, end } of words) {
      while (next < concepts.length && concepts[next]!.end <= start) next++
      const concept = concepts[next]
      if (concept && concept.start <= start && end <= concept.end) topics.add(stem)
      if (kind === 'topic') seen.add(stem)
    }
    for (const stem of seen) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  }
  const least = Math.max(2, often * texts)
  const asked = new Set(read(context, dictionary).words.map(({ stem }) => stem))
  const agenda = new Set<string>()
  for (const [stem, count] of frequency) if (!topics.has(stem) && (count >= least || (asked.has(stem) && count >= 2))) agenda.add(stem)
  return agenda
}

/** Names for themes out of the people's own words: phrases that many of its ideas say and few others. */
import { thaiWords } from '../thai/words.ts'
import { slips } from './distance.ts'
import { bareWords, degreeAtEnd, leadingWords } from './lexicon/bare.ts'
import { isThai, type Dictionary } from './lexicon/dictionary.ts'
import type { Reading, Word } from './reading.ts'
import { stemOf } from './stem.ts'

export interface Labelled {
  readonly label: string
  readonly keyphrases: readonly string[]
}
interface Phrase {
  readonly text: string
  readonly score: number
  readonly share: number
}
const longest = 60
const separator = ' · '

/** Phrases of a reading: what the lexicon found, and runs of up to four words that begin and end in a topic. */
const phrasesOf = ({ plain, words, concepts }: Reading): Map<string, { concept: string | undefined }> => {
  const phrases = new Map<string, { concept: string | undefined }>()
  for (let i = 0; i < words.length; i++) {
    for (let j = i; j < Math.min(words.length, i + 4) && words[j]!.kind === 'topic'; j++) {
      const [first, last, next] = [words[i]!, words[j]!, words[j + 1]]
      // คลองถูก is no name; ราคาถูก is one.
      if (leadingWords.has(last.form) && next?.start === last.end) continue
      if (j > i && isApart(words[j - 1]!, last)) break
      const text = plain.slice(first.start, last.end)
      if (text.length < 2 || text.length > 30 || /[^\p{L}\p{M}\p{N} '-]/u.test(text)) continue
      // A piece of what the lexicon knows as one word says less than the whole.
      const piece = concepts.some(({ start, end }) => start <= first.start && last.end <= end && last.end - first.start < end - start)
      if (!piece) phrases.set(text, { concept: concepts.find(({ start, end }) => start >= first.start && end <= last.end)?.id })
    }
  }
  for (const { id, start, end } of concepts) phrases.set(plain.slice(start, end).replace(degreeAtEnd, ''), { concept: id })
  return phrases
}
/** Thai leaves a blank where a thought ends, English between any two words. */
const isApart = (before: Word, after: Word): boolean => after.start - before.end > (isThai(before.form) && isThai(after.form) ? 0 : 1)

/** How often phrases and concepts stand in all texts: what a label is measured against. */
export interface Background {
  readonly texts: number
  readonly phrases: ReadonlyMap<string, number>
  readonly concepts: ReadonlyMap<string, number>
}
export const backgroundOf = (readings: Iterable<Spoken>): Background => {
  const phrases = new Map<string, number>()
  const concepts = new Map<string, number>()
  let texts = 0
  for (const spoken of readings) {
    texts++
    for (const text of spoken.phrases.keys()) phrases.set(text, (phrases.get(text) ?? 0) + 1)
    for (const id of spoken.concepts) concepts.set(id, (concepts.get(id) ?? 0) + 1)
  }
  return { texts, phrases, concepts }
}
export interface Spoken {
  readonly phrases: ReadonlyMap<string, { concept: string | undefined }>
  readonly concepts: ReadonlySet<string>
}
export const spokenIn = (reading: Reading): Spoken => ({
  phrases: phrasesOf(reading),
  concepts: new Set(reading.concepts.map(({ id }) => id)),
})

/** The best three phrases, and the label made of them. `used` are labels of other themes, not to be given again. */
export const labelOf = (
  members: readonly Spoken[],
  background: Background,
  dictionary: Dictionary,
  used: ReadonlySet<string>,
): Labelled => {
  const phrases = new Map<string, number>()
  const concepts = new Map<string, number>()
  const carried = new Map<string, Set<string>>()
  for (const spoken of members) {
    for (const [text, { concept }] of spoken.phrases) {
      phrases.set(text, (phrases.get(text) ?? 0) + 1)
      if (concept !== undefined) carried.set(text, (carried.get(text) ?? new Set()).add(concept))
    }
    for (const id of spoken.concepts) concepts.set(id, (concepts.get(id) ?? 0) + 1)
  }
  const lift = (here: number, everywhere: number) => Math.log(1 + here / members.length / (everywhere / background.texts))
  const found: Phrase[] = []
  for (const [text, here] of phrases) {
    const everywhere = background.phrases.get(text) ?? here
    const own = carried.get(text) ?? new Set<string>()
    const share = here / members.length
    let score = Math.sqrt(share) * lift(here, everywhere) * (1 + 0.08 * Math.min(3, text.split(' ').length - 1))
    // Two letters of a word that was cut, a lone verb: they are read with effort.
    if (own.size === 0 && !text.includes(' ')) score *= isThai(text) && text.length <= 4 ? 0.55 : 0.8
    // A word of the lexicon stands for all words of its concept.
    for (const id of own) {
      const all = concepts.get(id) ?? 0
      score += 0.5 * Math.sqrt(all / members.length) * lift(all, background.concepts.get(id) ?? all) * Math.sqrt(here / all)
    }
    if (bareWords.has(text)) score *= 0.1
    if (here >= Math.min(2, members.length)) found.push({ text, score, share })
  }
  found.sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
  const chosen: Phrase[] = []
  for (const phrase of found) {
    if (chosen.length === 3) break
    const whole = found.find(
      (other) =>
        other !== phrase &&
        (other.text.includes(phrase.text)
          ? other.share >= 0.6 * phrase.share
          : other.share > phrase.share && isSlip(other.text, phrase.text)),
    )
    const text = whole && whole.text.length <= 24 ? whole : phrase
    if (chosen.length > 0 && (bareWords.has(text.text) || chosen.some((other) => saysTheSame(other.text, text.text, dictionary)))) continue
    if ([...chosen, text].map((other) => other.text).join(separator).length <= longest) chosen.push(text)
  }
  const keyphrases = chosen.map(({ text }) => text)
  if (keyphrases.length === 0) {
    const [top] = [...concepts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const name = top && dictionary.concept.get(top[0])?.name
    const [first] = [...phrases.keys()].sort()
    keyphrases.push((isMostlyThai(members) ? name?.th : name?.en) ?? first?.slice(0, longest) ?? '…')
  }
  const field = fieldName(members, dictionary, chosen[0]?.share ?? 0)
  // The name of a field tells one theme from others, not two.
  const wide = [...used].some((label) => label.split(separator)[0] === field) ? undefined : field
  const parts = wide === undefined ? keyphrases : [wide, ...keyphrases.filter((text) => !saysTheSame(wide, text, dictionary))]
  while (parts.length > 1 && parts.join(separator).length > longest) parts.pop()
  let label = parts.join(separator)
  for (let k = 2; used.has(label); k++) label = `${parts.join(separator)} (${k})`
  return { label, keyphrases }
}

/** The name of the field that most members are in, when no phrase is said by many of them: an abstract theme. */
const fieldName = (members: readonly Spoken[], { concept, lexicon }: Dictionary, best: number): string | undefined => {
  if (best >= 0.4 || members.length < 3) return undefined
  const shares = new Map<string, number>()
  for (const spoken of members)
    for (const field of new Set([...spoken.concepts].map((id) => concept.get(id)!.field)))
      shares.set(field, (shares.get(field) ?? 0) + 1 / members.length)
  const [top] = [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (!top || top[1] < 0.6) return undefined
  const name = lexicon.fields.find(({ id }) => id === top[0])?.name
  return name && (isMostlyThai(members) ? name.th : name.en)
}

export const speaksThai = ({ phrases }: Spoken): boolean => [...phrases.keys()].some(isThai)
export const isMostlyThai = (members: readonly Spoken[]): boolean => members.filter(speaksThai).length * 2 >= members.length

/** Has one of them all topics of the other: น้ำขัง and น้ำท่วมขัง, funding and funded; or is it a slip of the other. */
const saysTheSame = (a: string, b: string, { empty }: Dictionary): boolean => {
  const [one, two] = [a, b].map(
    (text) =>
      new Set(
        thaiWords(text)
          .filter((word) => !empty.has(word))
          .map(stemOf),
      ),
  ) as [Set<string>, Set<string>]
  return a.includes(b) || b.includes(a) || isTurned(a, b) || isWithin(one, two) || isWithin(two, one) || isSlip(a, b)
}
const isSlip = (a: string, b: string): boolean => a.length > 4 && slips(a, b, 1) <= 1
const isWithin = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && [...a].every((stem) => b.has(stem))

/** จอดรถ and รถจอด, parking cars and cars parking: the same letters in other places. */
const isTurned = (a: string, b: string): boolean => {
  const letters = (text: string) => [...text.replaceAll(' ', '')].sort().join('')
  return letters(a) === letters(b)
}

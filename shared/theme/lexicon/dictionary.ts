/** The lexicon made ready for reading texts: phrases by their beginning, English by stems. */
import { thaiWords } from '../../thai/words.ts'
import { stemOf } from '../stem.ts'
import { plainWord, type Concept, type Lexicon } from './lexicon.ts'

export interface Dictionary {
  readonly lexicon: Lexicon
  readonly concept: ReadonlyMap<string, Concept>
  /** Thai phrases by their first two letters, the longest first. */
  readonly thai: ReadonlyMap<string, readonly { readonly phrase: string; readonly concept: string }[]>
  /** English phrases by their first stem, the longest first. */
  readonly english: ReadonlyMap<string, readonly { readonly stems: readonly string[]; readonly concept: string }[]>
  /** Empty words and places that the word breaker cuts in pieces, by their first two letters, the longest first. */
  readonly quiet: ReadonlyMap<string, readonly { readonly phrase: string; readonly kind: 'empty' | 'place' }[]>
  readonly empty: ReadonlySet<string>
  readonly places: ReadonlySet<string>
}

const thaiLetter = /[\u0E00-\u0E7F]/
export const isThai = (word: string): boolean => thaiLetter.test(word)
const latinWords = (phrase: string): string[] => phrase.match(/[a-z0-9]+(?:['’][a-z]+)?/g) ?? []

/** Prepares a lexicon; a word that two concepts claim counts for the first. */
export const prepared = (lexicon: Lexicon): Dictionary => {
  const thai = new Map<string, { phrase: string; concept: string }[]>()
  const english = new Map<string, { stems: string[]; concept: string }[]>()
  for (const { id, words } of lexicon.concepts) {
    for (const phrase of words) {
      if (isThai(phrase)) {
        const joined = phrase.replaceAll(' ', '')
        const list = thai.get(joined.slice(0, 2)) ?? []
        if (!list.some((other) => other.phrase === joined)) thai.set(joined.slice(0, 2), [...list, { phrase: joined, concept: id }])
      } else {
        const stems = latinWords(phrase).map(stemOf)
        const key = stems.join(' ')
        if (stems.length === 0) continue
        const list = english.get(stems[0]!) ?? []
        if (!list.some((other) => other.stems.join(' ') === key)) english.set(stems[0]!, [...list, { stems, concept: id }])
      }
    }
  }
  for (const list of thai.values()) list.sort((a, b) => b.phrase.length - a.phrase.length)
  for (const list of english.values()) list.sort((a, b) => b.stems.length - a.stems.length)
  const places = lexicon.places.map(plainWord)
  const quiet = new Map<string, { phrase: string; kind: 'empty' | 'place' }[]>()
  const hushed = [
    ...lexicon.empty.map((word) => ({ word, kind: 'empty' as const })),
    ...places.map((word) => ({ word, kind: 'place' as const })),
  ]
  for (const { word, kind } of hushed) {
    const phrase = plainWord(word)
    if (isThai(phrase) && thaiWords(phrase).length > 1)
      quiet.set(phrase.slice(0, 2), [...(quiet.get(phrase.slice(0, 2)) ?? []), { phrase, kind }])
  }
  for (const list of quiet.values()) list.sort((a, b) => b.phrase.length - a.phrase.length)
  return {
    lexicon,
    concept: new Map(lexicon.concepts.map((concept) => [concept.id, concept])),
    thai,
    english,
    quiet,
    empty: new Set(lexicon.empty.map(plainWord).flatMap((word) => [word, stemOf(word)])),
    places: new Set(places),
  }
}

/** Whether the lexicon knows a word or phrase as such. */
export const meansSomething = (form: string, { thai, english, empty }: Dictionary): boolean =>
  empty.has(form) ||
  (thai.get(form.slice(0, 2))?.some(({ phrase }) => phrase === form) ?? false) ||
  (english.get(stemOf(form))?.some(({ stems }) => stems.length === 1) ?? false)

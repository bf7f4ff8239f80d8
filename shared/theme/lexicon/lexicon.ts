/**
 * The Thai-English lexicon of concepts: which words of both languages mean the same thing, and which things belong together. It is
 * data that an organisation edits: a line a concept, `id: Thai words | English words`, under headings `# id: Thai name | English name`.
 * The first word of each language is the concept's name.
 */
import * as v from 'valibot'
import { Refusal } from '../../refusal.ts'
import { normaliseThai } from '../../thai/normal.ts'

export interface Concept {
  readonly id: string
  /** Id of the field it belongs to, like `water`. */
  readonly field: string
  readonly name: { readonly th: string; readonly en: string }
  /** All words and phrases of both languages, in lower case and normal form. */
  readonly words: readonly string[]
}
export interface Lexicon {
  /** Names this state of the data, so that a run can say what it used. */
  readonly version: string
  readonly concepts: readonly Concept[]
  readonly fields: readonly { readonly id: string; readonly name: { readonly th: string; readonly en: string } }[]
  /** Words that carry no topic: function words, courtesy, and the frames of wishes and complaints. */
  readonly empty: readonly string[]
  /** Proper names of places, never a topic by themselves. */
  readonly places: readonly string[]
}

/**
 * What an organisation changes about a lexicon, under a version of its own. Concepts of an id that is known replace it; without words
 * they remove it.
 */
export const lexiconSchema = v.strictObject({
  version: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  /** Lines as `readConcepts` reads them. */
  concepts: v.optional(v.pipe(v.string(), v.maxLength(400_000)), ''),
  empty: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(5_000)), []),
  places: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(20_000)), []),
})
export type LexiconEdit = v.InferInput<typeof lexiconSchema>

export const plainWord = (word: string): string => normaliseThai(word).toLowerCase().trim().replace(/\s+/g, ' ')
const listed = (part: string | undefined): string[] => (part ?? '').split(',').map(plainWord).filter(Boolean)

/** Reads the lines of a lexicon. @throws Refusal lexicon/unreadable with the line that is neither a heading, a concept nor blank */
export const readConcepts = (text: string): Pick<Lexicon, 'concepts' | 'fields'> => {
  const concepts: Concept[] = []
  const fields: Lexicon['fields'][number][] = []
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    const found = /^(#\s*)?([a-z0-9-]+)\s*:\s*([^|]*)(?:\|(.*))?$/.exec(line)
    if (!found) throw new Refusal('lexicon/unreadable', { line: i + 1 })
    const [, heading, id] = found
    const [th, en] = [listed(found[3]), listed(found[4])]
    const name = { th: th[0] ?? en[0] ?? id!, en: en[0] ?? th[0] ?? id! }
    if (heading !== undefined) fields.push({ id: id!, name })
    else concepts.push({ id: id!, field: fields.at(-1)?.id ?? id!, name, words: [...new Set([...th, ...en])] })
  }
  return { concepts, fields }
}

/** The lexicon with an organisation's edits on it. @throws Refusal lexicon/unreadable, ValiError when it is not of the schema */
export const edited = (lexicon: Lexicon, edit: LexiconEdit): Lexicon => {
  const { version, concepts, empty, places } = v.parse(lexiconSchema, edit)
  const read = readConcepts(concepts)
  const known = new Map(lexicon.concepts.map((concept) => [concept.id, concept]))
  for (const concept of read.concepts) known.set(concept.id, concept)
  const fields = new Map([...lexicon.fields, ...read.fields].map((field) => [field.id, field]))
  return {
    version: `${lexicon.version}+${version}`,
    concepts: [...known.values()].filter(({ words }) => words.length > 0),
    fields: [...fields.values()],
    empty: [...lexicon.empty, ...empty.map(plainWord)],
    places: [...lexicon.places, ...places.map(plainWord)],
  }
}

/**
 * The organisation's lexicon: the standard one with the house's own words on it. What the organizer writes is a record whose earlier
 * versions are kept; an engine says by the version which words it went by.
 */
import * as v from 'valibot'
import { edited, lexiconSchema, type Lexicon } from '#shared/theme/lexicon/lexicon.ts'
import { standardLexicon } from '#shared/theme/lexicon/standard.ts'
import type { Records } from '../store/ports.ts'

/** What the house adds to the standard, without the version: that is the record's. */
export const ownWordsSchema = v.omit(lexiconSchema, ['version'])
type OwnWords = v.InferOutput<typeof ownWordsSchema>
const noOwnWords: OwnWords = { concepts: '', empty: [], places: [] }

/** A version as it is stored. `at`: epoch ms. */
const keptSchema = v.object({ ...ownWordsSchema.entries, at: v.number() })
type Kept = v.InferOutput<typeof keptSchema>

const kind = 'lexicon'
const id = 'house'

export interface Lexicons {
  /** The lexicon that themes are found by from now on; the standard one where the house has none, or one that cannot be read. */
  currentLexicon(): Lexicon
  /** Number of the version in use, 0 for the standard, and the house's own words in it. */
  own(): { version: number; words: OwnWords }
  /** All versions that were ever kept, oldest first; `at` in epoch ms. */
  versions(): Promise<{ version: number; at: number; words: OwnWords }[]>
  /** Keeps a new version. @throws Refusal lexicon/unreadable; record/changed when `basedOn` is not the newest */
  write(words: OwnWords, basedOn: number): Promise<void>
  /** On every process. */
  onChange(changed: (lexicon: Lexicon) => void): () => void
  close(): void
}

export const openLexicons = async (records: Records, now: () => number, failed: (error: unknown) => void): Promise<Lexicons> => {
  const listeners = new Set<(lexicon: Lexicon) => void>()
  let current = { version: 0, words: noOwnWords, lexicon: standardLexicon }

  const lexiconOf = (version: number, words: OwnWords): Lexicon => edited(standardLexicon, { version: String(version), ...words })
  const reread = async (): Promise<void> => {
    const found = await records.get(kind, id)
    if (!found || found.version <= current.version) return
    const { version, value } = found
    const { concepts, empty, places } = v.parse(keptSchema, value)
    const words = { concepts, empty, places }
    const lexicon = lexiconOf(version, words)
    current = { version, words, lexicon }
    for (const listener of listeners) listener(lexicon)
  }
  const unwatch = records.watch((changed) => void (changed === kind && reread().catch(failed)))
  // The house does without its own words rather than without a server.
  await reread().catch(failed)

  return {
    currentLexicon: () => current.lexicon,
    own: () => ({ version: current.version, words: current.words }),
    versions: async () => {
      const found = await records.get(kind, id)
      const all = [...(await records.history(kind, id)), ...(found ? [found] : [])]
      return all.flatMap(({ value, version }) => {
        const read = v.safeParse(keptSchema, value)
        if (!read.success) return []
        const { at, ...words } = read.output
        return [{ version, at, words }]
      })
    },
    write: async (words, basedOn) => {
      lexiconOf(basedOn + 1, words)
      const kept: Kept = { ...words, at: now() }
      await records.put(kind, id, kept, basedOn)
      await reread()
    },
    onChange: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    close: unwatch,
  }
}

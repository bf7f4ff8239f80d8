/** Finding copies among many texts: an index of letter runs proposes pairs, word by word comparison decides. Texts may be added and taken away. */
import { canonical, compare, type Verdict } from './copies.ts'
import { meansSomething, type Dictionary } from './lexicon/dictionary.ts'
import { read, type Reading } from './reading.ts'

interface Entry {
  readonly id: string
  readonly reading: Reading
  /** Of what is said, without courtesy and frames. */
  readonly grams: ReadonlySet<string>
  readonly all: ReadonlySet<string>
}

interface Pair {
  readonly likeness: number
  readonly verdict: Verdict
}

/** A gram that more texts share than this proposes no pairs. */
const tooCommon = 400
const alike = 0.5
const alikeInAll = 0.45

const gramsOf = (text: string): Set<string> => {
  const grams = new Set<string>()
  for (let i = 0; i + 3 <= text.length; i++) grams.add(text.slice(i, i + 3))
  if (text.length > 0 && text.length < 3) grams.add(text)
  return grams
}
const said = ({ words, plain }: Reading): string => {
  const kept = words.filter(({ kind }) => kind !== 'empty')
  return kept.length > 0 ? kept.map(({ form }) => form).join('') : plain.replaceAll(' ', '')
}

/** Common grams against all of both (Dice), or nearly all of the smaller in the larger: a text that was cut off. */
const looksAlike = (shared: number, a: number, b: number, least: number): boolean => {
  const [small, large] = [Math.min(a, b), Math.max(a, b)]
  return 2 * shared >= least * (small + large) || (small >= 12 && shared >= 0.8 * small && small >= 0.4 * large)
}
const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0
  for (const gram of a.size < b.size ? a : b) if ((a.size < b.size ? b : a).has(gram)) shared++
  return shared
}

export class CopyIndex {
  readonly #entries = new Map<string, Entry>()
  readonly #postings = new Map<string, Set<string>>()
  readonly #uses = new Map<string, number>()
  /** What pairs that look alike turned out to be. A copy of one of two contrary texts is no copy of the other. */
  readonly #pairs = new Map<string, Map<string, Pair>>()
  readonly #dictionary: Dictionary

  readonly #isWord = (form: string): boolean => (this.#uses.get(form) ?? 0) > 2 || meansSomething(form, this.#dictionary)

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** Adds a text and looks for its copies among those that are here. */
  add(id: string, given: Reading): void {
    this.remove(id)
    const plain = canonical(given.plain)
    const reading = plain === given.plain ? given : read(plain, this.#dictionary)
    const entry = { id, reading, grams: gramsOf(said(reading)), all: gramsOf(reading.plain.replaceAll(' ', '')) }
    const found = new Map<string, number>()
    for (const gram of entry.grams) {
      const posting = this.#postings.get(gram)
      if (!posting) this.#postings.set(gram, new Set([id]))
      else {
        if (posting.size <= tooCommon) for (const other of posting) found.set(other, (found.get(other) ?? 0) + 1)
        posting.add(id)
      }
    }
    for (const { stem } of reading.words) this.#uses.set(stem, (this.#uses.get(stem) ?? 0) + 1)
    const pairs = new Map<string, Pair>()
    for (const [other, shared] of found) {
      const there = this.#entries.get(other)!
      if (!looksAlike(shared, entry.grams.size, there.grams.size, alike)) continue
      const whole = overlap(entry.all, there.all)
      if (!looksAlike(whole, entry.all.size, there.all.size, alikeInAll)) continue
      const likeness = (2 * whole) / (entry.all.size + there.all.size)
      const pair = { likeness, verdict: compare(reading, there.reading, this.#isWord) }
      pairs.set(other, pair)
      this.#pairs.get(other)!.set(id, pair)
    }
    this.#entries.set(id, entry)
    this.#pairs.set(id, pairs)
  }

  /** Takes a text away. */
  remove(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    for (const gram of entry.grams) this.#postings.get(gram)?.delete(id)
    for (const { stem } of entry.reading.words) this.#uses.set(stem, (this.#uses.get(stem) ?? 1) - 1)
    for (const other of this.#pairs.get(id)?.keys() ?? []) this.#pairs.get(other)?.delete(id)
    this.#pairs.delete(id)
    this.#entries.delete(id)
  }

  /** Compares all pairs anew: what counts as a word depends on all texts, whatever order they came in. */
  review(): void {
    for (const [a, pairs] of this.#pairs)
      for (const [b, { likeness }] of pairs) {
        if (a > b) continue
        const pair = { likeness, verdict: compare(this.#entries.get(a)!.reading, this.#entries.get(b)!.reading, this.#isWord) }
        pairs.set(b, pair)
        this.#pairs.get(b)!.set(a, pair)
      }
  }

  /** Copies of one text, likest first. */
  copiesOf(id: string): string[] {
    return [...(this.#pairs.get(id) ?? [])]
      .filter(([, { verdict }]) => verdict === 'copy')
      .sort((a, b) => b[1].likeness - a[1].likeness || (a[0] < b[0] ? -1 : 1))
      .map(([other]) => other)
  }

  /** Groups of two and more, likest pairs first; who joins a group is a copy of at least half of it. Ids in order. */
  groups(apart: (a: string, b: string) => boolean = () => false): string[][] {
    const pairs: [string, string, number][] = []
    for (const [a, found] of this.#pairs)
      for (const [b, { likeness, verdict }] of found) if (a < b && verdict === 'copy' && !apart(a, b)) pairs.push([a, b, likeness])
    pairs.sort((x, y) => y[2] - x[2] || (x[0] < y[0] ? -1 : 1) || (x[1] < y[1] ? -1 : 1))
    const groupOf = new Map<string, string[]>()
    for (const [a, b] of pairs) {
      const [one, two] = [groupOf.get(a) ?? [a], groupOf.get(b) ?? [b]]
      if (one === two) continue
      let agreed = 0
      let refused = false
      for (const x of one)
        for (const y of two) {
          const verdict = this.#pairs.get(x)?.get(y)?.verdict
          if (verdict === 'copy') agreed++
          if (verdict === 'contrary' || apart(x, y)) refused = true
        }
      if (refused || agreed * 2 < one.length * two.length) continue
      const joined = [...one, ...two]
      for (const id of joined) groupOf.set(id, joined)
    }
    return [...new Set(groupOf.values())].map((group) => group.sort()).sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
  }
}

/**
 * Finding copies among many texts: an index of letter runs proposes pairs, word by word comparison decides. Texts may be added and
 * taken away. The same text pasted many times is compared once.
 */
import { canonical, compare, type Verdict } from './copies.ts'
import { common, gramsOf, looksAlike } from './grams.ts'
import { meansSomething, type Dictionary } from './lexicon/dictionary.ts'
import { read, type Reading } from './reading.ts'
import { severed, type Foes } from './voices.ts'

interface Entry {
  /** Those who wrote exactly this; the first came first. */
  readonly ids: string[]
  readonly key: string
  readonly slot: number
  readonly reading: Reading
  /** Of what is said, without courtesy and frames. */
  readonly grams: Int32Array
  /** The rarest of them. */
  readonly signature: readonly number[]
  readonly all: Int32Array
  readonly pairs: Map<Entry, Pair>
}
interface Pair {
  readonly likeness: number
  readonly verdict: Verdict
}

/** Texts that share `few` of their so many rarest grams are looked at: copies share most of them, and others hardly any. */
const telling = 16
const few = 3
const alike = 0.5
const alikeInAll = 0.45

const said = ({ words, plain }: Reading): string => {
  const kept = words.filter(({ kind }) => kind !== 'empty')
  return kept.length > 0 ? kept.map(({ form }) => form).join('') : plain.replaceAll(' ', '')
}

const counted = new WeakMap<Dictionary, ReadonlyMap<number, number>>()
/** How many words and phrases of the lexicon have each gram. */
const usualGrams = (dictionary: Dictionary): ReadonlyMap<number, number> => {
  const known = counted.get(dictionary)
  if (known) return known
  const uses = new Map<number, number>()
  for (const { words } of dictionary.lexicon.concepts)
    for (const word of words) for (const gram of gramsOf(word.replaceAll(' ', ''))) uses.set(gram, (uses.get(gram) ?? 0) + 1)
  counted.set(dictionary, uses)
  return uses
}

export class CopyIndex {
  readonly #byId = new Map<string, Entry>()
  readonly #byText = new Map<string, Entry>()
  readonly #slots: (Entry | undefined)[] = []
  readonly #postings = new Map<number, number[]>()
  readonly #uses = new Map<string, number>()
  readonly #dictionary: Dictionary
  readonly #usual: ReadonlyMap<number, number>
  #shared = new Uint8Array(256)

  readonly #isWord = (form: string): boolean => (this.#uses.get(form) ?? 0) > 2 || meansSomething(form, this.#dictionary)

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
    this.#usual = usualGrams(dictionary)
  }

  /** Adds a text and looks for its copies among those that are here. */
  add(id: string, given: Reading): void {
    this.remove(id)
    // What says nothing is no copy of what says nothing else.
    if (given.plain === '') return
    const twin = this.#byText.get(given.plain)
    if (twin) {
      twin.ids.push(id)
      this.#byId.set(id, twin)
      return
    }
    const plain = canonical(given.plain)
    const reading = plain === given.plain ? given : read(plain, this.#dictionary)
    const grams = gramsOf(said(reading))
    const entry: Entry = {
      ids: [id],
      key: given.plain,
      slot: this.#slots.length,
      reading,
      grams,
      signature: this.#rarestOf(grams),
      all: gramsOf(reading.plain.replaceAll(' ', '')),
      pairs: new Map(),
    }
    for (const { stem } of reading.words) this.#uses.set(stem, (this.#uses.get(stem) ?? 0) + 1)
    for (const other of this.#candidates(entry)) {
      const whole = common(entry.all, other.all)
      if (!looksAlike(whole, entry.all.length, other.all.length, alikeInAll)) continue
      const likeness = (2 * whole) / (entry.all.length + other.all.length)
      const pair = { likeness, verdict: compare(reading, other.reading, this.#isWord) }
      entry.pairs.set(other, pair)
      other.pairs.set(entry, pair)
    }
    this.#slots.push(entry)
    this.#byId.set(id, entry)
    this.#byText.set(given.plain, entry)
  }

  /** By how many words of the lexicon have them: what is rare shall not depend on what came first. */
  #rarestOf(grams: Int32Array): number[] {
    const ranked = Array.from(grams, (gram) => ({ gram, uses: this.#usual.get(gram) ?? 0 }))
    if (ranked.length > telling) ranked.sort((a, b) => a.uses - b.uses || a.gram - b.gram)
    return ranked.slice(0, telling).map(({ gram }) => gram)
  }

  /** Texts that share rare letter runs; the new text is written into the index. */
  #candidates({ grams, signature, slot }: Entry): Entry[] {
    if (slot >= this.#shared.length) this.#shared = new Uint8Array(this.#shared.length * 2)
    const found: Entry[] = []
    const enough = Math.min(few, signature.length)
    const there = signature.map((gram) => this.#postings.get(gram) ?? [])
    for (const posting of there)
      for (const other of posting) {
        const entry = ++this.#shared[other]! === enough ? this.#slots[other] : undefined
        if (entry && looksAlike(common(grams, entry.grams), grams.length, entry.grams.length, alike)) found.push(entry)
      }
    for (const posting of there) for (const other of posting) this.#shared[other] = 0
    for (const gram of signature) {
      const posting = this.#postings.get(gram)
      if (posting) posting.push(slot)
      else this.#postings.set(gram, [slot])
    }
    return found
  }

  /** Takes a text away. */
  remove(id: string): void {
    const entry = this.#byId.get(id)
    if (!entry) return
    this.#byId.delete(id)
    entry.ids.splice(entry.ids.indexOf(id), 1)
    if (entry.ids.length > 0) return
    this.#byText.delete(entry.key)
    this.#slots[entry.slot] = undefined
    for (const gram of entry.signature) {
      const posting = this.#postings.get(gram)
      if (posting) posting.splice(posting.indexOf(entry.slot), 1)
    }
    for (const { stem } of entry.reading.words) this.#uses.set(stem, (this.#uses.get(stem) ?? 1) - 1)
    for (const other of entry.pairs.keys()) other.pairs.delete(entry)
  }

  /** Compares all pairs anew: what counts as a word depends on all texts, whatever order they came in. */
  review(): void {
    for (const entry of this.#byText.values())
      for (const [other, { likeness }] of entry.pairs) {
        if (entry.slot > other.slot) continue
        const pair = { likeness, verdict: compare(entry.reading, other.reading, this.#isWord) }
        entry.pairs.set(other, pair)
        other.pairs.set(entry, pair)
      }
  }

  /** Copies of one text, likest first. */
  copiesOf(id: string): string[] {
    const entry = this.#byId.get(id)
    if (!entry) return []
    const found = [...entry.pairs]
      .filter(([, { verdict }]) => verdict === 'copy')
      .sort((a, b) => b[1].likeness - a[1].likeness || (a[0].ids[0]! < b[0].ids[0]! ? -1 : 1))
      .flatMap(([{ ids }]) => ids)
    return [...entry.ids.filter((other) => other !== id), ...found]
  }

  /** Groups of two and more, likest pairs first; who joins a group is a copy of at least half of it. Ids in order. */
  groups(foes: Foes = () => undefined): string[][] {
    const first = new Map([...this.#byText.values()].map((entry) => [entry, [...entry.ids].sort()[0]!]))
    const pairs: [Entry, Entry, number][] = []
    for (const entry of this.#byText.values())
      for (const [other, { likeness, verdict }] of entry.pairs)
        if (first.get(entry)! < first.get(other)! && verdict === 'copy') pairs.push([entry, other, likeness])
    const byId = (a: Entry, b: Entry) => (first.get(a)! < first.get(b)! ? -1 : a === b ? 0 : 1)
    pairs.sort((x, y) => y[2] - x[2] || byId(x[0], y[0]) || byId(x[1], y[1]))
    const groupOf = new Map<Entry, Entry[]>()
    for (const [a, b] of pairs) {
      const [one, two] = [groupOf.get(a) ?? [a], groupOf.get(b) ?? [b]]
      if (one === two || !mayJoin(one, two, foes)) continue
      const joined = [...one, ...two]
      for (const entry of joined) groupOf.set(entry, joined)
    }
    const groups = new Set(groupOf.values())
    for (const entry of this.#byText.values()) if (!groupOf.has(entry)) groups.add([entry])
    return [...groups]
      .flatMap((group) => severed(group.flatMap(({ ids }) => ids).sort(), foes))
      .filter((ids) => ids.length > 1)
      .sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
  }
}

const areApart = (x: Entry, y: Entry, foes: Foes): boolean =>
  x.ids.some((id) => {
    const own = foes(id)
    return own !== undefined && y.ids.some((other) => own.has(other))
  })

/** Copies of at least half of each other, none contrary, none held apart by people. */
const mayJoin = (one: readonly Entry[], two: readonly Entry[], foes: Foes): boolean => {
  let agreed = 0
  for (const x of one)
    for (const y of two) {
      const verdict = x.pairs.get(y)?.verdict
      if (verdict === 'contrary' || areApart(x, y, foes)) return false
      if (verdict === 'copy') agreed++
    }
  return agreed * 2 >= one.length * two.length
}

/**
 * The themes of a room, kept as it writes: an added idea finds its theme at once, `settle` runs everything anew, people's
 * corrections are facts for every later run. No clock, no chance but from the seed: the same story gives the same themes.
 */
import { Assignment } from './assignment.ts'
import { Belonging, type Likely } from './belonging.ts'
import { calm } from './calm.ts'
import { decide, factsFrom, type Correction, type Facts } from './correction.ts'
import { grouped } from './grouping.ts'
import { identified } from './identity.ts'
import { prepared, type Dictionary } from './lexicon/dictionary.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { standardLexicon } from './lexicon/standard.ts'
import { Naming } from './naming.ts'
import { byStrength, shownThemes } from './showing.ts'
import { unsureBelow, type Theme, type ThemeIdea } from './theme.ts'
import { voicesOf } from './voices.ts'
import { sharedBy } from './why.ts'
import { Writings } from './writings.ts'

export type { Likely }
/** What makes an engine go on where another stopped: plain data. */
export interface ThemeMemory {
  readonly facts: Facts
  /** Theme of each idea as the machine found it, under what people decided. */
  readonly assignment: Readonly<Record<string, string>>
  /** Number of the next new theme. */
  readonly next: number
}
export interface EngineOptions {
  /** The question or agenda of the session; may be empty. */
  readonly context: string
  readonly lexicon?: Lexicon
  readonly seed?: number
  readonly memory?: ThemeMemory
}

/** From this growth on nobody can expect to find what was there: a run moves what it wants to. */
const grownAnew = 1.4

let standardDictionary: Dictionary | undefined

export class ThemeEngine {
  readonly #seed: number
  readonly #writings: Writings
  readonly #assignment: Assignment
  readonly #belonging = new Belonging()
  readonly #naming: Naming
  #next: number
  /** Themes as the last run left them, which people look at. */
  #seen: Map<string, string>
  #credit = 0

  constructor({ context, lexicon, seed = 1, memory }: EngineOptions) {
    const dictionary = lexicon ? prepared(lexicon) : (standardDictionary ??= prepared(standardLexicon))
    this.#seed = seed
    this.#writings = new Writings(dictionary, context)
    this.#naming = new Naming(dictionary)
    this.#assignment = new Assignment(memory?.assignment ?? {}, factsFrom(memory?.facts))
    this.#next = memory?.next ?? 1
    this.#seen = new Map(Object.entries(memory?.assignment ?? {}))
  }

  /** Takes an idea in, or its new text, and places it at once. */
  add(idea: ThemeIdea): void {
    if (this.#writings.has(idea.id)) this.remove(idea.id)
    this.#writings.add(idea)
    this.#naming.forget(idea.id)
    this.#belonging.arrive(idea.id, this.#writings.featuresOf(idea.id))
    if (this.#assignment.arrive(idea.id) === undefined) this.#assignment.place(idea.id, this.#homeOf(idea.id))
  }

  /** Takes an idea away; what people decided about it stays decided, should it come back. */
  remove(id: string): void {
    if (!this.#writings.remove(id)) return
    this.#naming.forget(id)
    this.#belonging.leave(id)
    this.#assignment.leave(id)
  }

  /** Runs everything anew. Moves few ideas at a time, the rest in later runs, unless `freely`. */
  settle({ freely = false }: { freely?: boolean } = {}): void {
    const texts = this.#writings.review()
    const { facts } = this.#assignment
    const before = this.#assignment.now()
    const { ground, heaps, fallen } = grouped({
      texts,
      sets: this.nearDuplicates(),
      groupOf: (id) => this.#writings.groupOf(id),
      facts,
      before,
      seed: this.#seed,
      former: this.#belonging.former(),
    })
    const taken = this.#assignment.taken()
    this.#assignment.replace(identified(heaps, before, taken, () => this.#fresh(taken)))
    this.#belonging.stand(ground, fallen)
    this.#belonging.learn(this.#assignment.members())
    if (!freely && texts.length < grownAnew * this.#seen.size)
      this.#credit = calm(this.#assignment, this.#belonging, this.#seen, this.#credit)
    this.#seen = this.#assignment.now()
    this.#assignment.themes()
  }

  /** Obeys a correction from now on. False when it names what is not there. */
  correct(given: Correction): boolean {
    const decided = this.facts()
    const members = this.#assignment.members()
    const done = decide(decided, given, {
      members: (theme) => members.get(theme) ?? [],
      typical: (theme) => byStrength(theme, this.#assignment, this.#belonging).map(([id]) => id),
      themeOf: (id) => this.#assignment.themeOf(id),
      isTheme: (theme) => members.has(theme) || this.#assignment.facts.themes[theme] !== undefined,
      isIdea: (id) => this.#writings.has(id),
    })
    if (done) this.obey(decided)
    return done
  }

  /** All that people decided, as plain data of one's own. */
  facts(): Facts {
    return factsFrom(this.#assignment.facts)
  }

  /**
   * Obeys these decisions from now on in place of all earlier ones. What was taken back is undone: an idea is where the machine had found
   * it, or in the theme it had been taken from, and a theme that a merge had swallowed is there again.
   */
  obey(facts: Facts): void {
    const before = this.#assignment.now()
    this.#assignment.obey(facts)
    const lost = [...this.#writings.ids()].filter((id) => this.#assignment.isLost(id))
    for (const id of lost) this.#assignment.place(id, this.#homeOf(id))
    this.#belonging.learn(this.#assignment.members())
    // People have moved them and see it: the next run need not hold that back.
    for (const [id, theme] of this.#assignment.now()) if (theme !== before.get(id)) this.#seen.set(id, theme)
  }

  /** The themes that stand now, oldest first. Dismissed ones are left out. */
  themes(): Theme[] {
    const { spoken } = this.#writings
    const groupOf = (id: string) => this.#writings.groupOf(id)
    return shownThemes({ assignment: this.#assignment, belonging: this.#belonging, naming: this.#naming, spoken, groupOf })
  }

  /** Ideas that are in no theme that is shown, in order of their ids: ยังไม่เข้าประเด็น. */
  leftOvers(): string[] {
    const placed = new Set(this.#assignment.shown().flatMap((theme) => this.#assignment.membersOf(theme)))
    return [...this.#writings.ids()].filter((id) => !placed.has(id)).sort()
  }

  /** Members that may belong elsewhere, with their likeliest themes: ไม่แน่ใจ. */
  unsure(): { idea: string; likely: Likely[] }[] {
    const strong = this.#assignment.shown().flatMap((theme) => byStrength(theme, this.#assignment, this.#belonging))
    return strong.flatMap(([idea, value]) => (value < unsureBelow ? [{ idea, likely: this.likeliest(idea) }] : []))
  }

  /** The three themes that an idea is most associated with, without those it was taken from. */
  likeliest(id: string): Likely[] {
    const may = this.#assignment.shown().filter((theme) => this.#assignment.may(id, theme))
    return this.#belonging.likeliest(id, may).slice(0, 3)
  }

  /** Groups of copies, as found and as people corrected them. Ids in order. */
  nearDuplicates(): string[][] {
    const { copies } = this.#writings
    return voicesOf(
      (foes) => copies.groups(foes),
      this.#assignment.facts,
      (id) => this.#writings.has(id),
    )
  }

  /** ทำไม: the words and the concepts that two ideas share. */
  why(a: string, b: string): { words: string[]; concepts: string[] } {
    const [one, two] = [this.#writings.readingOf(a), this.#writings.readingOf(b)]
    return one && two ? sharedBy(one, two) : { words: [], concepts: [] }
  }

  /** What another engine needs to go on from here, with the same ideas. */
  memory(): ThemeMemory {
    return { facts: this.facts(), assignment: this.#assignment.memory(), next: this.#next }
  }

  #fresh(taken: ReadonlySet<string>): string {
    let id = `t${this.#next++}`
    while (taken.has(id) || this.#assignment.isKnown(id)) id = `t${this.#next++}`
    return id
  }
  /** The theme that an idea falls into: that of its copies, else the most associated one. */
  #homeOf(id: string): string | undefined {
    const may = (theme: string) => this.#assignment.may(id, theme)
    for (const copy of this.#writings.copies.copiesOf(id)) {
      const theme = this.#assignment.themeOf(copy)
      if (theme !== undefined && may(theme)) return theme
    }
    return this.#belonging.homeOf(id, may)
  }
}

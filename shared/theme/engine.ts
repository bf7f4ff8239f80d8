/**
 * The themes of a room, kept as it writes: an added idea finds its theme at once, `settle` runs everything anew, people's
 * corrections are facts for every later run. No clock, no chance but from the seed: the same story gives the same themes.
 */
import { agendaOf } from './agenda.ts'
import { calmed, type Move } from './calm.ts'
import { association, profileOf, withoutSelf, type Profile } from './association.ts'
import { decide, factsFrom, standing, type Correction, type Facts, type Present } from './correction.ts'
import { featuresOf } from './features.ts'
import { placed, type Ground } from './ground.ts'
import { grouped, joinedFrom } from './grouping.ts'
import { identified } from './identity.ts'
import { backgroundOf, labelOf, spokenIn, type Background, type Spoken } from './label.ts'
import { prepared, type Dictionary } from './lexicon/dictionary.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { standardLexicon } from './lexicon/standard.ts'
import { CopyIndex } from './near.ts'
import { read, type Reading } from './reading.ts'
import { unsureBelow, type Theme, type ThemeIdea } from './theme.ts'

/** What makes an engine go on where another stopped: plain data. */
export interface ThemeMemory {
  readonly facts: Facts
  /** Theme of each idea. */
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
export interface Likely {
  readonly theme: string
  /** 0 to 1. */
  readonly association: number
}

interface Known {
  readonly idea: ThemeIdea
  readonly reading: Reading
  readonly spoken: Spoken
  /** Its heaps in the last ground; absent until it was placed there. */
  heaps?: Int32Array
}

let standardDictionary: Dictionary | undefined

export class ThemeEngine {
  readonly #dictionary: Dictionary
  readonly #context: string
  readonly #seed: number
  readonly #known = new Map<string, Known>()
  readonly #copies: CopyIndex
  readonly #facts: Facts
  #theme = new Map<string, string>()
  #order: string[] = []
  #next: number
  /** Themes as the last run left them, which people look at. */
  #seen = new Map<string, string>()
  #credit = 0
  #ground: Ground | undefined
  #agenda = new Set<string>()
  #profiles = new Map<string, Profile>()
  #members: Map<string, string[]> | undefined
  #labels = new Map<string, { key: string; label: string; keyphrases: readonly string[] }>()
  #background: Background | undefined

  constructor({ context, lexicon, seed = 1, memory }: EngineOptions) {
    this.#dictionary = lexicon ? prepared(lexicon) : (standardDictionary ??= prepared(standardLexicon))
    this.#context = context
    this.#seed = seed
    this.#copies = new CopyIndex(this.#dictionary)
    this.#facts = factsFrom(memory?.facts)
    this.#next = memory?.next ?? 1
    if (memory) this.#theme = new Map(Object.entries(memory.assignment))
    this.#seen = new Map(this.#theme)
  }

  /** Takes an idea in, or its new text, and places it at once. */
  add(idea: ThemeIdea): void {
    const remembered = this.#known.has(idea.id) ? undefined : this.#theme.get(idea.id)
    this.remove(idea.id)
    const reading = read(idea.text, this.#dictionary)
    const known: Known = { idea, reading, spoken: spokenIn(reading) }
    this.#known.set(idea.id, known)
    this.#copies.add(idea.id, reading)
    if (this.#ground) known.heaps = placed(featuresOf(reading, this.#dictionary, this.#agenda), this.#ground)
    const theme = this.#facts.pins[idea.id] ?? remembered ?? this.#homeOf(idea.id, known)
    if (theme !== undefined) this.#theme.set(idea.id, standing(this.#facts, theme))
    this.#members = undefined
  }

  /** Takes an idea away; what people decided about it stays decided, should it come back. */
  remove(id: string): void {
    if (!this.#known.delete(id)) return
    this.#copies.remove(id)
    this.#theme.delete(id)
    this.#members = undefined
  }

  /** Runs everything anew. Moves few ideas at a time, the rest in later runs, unless `freely`. */
  settle({ freely = false }: { freely?: boolean } = {}): void {
    this.#copies.review()
    const all = [...this.#known.values()].sort((a, b) => (a.idea.id < b.idea.id ? -1 : 1))
    this.#agenda = agendaOf(
      this.#context,
      all.map(({ reading }) => reading),
      this.#dictionary,
    )
    const texts = all.map(({ idea, reading }) => ({ id: idea.id, features: featuresOf(reading, this.#dictionary, this.#agenda) }))
    const facts = this.#facts
    const { ground, heaps, fallen } = grouped({
      texts,
      sets: this.#sets(),
      facts,
      before: this.#theme,
      seed: this.#seed,
      former: this.#ground && { ground: this.#ground, fallen: (id) => this.#known.get(id)?.heaps },
    })
    const taken = new Set([...Object.keys(facts.themes), ...Object.values(facts.pins), ...Object.keys(facts.into)])
    const free = new Set(
      [...taken].filter(
        (theme) => facts.themes[theme] === undefined && !Object.values(facts.pins).includes(theme) && facts.into[theme] === undefined,
      ),
    )
    for (const theme of free) taken.delete(theme)
    const before = this.#theme
    const named = identified(heaps, before, taken, () => this.#fresh())
    this.#theme = new Map()
    for (const [theme, ids] of named) for (const id of ids) if (this.#may(id, theme)) this.#theme.set(id, theme)
    for (const [id, theme] of Object.entries(facts.pins)) if (this.#known.has(id)) this.#theme.set(id, theme)
    this.#ground = ground
    for (const [id, known] of this.#known) {
      const heaps = fallen.get(id)
      if (heaps) known.heaps = heaps
      else delete known.heaps
    }
    this.#members = undefined
    this.#profile()
    if (!freely && all.length < 1.4 * this.#seen.size) this.#keep()
    this.#seen = new Map(this.#theme)
    this.#shown()
  }

  /** Holds back what a run would move beyond its budget; see calm.ts. */
  #keep(): void {
    const divisions = this.#divisions()
    const moves: Move[] = []
    for (const [id, from] of this.#seen) {
      const known = this.#known.get(id)
      const to = this.#theme.get(id)
      if (!known || to === from || this.#facts.pins[id] !== undefined || !this.#may(id, from) || this.#facts.into[from] !== undefined)
        continue
      const own = this.#ownProfile(known)
      const [here, there] = [this.#profiles.get(from), to === undefined ? undefined : this.#profiles.get(to)]
      const stay = here ? association(own, here, divisions) : 0
      const go = there ? withoutSelf(association(own, there, divisions), there) : joinedFrom
      moves.push({ id, from, to, gain: go - stay, fits: stay >= joinedFrom, born: to !== undefined && !this.#order.includes(to) })
    }
    const { held, credit } = calmed(moves, this.#seen.size, this.#credit)
    for (const { id, from } of held) this.#theme.set(id, from)
    this.#credit = credit
    this.#members = undefined
    this.#profile()
  }

  /** Obeys a correction from now on. False when it names what is not there. */
  correct(given: Correction): boolean {
    const members = this.#membersByTheme()
    const present: Present = {
      members: (theme) => members.get(theme) ?? [],
      typical: (theme) => this.#byStrength(theme).map(([id]) => id),
      themeOf: (id) => this.#theme.get(id),
      isTheme: (theme) => members.has(theme) || this.#facts.themes[theme] !== undefined,
      isIdea: (id) => this.#known.has(id),
    }
    if (!decide(this.#facts, given, present)) return false
    const moved = new Map<string, string>()
    for (const [id, theme] of this.#theme) moved.set(id, standing(this.#facts, theme))
    for (const [id, theme] of Object.entries(this.#facts.pins)) if (this.#known.has(id)) moved.set(id, theme)
    for (const [id, theme] of moved) if (this.#facts.pins[id] === undefined && !this.#may(id, theme)) moved.delete(id)
    this.#theme = moved
    this.#members = undefined
    this.#profile()
    return true
  }

  /** The themes that stand now, oldest first. Dismissed ones are left out. */
  themes(): Theme[] {
    const members = this.#membersByTheme()
    const shown = this.#shown().filter((theme) => (members.get(theme)?.length ?? 0) > 0 || this.#facts.themes[theme]?.label !== undefined)
    const used = new Set(shown.map((theme) => this.#facts.themes[theme]?.label).filter((label) => label !== undefined))
    const bySize = [...shown].sort((a, b) => (members.get(b)?.length ?? 0) - (members.get(a)?.length ?? 0) || (a < b ? -1 : 1))
    const labels = new Map(bySize.map((theme) => [theme, this.#labelOf(theme, members.get(theme) ?? [], used)]))
    return shown.map((theme) => {
      const strong = this.#byStrength(theme)
      const groups = new Set(strong.map(([id]) => this.#known.get(id)!.idea.group))
      return {
        id: theme,
        ...labels.get(theme)!,
        ideaIds: strong.map(([id]) => id),
        strength: strong.map(([, value]) => value),
        representatives: strong.slice(0, 3).map(([id]) => id),
        groups: [...groups].sort(),
        curated: this.#facts.themes[theme] !== undefined,
      }
    })
  }

  /** Ideas that are in no theme that is shown, in order of their ids: ยังไม่เข้ากลุ่ม. */
  leftOvers(): string[] {
    const shown = new Set(this.#shown())
    return [...this.#known.keys()].filter((id) => !shown.has(this.#theme.get(id) ?? '')).sort()
  }

  /** Members that may belong elsewhere, with their likeliest themes: ไม่แน่ใจ. */
  unsure(): { idea: string; likely: Likely[] }[] {
    const found: { idea: string; likely: Likely[] }[] = []
    for (const theme of this.#shown())
      for (const [idea, value] of this.#byStrength(theme)) if (value < unsureBelow) found.push({ idea, likely: this.likeliest(idea) })
    return found
  }

  /** The three themes that an idea is most associated with, without those it was taken from. */
  likeliest(id: string): Likely[] {
    const known = this.#known.get(id)
    if (!known) return []
    const own = this.#ownProfile(known)
    const likely = this.#shown().flatMap((theme) => {
      const profile = this.#profiles.get(theme)
      return profile && this.#may(id, theme) ? [{ theme, association: association(own, profile, this.#divisions()) }] : []
    })
    return likely
      .filter((one) => one.association > 0)
      .sort((a, b) => b.association - a.association || (a.theme < b.theme ? -1 : 1))
      .slice(0, 3)
  }

  /** Groups of copies, as found and as people corrected them. Ids in order. */
  nearDuplicates(): string[][] {
    return this.#sets().map((set) => [...set])
  }

  /** ทำไม: the words and the concepts that two ideas share. */
  why(a: string, b: string): { words: string[]; concepts: string[] } {
    const [one, two] = [this.#known.get(a), this.#known.get(b)]
    if (!one || !two) return { words: [], concepts: [] }
    const topics = (known: Known) =>
      new Map(known.reading.words.filter(({ kind }) => kind === 'topic').map(({ stem, form }) => [stem, form]))
    const there = topics(two)
    return {
      words: [...topics(one)].filter(([stem]) => there.has(stem)).map(([, form]) => form),
      concepts: [...one.spoken.concepts].filter((id) => two.spoken.concepts.has(id)),
    }
  }

  /** What another engine needs to go on from here, with the same ideas. */
  memory(): ThemeMemory {
    return { facts: factsFrom(this.#facts), assignment: Object.fromEntries(this.#theme), next: this.#next }
  }

  #fresh(): string {
    const known = this.#facts.themes
    for (;;) {
      const id = `t${this.#next++}`
      if (known[id] === undefined && this.#facts.into[id] === undefined) return id
    }
  }
  #may(id: string, theme: string): boolean {
    return !(this.#facts.bans[id]?.includes(theme) ?? false)
  }
  #shown(): string[] {
    const all = new Set([...this.#theme.values(), ...Object.keys(this.#facts.themes)])
    for (const theme of all) if (!this.#order.includes(theme)) this.#order.push(theme)
    return this.#order.filter((theme) => all.has(theme) && !this.#facts.themes[theme]?.dismissed)
  }
  #membersByTheme(): Map<string, string[]> {
    if (this.#members) return this.#members
    const members = new Map<string, string[]>()
    for (const id of this.#known.keys()) {
      const theme = this.#theme.get(id)
      if (theme !== undefined) {
        const list = members.get(theme)
        if (list) list.push(id)
        else members.set(theme, [id])
      }
    }
    return (this.#members = members)
  }
  #sets(): string[][] {
    const { same, different } = this.#facts
    const foes = new Set(different.flatMap(([a, b]) => [`${a}\n${b}`, `${b}\n${a}`]))
    const sets = this.#copies.groups((a, b) => foes.has(`${a}\n${b}`))
    for (const given of same) {
      const there = given.filter((id) => this.#known.has(id))
      if (there.length < 2) continue
      const touched = sets.filter((set) => set.some((id) => there.includes(id)))
      const joined = [...new Set([...touched.flat(), ...there])].sort()
      for (const set of touched) sets.splice(sets.indexOf(set), 1)
      sets.push(joined)
    }
    return sets.sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
  }
  #divisions(): number {
    return this.#ground?.divisions.length ?? 1
  }
  #ownProfile(known: Known): Profile {
    return profileOf([0], known.heaps ?? new Int32Array(this.#divisions()).fill(-1), this.#divisions())
  }
  /** Profiles of all themes by the heaps of their members. */
  #profile(): void {
    this.#profiles = new Map()
    if (!this.#ground) return
    const divisions = this.#divisions()
    for (const [theme, ids] of this.#membersByTheme()) {
      const there = ids.map((id) => this.#known.get(id)!.heaps).filter((heaps) => heaps !== undefined)
      const joined = new Int32Array(there.length * divisions)
      for (const [i, heaps] of there.entries()) joined.set(heaps, i * divisions)
      if (there.length > 0) this.#profiles.set(theme, profileOf([...there.keys()], joined, divisions))
    }
  }
  /** The theme that a new idea falls into: that of its copies, else the most associated one. */
  #homeOf(id: string, known: Known): string | undefined {
    for (const copy of this.#copies.copiesOf(id)) {
      const theme = this.#theme.get(copy)
      if (theme !== undefined && this.#may(id, theme)) return theme
    }
    if (!known.heaps) return undefined
    const own = this.#ownProfile(known)
    let best: string | undefined
    let top = joinedFrom
    for (const [theme, profile] of this.#profiles) {
      const value = association(own, profile, this.#divisions())
      if (value > top && this.#may(id, theme)) {
        top = value
        best = theme
      }
    }
    return best
  }
  #byStrength(theme: string): [string, number][] {
    const profile = this.#profiles.get(theme)
    const strength = (id: string) => {
      if (this.#facts.pins[id] === theme) return 1
      const known = this.#known.get(id)!
      return profile && known.heaps ? association(this.#ownProfile(known), profile, this.#divisions()) : 0
    }
    return (this.#membersByTheme().get(theme) ?? [])
      .map((id): [string, number] => [id, strength(id)])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  }
  #labelOf(theme: string, ids: readonly string[], used: Set<string>): { label: string; keyphrases: readonly string[] } {
    const given = this.#facts.themes[theme]?.label
    const key = `${this.#known.size} ${[...ids].sort().join(' ')}`
    const kept = this.#labels.get(theme)
    if (kept?.key === key && (given ?? kept.label) === kept.label && !used.has(kept.label)) {
      used.add(kept.label)
      return { label: kept.label, keyphrases: kept.keyphrases }
    }
    if (this.#background?.texts !== this.#known.size) this.#background = backgroundOf([...this.#known.values()].map(({ spoken }) => spoken))
    const made =
      ids.length > 0
        ? labelOf(
            ids.map((id) => this.#known.get(id)!.spoken),
            this.#background,
            this.#dictionary,
            used,
          )
        : { label: theme, keyphrases: [] }
    const label = given ?? made.label
    used.add(label)
    this.#labels.set(theme, { key, label, keyphrases: made.keyphrases })
    return { label, keyphrases: made.keyphrases }
  }
}

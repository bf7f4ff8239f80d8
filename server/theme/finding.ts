/**
 * One seminar's engine and when it runs: a new idea is placed at once; everything is run anew when many ideas changed or people
 * decided something, at most every three seconds, and never so often that it takes more than a quarter of its thread.
 */
import type { Correction, Facts } from '#shared/theme/correction.ts'
import { ThemeEngine, type Likely } from '#shared/theme/engine.ts'
import { differenceOf } from '#shared/theme/facts.ts'
import type { Lexicon } from '#shared/theme/lexicon/lexicon.ts'
import { fewestIdeas, unsureBelow, type Theme, type ThemeIdea } from '#shared/theme/theme.ts'
import type { Corrected, Found, FoundTheme, Memory, Placement } from './errands.ts'

/** `settleGapMs`: the shortest rest between two runs. `quietMs`: few changes are run as well, once it has been quiet. */
const usualPace = { settleGapMs: 3_000, quietMs: 10_000 }
const tellGapMs = 250
/**
 * A run makes a part of the ground anew and moves few ideas at a time: when nothing changes any more, what it held back comes in later
 * runs, until so many in a row have moved nothing, or after so many anyhow.
 */
const [stillRuns, mostRuns] = [4, 12]
/** So many times the cost of the last one is the rest before the next. */
const restFactor = 3
const changedShare = 0.03
const fewChanges = 5
/** A strength is told anew when it has moved so far, or past the line of the unsure. */
const strengthStep = 0.1

/** Without whose it is. */
type Untitled = Omit<Found, 'seminarId' | 'life'>

export class Finding {
  readonly #engine: ThemeEngine
  readonly #tell: (found: Untitled) => void
  readonly #times = new Map<string, number>()
  readonly #told = new Map<string, Placement>()
  #begun = false
  readonly #pace: typeof usualPace
  #changed = 0
  #runsLeft = 0
  #stillFor = 0
  #decided = false
  #settledAt = -Infinity
  #settleMs = 0
  #toldAt = -Infinity
  #tellMs = 0
  #changedAt = 0
  #news = false
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Infinity

  constructor(
    {
      context,
      lexicon,
      memory,
    }: { context: string; lexicon?: Lexicon | undefined; memory?: Pick<Memory, 'assignment' | 'next'> | undefined },
    tell: (found: Untitled) => void,
    pace = usualPace,
  ) {
    const facts: Facts = { themes: {}, into: {}, pins: {}, bans: {}, same: [], different: [] }
    this.#engine = new ThemeEngine({ context, ...(lexicon && { lexicon }), ...(memory && { memory: { ...memory, facts } }) })
    this.#tell = tell
    this.#pace = pace
  }

  /** All that stood at the beginning is there. */
  begin(): void {
    this.#begun = true
    this.#decided = true
    this.#run()
    // All of its ground is new, and what stood before stays.
    this.#runsLeft = 0
  }

  ideas(put: readonly ThemeIdea[], gone: readonly string[]): void {
    for (const id of gone) {
      this.#engine.remove(id)
      this.#times.delete(id)
      // Its row is gone: should it come back before anything is told, its place is news again.
      this.#told.delete(id)
    }
    for (const idea of put) {
      this.#engine.add(idea)
      this.#times.set(idea.id, idea.ts)
    }
    this.#changed += put.length + gone.length
    this.#changedAt = performance.now()
    this.#soon()
  }

  obey(facts: Facts): void {
    if (differenceOf(this.#engine.facts(), facts).length === 0) return
    this.#engine.obey(facts)
    this.#decided = true
    this.#soon()
  }

  /** What the correction changes, obeyed at once; undefined when it names what is not there. */
  correct(correction: Correction): Corrected {
    const before = this.#engine.facts()
    if (!this.#engine.correct(correction)) return undefined
    this.#decided = true
    this.#soon()
    return differenceOf(before, this.#engine.facts())
  }

  /** Runs everything anew if anything changed, and tells. */
  finish(): void {
    this.#runsLeft = 0
    if (this.#settleDue() < Infinity) this.#settle()
    this.#runsLeft = 0
    this.#say()
  }

  why(a: string, b: string): { words: string[]; concepts: string[] } {
    return this.#engine.why(a, b)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #soon(): void {
    this.#news = true
    if (this.#begun) this.#wake(this.#toldAt + Math.max(tellGapMs, restFactor * this.#tellMs))
  }
  /** Runs at a time, or before it where that is wanted already. */
  #wake(at: number): void {
    if (this.#wakesAt <= at) return
    clearTimeout(this.#timer)
    this.#wakesAt = at
    this.#timer = setTimeout(() => this.#run(), Math.max(0, at - performance.now()))
  }

  #run(): void {
    clearTimeout(this.#timer)
    this.#wakesAt = Infinity
    const due = this.#settleDue()
    if (due <= performance.now()) this.#settle()
    if (this.#news) this.#say()
    const next = this.#settleDue()
    if (next < Infinity) this.#wake(Math.max(performance.now() + tellGapMs, next))
  }

  /** When everything is to be run anew; Infinity = there is no need. */
  #settleDue(): number {
    const isNew = this.#changed > 0 || this.#decided
    if (this.#times.size < fewestIdeas || (!isNew && this.#runsLeft === 0)) return Infinity
    const { settleGapMs, quietMs } = this.#pace
    const many = this.#changed >= Math.max(fewChanges, changedShare * this.#times.size)
    const rested = this.#settledAt + Math.max(settleGapMs, restFactor * this.#settleMs)
    return this.#decided || many ? rested : Math.max(rested, (isNew ? this.#changedAt : this.#settledAt) + quietMs)
  }

  #settle(): void {
    const began = performance.now()
    if (this.#changed > 0 || this.#decided) [this.#runsLeft, this.#stillFor] = [mostRuns, 0]
    else this.#runsLeft = ++this.#stillFor >= stillRuns ? 0 : this.#runsLeft - 1
    this.#changed = 0
    this.#decided = false
    this.#engine.settle()
    this.#settledAt = performance.now()
    this.#settleMs = this.#settledAt - began
    this.#news = true
  }

  #say(): void {
    const began = performance.now()
    this.#news = false
    const themes = this.#engine.themes()
    const placements = this.#placements(themes)
    const placed: Placement[] = []
    for (const [id, placement] of placements) {
      const before = this.#told.get(id)
      if (before && isAlike(before, placement)) continue
      if (before?.theme !== placement.theme) this.#stillFor = 0
      this.#told.set(id, placement)
      placed.push(placement)
    }
    for (const id of this.#told.keys()) if (!placements.has(id)) this.#told.delete(id)
    this.#tell({ placed, themes: themes.map(shownOf), next: this.#engine.memory().next })
    this.#toldAt = performance.now()
    this.#tellMs = this.#toldAt - began
  }

  #placements(themes: readonly Theme[]): Map<string, Placement> {
    const placements = new Map<string, Placement>()
    const copies = this.#copies()
    for (const { id: theme, ideaIds, strength } of themes)
      for (const [i, id] of ideaIds.entries()) {
        const sure = strength[i]!
        const likely = sure < unsureBelow ? this.#engine.likeliest(id) : []
        placements.set(id, { id, theme, strength: sure, ...(likely.length > 0 && { likely }), ...copies.get(id) })
      }
    for (const id of this.#times.keys()) {
      if (placements.has(id)) continue
      const likely = this.#engine.likeliest(id)
      placements.set(id, { id, ...(likely.length > 0 && { likely }), ...copies.get(id) })
    }
    return placements
  }

  /** Of each copy the one that was written first. */
  #copies(): Map<string, { copyOf: string }> {
    const copies = new Map<string, { copyOf: string }>()
    for (const set of this.#engine.nearDuplicates()) {
      const [first, ...others] = [...set].sort((a, b) => this.#times.get(a)! - this.#times.get(b)! || (a < b ? -1 : 1))
      for (const id of others) copies.set(id, { copyOf: first! })
    }
    return copies
  }
}

const shownOf = ({ id, label, keyphrases, representatives, curated }: Theme): FoundTheme => ({
  id,
  label,
  keyphrases,
  representatives,
  curated,
})

const isNear = (a: number | undefined, b: number | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b
  return Math.abs(a - b) < strengthStep && a < unsureBelow === b < unsureBelow && (a === 1) === (b === 1)
}
const areNear = (a: readonly Likely[] = [], b: readonly Likely[] = []): boolean =>
  a.length === b.length &&
  a.every(({ theme, association }, i) => theme === b[i]!.theme && Math.abs(association - b[i]!.association) < strengthStep)

const isAlike = (a: Placement, b: Placement): boolean =>
  a.theme === b.theme && a.copyOf === b.copyOf && isNear(a.strength, b.strength) && areNear(a.likely, b.likely)

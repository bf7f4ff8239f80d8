/**
 * One full run: from texts, decisions and the themes of before to who belongs where. The same input gives the same themes,
 * whatever order it comes in: texts are taken in the order of their ids.
 */
import { association, associationWith, crowdOf, pairwise, profileOf, withoutSelf, type Profile } from './association.ts'
import type { Facts } from './correction.ts'
import { divided, tuning, type Former, type Ground, type Text, type Tuning } from './ground.ts'
import { link } from './linkage.ts'
import { fewestIdeas } from './theme.ts'
import { foesOf } from './voices.ts'

export interface Run {
  /** In order of their ids. */
  readonly texts: readonly Text[]
  /** Copies and what people called the same: one voice. */
  readonly sets: readonly (readonly string[])[]
  readonly facts: Facts
  /** Which board it stands on. */
  groupOf(id: string): string
  /** Theme of each idea in the run before. */
  readonly before: ReadonlyMap<string, string>
  readonly seed: number
  readonly former: Former | undefined
}
export interface Heap {
  /** Set when people have put ideas into it. */
  readonly theme: string | undefined
  readonly ids: readonly string[]
}
export interface Grouped {
  readonly ground: Ground | undefined
  readonly heaps: readonly Heap[]
  /** Where each text fell in every division; a copy where the first of its set fell. */
  readonly fallen: ReadonlyMap<string, Int32Array>
}

/** Association below which nothing is joined. */
export const joinedFrom = 0.3
/** More things than this are first drawn together where nearly all divisions agree. */
const mostThings = 1500
/** From this many texts on fewer divisions are made. */
const many = 1500
const quick: Tuning = { ...tuning, divisions: 12 }

interface Thing {
  readonly texts: readonly number[]
  readonly theme: string | undefined
  profile: Profile
}

export const grouped = ({ texts, sets, facts, groupOf, before, seed, former }: Run): Grouped => {
  const at = new Map(texts.map(({ id }, i) => [id, i]))
  const pin = (i: number) => facts.pins[texts[i]!.id]
  const leaders = new Map<number, number>()
  const followers = new Map<number, number[]>()
  for (const set of sets) {
    const there = set.map((id) => at.get(id)).filter((i) => i !== undefined)
    const themes = new Set(there.map(pin).filter((theme) => theme !== undefined))
    const free = there.filter((i) => pin(i) === undefined)
    const [theme] = themes
    const leader =
      themes.size === 1 && free.every((i) => !facts.bans[texts[i]!.id]?.includes(theme!)) ? there.find((i) => pin(i) === theme)! : free[0]
    for (const i of free)
      if (leader !== undefined && i !== leader) {
        leaders.set(i, leader)
        followers.set(leader, [...(followers.get(leader) ?? []), i])
      }
  }
  const voices = texts.map((_, i) => i).filter((i) => !leaders.has(i))
  const members = (voice: number) => [voice, ...(followers.get(voice) ?? [])]
  const named = new Map<string, number[]>()
  const loose: number[] = []
  for (const [k, voice] of voices.entries()) {
    const theme = pin(voice)
    if (theme === undefined) loose.push(k)
    else named.set(theme, [...(named.get(theme) ?? []), k])
  }
  const written = (heap: readonly number[]) => heap.flatMap((k) => members(voices[k]!)).map((i) => texts[i]!.id)
  if (voices.length < fewestIdeas)
    return { ground: undefined, fallen: new Map(), heaps: [...named].map(([theme, heap]) => ({ theme, ids: written(heap) })) }

  const tuned = voices.length > many ? quick : tuning
  const { divisions } = tuned
  const { ground, heaps: fell } = divided(
    voices.map((voice) => texts[voice]!),
    seed,
    tuned,
    former,
  )
  const was = (k: number) => before.get(texts[voices[k]!]!.id)
  const profile = (heap: readonly number[]) => profileOf(heap, fell, divisions, was)
  // Ideas that were taken from a theme or from each other join when the rest stands: one such idea would else keep all its friends away.
  const marked = new Set([...Object.keys(facts.bans).filter((id) => facts.bans[id]!.length > 0), ...facts.different.flat()])
  const [late, early] = [true, false].map((wanted) => loose.filter((k) => marked.has(texts[voices[k]!]!.id) === wanted)) as [
    number[],
    number[],
  ]
  const things: Thing[] = [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([theme, heap]) => ({ theme, texts: heap, profile: profile(heap) }))
  for (const heap of early.length > mostThings ? drawnTogether(early, fell, divisions) : early.map((k) => [k]))
    things.push({ theme: undefined, texts: heap, profile: profile(heap) })

  const n = things.length
  const values = likenesses(things, fell, divisions, was)
  const group = link({ size: n, values, weight: Float64Array.from(things, ({ texts: heap }) => heap.length) }, joinedFrom)
  const joined = new Map<number, Thing[]>()
  for (const [i, thing] of things.entries()) joined.set(group[i]!, [...(joined.get(group[i]!) ?? []), thing])
  const heaps = [...joined.values()].map((parts) => ({
    theme: parts.find(({ theme }) => theme !== undefined)?.theme,
    fixed: parts.filter(({ theme }) => theme !== undefined).flatMap(({ texts: heap }) => heap),
    free: parts.filter(({ theme }) => theme === undefined).flatMap(({ texts: heap }) => heap),
  }))
  for (const k of late) heaps.push({ theme: undefined, fixed: [], free: [k] })
  // What several groups say in the same words is a theme, however alone it stands; pasted many times by one it is one idea.
  const isShared = (k: number) => new Set(members(voices[k]!).map((i) => groupOf(texts[i]!.id))).size > 1
  const settled = reassigned(heaps, { profile, fell, was, divisions, facts, isShared, idOf: (k) => texts[voices[k]!]!.id })
  const fallen = new Map<string, Int32Array>()
  for (const [k, voice] of voices.entries())
    for (const i of members(voice)) fallen.set(texts[i]!.id, fell.subarray(k * divisions, (k + 1) * divisions))
  return { ground, fallen, heaps: settled.map(({ theme, texts: heap }) => ({ theme, ids: written(heap) })) }
}

/** Texts that fall together in four of five divisions. */
const drawnTogether = (texts: readonly number[], heaps: Int32Array, divisions: number): number[][] => {
  const drawn: number[][] = []
  const needed = Math.ceil(0.8 * divisions)
  for (const k of texts) {
    const home = drawn.find(([first]) => {
      let same = 0
      for (let run = 0; run < divisions && same + divisions - run >= needed; run++)
        if (heaps[k * divisions + run]! >= 0 && heaps[k * divisions + run] === heaps[first! * divisions + run]) same++
      return same >= needed
    })
    if (home) home.push(k)
    else drawn.push([k])
  }
  return drawn
}

/** Likeness of every two things. Two themes of people are never joined. */
const likenesses = (
  things: readonly Thing[],
  fell: Int32Array,
  divisions: number,
  was: (k: number) => string | undefined,
): Float32Array => {
  const n = things.length
  const numbers = new Map<string, number>()
  const numberOf = (theme: string | undefined) => {
    if (theme === undefined) return -1
    const known = numbers.get(theme) ?? numbers.size
    numbers.set(theme, known)
    return known
  }
  const firsts = things.map(({ texts }) => texts[0]!)
  const before = Int32Array.from(firsts, (k) => numberOf(was(k)))
  const values = pairwise(firsts, fell, divisions, before)
  for (const [i, one] of things.entries()) {
    if (one.texts.length === 1 && one.theme === undefined) continue
    for (const [j, other] of things.entries()) {
      const apart = one.theme !== undefined && other.theme !== undefined
      const value = apart ? -1 : association(one.profile, other.profile, divisions)
      values[i * n + j] = value
      values[j * n + i] = value
    }
  }
  return values
}

interface Settled {
  readonly theme: string | undefined
  readonly texts: number[]
}
interface Surroundings {
  readonly profile: (texts: readonly number[]) => Profile
  readonly fell: Int32Array
  readonly was: (k: number) => string | undefined
  readonly divisions: number
  readonly facts: Facts
  readonly isShared: (k: number) => boolean
  readonly idOf: (k: number) => string
}
/** Every free text goes to the heap it is most associated with, if it may and that is enough; else it is left over. */
const reassigned = (
  heaps: readonly { theme: string | undefined; fixed: number[]; free: number[] }[],
  { profile, fell, was, divisions, facts, isShared, idOf }: Surroundings,
): Settled[] => {
  const firm = heaps.filter(({ theme, fixed, free }) => theme !== undefined || fixed.length + free.length > 1)
  const crowds = firm.map(({ fixed, free }) => crowdOf(profile([...fixed, ...free]), divisions))
  const settled: Settled[] = firm.map(({ theme, fixed }) => ({ theme, texts: [...fixed] }))
  const foesOfIdea = foesOf(facts.different)
  const choose = (k: number, home: number) => {
    const foes = foesOfIdea(idOf(k))
    const bans = facts.bans[idOf(k)]
    const before = was(k)
    let best = -1
    let top = joinedFrom
    for (const [i, { theme }] of firm.entries()) {
      if (theme !== undefined && bans?.includes(theme)) continue
      if (foes && settled[i]!.texts.some((other) => foes.has(idOf(other)))) continue
      const raw = associationWith(fell, k * divisions, before, crowds[i]!, divisions)
      const likeness = i === home ? withoutSelf(raw, crowds[i]!) : raw
      if (likeness > top) {
        top = likeness
        best = i
      }
    }
    return best
  }
  for (const heap of heaps) {
    const home = firm.indexOf(heap)
    for (const k of heap.free) {
      const to = choose(k, home)
      if (to >= 0) settled[to]!.texts.push(k)
      else if (isShared(k)) settled.push({ theme: undefined, texts: [k] })
    }
  }
  return settled.filter(({ theme, texts }) => theme !== undefined || texts.length > 1 || texts.some(isShared))
}

/**
 * The ground that themes stand on: many quick, different divisions of the texts. Two texts are as alike as the divisions that put
 * them together; one division errs, many rarely err together. A new text is placed in the same divisions within a millisecond.
 */
import { numberOf } from './chance.ts'
import { mostHeaps } from './association.ts'
import type { Features, Mix } from './features.ts'
import { matrixOf, rowOf, scaleOf, type Scale } from './matrix.ts'
import { directions, nearest, partition, type Partition } from './partition.ts'
import { reduce } from './reduce.ts'

export interface Tuning {
  readonly mixes: readonly Mix[]
  /** Powers of the inverse document frequency. */
  readonly rarities: readonly number[]
  readonly dimensions: readonly number[]
  /** Numbers of heaps, as shares of the usual number. */
  readonly heaps: readonly number[]
  readonly divisions: number
}

export const tuning: Tuning = {
  mixes: [
    { words: 1, pairs: 0.5, concepts: 0.8, fields: 0.3 },
    { words: 1, pairs: 0, concepts: 1.5, fields: 0.5 },
  ],
  // Twice the same: two grounds that are renewed in turn.
  rarities: [0.5, 0.5],
  dimensions: [15, 30, 50],
  heaps: [0.65, 0.9, 1.15, 1.5],
  divisions: 24,
}

/**
 * The mixes for these texts. In few or abstract texts hardly a concept comes twice: then the fields of the lexicon, which
 * are wider, say what belongs together; in many texts on few matters they would blur it.
 */
const mixesFor = (texts: readonly Features[], mixes: readonly Mix[]): Mix[] => {
  const seen = new Set<string>()
  let mentions = 0
  for (const { concepts } of texts)
    for (const id of concepts.keys()) {
      mentions++
      seen.add(id)
    }
  const sparse = Math.max(0, Math.min(1, (5.5 - mentions / Math.max(1, seen.size)) / 3))
  return mixes.map((mix) => ({ ...mix, fields: mix.fields + sparse * (mix.concepts > 1 ? 1.5 : 1) }))
}

/** A text to be divided. */
export interface Text {
  readonly id: string
  readonly features: Features
}
interface Space {
  readonly scale: Scale
  readonly dimensions: number
  readonly features: Float32Array
  /** Of how many texts it was made. */
  readonly size: number
}
export interface Ground {
  readonly spaces: readonly Space[]
  /** Division `run` lies in space `run % spaces.length`. */
  readonly divisions: readonly Pick<Partition, 'heaps' | 'dimensions' | 'centres'>[]
  /** Counts the runs: each renews one space in turn. */
  readonly turn: number
}
export interface Divided {
  readonly ground: Ground
  /** Heap of every text in every division, text by text; -1 for none. */
  readonly heaps: Int32Array
}
/** The ground before, and where a text fell on it. */
export interface Former {
  readonly ground: Ground
  fallen(id: string): Int32Array | undefined
}

/** How many heaps n texts usually make. */
const usual = (n: number): number => 5.2 * n ** 0.22
/** A space of fewer texts than this part of all is too old. */
const oldBelow = 0.67

/**
 * Divides the texts, always alike for the same texts, seed and tuning. On a former ground only one space in turn is made anew,
 * and those that the texts have outgrown: the ground moves slowly under people's eyes, at a quarter of the work.
 */
export const divided = (
  texts: readonly Text[],
  seed: number,
  { mixes, rarities, dimensions, heaps, divisions }: Tuning,
  former?: Former,
): Divided => {
  const n = texts.length
  const names = Int32Array.from(texts, ({ id }) => numberOf(id))
  const said = texts.map(({ features }) => features)
  const kinds = mixesFor(said, mixes).flatMap((mix) => rarities.map((rarity) => ({ mix, rarity })))
  const old = former && former.ground.divisions.length === divisions ? former : undefined
  const turn = (old?.ground.turn ?? -1) + 1
  const spaces: Space[] = []
  const made: Ground['divisions'][number][] = new Array(divisions)
  const all = new Int32Array(n * divisions)
  const computed = new Map<string, Space & { points: Float32Array }>()
  for (const [s, { mix, rarity }] of kinds.entries()) {
    const runs = Array.from({ length: Math.ceil((divisions - s) / kinds.length) }, (_, lap) => s + lap * kinds.length)
    const last = old?.ground.spaces[s]
    if (old && last && s !== turn % kinds.length && last.size >= oldBelow * n) {
      spaces.push(last)
      for (const run of runs) made[run] = old.ground.divisions[run]!
      for (const [i, text] of texts.entries()) {
        const before = old.fallen(text.id) ?? placed(text.features, old.ground)
        for (const run of runs) all[i * divisions + run] = before[run]!
      }
      continue
    }
    const key = `${mix.concepts} ${rarity}`
    const fresh = computed.get(key) ?? reducedBy(scaleOf(said, mix, rarity), said, Math.max(...dimensions), seed)
    computed.set(key, fresh)
    const { points, ...space } = fresh
    const width = space.dimensions
    spaces.push(space)
    for (const [lap, run] of runs.entries()) {
      const kept = Math.min(width, dimensions[lap % dimensions.length]!)
      const wanted = Math.round(usual(n) * heaps[(run + lap) % heaps.length]!)
      const count = Math.max(2, Math.min(Math.floor(n / 3), wanted, mostHeaps - 1))
      const { heap, ...division } = partition(directions(points, n, width, kept), n, kept, count, names, seed * 97 + run)
      made[run] = division
      for (let i = 0; i < n; i++) all[i * divisions + run] = heap[i]!
    }
  }
  return { ground: { spaces, divisions: made, turn }, heaps: all }
}

const reducedBy = (scale: Scale, said: readonly Features[], dimensions: number, seed: number): Space & { points: Float32Array } => {
  const reduced = reduce(matrixOf(said, scale), dimensions, seed)
  return { scale, dimensions: reduced.dimensions, features: reduced.features, size: said.length, points: reduced.texts }
}

/** The heaps that a new text falls into. */
export const placed = (text: Features, { spaces, divisions }: Ground): Int32Array => {
  const points = spaces.map(({ scale, dimensions, features }) => {
    const point = new Float32Array(dimensions)
    for (const [at, value] of rowOf(text, scale)) for (let d = 0; d < dimensions; d++) point[d]! += value * features[at * dimensions + d]!
    return point
  })
  return Int32Array.from(divisions, ({ centres, heaps, dimensions }, run) => {
    const point = points[run % spaces.length]!
    return nearest(directions(point, 1, point.length, dimensions), 0, centres, heaps, dimensions)
  })
}

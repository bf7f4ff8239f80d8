/**
 * The ground that themes stand on: many quick, different divisions of the texts. Two texts are as alike as the divisions that put
 * them together; one division errs, many rarely err together. A new text is placed in the same divisions within a millisecond.
 */
import { numberOf } from './chance.ts'
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
  rarities: [0.35, 0.65],
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
}
export interface Ground {
  readonly spaces: readonly Space[]
  readonly divisions: readonly { readonly space: number; readonly partition: Partition }[]
  /** Heap of every text in every division, text by text; -1 for none. */
  readonly heaps: Int32Array
}

/** How many heaps n texts usually make. */
const usual = (n: number): number => 5.2 * n ** 0.22

/** Divides the texts, always alike for the same texts, seed and tuning. */
export const groundOf = (
  texts: readonly Text[],
  seed: number,
  { mixes, rarities, dimensions, heaps, divisions }: Tuning = tuning,
): Ground => {
  const n = texts.length
  const names = Int32Array.from(texts, ({ id }) => numberOf(id))
  const said = texts.map(({ features }) => features)
  const spaces: (Space & { texts: Float32Array; cut: Map<number, Float32Array> })[] = []
  for (const mix of mixesFor(said, mixes))
    for (const rarity of rarities) {
      const scale = scaleOf(said, mix, rarity)
      const reduced = reduce(matrixOf(said, scale), Math.max(...dimensions), seed)
      spaces.push({ scale, ...reduced, cut: new Map() })
    }
  const made: { space: number; partition: Partition }[] = []
  for (let run = 0; run < divisions; run++) {
    const at = run % spaces.length
    const space = spaces[at]!
    const lap = Math.floor(run / spaces.length)
    const width = Math.min(space.dimensions, dimensions[lap % dimensions.length]!)
    const wanted = Math.round(usual(n) * heaps[(run + lap) % heaps.length]!)
    const x = space.cut.get(width) ?? directions(space.texts, n, space.dimensions, width)
    space.cut.set(width, x)
    made.push({ space: at, partition: partition(x, n, width, Math.max(2, Math.min(Math.floor(n / 3), wanted)), names, seed * 97 + run) })
  }
  const all = new Int32Array(n * divisions)
  for (const [
    run,
    {
      partition: { heap },
    },
  ] of made.entries())
    for (let i = 0; i < n; i++) all[i * divisions + run] = heap[i]!
  return {
    spaces: spaces.map(({ scale, dimensions: width, features }) => ({ scale, dimensions: width, features })),
    divisions: made,
    heaps: all,
  }
}

/** The heaps that a new text falls into. */
export const placed = (text: Features, { spaces, divisions }: Ground): Int32Array => {
  const points = spaces.map(({ scale, dimensions, features }) => {
    const point = new Float32Array(dimensions)
    for (const [at, value] of rowOf(text, scale)) for (let d = 0; d < dimensions; d++) point[d]! += value * features[at * dimensions + d]!
    return point
  })
  return Int32Array.from(divisions, ({ space, partition: { centres, heaps, dimensions } }) =>
    nearest(directions(points[space]!, 1, points[space]!.length, dimensions), 0, centres, heaps, dimensions),
  )
}

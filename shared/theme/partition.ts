/** One quick division of texts into k heaps: spherical k-means from well spread beginnings. */
import { lotOf } from './chance.ts'

export interface Partition {
  readonly heaps: number
  readonly dimensions: number
  /** Heap of each text; -1 for a text without features, which lies in none. */
  readonly heap: Int32Array
  /** Directions of the heaps, of length 1. */
  readonly centres: Float32Array
}

/** The first `dimensions` of each row, at length 1; rows of nothing stay zero. */
export const directions = (texts: Float32Array, rows: number, width: number, dimensions: number): Float32Array => {
  const out = new Float32Array(rows * dimensions)
  for (let i = 0; i < rows; i++) {
    let squares = 0
    for (let d = 0; d < dimensions; d++) squares += texts[i * width + d]! ** 2
    if (squares < 1e-8) continue
    const scale = 1 / Math.sqrt(squares)
    for (let d = 0; d < dimensions; d++) out[i * dimensions + d] = texts[i * width + d]! * scale
  }
  return out
}

/** Product of two stretches of numbers. Four sums side by side: one would wait for itself at every step. */
const dot = (x: Float32Array, from: number, y: Float32Array, at: number, dimensions: number): number => {
  let a = 0
  let b = 0
  let c = 0
  let e = 0
  let d = 0
  for (; d + 3 < dimensions; d += 4) {
    a += x[from + d]! * y[at + d]!
    b += x[from + d + 1]! * y[at + d + 1]!
    c += x[from + d + 2]! * y[at + d + 2]!
    e += x[from + d + 3]! * y[at + d + 3]!
  }
  for (; d < dimensions; d++) a += x[from + d]! * y[at + d]!
  return a + b + (c + e)
}

/** The heap that a direction is nearest to; -1 for none. */
export const nearest = (x: Float32Array, at: number, centres: Float32Array, heaps: number, dimensions: number): number => {
  let best = -1
  let likeness = -Infinity
  let some = false
  for (let d = 0; d < dimensions && !some; d++) some = x[at + d] !== 0
  if (!some) return -1
  for (let c = 0; c < heaps; c++) {
    const value = dot(x, at, centres, c * dimensions, dimensions)
    if (value > likeness) {
      likeness = value
      best = c
    }
  }
  return best
}

/**
 * k-means with cosine. `names` draw lots for the beginnings, so that a few texts more change few of them: themes would
 * otherwise be dealt anew with each idea.
 */
export const partition = (
  x: Float32Array,
  rows: number,
  dimensions: number,
  heaps: number,
  names: Int32Array,
  round: number,
  passes = 5,
): Partition => {
  const centres = spread(x, rows, dimensions, heaps, names, round)
  const heap = new Int32Array(rows).fill(-2)
  for (let pass = 0; pass < passes; pass++) {
    let moved = 0
    for (let i = 0; i < rows; i++) {
      const to = nearest(x, i * dimensions, centres, heaps, dimensions)
      if (to !== heap[i]) moved++
      heap[i] = to
    }
    if (moved * 50 < rows) break
    const sums = new Float32Array(heaps * dimensions)
    for (let i = 0; i < rows; i++)
      if (heap[i]! >= 0) for (let d = 0; d < dimensions; d++) sums[heap[i]! * dimensions + d]! += x[i * dimensions + d]!
    for (let c = 0; c < heaps; c++) {
      let squares = 0
      for (let d = 0; d < dimensions; d++) squares += sums[c * dimensions + d]! ** 2
      if (squares < 1e-12) continue
      const scale = 1 / Math.sqrt(squares)
      for (let d = 0; d < dimensions; d++) centres[c * dimensions + d] = sums[c * dimensions + d]! * scale
    }
  }
  return { heaps, dimensions, heap, centres }
}

/** Beginnings far from each other (k-means++; who is drawn is decided by lot, as in Gumbel's trick). */
const spread = (x: Float32Array, rows: number, dimensions: number, heaps: number, names: Int32Array, round: number): Float32Array => {
  const centres = new Float32Array(heaps * dimensions)
  const distance = new Float64Array(rows).fill(1)
  for (let c = 0; c < heaps; c++) {
    let chosen = 0
    let best = -Infinity
    for (let i = 0; i < rows; i++) {
      if (distance[i]! < 1e-9) continue
      const chance = 2 * Math.log(distance[i]!) - Math.log(-Math.log(lotOf(names[i]!, round * 64 + c) - 1e-12))
      if (chance > best) {
        best = chance
        chosen = i
      }
    }
    centres.set(x.subarray(chosen * dimensions, (chosen + 1) * dimensions), c * dimensions)
    for (let i = 0; i < rows; i++) {
      const near = dot(x, i * dimensions, centres, c * dimensions, dimensions)
      distance[i] = Math.min(distance[i]!, Math.max(0, 1 - near))
    }
  }
  return centres
}

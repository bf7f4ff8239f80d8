/**
 * Latent semantic analysis: texts that never share a word come near when their words keep the same company. A truncated
 * singular value decomposition by random subspace iteration (Halko, Martinsson & Tropp 2011), with a fixed seed.
 */
import { chanceFrom } from './chance.ts'
import type { Sparse } from './matrix.ts'

export interface Reduced {
  readonly dimensions: number
  /** Texts by dimensions, scaled by the singular values. */
  readonly texts: Float32Array
  /** Features by dimensions: a row times this is its place. */
  readonly features: Float32Array
}

/** A·Q: rows by `width`. */
const times = (a: Sparse, q: Float32Array, width: number): Float32Array => {
  const out = new Float32Array(a.rows * width)
  for (let i = 0; i < a.rows; i++) {
    const to = i * width
    for (let k = a.start[i]!; k < a.start[i + 1]!; k++) {
      const value = a.value[k]!
      const from = a.column[k]! * width
      for (let d = 0; d < width; d++) out[to + d]! += value * q[from + d]!
    }
  }
  return out
}
/** Aᵀ·Q: columns by `width`. */
const timesTurned = (a: Sparse, q: Float32Array, width: number): Float32Array => {
  const out = new Float32Array(a.columns * width)
  for (let i = 0; i < a.rows; i++) {
    const from = i * width
    for (let k = a.start[i]!; k < a.start[i + 1]!; k++) {
      const value = a.value[k]!
      const to = a.column[k]! * width
      for (let d = 0; d < width; d++) out[to + d]! += value * q[from + d]!
    }
  }
  return out
}

/** Makes columns orthonormal in place (modified Gram-Schmidt); a column that adds nothing becomes zero. */
const orthonormal = (q: Float32Array, rows: number, width: number): void => {
  // Column by column in memory: the strides of the row form cost three times as long.
  const columns = Array.from({ length: width }, () => new Float32Array(rows))
  for (let i = 0; i < rows; i++) for (let c = 0; c < width; c++) columns[c]![i] = q[i * width + c]!
  for (const [c, column] of columns.entries()) {
    for (let b = 0; b < c; b++) {
      const other = columns[b]!
      let dot = 0
      for (let i = 0; i < rows; i++) dot += column[i]! * other[i]!
      for (let i = 0; i < rows; i++) column[i]! -= dot * other[i]!
    }
    let squares = 0
    for (let i = 0; i < rows; i++) squares += column[i]! ** 2
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0
    for (let i = 0; i < rows; i++) column[i]! *= scale
  }
  for (let i = 0; i < rows; i++) for (let c = 0; c < width; c++) q[i * width + c] = columns[c]![i]!
}

/** Eigenvectors (as columns) and eigenvalues of a small symmetric matrix, largest first (cyclic Jacobi). */
const eigen = (symmetric: Float64Array, n: number): { values: number[]; vectors: Float64Array; order: number[] } => {
  const a = symmetric
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < 12; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2
    if (off < 1e-14) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!
        if (Math.abs(apq) < 1e-12) continue
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq)
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const kp = a[k * n + p]!
          const kq = a[k * n + q]!
          a[k * n + p] = c * kp - s * kq
          a[k * n + q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const pk = a[p * n + k]!
          const qk = a[q * n + k]!
          a[p * n + k] = c * pk - s * qk
          a[q * n + k] = s * pk + c * qk
          const vp = v[k * n + p]!
          const vq = v[k * n + q]!
          v[k * n + p] = c * vp - s * vq
          v[k * n + q] = s * vp + c * vq
        }
      }
  }
  const values = Array.from({ length: n }, (_, i) => a[i * n + i]!)
  const order = values.map((_, i) => i).sort((x, y) => values[y]! - values[x]!)
  return { values, vectors: v, order }
}

/** Reduces to at most `dimensions` (fewer when the matrix has no more). */
export const reduce = (a: Sparse, dimensions: number, seed: number): Reduced => {
  const width = Math.max(1, Math.min(dimensions + 10, a.rows, a.columns))
  const kept = Math.min(dimensions, width)
  const chance = chanceFrom(seed)
  let q: Float32Array = new Float32Array(a.rows * width)
  for (let i = 0; i < q.length; i++) q[i] = chance() - 0.5
  for (let pass = 0; pass < 2; pass++) {
    orthonormal(q, a.rows, width)
    q = times(a, timesTurned(a, q, width), width)
  }
  orthonormal(q, a.rows, width)
  const b = timesTurned(a, q, width)
  const gram = new Float64Array(width * width)
  for (let row = 0; row < a.columns; row++)
    for (let i = 0; i < width; i++) {
      const value = b[row * width + i]!
      if (value !== 0) for (let j = i; j < width; j++) gram[i * width + j]! += value * b[row * width + j]!
    }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i]!
  const { values, vectors, order } = eigen(gram, width)
  const turn = new Float32Array(width * kept)
  const scales = order.slice(0, kept).map((at) => Math.sqrt(Math.max(0, values[at]!)))
  for (let i = 0; i < width; i++) for (let d = 0; d < kept; d++) turn[i * kept + d] = vectors[i * width + order[d]!]!
  const texts = product(q, turn, a.rows, width, kept)
  const features = product(b, turn, a.columns, width, kept)
  for (let i = 0; i < a.rows; i++) for (let d = 0; d < kept; d++) texts[i * kept + d]! *= scales[d]!
  for (let i = 0; i < a.columns; i++) for (let d = 0; d < kept; d++) features[i * kept + d]! *= scales[d]! > 1e-9 ? 1 / scales[d]! : 0
  return { dimensions: kept, texts, features }
}

const product = (a: Float32Array, b: Float32Array, rows: number, inner: number, columns: number): Float32Array => {
  const out = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k]!
      for (let j = 0; j < columns; j++) out[i * columns + j]! += value * b[k * columns + j]!
    }
  return out
}

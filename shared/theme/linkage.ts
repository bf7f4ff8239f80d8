/** Joining what is alike, best first, until nothing is alike enough: average linkage, with pairs that must stay apart. */

/** Symmetric likeness of n things, n by n, 0 to 1. Below 0 means: never together. It is used up by the linkage. */
export interface Likeness {
  readonly size: number
  readonly values: Float32Array
  /** How many texts each thing stands for. */
  readonly weight: Float64Array
}

/** Gives the group of each thing, numbered by the first thing in it. `least` is the average likeness below which nothing is joined. */
export const link = ({ size: n, values, weight }: Likeness, least: number): Int32Array => {
  const group = Int32Array.from({ length: n }, (_, i) => i)
  // Those not yet joined to an earlier one, in order.
  const alive = Array.from({ length: n }, (_, i) => i)
  const mass = Float64Array.from(weight)
  const best = new Int32Array(n).fill(-1)
  const find = (i: number): void => {
    let top = -1
    let at = -1
    for (const j of alive) {
      const value = values[i * n + j]!
      if (value > top && j !== i) {
        top = value
        at = j
      }
    }
    best[i] = at
  }
  for (const i of alive) find(i)
  for (;;) {
    let a = -1
    let top = least
    for (const i of alive) {
      if (best[i]! < 0) continue
      const value = values[i * n + best[i]!]!
      if (value >= top && (value > top || a < 0)) {
        top = value
        a = i
      }
    }
    if (a < 0) break
    let b = best[a]!
    if (b < a) [a, b] = [b, a]
    alive.splice(alive.indexOf(b), 1)
    const total = mass[a]! + mass[b]!
    for (const j of alive) {
      if (j === a) continue
      const [x, y] = [values[a * n + j]!, values[b * n + j]!]
      const mixed = x < 0 || y < 0 ? -1 : (x * mass[a]! + y * mass[b]!) / total
      values[a * n + j] = mixed
      values[j * n + a] = mixed
    }
    mass[a] = total
    for (let j = 0; j < n; j++) if (group[j] === b) group[j] = a
    find(a)
    for (const j of alive) {
      if (j === a) continue
      if (best[j] === a || best[j] === b) find(j)
      else if (values[j * n + a]! > (best[j]! < 0 ? -Infinity : values[j * n + best[j]!]!)) best[j] = a
    }
  }
  return group
}

/** Rows of few numbers: texts by features. */
import type { Features, Kind, Mix } from './features.ts'

export interface Sparse {
  readonly rows: number
  readonly columns: number
  /** Where each row begins in `column` and `value`; one more at the end. */
  readonly start: Int32Array
  readonly column: Int32Array
  readonly value: Float32Array
}

/** Columns by feature with their weights: what a new text needs to become a row of the same matrix. */
export interface Scale {
  readonly columns: ReadonlyMap<string, { readonly at: number; readonly weight: number }>
  readonly mix: Mix
}
const kinds: readonly Kind[] = ['words', 'pairs', 'concepts', 'fields']
const code: Readonly<Record<Kind, string>> = { words: 'w', pairs: 'p', concepts: 'c', fields: 'f' }

/**
 * Chooses columns and weights: features of at least two texts and at most `common` of all. `rarity` is the power of the
 * inverse document frequency: 1 is the textbook's, less lets the frequent words of short texts speak, which name the topic.
 */
export const scaleOf = (texts: readonly Features[], mix: Mix, rarity: number, common = 0.5): Scale => {
  const frequency = new Map<string, number>()
  for (const text of texts)
    for (const kind of kinds)
      if (mix[kind] > 0) for (const key of text[kind].keys()) frequency.set(code[kind] + key, (frequency.get(code[kind] + key) ?? 0) + 1)
  const columns = new Map<string, { at: number; weight: number }>()
  for (const [key, texts_] of frequency) {
    if (texts_ < 2 || (texts_ > common * texts.length && key[0] !== 'f' && key[0] !== 'c')) continue
    columns.set(key, { at: columns.size, weight: (Math.log((1 + texts.length) / (1 + texts_)) + 1e-3) ** rarity })
  }
  return { columns, mix }
}

/** One text as a row of length 1 (or empty): each kind of length 1 first, then mixed. */
export const rowOf = (text: Features, { columns, mix }: Scale): [at: number, value: number][] => {
  const row: [number, number][] = []
  for (const kind of kinds) {
    if (mix[kind] === 0) continue
    const block: [number, number][] = []
    let squares = 0
    for (const [key, times] of text[kind]) {
      const column = columns.get(code[kind] + key)
      if (!column) continue
      const value = (times >= 1 ? 1 + Math.log(times) : times) * column.weight
      block.push([column.at, value])
      squares += value * value
    }
    const length = Math.sqrt(squares)
    for (const [at, value] of block) row.push([at, (value / length) * mix[kind]])
  }
  const length = Math.sqrt(row.reduce((sum, [, value]) => sum + value * value, 0))
  for (const cell of row) cell[1] /= length
  return row
}

export const matrixOf = (texts: readonly Features[], scale: Scale): Sparse => {
  const rows = texts.map((text) => rowOf(text, scale))
  const start = new Int32Array(rows.length + 1)
  for (const [i, row] of rows.entries()) start[i + 1] = start[i]! + row.length
  const column = new Int32Array(start[rows.length]!)
  const value = new Float32Array(start[rows.length]!)
  for (const [i, row] of rows.entries())
    for (const [k, [at, number]] of row.entries()) {
      column[start[i]! + k] = at
      value[start[i]! + k] = number
    }
  return { rows: rows.length, columns: scale.columns.size, start, column, value }
}

/** How often texts, and heaps of texts, fall together over all divisions, as histograms: the mean over all pairs without visiting them. */

export interface Profile {
  /** How many texts it stands for. */
  readonly weight: number
  /** Division and heap as one number, in rising order, with the share of its texts that fell there. */
  readonly keys: Int32Array
  readonly shares: Float32Array
  /** Share of its texts that were in a theme before, by theme; undefined when none was. */
  readonly before: ReadonlyMap<string, number> | undefined
}

/** More heaps than a division may have. */
export const mostHeaps = 128

/** The profile of some texts; `heaps` holds theirs, text by text. */
export const profileOf = (
  texts: readonly number[],
  heaps: Int32Array,
  divisions: number,
  before: (text: number) => string | undefined = () => undefined,
): Profile => {
  const part = 1 / texts.length
  const counts = new Float32Array(mostHeaps)
  const keys: number[] = []
  const shares: number[] = []
  for (let run = 0; run < divisions; run++) {
    const touched: number[] = []
    for (const text of texts) {
      const heap = heaps[text * divisions + run]!
      if (heap < 0) continue
      if (counts[heap] === 0) touched.push(heap)
      counts[heap]! += part
    }
    if (touched.length > 1) touched.sort((a, b) => a - b)
    for (const heap of touched) {
      keys.push(run * mostHeaps + heap)
      shares.push(counts[heap]!)
      counts[heap] = 0
    }
  }
  let themes: Map<string, number> | undefined
  for (const text of texts) {
    const theme = before(text)
    if (theme !== undefined) (themes ??= new Map()).set(theme, (themes.get(theme) ?? 0) + part)
  }
  return { weight: texts.length, keys: Int32Array.from(keys), shares: Float32Array.from(shares), before: themes }
}

/** How much the themes of before weigh. More than 0.3 freezes old mistakes. */
const memory = 0.2
const sum = (shares: ReadonlyMap<unknown, number>): number => {
  let total = 0
  for (const share of shares.values()) total += share
  return total
}

/** Mean share of divisions in which a text of one and a text of the other fall together, 0 to 1, leaning on the themes of before. */
export const association = (a: Profile, b: Profile, divisions: number): number => {
  let together = 0
  for (let i = 0, j = 0; i < a.keys.length && j < b.keys.length;) {
    const difference = a.keys[i]! - b.keys[j]!
    if (difference === 0) together += a.shares[i++]! * b.shares[j++]!
    else if (difference < 0) i++
    else j++
  }
  together /= divisions
  if (!a.before || !b.before) return together
  let same = 0
  for (const [theme, share] of a.before) same += share * (b.before.get(theme) ?? 0)
  return together * (1 - memory * sum(a.before) * sum(b.before)) + memory * same
}

/** A profile as a table, to ask about many single texts. */
export interface Crowd {
  readonly weight: number
  /** Share of its texts by division and heap. */
  readonly shares: Float32Array
  readonly before: ReadonlyMap<string, number> | undefined
  /** Part of its texts that were in a theme before. */
  readonly placed: number
}
export const crowdOf = ({ weight, keys, shares, before }: Profile, divisions: number): Crowd => {
  const table = new Float32Array(divisions * mostHeaps)
  for (let i = 0; i < keys.length; i++) table[keys[i]!] = shares[i]!
  return { weight, shares: table, before, placed: before ? sum(before) : 0 }
}
/** Association of a single text with a crowd. Its heaps begin at `from`; `was` is its theme of before. */
export const associationWith = (heaps: Int32Array, from: number, was: string | undefined, crowd: Crowd, divisions: number): number => {
  let together = 0
  for (let run = 0; run < divisions; run++) {
    const heap = heaps[from + run]!
    if (heap >= 0) together += crowd.shares[run * mostHeaps + heap]!
  }
  together /= divisions
  return was === undefined || !crowd.before ? together : together * (1 - memory * crowd.placed) + memory * (crowd.before.get(was) ?? 0)
}

/** Association of every two of these single texts, n by n; `was` is the theme of each before, as a number, or -1. */
export const pairwise = (texts: readonly number[], heaps: Int32Array, divisions: number, was: Int32Array): Float32Array => {
  const n = texts.length
  // Rows side by side in memory, and one byte a heap: this is the innermost loop of a run.
  const rows = new Int8Array(n * divisions)
  for (let i = 0; i < n; i++) rows.set(heaps.subarray(texts[i]! * divisions, (texts[i]! + 1) * divisions), i * divisions)
  const values = new Float32Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      let same = 0
      for (let a = i * divisions, b = j * divisions, end = a + divisions; a < end; a++, b++)
        if (rows[a] === rows[b] && rows[a]! >= 0) same++
      const together = same / divisions
      const lean = was[i]! >= 0 && was[j]! >= 0
      const value = lean ? together * (1 - memory) + (was[i] === was[j] ? memory : 0) : together
      values[i * n + j] = value
      values[j * n + i] = value
    }
  return values
}

/** Association with the others of a heap that the text itself is in: its own presence does not count for it. */
export const withoutSelf = (likeness: number, { weight }: { readonly weight: number }): number =>
  weight > 1 ? (likeness * weight - 1) / (weight - 1) : 0

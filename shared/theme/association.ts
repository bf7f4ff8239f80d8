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

/** More heaps than a division ever has. */
const mostHeaps = 256

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
  if (a.weight === 1 && b.weight === 1 && a.keys.length === divisions && b.keys.length === divisions) {
    // Nearly all pairs are of single texts, with one heap in each division.
    for (let run = 0; run < divisions; run++) if (a.keys[run] === b.keys[run]) together++
  } else
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

/** Association with the others of a heap that the text itself is in: its own presence does not count for it. */
export const withoutSelf = (likeness: number, { weight }: Profile): number => (weight > 1 ? (likeness * weight - 1) / (weight - 1) : 0)

/** How often texts, and heaps of texts, fall together over all divisions, as histograms: the mean over all pairs without visiting them. */

export interface Profile {
  /** How many texts it stands for. */
  readonly weight: number
  /** Share of its texts in a heap, by division and heap. */
  readonly shares: ReadonlyMap<number, number>
  /** Share of its texts that were in a theme before, by theme. */
  readonly before: ReadonlyMap<string, number>
}

/** One key for a heap of a division. */
const mostHeaps = 4096
export const keyOf = (division: number, heap: number): number => division * mostHeaps + heap

/** The profile of some texts; `heaps` holds theirs, text by text. */
export const profileOf = (
  texts: readonly number[],
  heaps: Int32Array,
  divisions: number,
  before: (text: number) => string | undefined,
): Profile => {
  const shares = new Map<number, number>()
  const themes = new Map<string, number>()
  const part = 1 / texts.length
  for (const text of texts) {
    for (let run = 0; run < divisions; run++) {
      const heap = heaps[text * divisions + run]!
      if (heap >= 0) shares.set(keyOf(run, heap), (shares.get(keyOf(run, heap)) ?? 0) + part)
    }
    const theme = before(text)
    if (theme !== undefined) themes.set(theme, (themes.get(theme) ?? 0) + part)
  }
  return { weight: texts.length, shares, before: themes }
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
  const [small, large] = a.shares.size < b.shares.size ? [a, b] : [b, a]
  let together = 0
  for (const [key, share] of small.shares) together += share * (large.shares.get(key) ?? 0)
  together /= divisions
  if (a.before.size === 0 || b.before.size === 0) return together
  let same = 0
  for (const [theme, share] of a.before) same += share * (b.before.get(theme) ?? 0)
  return together * (1 - memory * sum(a.before) * sum(b.before)) + memory * same
}

/** Association with the others of a heap that the text itself is in: its own presence does not count for it. */
export const withoutSelf = (likeness: number, { weight }: Profile): number => (weight > 1 ? (likeness * weight - 1) / (weight - 1) : 0)

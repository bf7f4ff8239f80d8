/** What others do without a language model, to measure themes against: chance, k-means on TF-IDF, and words between blanks. */
import { thaiWords } from '#shared/thai/words.ts'
import { chanceFrom } from '#shared/theme/chance.ts'
import type { ThemeIdea } from '#shared/theme/theme.ts'

/** The heap of each idea; undefined when it is alone. */
export type Divide = (ideas: readonly ThemeIdea[]) => (string | undefined)[]
type Row = Map<string, number>

export const random: Divide = (ideas) => {
  const chance = chanceFrom(7)
  return ideas.map(() => `h${Math.floor(chance() * 15)}`)
}

const dot = (a: Row, b: Row): number => {
  let sum = 0
  for (const [word, value] of a) sum += value * (b.get(word) ?? 0)
  return sum
}
const unit = (row: Row): Row => {
  const length = Math.sqrt([...row.values()].reduce((sum, value) => sum + value * value, 0)) || 1
  return new Map([...row].map(([word, value]) => [word, value / length]))
}
const tfIdf = (texts: readonly (readonly string[])[]): Row[] => {
  const frequency = new Map<string, number>()
  for (const words of texts) for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  return texts.map((words) => {
    const row: Row = new Map()
    for (const word of words) row.set(word, (row.get(word) ?? 0) + Math.log((1 + texts.length) / (1 + frequency.get(word)!)) + 1)
    return unit(row)
  })
}
const clustered = (rows: readonly Row[], k: number): { heap: number[]; fit: number } => {
  const chance = chanceFrom(k)
  let centres = Array.from({ length: k }, () => rows[Math.floor(chance() * rows.length)]!)
  let heap: number[] = []
  for (let pass = 0; pass < 12; pass++) {
    heap = rows.map((row) => centres.reduce((best, centre, c) => (dot(row, centre) > dot(row, centres[best]!) ? c : best), 0))
    const sums: Row[] = centres.map(() => new Map())
    for (const [i, row] of rows.entries())
      for (const [word, value] of row) sums[heap[i]!]!.set(word, (sums[heap[i]!]!.get(word) ?? 0) + value)
    centres = sums.map((sum, c) => (sum.size > 0 ? unit(sum) : centres[c]!))
  }
  const fit = rows.reduce((sum, row, i) => {
    const own = 1 - dot(row, centres[heap[i]!]!)
    const next = 1 - Math.max(...centres.map((centre, c) => (c === heap[i] ? 0 : dot(row, centre))))
    return sum + (next - own) / Math.max(own, next, 1e-9)
  }, 0)
  return { heap, fit }
}

/** Dictionary words, TF-IDF, spherical k-means; k by the simplified silhouette. */
export const kMeans: Divide = (ideas) => {
  const rows = tfIdf(ideas.map(({ text }) => thaiWords(text.toLowerCase()).filter((word) => word.length > 1)))
  const tried = [8, 12, 16, 20].filter((k) => k < ideas.length).map((k) => clustered(rows, k))
  const best = tried.reduce((a, b) => (b.fit > a.fit ? b : a))
  return best.heap.map((heap) => `h${heap}`)
}

/** Words between blanks, joined from a Jaccard likeness of 0.3 on: what tools made for English do with Thai. */
export const blanks: Divide = (ideas) => {
  const words = ideas.map(({ text }) => new Set(text.toLowerCase().split(/\s+/).filter(Boolean)))
  const heap = ideas.map((_, i) => i)
  for (const [i, one] of words.entries())
    for (let j = 0; j < i; j++) {
      const shared = [...one].filter((word) => words[j]!.has(word)).length
      if (shared / (one.size + words[j]!.size - shared) < 0.3 || heap[i] === heap[j]) continue
      const [from, into] = [heap[i]!, heap[j]!]
      for (const [k, at] of heap.entries()) if (at === from) heap[k] = into
    }
  return heap.map((at) => `h${at}`)
}

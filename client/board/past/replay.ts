/** A board's life as a row of moments, for the time-lapse: each shows what stood on it then. Pure. */
import type { PastIdea } from '#shared/board/version.ts'

export interface Kept {
  /** Epoch ms. */
  readonly at: number
  readonly ideas: readonly PastIdea[]
}

/** What stood on the board at an instant: of the first version kept after it, the ideas written by then. */
export const boardAt = (kept: readonly Kept[], at: number): readonly PastIdea[] => {
  const version = kept.find((one) => one.at >= at) ?? kept.at(-1)
  return version ? version.ideas.filter((idea) => (idea.at ?? 0) <= at) : []
}

/** The instants at which something new was written or a version was kept, thinned to at most `most`, oldest first. */
export const momentsOf = (kept: readonly Kept[], most: number): number[] => {
  const all = [...new Set(kept.flatMap(({ at, ideas }) => [at, ...ideas.map((idea) => idea.at ?? 0)]))]
    .filter((at) => at > 0)
    .sort((a, b) => a - b)
  if (all.length <= most) return all
  const step = (all.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, i) => all[Math.round(i * step)]!)
}

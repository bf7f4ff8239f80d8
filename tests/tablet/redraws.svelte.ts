import { flushSync } from 'svelte'
import type { IdeaId } from '#shared/id.ts'
import type { BoardLens } from '../../client/board/lens.ts'

/** Counts how often readers of single ideas run again: one reader for each idea, as one card each. */
export const watchRedraws = (board: BoardLens, ids: Iterable<IdeaId>) => countRuns(...[...ids].map((id) => () => board.ideas.get(id)))

/** Counts how often any of some readers runs again. */
export const countRuns = (...reads: (() => unknown)[]): { count: () => number; stop: () => void } => {
  let count = 0
  const stop = $effect.root(() => {
    for (const read of reads)
      $effect(() => {
        read()
        count += 1
      })
  })
  flushSync()
  count = 0
  return {
    count: () => {
      flushSync()
      return count
    },
    stop,
  }
}

/** Counts how often readers of single ideas run again: one reader for each idea, as one card each. */
import { flushSync } from 'svelte'
import type { IdeaId } from '#shared/id.ts'
import type { BoardLens } from '../../client/board/lens.ts'

export const watchRedraws = (board: BoardLens, ids: Iterable<IdeaId>): { count: () => number; stop: () => void } => {
  let count = 0
  const stop = $effect.root(() => {
    for (const id of ids)
      $effect(() => {
        void board.ideas.get(id)
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

/** What changed between two states of a board, idea by idea. */
import type { PastIdea } from './version.ts'

type Change = 'same' | 'new' | 'gone' | 'reworded' | 'moved'
export interface Compared {
  readonly idea: PastIdea
  readonly change: Change
  /** The earlier text, where it was reworded. */
  readonly before?: string
}

/** Every idea of `later`, then those that only `earlier` had. An idea both reworded and moved counts as reworded. */
export const compareIdeas = (earlier: readonly PastIdea[], later: readonly PastIdea[]): Compared[] => {
  const past = new Map(earlier.map((idea) => [idea.id, idea]))
  const present = new Set(later.map(({ id }) => id))
  const seen = later.map((idea): Compared => {
    const was = past.get(idea.id)
    if (!was) return { idea, change: 'new' }
    if (was.text !== idea.text) return { idea, change: 'reworded', before: was.text }
    return { idea, change: was.zone === idea.zone ? 'same' : 'moved' }
  })
  return [...seen, ...earlier.filter(({ id }) => !present.has(id)).map((idea): Compared => ({ idea, change: 'gone' }))]
}

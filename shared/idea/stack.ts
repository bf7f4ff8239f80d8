import type { IdeaId } from '../id.ts'
import type { Idea } from './idea.ts'

/** Stacks may be put on stacks; in a ring, or deeper than this, nobody is on top. */
const deepest = 8
/** The idea on top of the stack that this one lies in; undefined when it lies in none. */
export const topOf = (idea: Idea, ideas: ReadonlyMap<IdeaId, Idea>): Idea | undefined => {
  let top: Idea | undefined
  for (let next = idea.stack, depth = 0; next !== undefined; next = top.stack, depth++) {
    const above = ideas.get(next)
    if (!above) return top
    if (above.id === idea.id || depth === deepest) return undefined
    top = above
  }
  return top
}

/** The ideas that lie in no stack or on top of one, and how many lie under each of them. */
export const stacksIn = (
  ideas: ReadonlyMap<IdeaId, Idea>,
): { readonly onTop: readonly Idea[]; readonly under: ReadonlyMap<IdeaId, number> } => {
  const onTop: Idea[] = []
  const under = new Map<IdeaId, number>()
  for (const idea of ideas.values()) {
    const top = idea.stack && topOf(idea, ideas)
    if (top) under.set(top.id, (under.get(top.id) ?? 0) + 1)
    else onTop.push(idea)
  }
  return { onTop, under }
}

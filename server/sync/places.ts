/** The places of a board: ideas, their fields and texts, and what is said of them. There are few; anything else is refused. */
import * as Y from 'yjs'
import type { RefusalCode } from '#shared/refusal.ts'
import { Misplaced, type Plan } from './place-finder.ts'

/**
 * `ideas`: an idea's own entry · `idea`: a field of an idea · `text`: a stretch of its text · `gone`: inside something
 * that was deleted and forgotten (Yjs keeps only its length) · `comments`, `reactions`: an entry of these roots.
 * `holder` is the same object for structs with the same parent.
 */
export type Place =
  | { level: 'ideas' | 'idea' | 'text'; ideaId: string; key: string; holder: object }
  | { level: 'comments' | 'reactions'; ideaId: ''; key: string; holder: object }
  | { level: 'gone'; ideaId: ''; key: ''; holder: undefined }

const gone: Place = { level: 'gone', ideaId: '', key: '', holder: undefined }

/** @throws Misplaced */
export const refuse = (code: RefusalCode): never => {
  throw new Misplaced(code)
}

type Root = Y.AbstractType<unknown>
export interface Roots {
  readonly ideas: Root
  readonly comments: Root
  readonly reactions: Root
}
/** What of a document tablets may write in. */
export const rootsOf = (doc: Y.Doc): Roots => {
  const root = (name: string): Root => doc.getMap(name) as unknown as Root
  return { ideas: root('ideas'), comments: root('comments'), reactions: root('reactions') }
}

/** @throws Misplaced sync/forbidden-place when the item is inside none of these roots */
export const placeOfStored = ({ ideas, comments, reactions }: Roots, item: Y.Item | Y.GC): Place => {
  if (!(item instanceof Y.Item)) return gone
  const parent = item.parent as Y.AbstractType<unknown> | null
  if (parent === null) return gone
  if (parent === ideas) return { level: 'ideas', ideaId: item.parentSub ?? '', key: item.parentSub ?? '', holder: ideas }
  if (parent === comments) return { level: 'comments', ideaId: '', key: item.parentSub ?? '', holder: comments }
  if (parent === reactions) return { level: 'reactions', ideaId: '', key: item.parentSub ?? '', holder: reactions }
  const holder = parent._item
  const above = holder?.parent as Y.AbstractType<unknown> | null | undefined
  if (holder && above === ideas) return { level: 'idea', ideaId: holder.parentSub ?? '', key: item.parentSub ?? '', holder: parent }
  const idea = above?._item
  if (holder && idea && idea.parent === ideas && holder.parentSub === 'text')
    return { level: 'text', ideaId: idea.parentSub ?? '', key: '', holder: parent }
  throw new Misplaced('sync/forbidden-place')
}

/** The plan of a board. */
export const boardPlan = (doc: Y.Doc): Plan<Place> => {
  const roots = rootsOf(doc)
  const ideas = new Map<string, Place>()
  return {
    gone,
    stored: (item) => placeOfStored(roots, item),
    root: (name, key) => {
      if (name === 'comments' || name === 'reactions') return { level: name, ideaId: '', key, holder: roots[name] }
      if (name !== 'ideas') return refuse('sync/forbidden-place')
      let place = ideas.get(key)
      if (!place) ideas.set(key, (place = { level: 'ideas', ideaId: key, key, holder: roots.ideas }))
      return place
    },
    below: (above, holder, isText, key) => {
      if (above.level === 'ideas' && !isText && key !== undefined) return { level: 'idea', ideaId: above.ideaId, key, holder }
      if (above.level === 'idea' && above.key === 'text' && isText && key === undefined)
        return { level: 'text', ideaId: above.ideaId, key: '', holder }
      return refuse('sync/forbidden-place')
    },
  }
}

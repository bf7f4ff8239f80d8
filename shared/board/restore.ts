/** Puts a past state of a board's ideas back into its document, as new edits: nothing of the history is lost. */
import * as Y from 'yjs'
import { ideasOf, type IdeaMap } from '../idea/idea.ts'

const textOf = (map: IdeaMap): Y.Text | undefined => {
  const text = map.get('text')
  return text instanceof Y.Text ? text : undefined
}
const fieldsOf = (map: IdeaMap): Map<string, unknown> => new Map([...map].filter(([key]) => key !== 'text'))

/** Brings one idea of `past` onto the board; one that is still there gets its earlier text and fields. */
const restoreIdea = (doc: Y.Doc, id: string, past: IdeaMap): void => {
  const was = textOf(past)
  if (!was) return
  const ideas = ideasOf(doc)
  const now = ideas.get(id)
  const text = now && textOf(now)
  if (!now || !text) {
    const fresh: IdeaMap = new Y.Map()
    fresh.set('text', new Y.Text(was.toString()))
    for (const [key, value] of fieldsOf(past)) fresh.set(key, value)
    ideas.set(id, fresh)
    return
  }
  if (text.toString() !== was.toString()) {
    text.delete(0, text.length)
    text.insert(0, was.toString())
  }
  const wanted = fieldsOf(past)
  for (const key of fieldsOf(now).keys()) if (!wanted.has(key)) now.delete(key)
  for (const [key, value] of wanted) if (now.get(key) !== value) now.set(key, value)
}

/**
 * What makes a board's ideas those of `past`, act by act: those of `present` that were not there are withdrawn. Comments and
 * votes stay as they are, and so does what is written after `present` was looked at.
 */
export const restoring = (present: Iterable<string>, past: Y.Doc): ((doc: Y.Doc) => void)[] => {
  const then = ideasOf(past)
  return [
    ...[...present].filter((id) => !then.has(id)).map((id) => (doc: Y.Doc) => ideasOf(doc).delete(id)),
    ...[...then].map(
      ([id, map]) =>
        (doc: Y.Doc) =>
          restoreIdea(doc, id, map),
    ),
  ]
}
/** As `restoring`, at one stroke. */
export const restoreIdeas = (doc: Y.Doc, past: Y.Doc): void =>
  doc.transact(() => restoring(ideasOf(doc).keys(), past).forEach((act) => act(doc)), 'restore')

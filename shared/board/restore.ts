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

/** Makes the board's ideas those of `past`; ideas written since are withdrawn. Comments and votes stay as they are. */
export const restoreIdeas = (doc: Y.Doc, past: Y.Doc): void =>
  doc.transact(() => {
    const then = ideasOf(past)
    for (const id of [...ideasOf(doc).keys()]) if (!then.has(id)) ideasOf(doc).delete(id)
    for (const [id, map] of then) restoreIdea(doc, id, map)
  }, 'restore')

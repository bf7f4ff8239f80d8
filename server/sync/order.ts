/**
 * The order of a text's stretches. Who types stands between two neighbours, the left before the right. Yjs believes any
 * two: with the right one first, replicas that integrate in another order end with another text.
 */
import * as Y from 'yjs'
import type { StructId } from './decode.ts'

/** The struct that a document has at an id; undefined when it does not reach that far. */
export const storedAt = (doc: Y.Doc, { client, clock }: StructId): Y.Item | Y.GC | undefined => {
  const structs = doc.store.clients.get(client) as (Y.Item | Y.GC)[] | undefined
  if (!structs || clock >= Y.getState(doc.store, client)) return undefined
  return structs[Y.findIndexSS(structs, clock)]
}

/** Whether one place of a text comes before another; both must be in the document. True as well where one was forgotten: nothing is shown there. */
export const isBefore = (doc: Y.Doc, left: StructId, right: StructId): boolean => {
  const from = storedAt(doc, left)
  const to = storedAt(doc, right)
  if (!(from instanceof Y.Item) || !(to instanceof Y.Item)) return true
  if (from === to) return left.clock < right.clock
  // Neighbours are near: a few stretches that others wrote meanwhile stand between them.
  for (let item: Y.Item | null = from.right; item; item = item.right) if (item === to) return true
  return false
}

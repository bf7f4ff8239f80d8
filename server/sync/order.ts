/**
 * The order of a text's stretches. Who types stands between two neighbours, the left before the right. Yjs believes any
 * two: with the right one first, replicas that integrate in another order end with another text.
 */
import * as Y from 'yjs'
import type { StructId } from './decode.ts'

const itemAt = (doc: Y.Doc, { client, clock }: StructId): Y.Item | undefined => {
  const structs = doc.store.clients.get(client) as (Y.Item | Y.GC)[]
  const found = structs[Y.findIndexSS(structs, clock)]
  return found instanceof Y.Item ? found : undefined
}

/** Whether one place of a text comes before another; both must be in the document. True as well where one was forgotten: nothing is shown there. */
export const isBefore = (doc: Y.Doc, left: StructId, right: StructId): boolean => {
  const from = itemAt(doc, left)
  const to = itemAt(doc, right)
  if (!from || !to) return true
  if (from === to) return left.clock < right.clock
  // Neighbours are near: a few stretches that others wrote meanwhile stand between them.
  for (let item = from.right; item; item = item.right) if (item === to) return true
  return false
}

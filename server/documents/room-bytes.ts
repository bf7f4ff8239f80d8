/** A room's bytes, read as a server would read them. */
import * as Y from 'yjs'
import { readTitle } from '#shared/board/board.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { canonicalHash } from '#shared/sync/canon.ts'

/** Loads a room's bytes completely, or not at all. */
const loadWhole = (update: Uint8Array): Y.Doc | undefined => {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return undefined
  }
  return doc.store.pendingStructs || doc.store.pendingDs ? undefined : doc
}

/** Canonical hash, title and number of ideas of a room; undefined when the bytes cannot be loaded whole, twice over. */
export const readRoomBytes = (update: Uint8Array): { hash: string; title: string; ideas: number } | undefined => {
  const doc = loadWhole(update)
  // Some updates load once, and what is stored from them never again: load what a server would store.
  const again = doc && loadWhole(Y.encodeStateAsUpdate(doc))
  if (!doc || !again) return undefined
  const hash = canonicalHash(doc)
  return hash === canonicalHash(again) ? { hash, title: readTitle(doc), ideas: readIdeas(doc).length } : undefined
}

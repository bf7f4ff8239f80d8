/** What an update deletes of what the document has: only what is not deleted yet counts, and nothing that does not exist yet can be deleted. */
import * as Y from 'yjs'
import type { DecodedUpdate } from './decode.ts'
import { refuse } from './places.ts'

/** Calls back with each item and how much of its length goes. @throws Misplaced sync/gap */
export const eachDeleted = (doc: Y.Doc, { structs, deletes }: DecodedUpdate, visit: (item: Y.Item, length: number) => void): void => {
  for (const { client, clock, length } of deletes) {
    const end = clock + length
    const state = Y.getState(doc.store, client)
    const last = structs.get(client)?.at(-1)
    if (end > Math.max(state, last ? last.clock + last.length : 0)) refuse('sync/gap')
    if (clock >= state) continue
    const stored = doc.store.clients.get(client) as (Y.Item | Y.GC)[]
    for (let i = Y.findIndexSS(stored, clock); i < stored.length; i++) {
      const item = stored[i]!
      if (item.id.clock >= end) break
      if (!item.deleted) visit(item as Y.Item, Math.min(item.id.clock + item.length, end) - Math.max(item.id.clock, clock))
    }
  }
}

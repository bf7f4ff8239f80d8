/** Are all documents of a room the same at the end? Compared by content with keys sorted, since a map's order may differ. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { ideasOf } from '#shared/idea/idea.ts'

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

export const contentHash = (doc: Y.Doc): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(ideasOf(doc).toJSON())))
    .digest('hex')

export const documentOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
  return doc
}

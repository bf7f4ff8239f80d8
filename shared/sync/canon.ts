/** One fingerprint for one content, whichever replica, order of arrival or reload it comes from. */
import * as Y from 'yjs'
import { digest } from 'lib0/hash/sha256'
import { toHexString } from 'lib0/buffer'

/** Everything of a Yjs value as plain data with sorted keys; `Y.Map`'s own order differs after a reload. */
const canon = (value: unknown): unknown => {
  if (value instanceof Y.Text) return { text: value.toDelta() as unknown }
  if (value instanceof Y.Map) return { map: sorted([...value.entries()]) }
  if (value instanceof Y.Array) return { list: value.toArray().map(canon) }
  if (value instanceof Uint8Array) return { bytes: toHexString(value) }
  if (Array.isArray(value)) return value.map(canon)
  if (typeof value === 'object' && value !== null) return sorted(Object.entries(value))
  return value === undefined ? { absent: true } : value
}

const sorted = (entries: [string, unknown][]): [string, unknown][] =>
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, value]) => [key, canon(value)])

/** Roots that are told where there is anything in them: of boards, and of the shelf of themes. */
const others = ['comments', 'reactions', 'filed', 'parked', 'refined', 'notes', 'themes', 'bans', 'same', 'different']

/** A room's content as canonical text: root maps `ideas` and `meta`, and the others where there is anything in them. */
export const canonicalText = (doc: Y.Doc): string => {
  const roots: Record<string, unknown> = { ideas: canon(doc.getMap('ideas')), meta: canon(doc.getMap('meta')) }
  for (const name of others) if (doc.getMap(name).size > 0) roots[name] = canon(doc.getMap(name))
  return JSON.stringify(roots)
}

/** SHA-256, in hex, of a board's content. Equal for two replicas exactly when they show the same; deleted things don't count. */
export const canonicalHash = (doc: Y.Doc): string => toHexString(digest(new TextEncoder().encode(canonicalText(doc))))

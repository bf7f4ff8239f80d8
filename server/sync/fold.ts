/** Folding a room's log into one snapshot, and proving that nothing changed by it. Pure; runs in a worker. */
import * as Y from 'yjs'
import { canonicalText } from '#shared/sync/canon.ts'
import type { LoadedRoom } from '../store/ports.ts'
import { RoomIndex } from './room-index.ts'
import { documentOf, isComplete } from './whole.ts'

export interface Folded {
  update: Uint8Array<ArrayBuffer>
  index: Uint8Array<ArrayBuffer>
}

/** @throws Error when the log has gaps, or when what would be written reads back as something else */
export const fold = ({ snapshot, tail }: Pick<LoadedRoom, 'snapshot' | 'tail'>): Folded => {
  const doc = documentOf([...(snapshot ? [snapshot.update] : []), ...tail.map((entry) => entry.update)])
  if (!isComplete(doc)) throw new Error('the log has a gap')
  const index = snapshot ? RoomIndex.decode(snapshot.index) : new RoomIndex()
  for (const entry of tail) index.learnUpdate(entry.update, entry.seat)
  const folded = { update: Y.encodeStateAsUpdate(doc) as Uint8Array<ArrayBuffer>, index: index.encode() }
  verify(doc, index, folded)
  return folded
}

const verify = (doc: Y.Doc, index: RoomIndex, { update, index: indexBytes }: Folded): void => {
  const again = documentOf([update])
  if (!isComplete(again)) throw new Error('the snapshot has a gap')
  if (canonicalText(again) !== canonicalText(doc)) throw new Error('the snapshot reads back as another content')
  const before = Buffer.from(Y.encodeStateVector(doc))
  if (!sameVector(Y.decodeStateVector(before), Y.decodeStateVector(Y.encodeStateVector(again)))) throw new Error('the snapshot lost clocks')
  const reread = RoomIndex.decode(indexBytes)
  if (reread.clients.size !== index.clients.size || reread.ideas.size !== index.ideas.size)
    throw new Error('the index reads back otherwise')
}

const sameVector = (a: Map<number, number>, b: Map<number, number>): boolean =>
  a.size === b.size && [...a].every(([client, clock]) => b.get(client) === clock)

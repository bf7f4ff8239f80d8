import * as Y from 'yjs'
import type { SeminarId } from '#shared/id.ts'
import { notesOf, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import { openSync } from '../../net/sync.ts'
import { LiveShelf } from './live-shelf.svelte.ts'

/** What an author would miss: only what was typed. Where an idea was put is seen at once, and put again. */
const textOf = (doc: Y.Doc, touched: string): { text: string } | undefined => {
  const [root, id = ''] = touched.split(':')
  const text = root === 'refined' ? refinedOf(doc).get(id) : root === 'notes' ? notesOf(doc).get(id) : undefined
  return text instanceof Y.Text ? { text: text.toString() } : undefined
}

/** Opens a seminar's shelf over the network; `close()` ends it. */
export const openLiveShelf = (seminarId: SeminarId): LiveShelf => {
  const doc = new Y.Doc()
  const live = new LiveShelf(doc)
  live.join(openSync({ room: shelfRoom(seminarId), name: `kp:shelf:${seminarId}:own`, textOf, mayBeEmpty: true }, doc, live))
  return live
}

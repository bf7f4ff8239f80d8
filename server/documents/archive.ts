/** Restores a verified bundle into a store. Started again after a crash it completes what is missing; the seminar's own record comes last. */
import * as Y from 'yjs'
import { Refusal } from '#shared/refusal.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { openPictures } from '../board/pictures.ts'
import type { Records, RoomLog, Store } from '../store/ports.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import { firstMemoryId, memoryFrom, themeMemoryKind } from '../theme/memory.ts'
import type { VerifiedBundle } from './bundle.ts'
import type { VerifiedShelf } from './bundle-themes.ts'

/** The canonical hash of a room as it is stored; undefined when nothing was ever written there. */
const storedHash = async (log: RoomLog, room: string): Promise<string | undefined> => {
  const { snapshot, tail } = await log.load(room)
  if (!snapshot && tail.length === 0) return undefined
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update)
  for (const { update } of tail) Y.applyUpdate(doc, update)
  return canonicalHash(doc)
}

/** Puts a new record, or finds the same one there already. @throws bundle/exists */
const putOnce = async (records: Records, kind: string, id: string, value: unknown): Promise<void> => {
  const there = await records.get(kind, id)
  if (!there) return void (await records.put(kind, id, value, 0))
  if (JSON.stringify(there.value) !== JSON.stringify(value)) throw new Refusal('bundle/exists', { record: `${kind} ${id}` })
}

const restoreRoom = async (log: RoomLog, room: string, { hash, update, index }: VerifiedShelf): Promise<void> => {
  if ((await storedHash(log, room)) === undefined) await log.restore(room, { update, index })
  const now = await storedHash(log, room)
  if (now !== hash) throw new Refusal('bundle/exists', { record: room })
}

/** All rooms of a bundle by name: its boards, and the shelf where there is one. */
const roomsOf = ({ manifest, boards, shelf }: VerifiedBundle): [string, VerifiedShelf][] => [
  ...boards.map((board): [string, VerifiedShelf] => [boardRoom(board.board.id), board]),
  ...(shelf ? [[shelfRoom(manifest.seminar.id), shelf] as [string, VerifiedShelf]] : []),
]

/** Nothing may be there that this bundle did not bring. @throws bundle/exists */
const refuseForeign = async ({ log, records }: Store, bundle: VerifiedBundle): Promise<void> => {
  const { id } = bundle.manifest.seminar
  if (await records.get('seminar', id)) throw new Refusal('bundle/exists', { record: `seminar ${id}` })
  for (const [room, { hash }] of roomsOf(bundle)) {
    const there = await storedHash(log, room)
    if (there !== undefined && there !== hash) throw new Refusal('bundle/exists', { record: room })
  }
}

/**
 * Brings a verified bundle in: rooms (each read back and its hash compared), pictures, the bundle itself, groups, boards, votes, themes, and last the closed
 * seminar, so that nobody meets half of it. @throws bundle/exists, store/away, store/full
 */
export const importBundle = async (store: Store, bundle: VerifiedBundle, bytes: Uint8Array): Promise<Seminar> => {
  await refuseForeign(store, bundle)
  const { manifest, boards, votes, themes, pictures } = bundle
  for (const [room, bytes] of roomsOf(bundle)) await restoreRoom(store.log, room, bytes)
  const stored = openPictures(store)
  for (const picture of pictures) await stored.keep(picture.boardId, picture)
  const seminar: Seminar = { ...manifest.seminar, lobbyOpen: false, joinCode: '', bundle: await store.blobs.put(bytes) }
  for (const group of manifest.groups) await putOnce(store.records, 'group', group.id, group)
  for (const { board } of boards) await putOnce(store.records, 'board', board.id, board)
  for (const vote of votes) await putOnce(store.records, 'vote', vote.id, vote)
  if (themes) await putOnce(store.records, themeMemoryKind, firstMemoryId(seminar.id), memoryFrom(themes))
  await putOnce(store.records, 'seminar', seminar.id, seminar)
  return seminar
}

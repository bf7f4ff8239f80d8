import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalHash } from '#shared/sync/canon.ts'
import { syncFigures } from '../../server/sync/figures.ts'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { compact } from '../../server/sync/compact.ts'
import { fold } from '../../server/sync/fold.ts'
import { Folding } from '../../server/sync/folding.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { documentOf, newEdit, Whole } from '../../server/sync/whole.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'
import { openHall, openMemory, room, StockTablet } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

const eager = { tailEntries: 10, quietMs: 0, roundMs: 20 }

test('[SY27] a long log is folded into a verified snapshot while the room is open; content, owners and edits after it stay', async () => {
  const store = openMemory()
  const hall = await openHall(store, eager)
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('in', () => ann.acked === 1 && bob.acked === 1)
  ann.write('i1', 'ก')
  for (let n = 0; n < 40; n++) ann.append('i1', String(n % 10))
  await until('saved', () => ann.acked === ann.frames)
  const loaded = await until('folded', async () => {
    const now = await store.log.load(room)
    return now.snapshot && now.tail.length <= 10 ? now : undefined
  })
  bob.append('i1', ' หลังย่อ')
  await until('saved', () => bob.acked === 2)
  const { snapshot, tail } = await store.log.load(room)
  const again = documentOf([snapshot!.update, ...tail.map((entry) => entry.update)])
  expect(canonicalHash(again)).toBe(canonicalHash(bob.doc))
  const index = RoomIndex.decode(loaded.snapshot!.index)
  expect(index.ideas.get('i1')).toBe('ann')
  expect(index.clients.get(ann.doc.clientID)).toBe('ann')
  const late = new StockTablet(hall, 'cat')
  await until('a joiner after it has all', () => late.provider.synced && canonicalHash(late.doc) === canonicalHash(bob.doc))
  expect(hall.log.errors).toEqual([])
})

test('[SY27] a room that another process has folded is not folded again, and leaves its long tail all the same', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  for (const id of ['a', 'b']) await hall.rooms.write(room, (doc) => doc.getMap('meta').set(id, 1))
  const folding = new Folding()
  const first = await compact(store.log, room, folding)
  const folded = syncFigures().compactions
  expect(await compact(store.log, room, folding)).toEqual(first)
  expect(syncFigures().compactions).toBe(folded)
  expect(await compact(store.log, 'board/never', folding)).toBeUndefined()
  await folding.close()
})

test('[SY27] a fold that is asked for while the worker is put to rest is done by another', async () => {
  const folding = new Folding()
  const nothing = { snapshot: undefined, tail: [] }
  await folding.fold(nothing)
  const resting = folding.close()
  const [folded] = await Promise.all([folding.fold(nothing), resting])
  expect(documentOf([folded.update]).getMap('ideas').size).toBe(0)
  await folding.close()
})

test('[SY27] whoever is behind gets all of it, also when edits of others arrived after younger ones of ours', () => {
  const whole = new Whole(undefined, '0', [])
  const [first, ...rest] = ['5', '6', '3', '4', '7'].map((position) => ({
    ...newEdit({ update: new Uint8Array([0, 0]), seat: 'server' }),
    position,
  }))
  for (const edit of [first!, ...rest]) whole.push(edit)
  whole.adopt(new Uint8Array([0, 0]), '4')
  // Who has the first two has nothing yet of 3 and 4.
  expect(whole.since(2) ?? 'the whole').toEqual(rest.slice(1).map(({ frame }) => frame))
  whole.adopt(new Uint8Array([0, 0]), '6')
  expect(whole.since(2)).toBeUndefined()
  expect(whole.since(4)).toEqual([rest[3]!.frame])
})

test('[SY28] a log that would not read back as the same is left as it is', () => {
  const doc = new Y.Doc()
  doc.getMap('ideas').set('a', new Y.Map())
  const state = Y.encodeStateVector(doc)
  doc.getMap('ideas').set('b', new Y.Map())
  const gap = { update: Y.encodeStateAsUpdate(doc, state), seat: 'server' as const, position: '1' }
  expect(() => fold({ snapshot: undefined, tail: [gap] })).toThrow('gap')
})

test('[SY29] what the archive keeps is the durable whole, whether the room is open or not', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  ann.write('i1', 'เก็บไว้')
  await until('there', () => hall.rooms.read(room, (doc) => doc.getMap('ideas').size === 1))
  const kept = await hall.rooms.snapshot(room)
  expect(canonicalHash(documentOf([kept.update]))).toBe(canonicalHash(ann.doc))
  expect(kept.epoch).toBe(ann.hello!.epoch)
  expect(RoomIndex.decode(kept.index).ideas.get('i1')).toBe('ann')
  expect(documentOf([(await hall.rooms.snapshot('board/never')).update]).getMap('ideas').size).toBe(0)
})

test('[SY30] after an orderly end and a start everything is there, under the same epoch', async () => {
  const dataDir = tempFolder('sync')
  const store = await openEmbedded({ dataDir })
  const hall = await openHall(store, eager)
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  ann.write('i1', 'ก')
  for (let n = 0; n < 30; n++) ann.append('i1', 'ข')
  await hall.close()
  await store.close()
  await until('sent away, to come back', () => ann.closedWith?.code === 1001)
  const reopened = await openEmbedded({ dataDir })
  const again = await openHall(reopened)
  const back = new OwnTablet(again, 'ann', { doc: ann.doc, query: `&epoch=${ann.hello!.epoch}` })
  await until('all saved', () => back.acked === 1)
  expect(await again.rooms.read(room, canonicalHash)).toBe(canonicalHash(ann.doc))
  await again.close()
  await reopened.close()
})

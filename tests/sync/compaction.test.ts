import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalHash } from '#shared/sync/canon.ts'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { fold } from '../../server/sync/fold.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { documentOf } from '../../server/sync/whole.ts'
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

import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { until } from '../helpers/until.ts'
import { HeldStore } from './held-store.ts'
import { openHall, room, StockTablet } from './hall.ts'

const ideasIn = (doc: Y.Doc) =>
  readIdeas(doc)
    .map(({ id }) => id)
    .sort()

test('[SY38] who reads a room along gets its durable whole and then every durable edit, and nothing that is not durable', async () => {
  const store = new HeldStore()
  const hall = await openHall(store)
  const write = (id: string) => hall.rooms.write(room, (doc) => writeIdea(doc, { id: id as IdeaId, text: 'ก', at: 1 }, 'test'))
  await write('first')
  const following = await hall.rooms.follow(room)
  const copy = new Y.Doc()
  const take = () => following.take()!.forEach((update) => Y.applyUpdate(copy, update))
  take()
  expect(ideasIn(copy)).toEqual(['first'])
  const tablet = new StockTablet(hall, 'ann')
  await until('on the board', () => tablet.provider.synced)
  tablet.write('second', 'ข')
  await write('third')
  await until('both are durable', async () => (await store.log.load(room)).tail.length >= 3 || undefined)
  await hall.rooms.settle(room)
  take()
  expect(ideasIn(copy)).toEqual(['first', 'second', 'third'])
  expect(canonicalHash(copy)).toBe(await hall.rooms.read(room, canonicalHash))
  expect(following.take()).toEqual([])
  store.hold = true
  tablet.write('fourth', 'ค')
  await until('it is integrated', async () => (await hall.rooms.read(room, ideasIn)).includes('fourth' as IdeaId))
  expect(following.take()).toEqual([])
  store.letGo()
  await hall.rooms.settle(room)
  take()
  expect(ideasIn(copy)).toContain('fourth')
  following.end()
  await hall.rooms.drop('board/')
  expect(following.take()).toBeUndefined()
})

import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { until } from '../helpers/until.ts'
import { openHall, openMemory, room } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

const many = (what: string, count: number) =>
  Array.from(
    { length: count },
    (_, n) => (doc: Y.Doc) => writeIdea(doc, { id: `${what}${n}` as IdeaId, text: `${what} ${n}`, at: n }, 'import'),
  )

test('[SY36] a large write lets others write in between, and a room is settled when all of it is there', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  const [first, second] = [hall.rooms.writeLarge(room, many('ก', 4_000)), hall.rooms.writeLarge(room, many('ข', 500))]
  await until('ann sees the first of them', () => ann.texts.length > 0)
  ann.write('mine', 'ของแอน')
  await until('ann is acknowledged', () => ann.acked === 2)
  expect(await hall.rooms.read(room, (doc) => ideasOf(doc).size)).toBeLessThan(4_000)
  await hall.rooms.settle(room)
  expect(await hall.rooms.read(room, (doc) => ideasOf(doc).size)).toBe(4_501)
  await Promise.all([first, second])
  await until('ann has all', () => ideasOf(ann.doc).size === 4_501)
  const { tail } = await store.log.load(room)
  expect(tail.filter((entry) => entry.seat === 'server').length).toBeGreaterThan(2)
})

test('[SY36] a large write whose first act refuses writes nothing, and the next one is not held up', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const before = await hall.rooms.read(room, canonicalHash)
  const refuse = () => {
    throw new Error('no')
  }
  const refused = hall.rooms.writeLarge(room, [refuse, ...many('ก', 10)])
  const next = hall.rooms.writeLarge(room, many('ข', 10))
  await expect(refused).rejects.toThrow('no')
  await next
  expect(await hall.rooms.read(room, (doc) => [...ideasOf(doc).keys()].filter((id) => id.startsWith('ก')))).toEqual([])
  expect(before).not.toBe(await hall.rooms.read(room, canonicalHash))
  store.fault = 'store/away'
  const ann = new OwnTablet(hall, 'ann')
  await until('synced', () => ann.synced)
  ann.write('mine', 'ของแอน')
  await until('told that the store is away', () => ann.states.at(-1)?.reason === 'store/away')
  await expect(hall.rooms.writeLarge(room, many('ค', 10))).rejects.toThrow('store/away')
  store.fault = undefined
})

import { expect, test } from 'vitest'
import type { SeatId } from '#shared/id.ts'
import type { RoomLog } from '../../server/store/ports.ts'
import { until } from '../helpers/until.ts'
import { HeldStore } from './held-store.ts'
import { openHall, openMemory, room } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

test('[SY40] who waits for something to be durable is told when the room ends before', async () => {
  const store = new HeldStore()
  const hall = await openHall(store, { closeMs: 50 })
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  store.hold = true
  const writing = hall.rooms.write(room, (doc) => doc.getMap('meta').set('title', 'x'))
  const settling = hall.rooms.settle(room)
  await until('the log was asked', () => store.waiting.length === 1)
  const told = Promise.allSettled([writing, settling])
  await hall.close()
  const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'store/away' }) }
  expect(await told).toEqual([refused, refused])
  store.letGo()
})

test('[SY40] a room that is loaded anew is waited for until all that it had accepted is durable', async () => {
  const store = new HeldStore()
  let lose: () => void = () => undefined
  const log: RoomLog = {
    ...store.log,
    follow: (name, after, arrived, missed) => {
      lose = missed!
      return store.memory.log.follow(name, after, arrived)
    },
  }
  const hall = await openHall({ log })
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  store.hold = true
  ann.write('i1', 'กำลังบันทึก')
  await until('on its way', () => store.waiting.length === 1)
  lose()
  let settled = false
  const settling = hall.rooms.settle(room).then(() => (settled = true))
  await until('ann is sent away', () => ann.closedWith)
  expect([ann.closedWith?.code, settled]).toEqual([1013, false])
  store.letGo()
  await settling
  expect((await store.memory.log.load(room)).tail).toHaveLength(1)
  const back = new OwnTablet(hall, 'ann')
  await until('it is there', () => back.texts.join() === 'กำลังบันทึก')
})

test('[SY41] a log that cannot be read keeps its own room closed, and nothing else', async () => {
  const store = openMemory()
  await store.log.append('board/broken', [{ update: new Uint8Array([1, 1, 5, 0, 255]), seat: 'ann' as SeatId }])
  const hall = await openHall(store)
  const [ann, bob] = [new OwnTablet(hall, 'ann', { name: 'board/broken', mute: true }), new OwnTablet(hall, 'bob')]
  await until('bob is in', () => bob.acked === 1)
  await until('ann is turned away', () => ann.closedWith)
  expect(ann.closedWith).toEqual({ code: 1013, reason: 'store/away' })
  expect(hall.log.errors).toMatchObject([{ words: 'the log cannot be read', fields: { room: 'board/broken' } }])
  await expect(hall.rooms.read('board/broken', () => 'read')).rejects.toThrow()
  bob.write('i1', 'ยังเขียนได้')
  await until('bob goes on', () => bob.acked === 2)
})

test('[SY43] a write of the server that the store does not let through ends soon with its reason, and is stored once when there is a store again', async () => {
  const failing = async (fault: 'store/full' | 'store/away') => {
    const store = openMemory()
    const hall = await openHall(store)
    const ann = new OwnTablet(hall, 'ann')
    await until('in', () => ann.acked === 1)
    store.fault = fault
    // Nothing is known of the trouble when they begin.
    const writing = [
      hall.rooms.write(room, (doc) => doc.getMap('meta').set('title', 'x')),
      hall.rooms.writeLarge(room, [(doc) => doc.getMap('meta').set('name', 'y')]),
    ]
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: fault }) }
    expect(await Promise.allSettled(writing)).toEqual([refused, refused])
    store.fault = undefined
    await hall.rooms.settle(room)
    expect(await hall.rooms.read(room, (doc) => [doc.getMap('meta').get('title'), doc.getMap('meta').get('name')])).toEqual(['x', 'y'])
    expect((await store.log.load(room)).tail).toHaveLength(2)
  }
  await Promise.all([failing('store/full'), failing('store/away')])
})

import { expect, test } from 'vitest'
import { canonicalHash } from '#shared/sync/canon.ts'
import { until } from '../helpers/until.ts'
import { HeldStore } from './held-store.ts'
import { openHall, openMemory, room, StockTablet } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

test('[SY2] nothing is acknowledged or shown to anybody before it is durable', async () => {
  const store = new HeldStore()
  const hall = await openHall(store)
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('both synced and acknowledged', () => ann.synced && bob.synced && ann.acked === 1 && bob.acked === 1)
  store.hold = true
  ann.write('i1', 'ขยะล้นเมือง')
  await until('the log was asked', () => store.waiting.length === 1)
  const cat = new OwnTablet(hall, 'cat')
  await until('a joiner is served from what is durable', () => cat.synced)
  expect([ann.acked, bob.texts, cat.texts]).toEqual([1, [], []])
  store.letGo()
  await until('ann knows that it is saved', () => ann.acked === 2)
  await until('the others see it', () => bob.texts.length === 1 && cat.texts.length === 1)
})

test('[SY3] acknowledgements count frames; one that says nothing new waits for everything before it', async () => {
  const store = new HeldStore()
  const hall = await openHall(store)
  const ann = new OwnTablet(hall, 'ann')
  await until('acknowledged', () => ann.acked === 1)
  store.hold = true
  ann.write('i1', 'หนึ่ง')
  ann.append('i1', 'สอง')
  ann.sendUpdate(new Uint8Array([0, 0]))
  await until('the log was asked', () => store.waiting.length === 1)
  expect(ann.acked).toBe(1)
  store.letGo()
  await until('all four frames are acknowledged', () => ann.acked === 4)
  expect(ann.acks.every((ack, i) => i === 0 || ack.upTo > ann.acks[i - 1]!.upTo)).toBe(true)
  expect(ann.acks.at(-1)!.position).toBe('2')
})

test('[SY4] while the store is away typing goes on, nothing is called saved, and afterwards all is saved once', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('both acknowledged', () => ann.acked === 1 && bob.acked === 1)
  store.fault = 'store/away'
  ann.write('i1', 'ก')
  await until('both are told', () => ann.states.at(-1)?.reason === 'store/away' && bob.states.at(-1)?.reason === 'store/away')
  for (let n = 0; n < 20; n++) ann.append('i1', 'ข')
  const late = new OwnTablet(hall, 'late')
  await until('a joiner is told in hello', () => late.hello?.reason === 'store/away' && late.synced)
  expect([ann.acked, bob.texts, late.texts]).toEqual([1, [], []])
  store.fault = undefined
  await until('all saved', () => ann.acked === 22)
  await until('told that it is well again', () => bob.states.at(-1)?.writable === true)
  await until('everybody sees all', () => [ann, bob, late].every((tablet) => tablet.texts[0] === `ก${'ข'.repeat(20)}`))
  expect((await store.log.load(room)).tail).toHaveLength(21)
})

test('[SY5] with a full disk the room is read-only at once, and what was typed meanwhile is saved once when there is space again', async () => {
  const store = openMemory()
  const hall = await openHall(store, { heldBytes: 500 })
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('both acknowledged', () => ann.acked === 1 && bob.acked === 1)
  store.fault = 'store/full'
  ann.write('i1', 'ก')
  await until('both are told', () => ann.states.at(-1)?.reason === 'store/full' && bob.states.at(-1)?.reason === 'store/full')
  bob.write('i2', 'ข')
  for (let n = 0; n < 100; n++) ann.append('i1', 'ค')
  await expect(hall.rooms.write(room, (doc) => doc.getMap('meta').set('title', 'x'))).rejects.toThrow('store/full')
  expect(await hall.rooms.read(room, (doc) => doc.getMap('ideas').size)).toBe(1)
  store.fault = undefined
  await until('all saved', () => ann.acked === 102 && bob.acked === 2)
  await until('both see both', () => ann.texts.length === 2 && bob.texts.includes(`ก${'ค'.repeat(100)}`))
  expect(hall.log.errors).toEqual([])
})

test('[SY6] the server writes by its own hand: durable and shown when it resolves, nothing when the edit throws', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const ann = new StockTablet(hall, 'ann')
  await until('synced', () => ann.provider.synced)
  await hall.rooms.write(room, (doc) => doc.getMap('meta').set('title', 'กลุ่ม ๑'))
  expect((await store.log.load(room)).tail.map((entry) => entry.seat)).toEqual(['server'])
  await until('ann has the title', () => ann.doc.getMap('meta').get('title') === 'กลุ่ม ๑')
  const before = await hall.rooms.read(room, canonicalHash)
  const broken = hall.rooms.write(room, (doc) => {
    doc.getMap('meta').set('title', 'half')
    throw new Error('no')
  })
  await expect(broken).rejects.toThrow('no')
  expect(await hall.rooms.read(room, canonicalHash)).toBe(before)
  ann.write('i1', 'ยังเขียนได้')
  await until('the room still takes edits', () => hall.rooms.read(room, (doc) => doc.getMap('ideas').has('i1')))
})

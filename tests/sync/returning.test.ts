import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalHash } from '#shared/sync/canon.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { Frame } from '#shared/sync/wire.ts'
import { until } from '../helpers/until.ts'
import { HeldStore } from './held-store.ts'
import { openHall, openMemory, room, StockTablet, type Hall } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

const fill = (hall: Hall, ideas: number) =>
  hall.rooms.write(room, (doc) => {
    for (let n = 0; n < ideas; n++) writeIdea(doc, { id: `idea-${n}` as IdeaId, text: `ความคิดเห็นที่ ${n} เรื่องน้ำท่วม`, at: n }, 'test')
  })

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'server')
  return copy
}

test('[SY18] hello comes first, with the epoch and a client id that nobody has had', async () => {
  const hall = await openHall()
  const tablets = Array.from({ length: 20 }, (_, n) => new OwnTablet(hall, `s${n}`))
  await until('all greeted', () => tablets.every((tablet) => tablet.hello))
  expect(new Set(tablets.map((tablet) => tablet.hello!.clientId)).size).toBe(20)
  expect(new Set(tablets.map((tablet) => tablet.hello!.epoch)).size).toBe(1)
  expect(tablets.every((tablet) => tablet.heard[0] === Frame.hello && tablet.heard[1] === Frame.sync)).toBe(true)
  const same = new OwnTablet(hall, 's0', { query: `&epoch=${tablets[0]!.hello!.epoch}` })
  await until('the same epoch is welcome', () => same.acked === 1)
})

test('[SY19] a joiner gets the whole, packed when it can read that; who returns gets the difference', async () => {
  const hall = await openHall()
  await fill(hall, 500)
  const ann = new OwnTablet(hall, 'ann')
  const packed = new OwnTablet(hall, 'bob', { query: '&z=1' })
  const stock = new StockTablet(hall, 'cat')
  await until('all have all', () => ann.texts.length === 500 && packed.texts.length === 500 && stock.texts.length === 500)
  expect(packed.packedStates).toBe(1)
  expect(packed.bytesHeard).toBeLessThan(ann.bytesHeard / 3)
  ann.ws.close()
  stock.append('idea-7', ' แก้แล้ว')
  await until('stored', () => hall.rooms.read(room, (doc) => JSON.stringify(doc.getMap('ideas').toJSON()).includes('แก้แล้ว')))
  const back = new OwnTablet(hall, 'ann', { doc: ann.doc })
  await until('the difference arrives', () => back.texts.some((text) => text.endsWith('แก้แล้ว')))
  expect(back.bytesHeard).toBeLessThan(1_000)
  expect(canonicalHash(back.doc)).toBe(canonicalHash(stock.doc))
})

test('[SY20] work done without the line is taken on return, under the lease it was done with', async () => {
  const hall = await openHall()
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  const lease = ann.doc.clientID
  ann.ws.close()
  await until('away', () => ann.closedWith)
  ann.write('i1', 'เขียนตอนเน็ตหลุด')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(ann.doc), 'server')
  const back = new OwnTablet(hall, 'ann', { doc })
  await until('taken', () => back.acked === 1)
  expect(back.doc.clientID).not.toBe(lease)
  back.write('i2', 'ต่อด้วยเลขใหม่')
  await until('all there', () => hall.rooms.read(room, (live) => live.getMap('ideas').size === 2))
})

test('[SY21] edits of another process on the same store are followed, shown, and joined with our own', async () => {
  const store = openMemory()
  const [here, there] = [await openHall(store), await openHall(store.beside())]
  const [ann, bob] = [new OwnTablet(here, 'ann'), new OwnTablet(there, 'bob')]
  await until('both in', () => ann.acked === 1 && bob.acked === 1)
  ann.write('i1', 'จากที่นี่')
  await until('bob sees it', () => bob.texts.length === 1)
  bob.append('i1', ' และที่โน่น')
  ann.write('i2', 'อีกเรื่อง')
  await until('both see all', () => [ann, bob].every(({ texts }) => texts.length === 2 && texts.includes('จากที่นี่ และที่โน่น')))
  const late = new StockTablet(there, 'cat')
  await until('a joiner there too', () => late.texts.length === 2)
  expect(canonicalHash(late.doc)).toBe(canonicalHash(ann.doc))
  expect(ann.hello!.epoch).toBe(bob.hello!.epoch)
})

test('[SY21] who comes back while something is on its way to the log misses nothing that another process stores meanwhile', async () => {
  const store = new HeldStore()
  const [here, there] = [await openHall(store), await openHall(store.memory.beside())]
  const [ann, bob] = [new OwnTablet(here, 'ann'), new OwnTablet(there, 'bob')]
  await until('both in', () => ann.acked === 1 && bob.acked === 1)
  ann.write('i1', 'ก่อน')
  await until('everywhere', () => ann.acked === 2 && bob.texts.length === 1)
  store.hold = true
  ann.write('i2', 'กำลังบันทึก')
  await until('on its way', () => store.waiting.length === 1)
  const back = new OwnTablet(here, 'cat', { doc: copyOf(bob.doc) })
  await until('cat has asked', () => back.frames === 1)
  bob.write('i3', 'จากที่โน่น')
  await until('ann sees it', () => ann.texts.includes('จากที่โน่น'))
  expect(back.synced).toBe(false)
  store.letGo()
  await until('cat has all', () => back.texts.length === 3)
  bob.append('i3', '!')
  await until('and goes on hearing', () => back.texts.includes('จากที่โน่น!'))
})

test('[SY22] a socket that does not drain is skipped, not buffered for, and gets what it missed when it does', async () => {
  const hall = await openHall(undefined, {
    unsentBytes: 20_000,
    editsPerSecond: 100_000,
    editsAtOnce: 100_000,
    bytesPerSecond: 1e9,
    bytesAtOnce: 1e9,
  })
  const [ann, slow] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'slow')]
  await until('both in', () => ann.acked === 1 && slow.acked === 1)
  slow.ws.pause()
  const paragraph = 'น้ำรอระบาย '.repeat(150)
  let n = 0
  const { syncFigures } = await import('../../server/sync/figures.ts')
  const skippedBefore = syncFigures().skipped
  await until(
    'the slow one is skipped',
    async () => {
      for (let i = 0; i < 50; i++) ann.write(`i${n}`, `${n++} ${paragraph}`)
      await until('ann is acknowledged', () => ann.acked === ann.frames, { timeoutMs: 20_000 })
      return syncFigures().skipped > skippedBefore
    },
    { timeoutMs: 25_000 },
  )
  ann.write('last', 'ท้ายสุด')
  await until('acknowledged', () => ann.acked === ann.frames)
  expect(slow.texts).not.toContain('ท้ายสุด')
  slow.ws.resume()
  await until('the slow one has all', () => slow.texts.length === n + 1)
  expect(canonicalHash(slow.doc)).toBe(canonicalHash(ann.doc))
  slow.write('after', 'กลับมาแล้ว')
  await until('and is in step again', () => ann.texts.includes('กลับมาแล้ว'))
})

test('[SY23] a seat over its budget is read more slowly: nothing is lost, and nobody else waits', async () => {
  const hall = await openHall(undefined, { editsPerSecond: 50, editsAtOnce: 20 })
  const [noisy, ann] = [new OwnTablet(hall, 'noisy'), new OwnTablet(hall, 'ann')]
  await until('both in', () => noisy.acked === 1 && ann.acked === 1)
  noisy.write('i1', 'x')
  const begun = performance.now()
  for (let n = 0; n < 60; n++) noisy.append('i1', 'y')
  // What is in one piece of the stream is taken as it came; the next piece waits.
  await until('the first piece is taken', () => noisy.acked > 1)
  noisy.append('i1', 'z')
  ann.write('i2', 'ไม่ต้องรอ')
  await until('ann is not kept waiting', () => ann.acked === 2)
  await until('all of it is taken', () => noisy.acked === noisy.frames)
  expect(performance.now() - begun).toBeGreaterThan(500)
  await until('and is there', () => ann.texts.includes(`x${'y'.repeat(60)}z`))
})

test('[SY23] an update that makes the work of many counts as many', async () => {
  const hall = await openHall(undefined, { editsPerSecond: 5, editsAtOnce: 20 })
  const [noisy, ann] = [new OwnTablet(hall, 'noisy'), new OwnTablet(hall, 'ann')]
  await until('both in', () => noisy.acked === 1 && ann.acked === 1)
  noisy.doc.transact(() => {
    for (let n = 0; n < 2_000; n++) noisy.write(`i${n}`, `ความคิดเห็นที่ ${n}`)
  })
  await until('all of it is taken', () => noisy.acked === 2)
  noisy.write('last', 'ต่อ')
  ann.write('mine', 'ไม่ต้องรอ')
  await until('ann is not kept waiting', () => ann.acked === 2)
  expect(noisy.acked).toBe(2)
  await until('and then what came after it', () => noisy.acked === 3)
})

test('[SY24] a room that nobody is in leaves memory, and comes back as it was', async () => {
  const { syncFigures } = await import('../../server/sync/figures.ts')
  const hall = await openHall(undefined, { dropMs: 50, roundMs: 20 })
  const before = syncFigures().rooms
  await fill(hall, 20)
  const hash = await hall.rooms.read(room, canonicalHash)
  expect(syncFigures().rooms).toBe(before + 1)
  await until('dropped', () => syncFigures().rooms === before)
  const ann = new OwnTablet(hall, 'ann')
  await until('open again', () => ann.texts.length === 20)
  expect(canonicalHash(ann.doc)).toBe(hash)
})

test('[SY25] others hear of edits, of coming and of going', async () => {
  const hall = await openHall()
  const heard: string[] = []
  const stop = hall.rooms.onActivity(({ boardId, kind }) => heard.push(`${boardId} ${kind}`))
  const ann = new OwnTablet(hall, 'ann' as SeatId)
  await until('in', () => ann.acked === 1)
  ann.write('i1', 'ก')
  await until('told of the edit', () => heard.includes('b1 edit'))
  ann.ws.close()
  await until('told of the going', () => heard.filter((line) => line === 'b1 presence').length === 2)
  stop()
})

test('[SY25] who fails over what it hears keeps nobody else from hearing, and no edit from being stored', async () => {
  const hall = await openHall()
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('in', () => ann.acked === 1 && bob.acked === 1)
  const fails = () => {
    throw new Error('a fault of ours')
  }
  hall.rooms.onActivity(fails)
  hall.rooms.onWithdrawn(fails)
  const heard: string[] = []
  hall.rooms.onActivity(({ kind }) => heard.push(kind))
  hall.rooms.onWithdrawn((_, ideas) => heard.push(...ideas.map(({ id }) => id)))
  ann.write('i1', 'ก')
  await until('acknowledged', () => ann.acked === 2)
  ann.doc.getMap('ideas').delete('i1')
  await until('the withdrawal too', () => ann.acked === 3)
  ann.write('i2', 'ข')
  await until('and what comes after it', () => ann.acked === 4 && bob.texts.join() === 'ข')
  expect(heard).toEqual(expect.arrayContaining(['edit', 'i1']))
  expect(new Set(hall.log.lines.filter(({ level }) => level === 'error').map(({ words }) => words))).toEqual(
    new Set(['a watcher of the rooms failed']),
  )
})

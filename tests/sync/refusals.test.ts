import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { Frame, maxFrameBytes, SyncStep, writeSync } from '#shared/sync/wire.ts'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { closedBoard } from '#shared/role.ts'
import { until } from '../helpers/until.ts'
import { member, openHall, openMemory, room, StockTablet } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'
import { writeBetween } from './wrong-order.ts'

const bytes = (...values: number[]) => new Uint8Array(values)
const foreignMeta = () => {
  const doc = new Y.Doc()
  doc.getMap('meta').set('title', 'ของเรา')
  return Y.encodeStateAsUpdate(doc)
}
const farAhead = () => {
  const doc = new Y.Doc()
  doc.getMap('ideas').set('a', new Y.Map())
  const state = Y.encodeStateVector(doc)
  doc.getMap('ideas').set('b', new Y.Map())
  return Y.encodeStateAsUpdate(doc, state)
}

const wrongOrder = () => {
  const doc = new Y.Doc()
  writeIdea(doc, { id: 'n' as IdeaId, text: 'กข', at: 1 }, 'eve')
  writeBetween(doc.getMap<Y.Map<Y.Text>>('ideas').get('n')!.get('text')!, 1, 0, 'x')
  return Y.encodeStateAsUpdate(doc)
}

const hostile: [name: string, code: number, reason: string, message: () => Uint8Array | string][] = [
  ['a text', 4400, 'sync/malformed', () => 'hello'],
  ['nothing', 4400, 'sync/malformed', () => bytes()],
  ['an unknown number', 4400, 'sync/malformed', () => bytes(77)],
  ['a number of ours that only servers say', 4400, 'sync/malformed', () => bytes(Frame.ack, 1)],
  ['an unknown step', 4400, 'sync/malformed', () => bytes(Frame.sync, 9, 0)],
  ['a length beyond its end', 4400, 'sync/malformed', () => bytes(Frame.sync, SyncStep.update, 200, 1, 0)],
  ['something after the end', 4400, 'sync/malformed', () => bytes(Frame.sync, SyncStep.update, 2, 0, 0, 7)],
  ['a broken state vector', 4400, 'sync/malformed', () => writeSync(SyncStep.step1, bytes(5, 1))],
  ['a broken update', 4400, 'sync/malformed', () => writeSync(SyncStep.update, bytes(1, 1, 5, 0, 255, 255))],
  ['a struct of no length', 4400, 'sync/malformed', () => writeSync(SyncStep.update, bytes(1, 1, 1, 0, 0, 0, 0))],
  ['an update with a gap', 4400, 'sync/gap', () => writeSync(SyncStep.update, farAhead())],
  ['neighbours in the wrong order', 4400, 'sync/malformed', () => writeSync(SyncStep.update, wrongOrder())],
  ["the server's own map", 4400, 'sync/forbidden-place', () => writeSync(SyncStep.update, foreignMeta())],
  ['too much', 4413, 'sync/too-large', () => new Uint8Array(maxFrameBytes + 1)],
  ['presence with something after it', 4400, 'sync/malformed', () => bytes(Frame.awareness, 1, 0, 7)],
  ['a question with something after it', 4400, 'sync/malformed', () => bytes(Frame.queryAwareness, 7)],
  ['presence that promises more than it holds', 4400, 'sync/malformed', () => bytes(Frame.awareness, 4, 1, 9, 1, 200)],
]

test.each(hostile)('[SY7] %s costs only its sender: closed with %i %s', async (_name, code, reason, message) => {
  const hall = await openHall()
  const [ann, eve] = [new StockTablet(hall, 'ann'), new OwnTablet(hall, 'eve')]
  await until('both synced', () => ann.provider.synced && eve.acked === 1)
  ann.write('i1', 'ของแอน')
  await until('eve sees it', () => eve.texts.length === 1)
  const before = await hall.rooms.read(room, (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'))
  eve.ws.send(message())
  await until('eve is closed', () => eve.closedWith)
  expect(eve.closedWith).toEqual({ code, reason })
  expect(await hall.rooms.read(room, (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'))).toBe(before)
  ann.append('i1', '!')
  await until('ann goes on', () => hall.rooms.read(room, (doc) => JSON.stringify(doc.getMap('ideas').toJSON()).includes('ของแอน!')))
  expect(ann.provider.wsconnected).toBe(true)
  expect(JSON.stringify(hall.log.lines)).not.toContain('ของ')
  expect(hall.log.lines.find((line) => line.words === 'frame refused')?.fields).toMatchObject({ room, seat: 'eve', reason })
})

test('[SY8] a refusal names the frame; what came before it stays acknowledged; a stock client gets the close alone', async () => {
  const hall = await openHall()
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('both acknowledged', () => ann.acked === 1 && bob.acked === 1)
  hall.door.set('ann', { ...member, rights: { ...member.rights, withdraw: 'own' } })
  bob.write('i1', 'ของบ๊อบ')
  await until('ann sees it', () => ann.texts.length === 1)
  ann.write('i2', 'ของแอน')
  ann.doc.getMap('ideas').delete('i1')
  ann.write('i3', 'หลังจากนั้น')
  await until('closed', () => ann.closedWith)
  expect(ann.refusals).toEqual([{ frame: 3, code: 'idea/not-yours' }])
  expect(ann.closedWith).toEqual({ code: 4400, reason: 'idea/not-yours' })
  await until('bob has what was accepted', () => bob.texts.length === 2)
  expect(bob.texts).toEqual(['ของบ๊อบ', 'ของแอน'])

  const stock = new StockTablet(hall, 'eve')
  await until('synced', () => stock.provider.synced)
  stock.doc.getMap('meta').set('title', 'x')
  await until('closed for good', () => stock.closedWith)
  expect(stock.closedWith).toEqual({ code: 4400, reason: 'sync/forbidden-place' })
  expect(stock.provider.shouldConnect).toBe(false)
})

test('[SY9] who may not come in is told so by a close: unknown room, no seat, another epoch; a foreign page gets a 403', async () => {
  const hall = await openHall()
  const answers = async (path: string) => {
    const ws = new WebSocket(`${hall.url}/${path}`)
    let answer: string | undefined
    ws.on('close', (code, reason) => (answer ??= `${code} ${reason.toString()}`))
    ws.on('error', (error) => (answer = error.message))
    return await until('an answer', () => answer)
  }
  expect(await answers('cupboard/s1?seat=ann')).toBe('4404 board/not-found')
  expect(await answers('board/..%2F..?seat=ann')).toBe('4404 board/not-found')
  expect(await answers('board/%E0%A4%A?seat=ann')).toBe('4404 board/not-found')
  expect(await answers('board/b1')).toBe('4401 seat/missing')
  expect(await answers('board/b1?seat=ann&epoch=other')).toBe('4409 sync/epoch')
  expect(await answers('board/b1?seat=foreign')).toContain('403')
})

test('[SY10] a seat that is revoked is out at once, on every socket, and cannot come back', async () => {
  const hall = await openHall()
  const [ann, again, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await until('all in', () => ann.acked === 1 && again.acked === 1 && bob.acked === 1)
  expect(hall.rooms.present(room).sort()).toEqual(['ann', 'bob'])
  hall.door.set('ann', undefined)
  expect(hall.rooms.present(room)).toEqual(['bob'])
  await until('both closed', () => ann.closedWith && again.closedWith)
  expect(ann.closedWith).toEqual({ code: 4403, reason: 'seat/revoked' })
  const back = new OwnTablet(hall, 'ann')
  await until('turned away', () => back.closedWith)
  expect(bob.closedWith).toBeUndefined()
})

test('[SY11] a change of rights acts on open sockets: told at once, and edits that come after it are refused', async () => {
  const hall = await openHall()
  const ann = new OwnTablet(hall, 'ann')
  await until('in', () => ann.acked === 1)
  expect(ann.hello).toMatchObject({ seatId: 'ann', role: 'participant', writable: true })
  hall.door.set('ann', { ...member, rights: closedBoard })
  await until('told', () => ann.states.at(-1)?.reason === 'seat/forbidden')
  hall.door.set('ann', member)
  await until('told again', () => ann.states.at(-1)?.writable)
  hall.door.setAll({ ...member, closed: true })
  hall.door.set('ann', { ...member, closed: true })
  await until('told of the closing', () => ann.states.at(-1)?.reason === 'board/closed')
  ann.write('i1', 'สายไป')
  await until('refused', () => ann.closedWith)
  expect(ann.refusals).toEqual([{ frame: 2, code: 'board/closed' }])
})

test('[SY33] of many sockets of one seat that come at once no more are let in than otherwise', async () => {
  const hall = await openHall(openMemory(), { socketsPerSeat: 3 })
  const tabs = Array.from({ length: 12 }, () => new OwnTablet(hall, 'ann'))
  await until('an answer for each', () => tabs.every((tab) => tab.synced || tab.closedWith))
  expect(tabs.filter((tab) => tab.synced)).toHaveLength(3)
  for (const tab of tabs) if (tab.closedWith) expect(tab.closedWith).toEqual({ code: 1013, reason: 'request/too-many' })
})

test('[SY33] a seat has no more sockets than a hall; one that closes makes room for another, and other seats come in', async () => {
  const hall = await openHall(openMemory(), { socketsPerSeat: 3 })
  const tabs = Array.from({ length: 3 }, () => new OwnTablet(hall, 'ann'))
  await until('three in', () => tabs.every((tab) => tab.synced))
  const fourth = new OwnTablet(hall, 'ann')
  await until('turned away', () => fourth.closedWith)
  expect(fourth.closedWith).toEqual({ code: 1013, reason: 'request/too-many' })
  const bob = new OwnTablet(hall, 'bob')
  await until('bob is in', () => bob.synced)
  tabs[0]!.ws.close()
  await until('there is room again', async () => {
    const again = new OwnTablet(hall, 'ann')
    await until('an answer', () => again.synced || again.closedWith)
    return again.synced
  })
})

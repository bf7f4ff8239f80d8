import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import type { SeatId } from '#shared/id.ts'
import type { Endpoint } from '../../server/sync/endpoint.ts'
import { usualLimits } from '../../server/sync/limits.ts'
import { Presence } from '../../server/sync/presence.ts'
import { Shown } from '../../server/sync/shown.ts'
import { until } from '../helpers/until.ts'
import { openHall, openMemory, room, StockTablet } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

const everybodyIn = (...tablets: OwnTablet[]) => until('everybody is in', () => tablets.every((tablet) => tablet.acked === 1))

test('[SY12] presence is shown to the others under the seat it comes from, whatever it says', async () => {
  const hall = await openHall()
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await everybodyIn(ann, bob)
  const id = ann.doc.clientID
  ann.show([[id, 1, { seatId: 'bob', user: { id: 'bob', name: 'บ๊อบ' }, idea: 'i1' }]])
  await until('bob sees ann', () => bob.shown.get(id)?.state)
  expect(bob.shown.get(id)!.state).toEqual({ seatId: 'ann', idea: 'i1' })
  expect(ann.shown.has(id)).toBe(false)
})

test('[SY13] nobody can speak for another, nor stop another by a clock', async () => {
  const hall = await openHall()
  const [ann, bob, eve] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob'), new OwnTablet(hall, 'eve')]
  await everybodyIn(ann, bob, eve)
  const id = ann.doc.clientID
  ann.show([[id, 1, { x: 1 }]])
  await until('bob sees ann', () => bob.shown.get(id))
  eve.show([
    [eve.doc.clientID, 1, { x: 9 }],
    [id, Number.MAX_SAFE_INTEGER, { x: 666 }],
    [id, Number.MAX_SAFE_INTEGER, null],
  ])
  await until('bob sees eve', () => bob.shown.get(eve.doc.clientID))
  expect(bob.shown.get(id)!.state).toEqual({ x: 1, seatId: 'ann' })
  ann.show([[id, 2, { x: 2 }]])
  await until('ann still moves', () => bob.shown.get(id)!.state!['x'] === 2)
})

test('[SY14] who comes sees who is there; who goes is gone for all, and may come back under the same id', async () => {
  const hall = await openHall()
  const [ann, bob] = [new StockTablet(hall, 'ann'), new StockTablet(hall, 'bob')]
  await until('both synced', () => ann.provider.synced && bob.provider.synced)
  ann.provider.awareness.setLocalStateField('cursor', { x: 5 })
  const seen = (tablet: StockTablet) => tablet.provider.awareness.getStates().get(ann.doc.clientID)
  await until('bob sees ann', () => seen(bob)?.['cursor'])
  const cat = new StockTablet(hall, 'cat')
  await until('the newcomer sees ann', () => seen(cat)?.['cursor'])
  expect(seen(cat)).toEqual({ cursor: { x: 5 }, seatId: 'ann' })
  ann.provider.disconnect()
  await until('ann is gone for both', () => !seen(bob) && !seen(cat))
  ann.provider.connect()
  await until('ann is back for both', () => seen(bob)?.['cursor'] && seen(cat)?.['cursor'])
  expect(ann.provider.awareness.getLocalState()).toEqual({ cursor: { x: 5 } })
})

test('[SY15] cursors that move faster than shown are overtaken by their newest place; none is repeated to its sender', async () => {
  const hall = await openHall()
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await everybodyIn(ann, bob)
  const before = bob.heard.filter((type) => type === 1).length
  for (let x = 1; x <= 300; x++) ann.show([[ann.doc.clientID, x, { x }]])
  await until('the newest place arrives', () => bob.shown.get(ann.doc.clientID)?.state?.['x'] === 300)
  expect(bob.heard.filter((type) => type === 1).length - before).toBeLessThan(10)
  expect(ann.shown.size).toBe(0)
})

test('[SY16] presence that is too large or no JSON object costs only its sender', async () => {
  const hall = await openHall()
  const [ann, bob, eve] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob'), new OwnTablet(hall, 'eve')]
  await everybodyIn(ann, bob, eve)
  ann.show([[ann.doc.clientID, 1, { text: 'x'.repeat(3_000) }]])
  await until('closed', () => ann.closedWith)
  expect(ann.closedWith).toEqual({ code: 4413, reason: 'sync/too-large' })
  eve.show([[eve.doc.clientID, 1, '{"half":']])
  await until('closed', () => eve.closedWith)
  expect(eve.closedWith).toEqual({ code: 4400, reason: 'sync/malformed' })
  expect([...bob.shown.values()]).toEqual([])
  expect(hall.rooms.present(room)).toEqual(['bob'])
})

test('[SY17] a silent line is kept alive for y-websocket, and a dead one is ended without a ghost', async () => {
  const hall = await openHall(undefined, { silenceMs: 100, pingMs: 100, deadMs: 600, roundMs: 20 })
  const [ann, bob] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob')]
  await everybodyIn(ann, bob)
  bob.show([[bob.doc.clientID, 1, { x: 1 }]])
  await until('ann sees bob', () => ann.shown.get(bob.doc.clientID)?.state)
  const heard = ann.heard.length
  await until('frames keep coming', () => ann.heard.length > heard + 2)
  bob.ws.pause()
  await until('bob is gone', () => hall.rooms.present(room).join() === 'ann')
  await until('no ghost of bob', () => ann.shown.get(bob.doc.clientID)?.state === null)
})

test('[SY42] who is in a room is shown at every process that has it open, and forgotten with a process that dies', async () => {
  const store = openMemory()
  const limits = { roundMs: 20, presenceRepeatMs: 50, presenceBelievedMs: 300 }
  const [here, there] = [await openHall(store, limits), await openHall(store.beside(), limits)]
  let connected = true
  here.elsewhere.connect((said) => connected && there.elsewhere.hear(said))
  there.elsewhere.connect((said) => here.elsewhere.hear(said))
  const [ann, bob] = [new OwnTablet(here, 'ann'), new OwnTablet(there, 'bob')]
  await everybodyIn(ann, bob)
  const id = ann.doc.clientID
  const seenBy = (tablet: OwnTablet) => tablet.shown.get(id)?.state
  ann.show([[id, 1, { x: 1, seatId: 'bob' }]])
  await until('bob sees ann, under her seat', () => seenBy(bob))
  expect(seenBy(bob)).toEqual({ x: 1, seatId: 'ann' })
  const cat = new OwnTablet(there, 'cat')
  await until('who comes sees her, too', () => seenBy(cat))
  ann.show([[id, 2, { x: 2 }]])
  await until('she moves for all', () => seenBy(bob)?.['x'] === 2 && seenBy(cat)?.['x'] === 2)
  const eve = new OwnTablet(there, 'eve')
  await everybodyIn(eve)
  eve.show([[id, 9, { x: 666 }]])
  bob.show([[bob.doc.clientID, 1, { y: 1 }]])
  await until('and the other way round', () => ann.shown.get(bob.doc.clientID)?.state)
  expect(ann.shown.has(id)).toBe(false)
  // Nobody speaks for her at another process either.
  expect([seenBy(bob)?.['x'], seenBy(cat)?.['x']]).toEqual([2, 2])
  bob.ws.close()
  await until('who goes is gone', () => ann.shown.get(bob.doc.clientID)?.state === null)
  connected = false
  await until('nobody hears of ann any more', () => seenBy(cat) === null)
  connected = true
  await until('and hears of her again', () => seenBy(cat))
  ann.ws.close()
  await until('until she goes, the last of her process', () => seenBy(cat) === null)
})

test('[SY16] of a large message nothing is kept but the own state', () => {
  const endpoint = { seatId: 'ann' as SeatId, lease: 7, shown: new Shown(usualLimits) } as unknown as Endpoint
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, 2)
  for (const [clientId, state] of [
    [7, '{"x":1}'],
    [8, JSON.stringify('x'.repeat(900_000))],
  ] as const) {
    encoding.writeVarUint(message, clientId)
    encoding.writeVarUint(message, 1)
    encoding.writeVarString(message, state)
  }
  new Presence(Date.now).hear(endpoint, encoding.toUint8Array(message), () => undefined)
  expect(endpoint.shown.raw!.buffer.byteLength).toBeLessThan(1_000)
})

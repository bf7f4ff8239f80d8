import { expect, test } from 'vitest'
import { until } from '../helpers/until.ts'
import { HeldStore } from './held-store.ts'
import { openHall, openMemory, room } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

/** So long that whatever the test sends at once is judged with one beat. */
const oneBeat = { pulseMs: 150 }

test('[SY35] a beat that breaks the document loses nobody’s edit: each is judged again, alone', async () => {
  const store = openMemory()
  const hall = await openHall(store, oneBeat)
  const [ann, bob, eve] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'bob'), new OwnTablet(hall, 'eve')]
  await until('all acknowledged', () => [ann, bob, eve].every((tablet) => tablet.acked === 1))
  ann.write('i0', 'ก่อน')
  await until('it is there', () => bob.texts.length === 1)
  let broke = 0
  await hall.rooms.read(room, (doc) =>
    doc.getMap('ideas').observe(() => {
      broke++
      throw new Error('a fault of ours')
    }),
  )
  for (const tablet of [ann, bob]) {
    tablet.write(`${tablet.seat}1`, 'ก')
    tablet.append(`${tablet.seat}1`, 'ข')
  }
  eve.doc.getMap('meta').set('title', 'x')
  await until('the honest are acknowledged', () => ann.acked === 4 && bob.acked === 3)
  await until('eve is closed', () => eve.closedWith)
  expect([broke, eve.closedWith?.reason]).toEqual([1, 'sync/forbidden-place'])
  await until('each sees the other', () => [ann, bob].every((tablet) => tablet.texts.filter((text) => text === 'กข').length === 2))
  expect((await store.log.load(room)).tail).toHaveLength(5)
  expect(hall.log.errors).toHaveLength(1)
})

test('[SY35] what a socket sent before it closed is judged all the same, unless one of its frames was refused', async () => {
  const store = new HeldStore()
  const hall = await openHall(store, oneBeat)
  const [ann, eve] = [new OwnTablet(hall, 'ann'), new OwnTablet(hall, 'eve')]
  await until('both acknowledged', () => ann.acked === 1 && eve.acked === 1)
  // The beat's gap begins with the first edit; the rest waits for the next one.
  ann.write('a1', 'หนึ่ง')
  await until('stored', () => ann.acked === 2)
  ann.write('a2', 'สอง')
  ann.ws.close()
  eve.doc.getMap('meta').set('title', 'x')
  eve.write('e1', 'หลังจากที่ถูกปฏิเสธ')
  await until('eve is closed', () => eve.closedWith)
  await hall.rooms.settle(room)
  const ideas = await hall.rooms.read(room, (doc) => [...doc.getMap('ideas').keys()])
  expect(ideas.sort()).toEqual(['a1', 'a2'])
})

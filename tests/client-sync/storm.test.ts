import { expect, test } from 'vitest'
import { until } from '../helpers/until.ts'
import { openHall } from '../sync/hall.ts'
import { Tablet } from './tablet.ts'

test('[NE16] edits that come close together are integrated together, and all of them arrive', async () => {
  const hall = await openHall()
  const [ann, bob] = [new Tablet(hall, 'ann'), new Tablet(hall, 'bob')]
  await until('both are in step', () => ann.state.light === 'saved' && bob.state.light === 'saved')
  let integrations = 0
  bob.doc.on('afterTransaction', () => integrations++)
  for (let n = 0; n < 300; n++) ann.write(`idea${n}`, `ข้อ ${n}`)
  await until('all have arrived', () => bob.texts.length === 300)
  expect(integrations).toBeLessThan(100)
})

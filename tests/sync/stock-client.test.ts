import { expect, test } from 'vitest'
import { canonicalHash } from '#shared/sync/canon.ts'
import { until } from '../helpers/until.ts'
import { openHall, room, StockTablet } from './hall.ts'

test('[SY1] stock y-websocket clients write together and come to the same board', async () => {
  const hall = await openHall()
  const [ann, bob] = [new StockTablet(hall, 'ann'), new StockTablet(hall, 'bob')]
  await until('both synced', () => ann.provider.synced && bob.provider.synced)
  ann.write('i1', 'น้ำท่วมทุกปี')
  await until('bob sees it', () => bob.texts.includes('น้ำท่วมทุกปี'))
  bob.append('i1', ' เพราะท่อตัน')
  await until('ann sees it', () => ann.texts.includes('น้ำท่วมทุกปี เพราะท่อตัน'))
  const cat = new StockTablet(hall, 'cat')
  await until('the joiner has it all', () => cat.provider.synced && cat.texts.length === 1)
  expect(canonicalHash(cat.doc)).toBe(canonicalHash(ann.doc))
  expect(await hall.rooms.read(room, canonicalHash)).toBe(canonicalHash(bob.doc))
  expect(hall.log.errors).toEqual([])
})

import { expect, test } from 'vitest'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { until } from '../helpers/until.ts'
import { openHall, openMemory, room } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

const hour = 3_600_000

test('[SY34] ideas of a tablet 26 hours ahead are set back to now, in their order, everywhere and for good', async () => {
  const store = openMemory()
  const hall = await openHall(store)
  const before = Date.now()
  const [fast, bob] = [new OwnTablet(hall, 'fast'), new OwnTablet(hall, 'bob')]
  await until('both acknowledged', () => fast.acked === 1 && bob.acked === 1)
  expect(Math.abs(fast.hello!.serverNow - Date.now())).toBeLessThan(60_000)
  const write = (id: string, at: number) => writeIdea(fast.doc, { id: id as IdeaId, text: id, at, by: 'fast' as SeatId }, 'tablet')
  fast.doc.transact(() => {
    write('second', before + 26 * hour)
    write('first', before + 26 * hour - 60_000)
    write('long-ago', before - hour)
  }, 'tablet')
  await until('acknowledged, not refused', () => fast.acked === 2)
  const times = () => Object.fromEntries(readIdeas(bob.doc).map(({ id, at }) => [id, at!]))
  await until('bob sees the right time', () => times()['second']! <= Date.now())
  const seen = times()
  expect(seen['second']).toBeGreaterThanOrEqual(before)
  expect(seen['second']! - seen['first']!).toBe(60_000)
  expect(seen['long-ago']).toBe(before - hour)
  await until('its own tablet too', () => ideasOf(fast.doc).get('second')!.get('at') === seen['second'])
  const kept = await store.log.load(room)
  expect(kept.tail.map((entry) => entry.seat)).toEqual(['fast', 'server'])

  // It insists: the owner may date an idea anew, but not ahead.
  fast.doc.transact(() => ideasOf(fast.doc).get('first')!.set('at', 1e300), 'tablet')
  await until('set back again', () => times()['first']! >= seen['second']! && times()['first']! <= Date.now())
  expect(hall.log.lines.filter((line) => line.words === 'frame refused')).toEqual([])
})

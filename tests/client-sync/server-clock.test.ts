import { expect, test } from 'vitest'
import { until } from '../helpers/until.ts'
import { serverClock, ServerClock } from '../../client/net/server-clock.ts'
import { openHall } from '../sync/hall.ts'
import { Tablet } from './tablet.ts'

test('[NE15] the time is the server’s, whatever this device says; the fastest message is believed', () => {
  let own = 5_000_000
  const clock = new ServerClock(() => own)
  expect([clock.isSet, clock.now()]).toEqual([false, 5_000_000])
  clock.heard(1_000_000)
  expect([clock.isSet, clock.now()]).toEqual([true, 1_000_000])
  own += 10_000
  clock.heard(1_009_400) // 600 ms on its way
  expect(clock.now()).toBe(1_010_000)
  clock.heard(1_010_050)
  expect(clock.now()).toBe(1_010_050)
  // Somebody sets the device right.
  own = 1_020_000
  clock.heard(1_020_000)
  expect(clock.now()).toBe(1_020_000)
})

test('[NE15] a tablet hears the server’s time as soon as it is connected', async () => {
  const hall = await openHall()
  new Tablet(hall, 'ann')
  await until('heard', () => serverClock.isSet)
  expect(Math.abs(serverClock.now() - Date.now())).toBeLessThan(2_000)
})

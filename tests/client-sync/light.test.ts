import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconnectDelayMs } from '../../client/net/backoff.ts'
import { lightOf, patienceMs, type Wire } from '../../client/net/light.ts'
import { Unsaved } from '../../client/net/unsaved.ts'

const wires = fc.record<Wire>({
  connected: fc.boolean(),
  exchanged: fc.boolean(),
  sent: fc.nat(5),
  acked: fc.nat(5),
  unsaved: fc.boolean(),
  reached: fc.boolean(),
  awayMs: fc.nat(20_000),
  failed: fc.boolean(),
})

test('[NE10] the light is never green with unacknowledged work, nor longer than a moment without the server', () => {
  fc.assert(
    fc.property(wires, (wire) => {
      if (lightOf(wire) !== 'saved') return
      expect(wire.unsaved).toBe(false)
      if (wire.connected && wire.exchanged) expect(wire.acked).toBeGreaterThanOrEqual(wire.sent)
      else expect(wire.reached && wire.awayMs < patienceMs).toBe(true)
    }),
  )
})

test('[NE11] a gap of less than a second is not spoken of; then it is connecting, and offline once an attempt has failed', () => {
  const away: Wire = { connected: false, exchanged: false, sent: 3, acked: 3, unsaved: false, reached: true, awayMs: 500, failed: false }
  expect(lightOf(away)).toBe('saved')
  expect(lightOf({ ...away, unsaved: true })).toBe('saving')
  expect(lightOf({ ...away, awayMs: 1_200 })).toBe('connecting')
  expect(lightOf({ ...away, awayMs: 1_200, failed: true })).toBe('offline')
  expect(lightOf({ ...away, awayMs: 10_000 })).toBe('offline')
})

test('[NE12] three hundred tablets come back spread out, and within five seconds of a server that fell for five', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
      const delay = reconnectDelayMs(attempt, () => chance)
      expect(delay).toBeLessThan(attempt < 10 ? 5_000 : 15_000)
      expect(reconnectDelayMs(attempt, () => chance / 2)).toBeCloseTo(delay / 2)
    }),
  )
})

test('[NE13] a change is unsaved until the very frame that carried it is acknowledged, whatever sockets come between', () => {
  const book = { list: [] as string[], read: () => book.list, write: (list: string[]) => void (book.list = list) }
  const unsaved = new Unsaved(book)
  unsaved.touched(['a'])
  unsaved.sent(1)
  unsaved.touched(['b'])
  unsaved.sent(2)
  unsaved.acknowledged(1)
  expect([...unsaved.ids]).toEqual(['b'])
  unsaved.newSocket()
  unsaved.acknowledged(2)
  expect([...unsaved.ids]).toEqual(['b'])
  unsaved.close()
  expect([...new Unsaved(book).ids]).toEqual(['b'])
  unsaved.sent(1)
  unsaved.acknowledged(1)
  expect(unsaved.any).toBe(false)
  unsaved.close()
  expect(book.list).toEqual([])
})

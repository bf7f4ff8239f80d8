import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { conduct, openTablet, sit } from '../board/conducted.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { randomOf } from '../sync/kill-run.ts'
import type { LoadedRoom } from '../../server/store/ports.ts'
import { closedPermits, phase } from './sample.ts'

/** Of each way; `FREEZES=70` for P5's two hundred. */
const rounds = Number(process.env['FREEZES'] ?? 2)
const timeout = 60_000 + rounds * 15_000
/** A machine that has much else to do takes its time. */
const patient = { timeoutMs: 30_000 }

const newestOf = ({ snapshot, tail }: LoadedRoom) => tail.at(-1)?.position ?? snapshot?.position

/** Stops the writing by one tap, in three ways. */
const stops = [
  { name: 'a freeze', code: 'board/frozen', stop: { do: 'freeze' }, goOn: { do: 'thaw' } },
  { name: 'the end of a phase', code: 'phase/not-permitted', stop: { do: 'end' }, goOn: { do: 'prolong', minutes: 5 } },
  { name: 'a phase of reading', code: 'phase/not-permitted', stop: { do: 'next' }, goOn: { do: 'back' } },
] as const

test.each(stops)(
  '[AY20] $name under load: from its answer on the board does not change by one byte, and afterwards work goes on',
  { timeout },
  async (way) => {
    const seed = Number(process.env['FREEZE_SEED'] ?? Date.now() % 1_000_000)
    const random = randomOf(seed)
    const server = await openTestApp()
    const led = await conduct(server, { groups: 1 })
    const { room } = led.leader.seminar.boards[0]!
    const people = await Promise.all(Array.from({ length: 7 }, () => sit(server, led, 1)))
    await led.begin(phase('write', { minutes: 60 }), phase('read', { permits: closedPermits }))
    for (let round = 0; round < rounds; round++) {
      const where = `seed ${seed}, round ${round}`
      const tablets = people.map((person) => openTablet(server, person, room))
      await until('all in', () => tablets.every((tablet) => tablet.acked === tablet.frames && tablet.acked > 0), patient)
      const offline = tablets.pop()!
      offline.ws.close()
      offline.write(`offline-${round}`, 'เขียนตอนเน็ตหลุด')
      tablets.forEach((tablet, n) => tablet.write(`i${round}-${n}`, `เริ่ม ${n}`))
      const typing = tablets.map((tablet, n) => setInterval(() => !tablet.closedWith && tablet.append(`i${round}-${n}`, 'ก'), 2))
      const some = tablets.reduce((sum, { acked }) => sum + acked, 0) + 40 + Math.floor(random() * 80)
      await until('they type', () => tablets.reduce((sum, { acked }) => sum + acked, 0) > some, patient)

      await led.act(way.stop)
      const { log } = server.app.store
      // A long log may be folded meanwhile: what is newest in it stays where it was.
      const newest = async () => newestOf(await log.load(room))
      const state = () => server.app.rooms.read(room, (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'))
      const before = [await newest(), await state()]
      await until('everyone who types is refused', () => tablets.every(({ refusals }) => refusals[0]?.code === way.code), patient)
      typing.forEach(clearInterval)
      const back = openTablet(server, people.at(-1)!, room)
      Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(offline.doc))
      await until('offline work comes too late', () => back.closedWith, patient)
      expect(back.refusals[0]?.code, where).toBe(way.code)
      expect([await newest(), await state()], where).toEqual(before)

      await led.act(way.goOn)
      if (way.goOn.do === 'back') await led.act({ do: 'begin' })
      const again = openTablet(server, people[0]!, room)
      await until('let in again', () => again.acked === again.frames && again.acked > 0, patient)
      again.write(`again-${round}`, 'ทำงานต่อ')
      await until('work goes on', () => again.acked === again.frames, patient)
      ;[...tablets, back, again].forEach((tablet) => tablet.ws.terminate())
    }
  },
)

test('[AY20] a freeze in one process holds in another from its answer on', { timeout }, async () => {
  const redis = await TestRedis.start()
  const here = await openTestApp({ redisUrl: redis.url }, { keep: true })
  const there = await openTestApp({ redisUrl: redis.url }, { keep: true })
  try {
    const led = await conduct(here, { groups: 1 })
    const { room, id } = led.leader.seminar.boards[0]!
    const people = await Promise.all(
      Array.from({ length: 6 }, async () => Object.assign(await there.join(led.leader.seminar, { group: 1 }), { boardId: id })),
    )
    for (let round = 0; round < rounds; round++) {
      const tablets = people.map((person) => openTablet(there, person, room))
      await until('all in', () => tablets.every((tablet) => tablet.acked === tablet.frames && tablet.acked > 0), patient)
      tablets.forEach((tablet, n) => tablet.write(`i${round}-${n}`, `เริ่ม ${n}`))
      const typing = tablets.map((tablet, n) => setInterval(() => !tablet.closedWith && tablet.append(`i${round}-${n}`, 'ก'), 2))
      await until('they type', () => tablets.reduce((sum, { acked }) => sum + acked, 0) > 100, patient)
      await led.act({ do: 'freeze' })
      const newest = async () => newestOf(await here.app.store.log.load(room))
      const before = await newest()
      await until('everyone who types is refused', () => tablets.every(({ refusals }) => refusals[0]?.code === 'board/frozen'), patient)
      typing.forEach(clearInterval)
      expect(await newest(), `round ${round}`).toBe(before)
      await led.act({ do: 'thaw' })
      tablets.forEach((tablet) => tablet.ws.terminate())
    }
  } finally {
    await Promise.all([here.close(), there.close()])
    await redis.end()
  }
})

import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../helpers/until.ts'
import { member, openHall, openMemory, room } from './hall.ts'
import { randomOf } from './kill-run.ts'
import { OwnTablet } from './own-tablet.ts'

const rounds = Number(process.env['FREEZES'] ?? 5)

test('[SY31] a board that is closed under load does not change by one byte afterwards, and late edits are refused', async () => {
  const seed = Number(process.env['FREEZE_SEED'] ?? Date.now() % 1_000_000)
  const random = randomOf(seed)
  for (let round = 0; round < rounds; round++) {
    const store = openMemory()
    const hall = await openHall(store)
    const tablets = Array.from({ length: 8 }, (_, n) => new OwnTablet(hall, `s${n}`))
    await until('all in', () => tablets.every((tablet) => tablet.acked === 1))
    const offline = tablets.pop()!
    offline.ws.close()
    offline.write('offline', 'เขียนตอนเน็ตหลุด')
    tablets.forEach((tablet, n) => tablet.write(`i${n}`, `เริ่ม ${n}`))
    const typing = tablets.map((tablet, n) => setInterval(() => !tablet.closedWith && tablet.append(`i${n}`, 'ก'), 2))
    const some = 20 + Math.floor(random() * 60)
    await until('they type', () => tablets.reduce((sum, { acked }) => sum + acked, 0) > some)

    hall.door.setAll({ ...member, closed: true })
    await hall.rooms.settle(room)
    hall.rooms.refresh(room)
    const bytes = async () => {
      const { snapshot, tail } = await store.log.load(room)
      return JSON.stringify([snapshot, tail.map((entry) => Buffer.from(entry.update).toString('base64'))])
    }
    const state = () => hall.rooms.read(room, (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'))
    const before = [await bytes(), await state()]
    await until('everyone who types is refused', () => tablets.every(({ refusals }) => refusals[0]?.code === 'board/closed'))
    typing.forEach(clearInterval)
    const back = new OwnTablet(hall, offline.seat, { doc: offline.doc })
    await until('offline work comes too late', () => back.closedWith)
    expect(back.refusals, `seed ${seed}`).toEqual([{ frame: 1, code: 'board/closed' }])
    expect([await bytes(), await state()], `seed ${seed}`).toEqual(before)
    await hall.close()
  }
})

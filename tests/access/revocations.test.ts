/** P3: seats that are taken back while a table types. A few at each test run; `REVOCATIONS=1000` for the long one. */
import { expect, test } from 'vitest'
import { readIdeas } from '#shared/idea/idea.ts'
import type { Ticket } from '#shared/sync/ticket.ts'
import { conduct, openTablet, sit } from '../board/conducted.ts'
import { openLine, watch } from '../helpers/live-line.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { OwnTablet } from '../sync/own-tablet.ts'

const revocations = Number(process.env['REVOCATIONS'] ?? 10)
/** So many seats are taken back at one board, while the same people type on it. */
const atOneBoard = 40
/** A machine that has much else to do takes its time. */
const patient = { timeoutMs: 30_000 }

/** Writes without end, a new idea when the last is long; answers how to stop. */
const typing = (tablet: OwnTablet, name: string): (() => void) => {
  let [idea, letters] = ['', 0]
  const timer = setInterval(() => {
    if (tablet.closedWith) return
    if (letters++ % 400 === 0) tablet.write((idea = `${name}-${letters}`), 'เริ่ม')
    else tablet.append(idea, 'ก')
  }, 3)
  return () => clearInterval(timer)
}

test(
  `[AC14, AC21] ${revocations} seats are taken back under load: from the answer on nothing of theirs is accepted on any road, and they are out`,
  { timeout: 60_000 + revocations * 10_000 },
  async () => {
    const server = await openTestApp()
    for (let done = 0; done < revocations;) {
      const led = await conduct(server, { groups: 1 })
      const { seminarId, boards } = led.leader.seminar
      const { id, room } = boards[0]!
      const others = await Promise.all(Array.from({ length: 5 }, () => sit(server, led, 1)))
      const tablets = others.map((person) => openTablet(server, person, room))
      await until('all in', () => tablets.every((tablet) => tablet.acked === tablet.frames && tablet.acked > 0), patient)
      const stops = tablets.map((tablet, n) => typing(tablet, `other-${n}`))
      for (const last = Math.min(revocations, done + atOneBoard); done < last; done++) {
        const where = `revocation ${done + 1}`
        const somebody = await sit(server, led, 1)
        const { seatId } = somebody.seat
        const { url, params } = await somebody.ask<Ticket>('POST', `/api/boards/${id}/ticket`)
        const openBoth = () => [
          openTablet(server, somebody, room),
          new OwnTablet({ url }, seatId, { name: room, query: `&ticket=${params.ticket}` }),
        ]
        const line = openLine(server.url, somebody)
        let told: unknown
        line.on('seat', (notice: unknown) => (told = notice))
        expect(await watch(line, seminarId), where).toEqual({ ok: true })
        const roads = openBoth()
        await until(`${where}: in`, () => roads.every((tablet) => tablet.acked === tablet.frames && tablet.acked > 0), patient)
        const ownStops = roads.map((tablet, n) => typing(tablet, `own-${done}-${n}`))
        await until(`${where}: they type`, () => roads.every(({ acked }) => acked > 3), patient)

        await led.leader.ask('POST', `/api/seats/${seatId}/revoke`)
        const accepted = async () => {
          await server.app.rooms.settle(room)
          return server.app.rooms.read(room, (doc) => readIdeas(doc).flatMap(({ by, text }) => (by === seatId ? text.length : [])))
        }
        const then = await accepted()
        expect(then, where).toHaveLength(2)
        await until(`${where}: out`, () => told && roads.every(({ closedWith }) => closedWith), patient)
        ownStops.forEach((stop) => stop())

        const again = openBoth()
        again.forEach((tablet, n) => tablet.write(`late-${done}-${n}`, 'สายไปแล้ว'))
        await until(`${where}: turned away`, () => again.every(({ closedWith }) => closedWith), patient)
        expect(await watch(line, seminarId), where).toEqual({ ok: false, code: 'seat/revoked' })
        for (const [method, path, body] of [
          ['GET', `/api/boards/${id}`, undefined],
          ['POST', `/api/boards/${id}/ticket`, {}],
          ['POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' }],
        ] as const)
          expect(await somebody.refused(method, path, body), `${where}: ${path}`).toEqual({ status: 403, code: 'seat/revoked' })
        expect(await accepted(), where).toEqual(then)
        line.close()
      }
      stops.forEach((stop) => stop())
      expect(tablets.map(({ closedWith }) => closedWith)).toEqual(tablets.map(() => undefined))
      tablets.forEach((tablet) => tablet.ws.terminate())
    }
  },
)

import { expect, test } from 'vitest'
import type { BoardId } from '#shared/id.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { sweep } from '../../server/access/sweeping.ts'

const hour = 3_600_000
const day = 24 * hour

test('[AC26] tickets, seat codes and sessions leave the store when their time is over, and nothing else does', async () => {
  let now = Date.now()
  const server = await openTestApp({}, { now: () => now })
  const leader = await server.quick({ groups: 1 })
  const person = await server.join(leader.seminar)
  const board = leader.seminar.boards[0]!.id as BoardId
  await person.ask('POST', `/api/boards/${board}/ticket`, {})
  await person.ask('POST', '/api/seats/me/code', {})
  const { records } = server.app.store
  const count = async () => Promise.all(['ticket', 'seat-code', 'session', 'seat'].map(async (kind) => (await records.list(kind)).length))
  const [tickets, codes, sessions, seats] = await count()
  expect([tickets, codes]).toEqual([1, 1])
  expect(await sweep(records, now)).toBe(0)

  expect(await sweep(records, now + hour)).toBe(1)
  expect(await count()).toEqual([1, 0, sessions, seats])
  await person.ask('POST', `/api/boards/${board}/ticket`, {})
  expect(await sweep(records, now + 13 * hour)).toBe(2)
  expect(await count()).toEqual([0, 0, sessions, seats])

  // By itself when it starts.
  now += 91 * day
  await server.restart()
  await until('all sessions are gone', async () => (await server.app.store.records.list('session')).length === 0)
  expect((await server.app.store.records.list('seat')).length).toBe(seats)
})

import { expect, test } from 'vitest'
import type { GroupId, SeatId } from '#shared/id.ts'
import { openTestApp } from '../helpers/server.ts'
import { openMemory } from '../../server/store/memory.ts'

test('[SE12] a seminar has at most 3,000 seats, and one that was taken back makes room for another', async () => {
  const server = await openTestApp({}, { store: openMemory() })
  const leader = await server.quick({ groups: 1 })
  const { seminarId, joinCode, boards } = leader.seminar
  const first = await server.join({ joinCode })
  const groupId = boards[0]!.group as GroupId
  const seat = { seminarId, role: 'participant', name: '', groupId, joinedAt: 1, revoked: false } as const
  // Two sit already: who leads and who came first.
  for (let n = 2; n < 3_000; n++) await server.app.register.seats.create({ ...seat, id: `seat${String(n).padStart(10, '0')}` as SeatId })
  const late = server.person()
  expect(await late.refused('POST', '/api/join', { code: joinCode })).toEqual({ status: 429, code: 'request/too-many' })
  await leader.ask('POST', `/api/seats/${first.seat.seatId}/revoke`, {})
  const joined = await late.ask<{ seatId: string }>('POST', '/api/join', { code: joinCode })
  expect(joined.seatId).toBeTruthy()
  expect(await server.person().refused('POST', '/api/join', { code: joinCode })).toMatchObject({ code: 'request/too-many' })
})

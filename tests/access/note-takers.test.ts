import { expect, test } from 'vitest'
import type { SeminarView } from '#shared/group/group.ts'
import type { Joined, NoteTakerCode } from '#shared/person/seat.ts'
import { openTestApp, secretOf } from '../helpers/server.ts'

test('[SV9] a note taker comes in once by a code from who leads, knows the staff and nobody else by name, and runs nothing', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2, title: 'น้ำท่วม' })
  const { seminarId } = leader.seminar
  await server.join(leader.seminar, { name: 'คุณกิจ' })
  const [first, second] = await Promise.all(
    ['สมศรี', 'ปรีชา'].map((name) => leader.ask<NoteTakerCode>('POST', `/api/seminars/${seminarId}/note-takers`, { name })),
  )
  expect(new URL(first!.url).pathname).toBe(`/shelf/${seminarId}`)
  expect(secretOf(first!.url)).toBe(first!.code)

  const taker = server.person()
  const joined = await taker.ask<Joined>('POST', '/api/join', { code: first!.code })
  expect(joined).toMatchObject({ seatId: first!.seatId, role: 'noteTaker', name: 'สมศรี', seminarId })
  expect(await server.person().refused('POST', '/api/join', { code: first!.code })).toMatchObject({ code: 'join/unknown-code' })

  const view = await taker.ask<SeminarView>('GET', `/api/seminars/${seminarId}`)
  expect(view.seats?.map(({ role }) => role).sort()).toEqual(['facilitator', 'noteTaker', 'noteTaker'])
  expect(view.seminar.joinCode).toBe('')
  expect(view.joinUrl).toBeUndefined()
  const refused = async (path: string, body: object) => (await taker.refused('POST', `/api/seminars/${seminarId}/${path}`, body)).code
  expect(await refused('note-takers', { name: 'อีกคน' })).toBe('seat/forbidden')
  expect(await refused('lobby', { open: false })).toBe('seat/forbidden')
  expect(await refused('close', {})).toBe('seat/forbidden')

  await leader.ask('POST', `/api/seats/${second!.seatId}/revoke`)
  expect(await server.person().refused('POST', '/api/join', { code: second!.code })).toMatchObject({ code: 'seat/revoked' })
})

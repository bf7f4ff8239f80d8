import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { SeminarList, SeminarView } from '#shared/group/group.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { verifyBundle } from '../../server/documents/bundle.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openTestApp, secretOf } from '../helpers/server.ts'

test('[SE4] a seminar opens in one call: a seeded board for each group, a code, a QR and the facilitator’s session', async () => {
  const { quick, person, url } = await openTestApp()
  const leader = await quick({ title: 'น้ำท่วม', groups: 4, template: 'swot' })
  const { seminarId, joinCode, joinUrl, boards, facilitatorUrl } = leader.seminar
  expect(joinCode).toMatch(/^\d{6}$/)
  expect(joinUrl).toMatch(new RegExp(`^${url}/join#[\\w-]{32}$`))
  expect(facilitatorUrl).toMatch(new RegExp(`^${url}/console/${seminarId}#[\\w-]{32}$`))
  expect(boards.map(({ id, room, groupName }) => [room === `board/${id}`, groupName])).toEqual([1, 2, 3, 4].map((n) => [true, `กลุ่ม ${n}`]))
  const view = await leader.ask<SeminarView>('GET', `/api/seminars/${seminarId}`)
  expect(view).toMatchObject({
    seminar: { title: 'น้ำท่วม', state: 'open', lobbyOpen: true },
    joinCode,
    joinUrl,
    me: { role: 'facilitator' },
  })
  const exported = await leader.ask<{ zones: { id: string }[] }>('GET', `/api/boards/${boards[0]!.id}/export.json`)
  expect(JSON.stringify(exported)).toContain('strengths')
  expect(await person().refused('GET', '/api/seminars')).toMatchObject({ status: 401 })
  const plain = await quick()
  expect(plain.seminar.boards).toHaveLength(3)
  expect(plain.seminar.title).toMatch(/^สัมมนา \d+ \S+ 25\d\d$/)
})

test('[SE5, AC7] closing freezes the boards and leaves a bundle that verifies; closing twice gives the same', async () => {
  const { quick, join, person } = await openTestApp()
  const leader = await quick({ groups: 2 })
  const { seminarId, boards, joinCode, joinUrl } = leader.seminar
  const somebody = await join(leader.seminar)
  await leader.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'ขุดลอกคลอง' }])
  const [closed, again] = await Promise.all([1, 2].map(() => leader.ask<Seminar>('POST', `/api/seminars/${seminarId}/close`)))
  expect(closed).toMatchObject({ state: 'closed', lobbyOpen: false, bundle: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(again).toEqual(closed)
  expect(await leader.ask<Seminar>('POST', `/api/seminars/${seminarId}/close`)).toEqual(closed)

  expect(await leader.refused('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'สาย' }])).toEqual({
    status: 409,
    code: 'board/closed',
  })
  expect(await person().refused('POST', '/api/join', { code: joinCode })).toMatchObject({ code: 'join/unknown-code' })
  expect(await person().refused('POST', '/api/join', { secret: secretOf(joinUrl) })).toMatchObject({ code: 'seminar/closed' })
  expect(await somebody.ask('POST', '/api/join/look', { secret: secretOf(joinUrl) })).toMatchObject({ seated: true })
  expect(await somebody.ask('POST', '/api/join', { secret: secretOf(joinUrl) })).toEqual(somebody.seat)
  expect(await leader.refused('POST', `/api/seminars/${seminarId}/rotate`)).toMatchObject({ code: 'seminar/closed' })
  expect(await somebody.ask('GET', `/api/boards/${somebody.seat.board!.id}`)).toMatchObject({
    board: { closed: true },
    seminar: { state: 'closed' },
  })

  const response = await leader.fetch(`/api/seminars/${seminarId}/export.zip`)
  expect(response.headers.get('content-type')).toBe('application/zip')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(verifyBundle(bytes).boards).toHaveLength(2)
  expect(Object.keys(unzipSync(bytes))).toContain('manifest.json')
})

test('[SE6] a closing that broke in the middle is completed by closing again', async () => {
  const store = openMemory()
  const { quick } = await openTestApp({}, { store })
  const leader = await quick({ groups: 1 })
  const close = `/api/seminars/${leader.seminar.seminarId}/close`
  const put = store.blobs.put
  store.blobs.put = () => Promise.reject(new Error('broke'))
  expect(await leader.refused('POST', close)).toEqual({ status: 500, code: 'request/failed' })
  store.blobs.put = put
  expect(await leader.ask('POST', close)).toMatchObject({ state: 'closed', bundle: expect.any(String) })
})

test('[SE10] a closing that the power cut short is completed by who fetches the bundle', async () => {
  const store = openMemory()
  const own = await openTestApp({}, { store })
  const leader = await own.quick({ groups: 2 })
  const { seminarId, boards } = leader.seminar
  await leader.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'ขุดลอกคลอง' }])
  const put = store.blobs.put
  store.blobs.put = () => Promise.reject(new Error('broke'))
  expect(await leader.refused('POST', `/api/seminars/${seminarId}/close`)).toMatchObject({ status: 500 })
  store.blobs.put = put
  await own.restart()
  const response = await leader.fetch(`/api/seminars/${seminarId}/export.zip`)
  expect(response.status).toBe(200)
  expect(verifyBundle(new Uint8Array(await response.arrayBuffer())).boards).toHaveLength(2)
  expect((await leader.ask<SeminarView>('GET', `/api/seminars/${seminarId}`)).seminar).toMatchObject({
    state: 'closed',
    bundle: expect.any(String),
  })
})

test('[SE7] the organizer sees all seminars, a facilitator the own ones, newest first', async () => {
  let now = Date.now()
  const { quick, person, app } = await openTestApp({}, { now: () => (now += 1_000) })
  const first = await quick({ title: 'ปีก่อน' })
  const second = await quick({ title: 'ปีนี้' })
  const organizer = person()
  await organizer.ask('POST', '/api/organizer', { token: await app.setUpToken() })
  const titles = async (who: typeof organizer) => (await who.ask<SeminarList>('GET', '/api/seminars')).seminars.map(({ title }) => title)
  expect(await titles(organizer)).toEqual(['ปีนี้', 'ปีก่อน'])
  expect(await titles(first)).toEqual(['ปีก่อน'])
  expect(await titles(second)).toEqual(['ปีนี้'])
  const view = await organizer.ask<SeminarView>('GET', `/api/seminars/${first.seminar.seminarId}`)
  expect(view.me.role).toBe('organizer')
})

test('[SE8] what is decided by right of an office is written down, without names and secrets', async () => {
  const { quick, join, app } = await openTestApp()
  const leader = await quick({ groups: 2 })
  const { seminarId, boards } = leader.seminar
  const somebody = await join(leader.seminar, { name: 'ชื่อลับ' })
  await leader.ask('PATCH', `/api/groups/${boards[0]!.group}`, { name: 'กลุ่มคลอง' })
  await leader.ask('POST', `/api/seminars/${seminarId}/lobby`, { open: false })
  await leader.ask('POST', `/api/seminars/${seminarId}/rotate`)
  await leader.ask('POST', `/api/seats/${somebody.seat.seatId}/revoke`)
  const entries = (await app.store.records.list('audit', seminarId)).map(({ value }) => value as { act: string; by: string })
  expect(entries.map(({ act }) => act).sort()).toEqual([
    'group-renamed',
    'lobby-changed',
    'seat-revoked',
    'seminar-opened',
    'way-in-rotated',
  ])
  expect(new Set(entries.map(({ by }) => by))).toEqual(new Set([leader.seminar.seatId]))
  expect(JSON.stringify(entries)).not.toContain('ชื่อลับ')
})

test('[SE9] a renamed group carries its name to its board', async () => {
  const { quick, join } = await openTestApp()
  const leader = await quick({ groups: 1 })
  const somebody = await join(leader.seminar)
  await leader.ask('PATCH', `/api/groups/${leader.seminar.boards[0]!.group}`, { name: 'กลุ่มคลอง' })
  const board = await somebody.ask<object>('GET', `/api/boards/${somebody.seat.board!.id}/export.json`)
  expect(JSON.stringify(board)).toContain('"title":"กลุ่มคลอง"')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Looked } from '#shared/person/seat.ts'
import type { VoteView } from '#shared/vote/vote.ts'
import type { Rotated } from '#shared/seminar/seminar.ts'
import { perMinute } from '../../server/access/limits.ts'
import { openTestApp, secretOf, type Leader, type TestApp } from '../helpers/server.ts'

let server: TestApp
let leader: Leader
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

const fresh = async () => (leader = await server.quick({ groups: 3, title: 'น้ำท่วม' }))

test('[AC5] the cookie of a seat is HttpOnly, SameSite=Lax and holds nothing but an opaque token', async () => {
  await fresh()
  const response = await server.person().fetch('/api/join', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: leader.seminar.joinCode }),
  })
  const cookie = response.headers.getSetCookie()[0]!
  expect(cookie).toMatch(/^kp=[\w-]{32}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  const kept = JSON.stringify(await server.app.store.records.list('session'))
  expect(kept).not.toContain(/kp=([\w-]+)/.exec(cookie)![1]!)
})

test('[AC6] code, QR secret, group number, group id and group name all lead to the right chair', async () => {
  await fresh()
  const { boards, joinUrl } = leader.seminar
  const secret = secretOf(joinUrl)
  expect(secret.length).toBeGreaterThanOrEqual(22)
  for (const group of [2, '2', boards[1]!.group, 'กลุ่ม 2']) {
    const { seat } = await server.join(leader.seminar, { secret, group, name: 'ก' })
    expect(seat).toMatchObject({
      group: boards[1]!.group,
      groupName: 'กลุ่ม 2',
      board: { id: boards[1]!.id, room: `board/${boards[1]!.id}` },
    })
  }
  expect(await server.person().refused('POST', '/api/join', { secret, group: 4 })).toMatchObject({
    status: 404,
    code: 'join/unknown-group',
  })
  const typed = `${leader.seminar.joinCode.slice(0, 3)} ${leader.seminar.joinCode.slice(3)}`
  expect((await server.join(leader.seminar, { code: typed })).seat.role).toBe('participant')
})

test('[AC7] joining again with the same browser gives the same seat back', async () => {
  await fresh()
  const somebody = await server.join(leader.seminar, { name: 'สมชาย' })
  const again = await somebody.ask<{ seatId: string }>('POST', '/api/join', { code: leader.seminar.joinCode, group: 3 })
  expect(again).toEqual(somebody.seat)
})

test('[AC29] who joins again with the key of an asking whose answer was lost gets the same seat, and nobody else does', async () => {
  await fresh()
  const { seminarId, joinUrl } = leader.seminar
  const how = { secret: secretOf(joinUrl), name: 'สมศรี', key: 'k'.repeat(28) }
  // The cookie went with the answer: each comes as somebody new. Two of them run into each other.
  const asked = await Promise.all([1, 2].map(() => server.join(leader.seminar, how)))
  const again = await server.join(leader.seminar, how)
  expect(new Set([...asked, again].map(({ seat }) => JSON.stringify(seat))).size).toBe(1)
  const other = await server.join(leader.seminar, { ...how, key: 'm'.repeat(28) })
  const renamed = await server.join(leader.seminar, { ...how, name: 'วราภรณ์' })
  expect(new Set([again, other, renamed].map(({ seat }) => seat.seatId)).size).toBe(3)
  const { counts } = (await server.app.store.records.get('filling', seminarId))!.value as { counts: Record<string, number> }
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(3)
  await leader.ask('POST', `/api/seats/${again.seat.seatId}/revoke`)
  expect(await server.person().refused('POST', '/api/join', how)).toMatchObject({ code: 'seat/revoked' })
})

test('[AC29] a seat code whose answer was lost opens again to the key that used it, and to no other', async () => {
  await fresh()
  const first = await server.join(leader.seminar, { name: 'สมชาย' })
  const { code } = await first.ask<{ code: string }>('POST', '/api/seats/me/code')
  const key = 'k'.repeat(28)
  expect((await server.join(leader.seminar, { code, key })).seat).toEqual(first.seat)
  expect((await server.person().ask<Looked>('POST', '/api/join/look', { code, key })).seated).toBe(true)
  expect((await server.join(leader.seminar, { code, key })).seat).toEqual(first.seat)
  for (const wrong of [{ code }, { code, key: 'm'.repeat(28) }])
    expect(await server.person().refused('POST', '/api/join', wrong)).toMatchObject({ code: 'join/unknown-code' })
})

test('[AC8] an unknown code is refused in one plain sentence, in the language of who asks', async () => {
  const ask = async (language: string) => {
    const response = await server.person().fetch('/api/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ code: '000000' }),
    })
    return { status: response.status, ...((await response.json()) as { error: { code: string; message: string } }) }
  }
  expect(await ask('de-DE, th;q=0.5')).toEqual({
    status: 404,
    error: { code: 'join/unknown-code', message: 'รหัสนี้ใช้ไม่ได้ โปรดตรวจดูรหัสบนจออีกครั้ง' },
  })
  expect((await ask('en-GB')).error.message).toBe('This code does not work. Please look at the wall again.')
})

test('[AC9] with the lobby closed the code is dead and the QR lives', async () => {
  await fresh()
  const { seminarId, joinCode, joinUrl } = leader.seminar
  await leader.ask('POST', `/api/seminars/${seminarId}/lobby`, { open: false })
  expect(await server.person().refused('POST', '/api/join', { code: joinCode })).toMatchObject({ status: 403, code: 'join/lobby-closed' })
  expect((await server.join(leader.seminar, { secret: secretOf(joinUrl) })).seat.role).toBe('participant')
})

test('[AC10] rotating kills code and QR; who sits stays seated', async () => {
  await fresh()
  const seated = await server.join(leader.seminar, { name: 'สมชาย' })
  const { seminarId, joinCode, joinUrl } = leader.seminar
  const rotated = await leader.ask<Rotated>('POST', `/api/seminars/${seminarId}/rotate`)
  expect(rotated.joinCode).not.toBe(joinCode)
  expect(await server.person().refused('POST', '/api/join', { code: joinCode })).toMatchObject({ code: 'join/unknown-code' })
  expect(await server.person().refused('POST', '/api/join', { secret: secretOf(joinUrl) })).toMatchObject({ code: 'join/unknown-code' })
  expect((await seated.fetch(`/api/boards/${seated.seat.board!.id}`)).status).toBe(200)
  expect((await server.join(rotated, { secret: secretOf(rotated.joinUrl) })).seat.seminarId).toBe(seminarId)
})

test('[AC11] a name is asked for where the seminar needs one', async () => {
  await fresh()
  await leader.ask('PATCH', `/api/seminars/${leader.seminar.seminarId}`, { namesNeeded: true })
  expect(await server.person().refused('POST', '/api/join', { code: leader.seminar.joinCode, name: '  ' })).toMatchObject({
    status: 400,
    code: 'join/name-needed',
  })
  const looked = await server.person().ask<Looked>('POST', '/api/join/look', { code: leader.seminar.joinCode })
  expect(looked).toMatchObject({ title: 'น้ำท่วม', namesNeeded: true, seated: false })
  expect(looked.groups.map(({ name, seats }) => [name, seats])).toEqual([
    ['กลุ่ม 1', 0],
    ['กลุ่ม 2', 0],
    ['กลุ่ม 3', 0],
  ])
})

test('[AC12] a seat code brings the same person to another tablet, once', async () => {
  await fresh()
  const first = await server.join(leader.seminar, { name: 'สมชาย' })
  const { code } = await first.ask<{ code: string }>('POST', '/api/seats/me/code')
  expect(code).toMatch(/^[2-9a-z]{8}$/)
  expect((await server.person().ask<Looked>('POST', '/api/join/look', { code })).seated).toBe(true)
  const tries = await Promise.allSettled([1, 2, 3].map(() => server.join(leader.seminar, { code: ` ${code.toUpperCase()} ` })))
  const through = tries.filter((one) => one.status === 'fulfilled').map(({ value }) => value.seat)
  expect(through).toEqual([first.seat])
})

test("[AC13] the facilitator's link brings the facilitator's seat to another device, also after the code was rotated", async () => {
  await fresh()
  await leader.ask('POST', `/api/seminars/${leader.seminar.seminarId}/rotate`)
  const elsewhere = await server.join(leader.seminar, { secret: secretOf(leader.seminar.facilitatorUrl) })
  expect(elsewhere.seat).toMatchObject({ role: 'facilitator', seatId: leader.seminar.seatId, seminarId: leader.seminar.seminarId })
  await elsewhere.ask('POST', `/api/seminars/${leader.seminar.seminarId}/lobby`, { open: true })
})

test('[AC14] a revoked seat is out on every road, and its browser cannot sit down again', async () => {
  await fresh()
  const somebody = await server.join(leader.seminar)
  const { code } = await somebody.ask<{ code: string }>('POST', '/api/seats/me/code')
  await leader.ask('POST', `/api/seats/${somebody.seat.seatId}/revoke`)
  expect(await somebody.refused('GET', `/api/boards/${somebody.seat.board!.id}/ideas`)).toMatchObject({ status: 403, code: 'seat/revoked' })
  expect(await somebody.refused('POST', '/api/join', { code: leader.seminar.joinCode })).toMatchObject({ code: 'seat/revoked' })
  expect(await server.person().refused('POST', '/api/join', { code })).toMatchObject({ code: 'seat/revoked' })
})

test('[AC15] the organizer’s link works once', async () => {
  const token = await server.app.setUpToken()
  const tries = await Promise.all(
    [1, 2].map(() =>
      server
        .person()
        .fetch('/api/organizer', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) }),
    ),
  )
  expect(tries.map((response) => response.status).sort()).toEqual([200, 404])
  expect(await server.app.setUpToken()).toBeUndefined()
})

test('[AC16] guessing codes is stopped, and keeps out nobody who scanned', async () => {
  const own = await openTestApp()
  const { seminar } = await own.quick({ groups: 2 })
  const wrong = String((Number(seminar.joinCode) + 1) % 1_000_000).padStart(6, '0')
  const guess = () => own.person().refused('POST', '/api/join', { code: wrong })
  const answers = await Promise.all(Array.from({ length: perMinute.wrongCodes + 20 }, guess))
  expect(answers.filter(({ code }) => code === 'join/unknown-code')).toHaveLength(perMinute.wrongCodes)
  expect(answers.filter(({ status, code }) => status === 429 && code === 'request/too-many')).toHaveLength(20)
  expect(await own.person().refused('POST', '/api/join', { code: seminar.joinCode })).toMatchObject({ code: 'request/too-many' })
  let goesOn = true
  const hammering = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (goesOn) await guess()
    }),
  )
  const scanned = await Promise.all(Array.from({ length: 300 }, () => own.join(seminar, { secret: secretOf(seminar.joinUrl) })))
  goesOn = false
  await hammering
  expect(new Set(scanned.map(({ seat }) => seat.seatId)).size).toBe(300)
})

test('[AC24] names and titles are one line that can be seen and turns no other text around', async () => {
  const titled = await server.quick({ title: 'น้ำท่วม\u202e\r\nSet-Cookie: kp=x\u0000 😀' })
  expect(titled.seminar.title).toBe('น้ำท่วม Set-Cookie: kp=x 😀')
  const named = await server.join(titled.seminar, { name: '\u2067สม\u202eชาย\n\t\ud800' })
  expect(named.seat.name).toBe('สม ชาย \ufffd')
  expect((await server.join(titled.seminar, { name: '\u200b\u2060' })).seat.name).toBe('')
  const { seminarId, boards } = titled.seminar
  expect(await titled.refused('PATCH', `/api/seminars/${seminarId}`, { title: '\u202e\u200b' })).toMatchObject({
    code: 'request/malformed',
  })
  expect(await titled.refused('PATCH', `/api/groups/${boards[0]!.group}`, { name: '\u200b' })).toMatchObject({ code: 'request/malformed' })
  const family = '👨‍👩‍👧‍👦 กรุง\u200bเทพ'
  expect(await titled.ask('PATCH', `/api/seats/${named.seat.seatId}`, { name: family })).toMatchObject({ name: family })
  const setup = { kind: 'dots', on: 'given', given: ['ข้อ\u202eหนึ่ง', 'ข้อสอง'] }
  const voted = await titled.ask<{ votes: VoteView[] }>('POST', `/api/seminars/${seminarId}/votes`, { title: 'เลือก\n\u202eเรื่อง', setup })
  expect(voted.votes[0]).toMatchObject({ title: { th: 'เลือก เรื่อง' }, setup: { given: ['ข้อ หนึ่ง', 'ข้อสอง'] } })
  const blind = await titled.refused('POST', `/api/seminars/${seminarId}/votes`, { title: '\u200b\u3164', setup })
  expect(blind).toMatchObject({ code: 'request/malformed' })
})

test('[AC25] a hall that mistypes now and then is not kept out: each who sits down by the code makes up for one wrong try', async () => {
  const own = await openTestApp()
  const { seminar } = await own.quick({ groups: 2 })
  const wrong = String((Number(seminar.joinCode) + 1) % 1_000_000).padStart(6, '0')
  for (let each = 0; each < perMinute.wrongCodes + 10; each++) {
    expect(await own.person().refused('POST', '/api/join', { code: wrong })).toMatchObject({ code: 'join/unknown-code' })
    expect((await own.join(seminar)).seat.role).toBe('participant')
  }
  const seated = await own.join(seminar)
  const guesses: (string | undefined)[] = []
  for (let each = 0; each < perMinute.wrongCodes + 1; each++) {
    guesses.push((await own.person().refused('POST', '/api/join', { code: wrong })).code)
    await seated.fetch('/api/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: seminar.joinCode }),
    })
  }
  expect(guesses.at(-1)).toBe('request/too-many')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phase, written } from '../activity/sample.ts'
import { openTestApp, type Leader, type Participant, type Person, type TestApp } from '../helpers/server.ts'

/** Everybody who may ask, against every verb: the status, or the refusal's code. */
const who = ['nobody', 'stranger', 'revoked', 'otherGroup', 'member', 'facilitator', 'organizer'] as const
type Who = (typeof who)[number]

let server: TestApp
let leader: Leader
let other: Leader
let member: Participant
const people = {} as Record<Who, Person>

beforeAll(async () => {
  server = await openTestApp({}, { keep: true })
  leader = await server.quick({ groups: 2 })
  other = await server.quick({ groups: 1 })
  member = await server.join(leader.seminar, { name: 'สมหญิง', group: 1 })
  const otherGroup = await server.join(leader.seminar, { group: 2 })
  const revoked = await server.join(leader.seminar, { group: 1 })
  await leader.ask('POST', `/api/seats/${revoked.seat.seatId}/revoke`)
  const organizer = server.person()
  await organizer.ask('POST', '/api/organizer', { token: await server.app.setUpToken() })
  Object.assign(people, { nobody: server.person(), stranger: other, revoked, otherGroup, member, facilitator: leader, organizer })
})
afterAll(() => server.close())

const no = {
  seat: 'seat/missing',
  gone: 'seat/revoked',
  seminar: 'seminar/not-found',
  board: 'board/not-found',
  office: 'seat/forbidden',
} as const
type Expected = number | string
const row = (
  nobody: Expected,
  stranger: Expected,
  revoked: Expected,
  otherGroup: Expected,
  mine: Expected,
  facilitator: Expected,
  organizer: Expected,
) => ({
  nobody,
  stranger,
  revoked,
  otherGroup,
  member: mine,
  facilitator,
  organizer,
})
/** Whoever leads the seminar, and nobody else. */
const leadersOnly = (done: number) => row(no.seat, no.seminar, no.gone, no.office, no.office, done, done)
const seminarReaders = row(no.seat, no.seminar, no.gone, 200, 200, 200, 200)
const boardReaders = row(no.seat, no.board, no.gone, no.board, 200, 200, 200)

type Ask = { method: string; path: () => string; body?: unknown; expected: Record<Who, Expected> }
const seminar = () => `/api/seminars/${leader.seminar.seminarId}`
const board = () => `/api/boards/${leader.seminar.boards[0]!.id}`
const group = () => `/api/groups/${leader.seminar.boards[0]!.group}`
const seat = () => `/api/seats/${member.seat.seatId}`

const table: Record<string, Ask> = {
  'see the seminar': { method: 'GET', path: seminar, expected: seminarReaders },
  'change the seminar': { method: 'PATCH', path: seminar, body: { title: 'น้ำท่วม' }, expected: leadersOnly(200) },
  'open the lobby': { method: 'POST', path: () => `${seminar()}/lobby`, body: { open: true }, expected: leadersOnly(200) },
  'rotate the code': { method: 'POST', path: () => `${seminar()}/rotate`, expected: leadersOnly(200) },
  'export the seminar': { method: 'GET', path: () => `${seminar()}/export.json`, expected: leadersOnly(200) },
  'fetch the bundle of an open seminar': {
    method: 'GET',
    path: () => `${seminar()}/export.zip`,
    expected: row(no.seat, no.seminar, no.gone, no.office, no.office, no.seminar, no.seminar),
  },
  'rename a group': { method: 'PATCH', path: group, body: { name: 'กลุ่มคลอง' }, expected: leadersOnly(200) },
  'rename a seat': {
    method: 'PATCH',
    path: seat,
    body: { name: 'สมหญิง' },
    expected: row(no.seat, no.seminar, no.gone, no.office, 200, 200, 200),
  },
  'move a seat': {
    method: 'PATCH',
    path: seat,
    body: { groupId: 'elsewhere' },
    expected: row(no.seat, no.seminar, no.gone, no.office, no.office, 'join/unknown-group', 'join/unknown-group'),
  },
  'revoke a leader': {
    method: 'POST',
    path: () => `/api/seats/${leader.seminar.seatId}/revoke`,
    expected: row(no.seat, no.seminar, no.gone, no.office, no.office, no.office, no.office),
  },
  'read the log': { method: 'GET', path: () => `${seminar()}/log`, expected: leadersOnly(200) },
  'see what the wall shows': { method: 'GET', path: () => `${seminar()}/wall`, expected: leadersOnly(200) },
  'turn the wall': { method: 'PUT', path: () => `${seminar()}/wall`, body: { show: 'join' }, expected: leadersOnly(200) },
  'get a wall’s code': { method: 'POST', path: () => `${seminar()}/wall/code`, expected: leadersOnly(200) },
  'lock a zone': {
    method: 'POST',
    path: () => `${board()}/zones/all/lock`,
    body: { locked: false },
    expected: row(no.seat, no.board, no.gone, no.board, no.office, 200, 200),
  },
  'give boards zones': { method: 'POST', path: () => `${seminar()}/zones`, body: { template: 'swot' }, expected: leadersOnly(200) },
  'see a board': { method: 'GET', path: board, expected: boardReaders },
  'list ideas': { method: 'GET', path: () => `${board()}/ideas`, expected: boardReaders },
  'export a board': { method: 'GET', path: () => `${board()}/export.json`, expected: boardReaders },
  'get a ticket': { method: 'POST', path: () => `${board()}/ticket`, expected: boardReaders },
  'bring ideas in': {
    method: 'POST',
    path: () => `${board()}/ideas`,
    body: [{ text: 'ขุดลอกคลอง' }],
    expected: row(no.seat, no.board, no.gone, no.board, no.office, 201, 201),
  },
  'see the course': { method: 'GET', path: () => `${seminar()}/course`, expected: seminarReaders },
  'conduct the course': {
    method: 'POST',
    path: () => `${seminar()}/course`,
    body: { act: { do: 'unhush' } },
    expected: leadersOnly(200),
  },
  'conduct without an act': {
    method: 'POST',
    path: () => `${seminar()}/course`,
    body: { act: { do: 'nothing' } },
    expected: row(
      ...(Array<Expected>(7).fill('request/malformed') as [Expected, Expected, Expected, Expected, Expected, Expected, Expected]),
    ),
  },
  'be done with no run': {
    method: 'POST',
    path: () => `${seminar()}/done`,
    body: { run: 'none', done: true },
    expected: row(no.seat, no.seminar, no.gone, 'phase/over', 'phase/over', no.office, no.office),
  },
  'list activities': { method: 'GET', path: () => `${seminar()}/activities`, expected: leadersOnly(200) },
  'make an activity': {
    method: 'POST',
    path: () => `${seminar()}/activities`,
    body: written(phase('write')),
    expected: leadersOnly(201),
  },
  'rewrite an unknown activity': {
    method: 'PUT',
    path: () => '/api/activities/nosuchactivity',
    body: written(phase('write')),
    expected: row(
      no.seat,
      'activity/not-found',
      'activity/not-found',
      'activity/not-found',
      'activity/not-found',
      'activity/not-found',
      'activity/not-found',
    ),
  },
  'lock a zone that is not there': {
    method: 'POST',
    path: () => `${board()}/zones/none/lock`,
    body: { locked: true },
    expected: row(no.seat, no.board, no.gone, no.board, no.office, 'request/not-found', 'request/not-found'),
  },
  'see an unknown board': {
    method: 'GET',
    path: () => '/api/boards/nosuchboard',
    expected: row(no.seat, no.board, no.board, no.board, no.board, no.board, no.board),
  },
  'see an unknown seminar': {
    method: 'GET',
    path: () => '/api/seminars/nosuchseminar',
    expected: row(no.seat, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar),
  },
  'rename an unknown seat': {
    method: 'PATCH',
    path: () => '/api/seats/nosuchseat',
    body: { name: 'x' },
    expected: row(no.seat, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar),
  },
  'rename an unknown group': {
    method: 'PATCH',
    path: () => '/api/groups/nosuchgroup',
    body: { name: 'x' },
    expected: row(no.seat, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar, no.seminar),
  },
}

describe.each(Object.entries(table))('[AC1] %s', (_, { method, path, body, expected }) => {
  test.each(who)('%s', async (name) => {
    const json = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await people[name].fetch(path(), { method, ...json })
    const answer: unknown = await response.json()
    expect(response.ok ? response.status : (answer as { error: { code: string } }).error.code).toBe(expected[name])
  })
})

test('[AC2] what is unknown and what is not yours get the same answer', async () => {
  const unknown = await other.refused('GET', '/api/boards/nosuchboard')
  expect(await other.refused('GET', board())).toEqual(unknown)
  const nothing = await other.refused('GET', '/api/seminars/nosuchseminar')
  expect(await other.refused('GET', seminar())).toEqual(nothing)
  expect(await other.refused('PATCH', seat(), { name: 'x' })).toEqual(nothing)
})

test('[AC3] a participant sees neither the code nor who sits elsewhere', async () => {
  const view = await member.ask<Record<string, unknown>>('GET', seminar())
  expect(view).not.toHaveProperty('seats')
  expect(view).not.toHaveProperty('joinUrl')
  expect(JSON.stringify(view)).not.toContain(leader.seminar.joinCode)
})

test('[AC4] one browser may hold several seats: the strongest counts, unless the request names another', async () => {
  const both = await server.quick({ groups: 1 })
  const { joinCode, seminarId, boards } = both.seminar
  const { seatId } = await both.ask<{ seatId: string }>('POST', '/api/join', { code: joinCode, name: 'ผู้นำ' })
  const me = async (query: string) => (await both.ask<{ me: { role: string } }>('GET', `/api/boards/${boards[0]!.id}${query}`)).me.role
  expect(await me('')).toBe('facilitator')
  expect(await me(`?seat=${seatId}`)).toBe('participant')
  expect(await both.refused('POST', `/api/seminars/${seminarId}/rotate?seat=${seatId}`)).toMatchObject({ code: 'seat/forbidden' })
  expect(await both.refused('GET', `/api/boards/${boards[0]!.id}?seat=${member.seat.seatId}`)).toMatchObject({ code: 'board/not-found' })
})

test("[AC1] in no format does a participant get another group's board or the whole seminar, nor close it", async () => {
  const theirs = leader.seminar.boards[1]!.id
  for (const format of ['json', 'csv', 'xlsx', 'md', 'png'])
    expect(await member.refused('GET', `/api/boards/${theirs}/export.${format}`)).toMatchObject({ code: 'board/not-found' })
  for (const format of ['json', 'csv', 'xlsx', 'md', 'zip'])
    expect(await member.refused('GET', `${seminar()}/export.${format}`)).toMatchObject({ code: 'seat/forbidden' })
  expect(await member.refused('POST', `${seminar()}/close`)).toMatchObject({ code: 'seat/forbidden' })
  expect(await member.refused('POST', `/api/seats/me/code?seat=${leader.seminar.seatId}`)).toMatchObject({ code: 'seat/missing' })
})

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Activity } from '#shared/activity/activity.ts'
import { brainstorming } from '#shared/activity/methods/brainstorming.ts'
import type { Log } from '#shared/activity/log.ts'
import type { WallCode } from '#shared/activity/wall.ts'
import type { Ticket } from '#shared/sync/ticket.ts'
import type { SeminarView } from '#shared/group/group.ts'
import { newId, type IdeaId, type SeminarId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { GroupFigures, LogLine, WallShow } from '#shared/live/events.ts'
import type { Joined } from '#shared/person/seat.ts'
import { MinuteRing, ringMinutes } from '../../server/activity/minute-ring.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { acked, conduct, openDraft, sit } from '../board/conducted.ts'
import { openLine, watch as beginWatching } from '../helpers/live-line.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type Participant, type Person, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { phase } from './sample.ts'

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

/** Somebody's screen: everything that it was told of these. */
const watch = async (person: Person, seminarId: SeminarId, url = server.url) => {
  const socket = openLine(url, person)
  const seen = { figures: [] as { at: number; rows: GroupFigures[] }[], wall: [] as WallShow[], log: [] as LogLine[], all: [] as string[] }
  socket.on('figures', (rows) => seen.figures.push({ at: performance.now(), rows }))
  socket.on('wall', (show) => seen.wall.push(show))
  socket.on('log', (lines) => seen.log.push(...lines))
  socket.onAny((event: string) => seen.all.push(event))
  await beginWatching(socket, seminarId)
  return seen
}
const write = async (person: Participant, texts: string[]) => {
  const { url, room, params } = await person.ask<Ticket>('POST', `/api/boards/${person.seat.board!.id}/ticket`)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { params, disableBc: true, WebSocketPolyfill: WebSocket as never })
  onTestFinished(() => provider.destroy())
  await until('the tablet has the board', () => provider.synced)
  for (const text of texts)
    writeIdea(doc, { id: newId<'idea'>((bytes) => crypto.getRandomValues(bytes)), text, by: person.seat.seatId, at: Date.now() }, 'own')
}
const newestOf = (seen: { figures: { rows: GroupFigures[] }[] }, group: string) =>
  seen.figures.flatMap(({ rows }) => rows).findLast(({ groupId }) => groupId === group)

test('[CO8] who leads sees each group’s ideas, its pace and how many people have written, at most once a second', async () => {
  const leader = await server.quick({ groups: 2 })
  const [somebody, other] = await Promise.all([server.join(leader.seminar, { group: 1 }), server.join(leader.seminar, { group: 1 })])
  const [desk, tablet] = [await watch(leader, leader.seminar.seminarId), await watch(somebody, leader.seminar.seminarId)]
  const [group, quiet] = leader.seminar.boards.map(({ group }) => group)
  expect(newestOf(desk, group!)).toMatchObject({ ideas: 0, drafts: 0, writers: 0, people: 2 })
  await write(somebody, ['ขุดลอกคลอง', 'ซ่อมประตูน้ำ', 'แจ้งเตือนก่อนฝน'])
  const row = await until('the ideas are counted', () => {
    const newest = newestOf(desk, group!)
    return newest?.ideas === 3 ? newest : undefined
  })
  expect(row).toMatchObject({ writers: 1, people: 2, drafts: 0 })
  expect(row.perMinute).toHaveLength(10)
  expect(row.perMinute.slice(-2).reduce((sum, count) => sum + count, 0)).toBe(3)
  expect(Math.abs(row.lastEditAt! - Date.now())).toBeLessThan(60_000)
  await write(other, ['เก็บขยะหน้าตะแกรง'])
  await until('both have written', () => newestOf(desk, group!)?.writers === 2)
  expect(newestOf(desk, quiet!)).toMatchObject({ ideas: 0, people: 0 })
  const times = desk.figures.filter(({ rows }) => rows.some(({ groupId }) => groupId === group)).map(({ at }) => at)
  for (const [i, at] of times.slice(2).entries()) expect(at - times[i + 1]!).toBeGreaterThan(900)
  expect(tablet.all).not.toContain('figures')
})

test('[CO9] the pace is kept for ten minutes by the minute', () => {
  const ring = new MinuteRing()
  const minute = (n: number) => n * 60_000
  ring.add(minute(100), 2)
  ring.add(minute(103), 5)
  ring.add(minute(101), 1)
  expect(ring.upTo(minute(103) + 59_999)).toEqual([0, 0, 0, 0, 0, 0, 2, 1, 0, 5])
  expect(ring.upTo(minute(109))).toEqual([2, 1, 0, 5, 0, 0, 0, 0, 0, 0])
  // What is older than the ring is left out; so is everything after a long silence.
  ring.add(minute(99), 7)
  expect(ring.upTo(minute(109))).toEqual([2, 1, 0, 5, 0, 0, 0, 0, 0, 0])
  expect(ring.upTo(minute(1_000))).toEqual(new Array(ringMinutes).fill(0))
})

test('[CO10] every act by right of an office stands on a log that all who lead see at once, and nobody else', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId } = leader.seminar
  const somebody = await server.join(leader.seminar)
  const [desk, tablet] = [await watch(leader, seminarId), await watch(somebody, seminarId)]
  const { title, phases } = brainstorming
  const activity = await leader.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, { title, phases })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'start', activityId: activity.id } })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'freeze' } })
  await until('the log is told', () => desk.log.some(({ act }) => act === 'course-freeze'))
  expect(desk.log.map(({ act }) => act)).toEqual(['activity-made', 'course-start', 'course-freeze'])
  const { lines } = await leader.ask<Log>('GET', `/api/seminars/${seminarId}/log`)
  expect(lines.map(({ act }) => act)).toEqual(['seminar-opened', 'activity-made', 'course-start', 'course-freeze'])
  expect(lines.at(-1)).toMatchObject({ by: 'facilitator', on: { groups: 1 } })
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => a - b))
  expect(await somebody.refused('GET', `/api/seminars/${seminarId}/log`)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(tablet.all).not.toContain('log')
})

test('[WA8] any facilitator turns the wall from any device; it shows the newest word, also after a restart', async () => {
  const leader = await server.quick({ groups: 2 })
  const { seminarId, boards } = leader.seminar
  const somebody = await server.join(leader.seminar)
  const [desk, tablet] = [await watch(leader, seminarId), await watch(somebody, seminarId)]
  expect(desk.wall).toEqual([{ show: 'activity' }])
  const show = { show: 'board', boardId: boards[1]!.id }
  expect(await leader.ask('PUT', `/api/seminars/${seminarId}/wall`, show)).toEqual(show)
  await until('the wall has turned', () => desk.wall.at(-1)?.show === 'board')
  expect(await somebody.refused('PUT', `/api/seminars/${seminarId}/wall`, show)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await somebody.refused('GET', `/api/seminars/${seminarId}/wall`)).toEqual({ status: 403, code: 'seat/forbidden' })
  const elsewhere = { show: 'board', boardId: (await server.quick({ groups: 1 })).seminar.boards[0]!.id }
  expect(await leader.refused('PUT', `/api/seminars/${seminarId}/wall`, elsewhere)).toEqual({ status: 404, code: 'board/not-found' })
  expect(await leader.refused('PUT', `/api/seminars/${seminarId}/wall`, { show: 'tour', seconds: 1 })).toMatchObject({ status: 400 })
  expect(tablet.all).not.toContain('wall')
  await server.restart()
  expect(await leader.ask('GET', `/api/seminars/${seminarId}/wall`)).toEqual(show)
})

test('[WA9] a projector sits by a code of its own: it reads and shows the way in, learns no name, and decides nothing', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId, boards, joinCode } = leader.seminar
  const somebody = await server.join(leader.seminar, { name: 'สมหญิง' })
  const { code, url } = await leader.ask<WallCode>('POST', `/api/seminars/${seminarId}/wall/code`)
  expect(new URL(url).pathname).toBe(`/present/seminar/${seminarId}`)
  expect(new URL(url).hash).toBe(`#${code}`)
  const projector = server.person()
  const seat = await projector.ask<Joined>('POST', '/api/join', { code })
  expect(seat).toMatchObject({ seminarId, role: 'wall' })
  expect(await server.person().refused('POST', '/api/join', { code })).toMatchObject({ code: 'join/unknown-code' })
  const view = await projector.ask<SeminarView>('GET', `/api/seminars/${seminarId}`)
  expect(view).toMatchObject({ joinCode, me: { role: 'wall' } })
  expect(view.seats).toBeUndefined()
  expect(JSON.stringify(view)).not.toContain('สมหญิง')
  await projector.ask('GET', `/api/boards/${boards[0]!.id}/ideas`)
  const seen = await watch(projector, seminarId)
  expect(seen.all).toEqual(expect.arrayContaining(['seminar', 'groups', 'activity', 'now', 'wall']))
  for (const event of ['figures', 'log', 'handsUp']) expect(seen.all).not.toContain(event)
  for (const [method, path, body] of [
    ['PUT', `/api/seminars/${seminarId}/wall`, { show: 'join' }],
    ['POST', `/api/seminars/${seminarId}/wall/code`, {}],
    ['POST', `/api/seminars/${seminarId}/course`, { act: { do: 'freeze' } }],
    ['POST', `/api/seminars/${seminarId}/close`, {}],
    ['GET', `/api/seminars/${seminarId}/log`, undefined],
  ] as const)
    expect(await projector.refused(method, path, body)).toEqual({ status: 403, code: 'seat/forbidden' })
  // It is one of the leaders' seats to take back.
  await leader.ask('POST', `/api/seats/${seat.seatId}/revoke`)
  expect(await projector.refused('GET', `/api/seminars/${seminarId}/wall`)).toEqual({ status: 403, code: 'seat/revoked' })
  expect((await somebody.ask<SeminarView>('GET', `/api/seminars/${seminarId}`)).joinCode).toBeUndefined()
  const next = await leader.ask<WallCode>('POST', `/api/seminars/${seminarId}/wall/code`)
  const again = await projector.ask<Joined>('POST', '/api/join', { code: next.code })
  expect(again.seatId).not.toBe(seat.seatId)
  expect(await projector.ask('GET', `/api/seminars/${seminarId}/wall`)).toEqual({ show: 'activity' })
})

test('[WA12] results are shown at the closing: the wall can be turned afterwards too', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId } = leader.seminar
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  const desk = await watch(leader, seminarId)
  await leader.ask('PUT', `/api/seminars/${seminarId}/wall`, { show: 'join' })
  await until('the wall has turned', () => desk.wall.at(-1)?.show === 'join')
})

test('[CO11] how many have written is known also where nobody’s name is: a number, and nothing in what is told or stored', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId, boards } = leader.seminar
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => server.join(leader.seminar)))
  const desk = await watch(leader, seminarId)
  const { title, phases } = brainstorming
  const activity = await leader.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, { title, phases })
  const act = (act: object) => leader.ask('POST', `/api/seminars/${seminarId}/course`, { act })
  await act({ do: 'start', activityId: activity.id, phase: 'aspects' })
  await act({ do: 'begin' })
  for (const [i, somebody] of [one, two, one].entries())
    await somebody!.ask('POST', `/api/boards/${boards[0]!.id}/unnamed-ideas`, { text: `เรื่องที่ ${i}`, keyHash: String(i).repeat(64) })
  const row = await until('two have written', () => {
    const newest = newestOf(desk, boards[0]!.group)
    return newest?.ideas === 3 && newest.writers === 2 ? newest : undefined
  })
  expect(row.people).toBe(3)
  const told = JSON.stringify(desk.figures)
  for (const somebody of [one, two, three]) expect(told).not.toContain(somebody!.seat.seatId)
  // The next phase begins with nobody, and what was written before it began answers nothing in it.
  await act({ do: 'next' })
  await until('the count begins anew', () => newestOf(desk, boards[0]!.group)?.writers === 0)
  const before = desk.figures.length
  await act({ do: 'begin' })
  await until('it is counted again', () => desk.figures.length > before)
  expect(newestOf(desk, boards[0]!.group)).toMatchObject({ ideas: 3, writers: 0 })
})

test('[CO25] whichever process one looks at, the figures are the same: they add up, and what is revealed is counted once', async () => {
  const redis = await TestRedis.start()
  const [here, there] = [
    await openTestApp({ redisUrl: redis.url }, { keep: true }),
    await openTestApp({ redisUrl: redis.url }, { keep: true }),
  ]
  onTestFinished(async () => {
    await Promise.all([here.close(), there.close()])
    await redis.end()
  })
  const seminar = await conduct(here, { groups: 1 })
  const { leader } = seminar
  const [{ id, group }] = leader.seminar.boards as [QuickAnswer['boards'][number]]
  const people = await Promise.all([1, 2, 3].map(() => sit(here, seminar, 1)))
  const elsewhere = (person: Person) => Object.assign(there.person(), { cookie: person.cookie })
  const desks = [
    await watch(leader, leader.seminar.seminarId, here.url),
    await watch(elsewhere(leader), leader.seminar.seminarId, there.url),
  ]
  const write = (person: Person, n: number) =>
    person.ask('POST', `/api/boards/${id}/unnamed-ideas`, { text: `เรื่องที่ ${n}`, keyHash: String(n).repeat(64) })
  await seminar.begin(phase('unnamed', { anonymity: 'anonymous' }), phase('alone', { visibility: 'private' }), phase('talk'))
  await until('the phase has come there', async () => (await elsewhere(people[2]!).fetch(`/api/boards/${id}`)).ok)
  await write(people[0]!, 0)
  await write(people[1]!, 1)
  await until('written there', () =>
    write(elsewhere(people[2]!), 2).then(
      () => true,
      () => false,
    ),
  )
  const both = (what: string, fits: (row: GroupFigures) => boolean) =>
    Promise.all(desks.map((desk, n) => until(`${what}, at ${n}`, () => [newestOf(desk, group)].find((row) => row && fits(row)))))
  await both('three have written', ({ ideas, writers }) => ideas === 3 && writers === 3)
  await seminar.act({ do: 'next' })
  await seminar.act({ do: 'begin' })
  for (const [n, person] of people.slice(0, 2).entries()) {
    const draft = await openDraft(here, person)
    draft.write(`d${n}`, `${n} ร่าง`)
    await acked(draft)
  }
  await both('two have drafts', ({ drafts, writers }) => drafts === 2 && writers === 2)
  await seminar.act({ do: 'reveal', whose: 'all' })
  await both('they are on the board', ({ ideas }) => ideas === 5)
  for (const { figures } of desks) expect(figures.flatMap(({ rows }) => rows).filter(({ ideas, drafts }) => ideas + drafts > 5)).toEqual([])
  await both('and hidden no more', ({ drafts, writers }) => drafts === 0 && writers === 2)
})

test('[CO11] while people are revealed one by one nobody who has written counts as silent, also after a restart', async () => {
  const own = await openTestApp()
  const seminar = await conduct(own, { groups: 1 })
  const { seminarId, boards } = seminar.leader.seminar
  const people = await Promise.all([1, 2, 3, 4].map(() => sit(own, seminar, 1)))
  await seminar.begin(phase('alone', { visibility: 'private', reveal: 'one-by-one' }))
  for (const [n, person] of people.slice(0, 3).entries()) {
    const draft = await openDraft(own, person)
    writeIdea(draft.doc, { id: `d${n}` as IdeaId, text: `${n} ร่าง`, by: person.seat.seatId, at: Date.now() }, 'tablet')
    await acked(draft)
  }
  const before = await watch(seminar.leader, seminarId, own.url)
  await until('three have drafts', () => newestOf(before, boards[0]!.group)?.writers === 3)
  await seminar.act({ do: 'reveal', whose: 'next' })
  await until('one is shown', () => newestOf(before, boards[0]!.group)?.ideas === 1)
  expect(newestOf(before, boards[0]!.group)).toMatchObject({ writers: 3, people: 4 })
  await own.restart()
  const after = await watch(seminar.leader, seminarId, own.url)
  await until('counted anew', () => newestOf(after, boards[0]!.group)?.writers === 3)
  expect(newestOf(after, boards[0]!.group)).toMatchObject({ ideas: 1, drafts: 2, people: 4 })
})

import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { BoardActivity, FromClient, FromServer, GroupPresence, SeatNotice, SeminarState } from '#shared/live/events.ts'
import type { SeminarId } from '#shared/id.ts'
import { perMinute } from '../../server/access/limits.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type Participant, type Person, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

/** Somebody's screen: the latest of every announcement. */
const watch = async (person: Person, seminarId: SeminarId, url = server.url) => {
  const socket: Socket<FromServer, FromClient> = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie: person.cookie ?? '' },
    forceNew: true,
  })
  onTestFinished(() => void socket.close())
  const seen = {
    seminar: [] as SeminarState[],
    groups: [] as GroupPresence[][],
    activity: [] as BoardActivity[][],
    seat: [] as SeatNotice[],
    walls: [] as number[],
  }
  socket.on('seminar', (state) => seen.seminar.push(state))
  socket.on('groups', (groups) => seen.groups.push(groups))
  socket.on('activity', (boards) => seen.activity.push(boards))
  socket.on('seat', (notice) => seen.seat.push(notice))
  socket.on('walls', (screens) => seen.walls.push(screens))
  const answer = await socket.timeout(5_000).emitWithAck('watch', seminarId)
  return { socket, seen, answer }
}
/** Opens a board's socket and keeps it open. */
const sit = ({ seat, cookie }: Participant, url = server.url) => {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/sync/${seat.board!.room}`, { headers: { cookie: cookie! } })
  onTestFinished(() => ws.terminate())
  return ws
}

test('[LI1] who watches is told at once how things stand: leaders with code and activity, participants without', async () => {
  const leader = await server.quick({ groups: 2 })
  const { seminarId, boards, joinCode } = leader.seminar
  const somebody = await server.join(leader.seminar)
  const wall = await watch(leader, seminarId)
  const tablet = await watch(somebody, seminarId)
  expect([wall.answer, tablet.answer]).toEqual([{ ok: true }, { ok: true }])
  expect(wall.seen.seminar[0]).toMatchObject({ seminarId, state: 'open', lobbyOpen: true, joinCode })
  expect(tablet.seen.seminar[0]).not.toHaveProperty('joinCode')
  expect(wall.seen.groups[0]).toMatchObject([
    { boardId: boards[0]!.id, seats: 1, online: 0 },
    { boardId: boards[1]!.id, seats: 0, online: 0 },
  ])
  expect(wall.seen.activity[0]!.map(({ boardId }) => boardId)).toEqual(expect.arrayContaining(boards.map(({ id }) => id)))
  expect(tablet.seen.activity).toEqual([])
})

test('[LI2] only who has a seat in the seminar may watch it', async () => {
  const leader = await server.quick()
  const stranger = await server.quick()
  expect((await watch(stranger, leader.seminar.seminarId)).answer).toEqual({ ok: false, code: 'seminar/not-found' })
  expect((await watch(server.person(), leader.seminar.seminarId)).answer).toEqual({ ok: false, code: 'seat/missing' })
  expect((await watch(leader, { __proto__: null } as never)).answer).toEqual({ ok: false, code: 'request/malformed' })
})

test('[LI3] coming and going is counted by people, not by sockets', async () => {
  const leader = await server.quick({ groups: 1 })
  const somebody = await server.join(leader.seminar)
  const { seen } = await watch(leader, leader.seminar.seminarId)
  const online = () => seen.groups.at(-1)?.[0]?.online
  const [one, two] = [sit(somebody), sit(somebody)]
  await until('one online', () => online() === 1)
  one.close()
  two.close()
  await until('nobody online', () => online() === 0)
  expect(Math.max(...seen.groups.map((groups) => groups[0]!.online))).toBe(1)
})

test('[LI9] who was called to another table’s board is as much here as before', async () => {
  const leader = await server.quick({ groups: 2 })
  const { seminarId, boards } = leader.seminar
  const somebody = await server.join(leader.seminar, { group: boards[0]!.group })
  const { seen } = await watch(leader, seminarId)
  const summon = { attention: { kind: 'summon', boardId: boards[1]!.id, follow: false } }
  await leader.ask('POST', `/api/seminars/${seminarId}/attention`, summon)
  const room = somebody.seat.board!.room.replace(boards[0]!.id, boards[1]!.id)
  sit({ ...somebody, seat: { ...somebody.seat, board: { ...somebody.seat.board!, room } } } as Participant)
  await until('online in the own group', () => seen.groups.at(-1)?.[0]?.online === 1)
  expect(seen.groups.at(-1)?.[1]?.online).toBe(0)
})

test('[LI10] who leads is told how many screens stand open as the wall; only who leads, or a wall, opens one', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId } = leader.seminar
  const console = await watch(leader, seminarId)
  expect(console.seen.walls).toEqual([0])
  const tablet = await watch(await server.join(leader.seminar), seminarId)
  expect(await tablet.socket.timeout(5_000).emitWithAck('showWall', seminarId)).toEqual({ ok: false, code: 'seat/forbidden' })
  const { code } = await leader.ask<{ code: string }>('POST', `/api/seminars/${seminarId}/wall/code`, {})
  const projector = server.person()
  await projector.ask('POST', '/api/join', { code })
  const [one, two] = [await watch(leader, seminarId), await watch(projector, seminarId)]
  for (const { socket } of [one, one, two]) expect(await socket.timeout(5_000).emitWithAck('showWall', seminarId)).toEqual({ ok: true })
  await until('two walls', () => console.seen.walls.at(-1) === 2)
  one.socket.close()
  await until('one wall', () => console.seen.walls.at(-1) === 1)
  two.socket.close()
  await until('no wall', () => console.seen.walls.at(-1) === 0)
  expect(console.seen.walls).toEqual([0, 1, 2, 1, 0])
  expect([tablet.seen.walls, two.seen.walls]).toEqual([[], []])
})

test('[LI4] what is written shows on the leaders’ tiles, at most once a second', async () => {
  const leader = await server.quick({ groups: 1 })
  const board = leader.seminar.boards[0]!.id
  const { seen } = await watch(leader, leader.seminar.seminarId)
  const startedAt = performance.now()
  for (let n = 1; n <= 8; n++) await leader.ask('POST', `/api/boards/${board}/ideas`, [{ text: `ความคิด ${n} ${'ย'.repeat(200)}` }])
  const last = () => seen.activity.at(-1)?.[0]
  await until('eight ideas', () => last()?.ideas === 8)
  const tookMs = performance.now() - startedAt
  expect(last()!.newest.map(({ text }) => text.slice(0, 9))).toEqual(['ความคิด 8', 'ความคิด 7', 'ความคิด 6'])
  expect(last()!.newest[0]!.text).toHaveLength(140)
  expect(seen.activity.length - 1).toBeLessThanOrEqual(2 + tookMs / 1_000)
})

test('[LI5] lobby, code and closing are announced; a seat learns that it was moved or revoked', async () => {
  const leader = await server.quick({ groups: 2 })
  const { seminarId, boards } = leader.seminar
  const somebody = await server.join(leader.seminar, { group: 1 })
  const wall = await watch(leader, seminarId)
  const tablet = await watch(somebody, seminarId)
  await leader.ask('POST', `/api/seminars/${seminarId}/lobby`, { open: false })
  await until('lobby closed', () => tablet.seen.seminar.at(-1)?.lobbyOpen === false)
  const { joinCode } = await leader.ask<{ joinCode: string }>('POST', `/api/seminars/${seminarId}/rotate`)
  await until('the new code', () => wall.seen.seminar.at(-1)?.joinCode === joinCode)
  await leader.ask('PATCH', `/api/seats/${somebody.seat.seatId}`, { groupId: boards[1]!.group })
  await until('moved', () => tablet.seen.seat.length === 1)
  await leader.ask('POST', `/api/seats/${somebody.seat.seatId}/revoke`)
  await until('revoked', () => tablet.seen.seat.length === 2)
  expect(tablet.seen.seat).toEqual([
    { kind: 'moved', groupId: boards[1]!.group, boardId: boards[1]!.id, room: boards[1]!.room },
    { kind: 'revoked' },
  ])
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  await until('closed', () => wall.seen.seminar.at(-1)?.state === 'closed')
  expect(tablet.seen.seminar.at(-1)?.state).toBe('open')
})

test('[LI8] who asks to watch without end is told to wait, and nobody else is', async () => {
  const leader = await server.quick({ groups: 1 })
  const { seminarId } = leader.seminar
  const { socket, answer } = await watch(await server.join(leader.seminar), seminarId)
  expect(answer).toEqual({ ok: true })
  let refused: unknown
  for (let asked = 1; !refused && asked <= perMinute.session; asked++) {
    const again = await socket.timeout(5_000).emitWithAck('watch', seminarId)
    if (!again.ok) refused = again
  }
  expect(refused).toEqual({ ok: false, code: 'request/too-many' })
  expect((await watch(leader, seminarId)).answer).toEqual({ ok: true })
})

test('[LI6, LI10] two processes that share a Redis count people and walls together, and show each other’s activity', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.kill())
  const here = await openTestApp({ redisUrl: redis.url })
  const there = await openTestApp({ redisUrl: redis.url })
  const leader = await here.quick({ groups: 1 })
  const board = leader.seminar.boards[0]!.id
  const { seen } = await watch(leader, leader.seminar.seminarId, here.url)
  const [one, two] = [await here.join(leader.seminar), await there.join(leader.seminar)]
  sit(one, here.url)
  const away = sit(two, there.url)
  await until('two online', () => seen.groups.at(-1)?.[0]?.online === 2)
  const elsewhere = Object.assign(there.person(), { cookie: leader.cookie })
  await elsewhere.ask('POST', `/api/boards/${board}/ideas`, [{ text: 'จากอีกเครื่อง' }])
  await until('the idea written there', () => seen.activity.at(-1)?.[0]?.newest[0]?.text === 'จากอีกเครื่อง')
  const wall = await watch(elsewhere, leader.seminar.seminarId, there.url)
  await wall.socket.timeout(5_000).emitWithAck('showWall', leader.seminar.seminarId)
  await until('the wall there', () => seen.walls.at(-1) === 1)
  wall.socket.close()
  await until('no wall any more', () => seen.walls.at(-1) === 0)
  away.close()
  await until('one online', () => seen.groups.at(-1)?.[0]?.online === 1)
})

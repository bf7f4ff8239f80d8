import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity, Method } from '#shared/activity/activity.ts'
import type { Course } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { GroupId, SeatId } from '#shared/id.ts'
import type { GroupNow } from '#shared/live/events.ts'
import { commentsOf } from '#shared/idea/comment.ts'
import type { VoteList } from '#shared/vote/vote.ts'
import { acked, conduct, openDraft, openTablet, sit } from '../board/conducted.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { closedPermits, openPermits, phase, written } from './sample.ts'
import { watchCourse } from './watching.ts'

interface View {
  course: Course
  activities: Activity[]
  now: GroupNow[]
  done: boolean
}

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

/** A seminar of two groups, somebody at each table, and the console watching. */
const hall = async (groups = 2) => {
  const led = await conduct(server, { groups })
  const { seminarId, boards } = led.leader.seminar
  const people = await Promise.all(boards.map((_, i) => sit(server, led, i + 1, `คนที่ ${i + 1}`)))
  const console_ = await watchCourse(led.leader, seminarId, server.url)
  const course = (person = led.leader) => person.ask<View>('GET', `/api/seminars/${seminarId}/course`)
  const start = async (...phases: Parameters<typeof written>) => {
    const activity = await led.leader.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, written(...phases))
    await led.act({ do: 'start', activityId: activity.id })
    return activity
  }
  return { ...led, seminarId, boards, people, console: console_, course, start, groups: boards.map(({ group }) => group) }
}

test('[AY10] a change is announced at once: to each table its own, to who leads all', async () => {
  const { people, seminarId, console: desk, start, act, groups } = await hall()
  const [mine, theirs] = groups as [GroupId, GroupId]
  const tablet = await watchCourse(people[0]!, seminarId, server.url)
  expect(tablet.heard).toEqual([[expect.objectContaining({ groupId: mine, frozen: false, hushed: false, done: 0, people: 1 })]])
  expect(tablet.heard[0]![0]).not.toHaveProperty('run')
  await start(phase('write', { minutes: 5 }), phase('sort'))
  await until('the instruction on the tablet', () => tablet.now(mine)?.run?.state === 'reading')
  expect(tablet.now(mine)).toMatchObject({
    phase: { id: 'write', instruction: { th: 'ทำ write' } },
    activityTitle: { th: 'ระดมความคิด' },
    of: 2,
  })
  await act({ do: 'begin' }, [theirs])
  await until('the other group at work', () => desk.now(theirs)?.run?.state === 'running')
  await act({ do: 'hush' }, [mine])
  await until('look at the wall', () => tablet.now(mine)?.hushed)
  await until('the console says so too', () => desk.now(mine)?.hushed && desk.now(mine)?.run?.state === 'reading')
  expect(tablet.heard.flat().every(({ groupId }) => groupId === mine)).toBe(true)
  const said = tablet.now(mine)!.serverNow
  expect(Math.abs(said - Date.now())).toBeLessThan(60_000)
})

test('[AY11] each sees of the course what is theirs', async () => {
  const { leader, people, course, start, act, groups } = await hall()
  await start(phase('write'))
  await act({ do: 'hosts', seats: people.map(({ seat }) => seat.seatId) })
  const whole = await course(leader)
  expect(whole.activities).toHaveLength(1)
  expect(Object.keys(whole.course.runs).sort()).toEqual([...groups].sort())
  expect(whole.now).toHaveLength(2)
  const part = await people[0]!.ask<View>('GET', `/api/seminars/${leader.seminar.seminarId}/course`)
  expect(part.activities).toEqual([])
  expect(Object.keys(part.course.runs)).toEqual([groups[0]])
  expect(part.course.hosts).toEqual([people[0]!.seat.seatId])
  expect(part.now.map(({ groupId }) => groupId)).toEqual([groups[0]])
})

test('[AY12] when everyone of a group has said that they are done its phase ends, and nobody is done with an old run', async () => {
  const room = await hall(1)
  const { leader, seminarId, console: desk, start, act, people, groups } = room
  const [mine] = groups as [GroupId]
  const second = await sit(server, room, 1)
  await start(phase('write'))
  const done = (person: (typeof people)[number], run: string, is = true) =>
    person.refused('POST', `/api/seminars/${seminarId}/done`, { run, done: is })
  const run = () => desk.now(mine)!.run!.run
  await until('the phase', () => desk.now(mine)?.run)
  expect(await done(second, run())).toMatchObject({ code: 'phase/over' })
  await act({ do: 'begin' })
  await done(people[0]!, run())
  await done(people[0]!, run())
  await until('one of two', () => desk.now(mine)?.done === 1 && desk.now(mine)?.people === 2)
  await done(people[0]!, run(), false)
  await done(second, run())
  await until('still one', () => desk.now(mine)?.done === 1)
  expect((await second.ask<View>('GET', `/api/seminars/${seminarId}/course`)).done).toBe(true)
  expect(desk.now(mine)?.run?.state).toBe('running')
  expect(await leader.refused('POST', `/api/seminars/${seminarId}/done`, { run: run(), done: true })).toMatchObject({
    code: 'seat/forbidden',
  })
  await done(people[0]!, run())
  await until('all done', () => desk.now(mine)?.run?.state === 'over')
  const old = run()
  await act({ do: 'repeat' })
  await act({ do: 'begin' })
  expect(await done(second, old)).toMatchObject({ status: 409, code: 'phase/over' })
  await until('nobody yet', () => desk.now(mine)?.done === 0)
})

test('[AY12] who is taken back or moved away is not waited for', async () => {
  const room = await hall(2)
  const { leader, seminarId, console: desk, start, act, people, groups } = room
  const [mine, theirs] = groups as [GroupId, GroupId]
  const [second, third] = [await sit(server, room, 1), await sit(server, room, 1)]
  await start(phase('write'))
  await act({ do: 'begin' })
  await until('the phase', () => desk.now(mine)?.run?.state === 'running')
  await people[0]!.ask('POST', `/api/seminars/${seminarId}/done`, { run: desk.now(mine)!.run!.run, done: true })
  await leader.ask('PATCH', `/api/seats/${third.seat.seatId}`, { groupId: theirs })
  await until('one of two', () => desk.now(mine)?.done === 1 && desk.now(mine)?.people === 2)
  expect(desk.now(mine)?.run?.state).toBe('running')
  await leader.ask('POST', `/api/seats/${second.seat.seatId}/revoke`)
  await until('all who are there are done', () => desk.now(mine)?.run?.state === 'over')
  expect(desk.now(theirs)?.run?.state).toBe('running')
})

test('[AY13] a clock that stops its phase is obeyed on the dot, by the gate and by every screen', async () => {
  const { people, console: desk, start, act, groups } = await hall(1)
  const [mine] = groups as [GroupId]
  const tablet = openTablet(server, people[0]!, people[0]!.seat.board!.room)
  await until('on the board', () => tablet.acked === 1)
  await start(phase('write', { minutes: 0.25, stopsAtEnd: true }))
  await act({ do: 'begin' })
  await act({ do: 'prolong', minutes: -0.24 })
  await until('a second left', () => tablet.states.at(-1)?.writable === true)
  expect(tablet.states.at(-1)).toEqual({ writable: true, phase: true })
  tablet.write('early', 'ทันเวลา')
  await until('in time', () => tablet.acked === 2)
  await until('the tablet hears that it is over', () => tablet.states.at(-1)?.reason === 'phase/not-permitted')
  await until('the end on the console', () => desk.now(mine)?.run?.state === 'over')
  tablet.write('late', 'ไม่ทัน')
  await until('too late', () => tablet.refusals[0]?.code === 'phase/not-permitted')
  await act({ do: 'prolong', minutes: 1 })
  await until('prolonged', () => desk.now(mine)?.run?.state === 'running')
})

test('[AY14] at a World Café people are told which table to go to, write there, and hosts stay', async () => {
  const room = await hall(3)
  const { people, seminarId, start, act, boards, groups } = room
  const host = await sit(server, room, 1, 'เจ้าของโต๊ะ')
  const guest = await watchCourse(people[0]!, seminarId, server.url)
  const hosting = await watchCourse(host, seminarId, server.url)
  await act({ do: 'hosts', seats: [host.seat.seatId] })
  await start(phase('home'), phase('visit', { rotates: true }), phase('back'))
  const away = boards[1]!
  expect((await people[0]!.fetch(`/api/boards/${away.id}`)).status).toBe(404)
  await act({ do: 'next' })
  await until('sent to the next table', () => guest.seats.at(-1)?.kind === 'moved')
  expect(guest.seats).toEqual([{ kind: 'moved', groupId: groups[1], boardId: away.id, room: away.room }])
  await until('both tables on the tablet', () => guest.now(groups[1]!)?.run)
  await act({ do: 'begin' })
  const tablet = openTablet(server, people[0]!, away.room)
  await until('at the table', () => tablet.acked === 1)
  tablet.write('guest', 'ความเห็นของแขก')
  await until('written there', () => tablet.acked === 2)
  const home = openTablet(server, people[0]!, boards[0]!.room)
  await until('the own board is read', () => home.synced)
  home.write('home', 'เขียนไว้ที่โต๊ะเดิม')
  await until('and not written from elsewhere', () => home.refusals[0]?.code === 'phase/not-permitted')
  const stays = openTablet(server, host, boards[0]!.room)
  await until('the host is there', () => stays.acked === 1)
  stays.write('host', 'เจ้าบ้านจดไว้')
  await until('and writes', () => stays.acked === 2)
  expect(hosting.seats).toEqual([])
  expect((await host.fetch(`/api/boards/${away.id}`)).status).toBe(404)
  const late = await watchCourse(people[0]!, seminarId, server.url)
  expect(late.seats).toMatchObject([{ kind: 'moved', groupId: groups[1] }])
  await act({ do: 'hosts', seats: [host.seat.seatId, people[0]!.seat.seatId] })
  await until('a host comes home', () => guest.seats.length === 2)
  expect(guest.seats[1]).toMatchObject({ kind: 'moved', groupId: groups[0] })
  await until('out of the foreign board', () => tablet.closedWith)
  await act({ do: 'next' })
  expect((await people[1]!.fetch(`/api/boards/${boards[2]!.id}`)).status).toBe(404)
})

test('[AY15] runs, clocks and who is done outlive a restart, and a clock that ran out meanwhile has stopped its phase', async () => {
  const room = await hall(2)
  const { leader, seminarId, start, act, people, groups, course } = room
  await start(phase('write', { minutes: 0.25, stopsAtEnd: true }))
  await act({ do: 'begin' })
  await act({ do: 'prolong', minutes: 5 }, [groups[1]!])
  await act({ do: 'freeze' }, [groups[0]!])
  await sit(server, room, 2)
  const before = await course()
  const { run } = before.course.runs[groups[1]!]!
  await people[1]!.ask('POST', `/api/seminars/${seminarId}/done`, { run, done: true })
  await act({ do: 'prolong', minutes: -0.24 }, [groups[0]!])
  await server.restart()
  await until('the clock that ran out', async () => (await course()).course.runs[groups[0]!]?.state === 'over')
  const after = await course()
  expect(after.course.runs[groups[1]!]).toEqual(before.course.runs[groups[1]!])
  expect(after.course.frozen).toEqual([groups[0]])
  expect(after.now.find(({ groupId }) => groupId === groups[1])).toMatchObject({ done: 1, people: 2 })
  expect((await people[1]!.ask<View>('GET', `/api/seminars/${seminarId}/course`)).done).toBe(true)
  expect(leader.seminar.boards).toHaveLength(2)
})

test('[AY16] an activity that is rewritten holds at once; phases that groups are in keep their place', async () => {
  const { leader, people, start, act, groups } = await hall(1)
  const activity = await start(phase('write'), phase('sort'))
  await act({ do: 'begin' })
  const tablet = openTablet(server, people[0]!, people[0]!.seat.board!.room)
  await until('on the board', () => tablet.acked === 1)
  const put = (...phases: Parameters<typeof written>) => leader.refused('PUT', `/api/activities/${activity.id}`, written(...phases))
  expect(await put(phase('sort'), phase('write'))).toMatchObject({ status: 409, code: 'activity/no-such-phase' })
  expect(await put(phase('write'), phase('write'))).toMatchObject({ status: 400, code: 'request/malformed' })
  expect(await put(phase('write', { permits: closedPermits }))).toMatchObject({ status: 200 })
  await until('the tablet hears', () => tablet.states.at(-1)?.reason === 'phase/not-permitted')
  expect(await people[0]!.refused('PUT', `/api/activities/${activity.id}`, written(phase('write')))).toMatchObject({
    code: 'seat/forbidden',
  })
  const stranger = await server.quick({ groups: 1 })
  expect(await stranger.refused('PUT', `/api/activities/${activity.id}`, written(phase('write')))).toMatchObject({
    code: 'activity/not-found',
  })
  const theirs = { act: { do: 'start', activityId: activity.id } }
  expect(await stranger.refused('POST', `/api/seminars/${stranger.seminar.seminarId}/course`, theirs)).toMatchObject({
    code: 'activity/not-found',
  })
  const foreign = { groups, act: { do: 'freeze' } }
  expect(await stranger.refused('POST', `/api/seminars/${stranger.seminar.seminarId}/course`, foreign)).toMatchObject({
    code: 'join/unknown-group',
  })
})

test('[AY17] a saved method is its seminar`s; the organizer`s are everybody`s', async () => {
  const one = await server.quick({ groups: 1 })
  const other = await server.quick({ groups: 1 })
  const organizer = server.person()
  await organizer.ask('POST', '/api/organizer', { token: await server.app.setUpToken(true) })
  const about = { th: 'ใช้เมื่อเริ่มคิด', en: 'To begin with' }
  const saved = await one.ask<Method>('POST', '/api/methods', { ...written(phase('write')), about })
  const common = await organizer.ask<Method>('POST', '/api/methods', { ...written(phase('write')), about })
  const seen = async (person: typeof one) =>
    (await person.ask<{ methods: Method[] }>('GET', '/api/methods')).methods.map(({ id }) => id).sort()
  expect(await seen(one)).toEqual([saved.id, common.id].sort())
  expect(await seen(other)).toEqual([common.id])
  for (const id of [saved.id, common.id]) {
    expect(await other.refused('DELETE', `/api/methods/${id}`)).toMatchObject({ code: 'method/not-found' })
    expect(await other.refused('PUT', `/api/methods/${id}`, { ...written(phase('sort')), about })).toMatchObject({
      code: 'method/not-found',
    })
  }
  const better = await one.ask<Method>('PUT', `/api/methods/${saved.id}`, { ...written(phase('sort')), about })
  expect(better).toMatchObject({ id: saved.id, phases: [{ id: 'sort' }] })
  await one.ask('DELETE', `/api/methods/${saved.id}`)
  expect(await seen(one)).toEqual([common.id])
  const somebody = await server.join(one.seminar)
  expect(await somebody.refused('GET', '/api/methods')).toMatchObject({ code: 'seat/forbidden' })
})

test('[AY18] two processes on one Redis: what one conducts the other obeys, and they count together who is done', async () => {
  const redis = await TestRedis.start()
  const here = await openTestApp({ redisUrl: redis.url }, { keep: true })
  const there = await openTestApp({ redisUrl: redis.url }, { keep: true })
  try {
    const led = await conduct(here, { groups: 1 })
    const { seminarId, boards } = led.leader.seminar
    const mine = boards[0]!.group
    const one = await sit(here, led, 1)
    const joined = await there.join(led.leader.seminar, { group: 1 })
    const two = Object.assign(joined, { boardId: joined.seat.board!.id })
    const tablet = openTablet(there, two, two.seat.board!.room)
    await until('on the board there', () => tablet.acked === 1)
    const desk = await watchCourse(led.leader, seminarId, here.url)
    const away = await watchCourse(two, seminarId, there.url)
    await led.begin(phase('discuss', { permits: { ...closedPermits, comment: 'all' } }), phase('write', { permits: openPermits }))
    await until('the phase there', () => away.now(mine)?.run?.state === 'running')
    await until('the gate there', () => tablet.states.at(-1)?.writable !== false)
    tablet.doc.transact(() => commentsOf(tablet.doc).set('c', { idea: 'none', text: 'x', by: two.seat.seatId as SeatId, at: 1 }))
    await until('refused there', () => tablet.refusals[0]?.code === 'idea/not-found')
    const run = away.now(mine)!.run!.run
    await two.ask('POST', `/api/seminars/${seminarId}/done`, { run, done: true })
    await until('one done, here', () => desk.now(mine)?.done === 1)
    await one.ask('POST', `/api/seminars/${seminarId}/done`, { run, done: true })
    await until('all done, there', () => away.now(mine)?.run?.state === 'over')
    await led.act({ do: 'freeze' })
    await until('frozen there', () => away.now(mine)?.frozen)
    const again = openTablet(there, two, two.seat.board!.room)
    await until('told at the door', () => again.hello?.reason === 'board/frozen')
    await Promise.all(Array.from({ length: 8 }, (_, i) => led.act({ do: i % 2 ? 'hush' : 'unhush' })))
    await led.act({ do: 'thaw' })
    await until('thawed there', () => again.states.at(-1)?.reason === 'phase/not-permitted')
  } finally {
    await Promise.all([here.close(), there.close()])
    await redis.end()
  }
})

test('[AY22] two facilitators who press "next" at the same moment go on by one phase', async () => {
  const { leader, seminarId, start, act, course } = await hall(2)
  await start(phase('one'), phase('two'), phase('three'), phase('four'))
  await act({ do: 'begin' })
  const stillIn = Object.values((await course()).course.runs).map(({ run }) => run)
  const next = () => leader.refused('POST', `/api/seminars/${seminarId}/course`, { stillIn, act: { do: 'next' } })
  expect((await Promise.all([next(), next(), next()])).map(({ status }) => status)).toEqual([200, 200, 200])
  expect(Object.values((await course()).course.runs).map((run) => run.phase)).toEqual([1, 1])
})

test('[AY21] the vote of a phase opens as it begins and closes as it is left, one for each group or one for the seminar', async () => {
  const { leader, people, seminarId, boards, groups, start, act, course } = await hall(2)
  for (const { id } of boards) await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ขุดลอกคลอง' }, { text: 'เพิ่มพื้นที่รับน้ำ' }])
  const vote = (on: 'group' | 'seminar') => phase(`vote-${on}`, { view: 'vote', vote: { kind: 'dots', budget: 3, on } })
  await start(vote('group'), vote('seminar'), phase('talk'))
  const voteOf = async (group: number) => (await course()).course.runs[groups[group]!]?.voteId
  const state = async (id: string) => (await leader.ask<{ vote: { state: string } }>('GET', `/api/votes/${id}`)).vote.state
  expect(await voteOf(0)).toBeUndefined()
  await act({ do: 'begin' })
  const [one, two] = [(await voteOf(0))!, (await voteOf(1))!]
  expect(one).not.toBe(two)
  await act({ do: 'begin' })
  expect(await voteOf(0)).toBe(one)
  await act({ do: 'pause' })
  expect([await state(one), await state(two)]).toEqual(['open', 'open'])
  await act({ do: 'next' }, [groups[0]!])
  await until('only the first is closed', async () => (await state(one)) === 'closed')
  expect(await state(two)).toBe('open')
  await act({ do: 'end' }, [groups[1]!])
  await until('the other too', async () => (await state(two)) === 'closed')
  expect(
    await leader.refused('POST', `/api/seminars/${seminarId}/course`, { groups: [groups[1]], act: { do: 'prolong', minutes: 5 } }),
  ).toMatchObject({
    code: 'phase/over',
  })
  await act({ do: 'next' }, [groups[1]!])
  await act({ do: 'begin' }, [groups[0]!])
  const shared = (await voteOf(0))!
  expect(await voteOf(1)).toBeUndefined()
  await act({ do: 'begin' }, [groups[1]!])
  expect(await voteOf(1)).toBe(shared)
  expect((await people[1]!.fetch(`/api/votes/${shared}`)).status).toBe(200)
  await act({ do: 'next' }, [groups[0]!])
  expect(await state(shared)).toBe('open')
  await act({ do: 'leave' }, [groups[1]!])
  await until('closed with the last', async () => (await state(shared)) === 'closed')
})

test('[AY21] votes that cannot all be opened open none, and hold up no other act', async () => {
  const { leader, seminarId, boards, groups, start, act, course } = await hall(2)
  await leader.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'ขุดลอกคลอง' }])
  await leader.ask(
    'POST',
    `/api/boards/${boards[1]!.id}/ideas`,
    Array.from({ length: 201 }, (_, n) => ({ text: `ข้อ ${n}` })),
  )
  await start(phase('choose', { view: 'vote', vote: { kind: 'dots', on: 'group' } }))
  const path = `/api/seminars/${seminarId}`
  expect(await leader.refused('POST', `${path}/course`, { act: { do: 'begin' } })).toMatchObject({ code: 'vote/too-many-choices' })
  expect((await leader.ask<VoteList>('GET', `${path}/votes`)).votes).toEqual([])
  await act({ do: 'begin' }, [groups[0]!])
  const { votes } = await leader.ask<VoteList>('GET', `${path}/votes`)
  expect(votes).toMatchObject([{ groupId: groups[0], state: 'open' }])
  await act({ do: 'freeze' })
  expect((await course()).course.runs[groups[1]!]).toMatchObject({ state: 'reading' })
})

test('[AY16] what is private, whose names show and what is voted on are changed while a phase is read, and not once it has begun', async () => {
  const { leader, start, act, course, groups, people, ideasOf } = await hall(1)
  const activity = await start(phase('write'), phase('sort'))
  const put = (more: Partial<Phase>) =>
    leader.refused('PUT', `/api/activities/${activity.id}`, written(phase('write', more), phase('sort')))
  const alone: Partial<Phase> = { visibility: 'private', anonymity: 'anonymous', reveal: 'together' }
  expect(await put(alone)).toMatchObject({ status: 200 })
  await act({ do: 'begin' })
  expect((await course()).course.runs[groups[0]!]).toMatchObject({ state: 'running', reveal: 'hidden' })
  const draft = await openDraft(server, people[0]!)
  draft.write('i1', 'ไม่บอกว่าใคร')
  await acked(draft)
  const changes: Partial<Phase>[] = [
    { ...alone, anonymity: 'named' },
    { ...alone, visibility: 'shared' },
    { ...alone, vote: { kind: 'dots', on: 'group' } },
  ]
  for (const change of changes) expect(await put(change)).toEqual({ status: 409, code: 'phase/under-way' })
  expect(await put({ ...alone, minutes: 3 })).toMatchObject({ status: 200 })
  await act({ do: 'next' })
  expect(await ideasOf(people[0]!.boardId)).toEqual([expect.not.objectContaining({ by: expect.anything() as unknown })])
  expect(await put({})).toMatchObject({ status: 200 })
})

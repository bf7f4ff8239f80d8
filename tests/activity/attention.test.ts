import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Course } from '#shared/activity/course.ts'
import type { BoardId, GroupId, HandId, IdeaId, SeminarId } from '#shared/id.ts'
import type { Attention, HandUp, OwnHand } from '#shared/live/events.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openLine, watch as beginWatching } from '../helpers/live-line.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type Leader, type Person, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { phase, written } from './sample.ts'

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

/** Somebody's screen: what it was told, in order. */
const watch = async (person: Person, seminarId: SeminarId, url = server.url) => {
  const socket = openLine(url, person)
  const told = { attention: [] as Attention[], handsUp: [] as HandUp[][], ownHand: [] as OwnHand[] }
  socket.on('attention', (attention) => told.attention.push(attention))
  socket.on('handsUp', (hands) => told.handsUp.push(hands))
  socket.on('ownHand', (hand) => told.ownHand.push(hand))
  expect(await beginWatching(socket, seminarId)).toEqual({ ok: true })
  return { socket, told, last: (kind: Attention['kind']) => told.attention.findLast((one) => one.kind === kind) }
}
const room = async (groups = 2, app = server) => {
  const leader = await app.quick({ groups })
  const { seminarId, boards } = leader.seminar
  const people = await Promise.all(boards.map(({ group }) => app.join(leader.seminar, { name: `คุณ ${group}`, group })))
  return { leader, seminarId, boards, people, groupOf: (index: number) => boards[index]!.group as GroupId }
}
const call = (leader: Person, seminarId: SeminarId, attention: object, groups?: GroupId[]) =>
  leader.ask<{ calls: Attention[] }>('POST', `/api/seminars/${seminarId}/attention`, { attention, ...(groups && { groups }) })
const writeIdea = async (leader: Person, board: BoardId, text: string) => {
  const { ids } = await leader.ask<{ ids: IdeaId[] }>('POST', `/api/boards/${board}/ideas`, [{ text }])
  return ids[0]!
}
const inAnonymousPhase = async (leader: Leader) => {
  const { seminarId } = leader.seminar
  const { id } = await leader.ask<{ id: string }>(
    'POST',
    `/api/seminars/${seminarId}/activities`,
    written(phase('write', { anonymity: 'anonymous' })),
  )
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'start', activityId: id } })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'begin' } })
}

test('[AT1] a message reaches the tablets of its groups and no other, and who leads; who comes soon after hears it too', async () => {
  const { leader, seminarId, people, groupOf } = await room()
  const [one, two, desk] = await Promise.all([...people, leader].map((person) => watch(person, seminarId)))
  await call(leader, seminarId, { kind: 'message', text: ' เหลือเวลาอีกมาก\nค่อย ๆ คิด ' }, [groupOf(0)])
  const message = await until('the message', () => one!.last('message'))
  expect(message).toMatchObject({ kind: 'message', text: 'เหลือเวลาอีกมาก ค่อย ๆ คิด' })
  await until('the desk', () => desk!.last('message'))
  await call(leader, seminarId, { kind: 'message', text: 'ถึงทุกคน' })
  await until('the second group', () => two!.last('message'))
  expect(two!.told.attention.filter(({ kind }) => kind === 'message')).toMatchObject([{ text: 'ถึงทุกคน' }])
  const again = await watch(people[1]!, seminarId)
  expect(again.last('message')).toMatchObject({ text: 'ถึงทุกคน' })
})

test('[AT2] a spotlight carries the idea’s words as they stand, stays, is told to who comes, and goes when it is taken away', async () => {
  const { leader, seminarId, boards, people } = await room()
  const idea = await writeIdea(leader, boards[0]!.id, 'ขุดลอกคลองก่อนฝน')
  const tablet = await watch(people[1]!, seminarId)
  expect(tablet.told.attention).toEqual([{ kind: 'summon-off' }, { kind: 'spotlight-off' }])
  await call(leader, seminarId, { kind: 'spotlight', boardId: boards[0]!.id, ideaId: idea })
  const shown = await until('the spotlight', () => tablet.last('spotlight'))
  expect(shown).toEqual({
    kind: 'spotlight',
    boardId: boards[0]!.id,
    ideaId: idea,
    text: 'ขุดลอกคลองก่อนฝน',
    groupName: boards[0]!.groupName,
  })
  const late = await watch(people[0]!, seminarId)
  expect(late.last('spotlight')).toEqual(shown)
  await call(leader, seminarId, { kind: 'spotlight-off' })
  await until('taken away', () => tablet.told.attention.at(-1)?.kind === 'spotlight-off')
})

test('[AT3] who is summoned to another group’s board reads it for as long as the summons stands, and writes nothing', async () => {
  const { leader, seminarId, boards, people } = await room()
  const there = boards[0]!.id
  const read = () => people[1]!.fetch(`/api/boards/${there}`).then(({ status }) => status)
  expect(await read()).toBe(404)
  await call(leader, seminarId, { kind: 'summon', boardId: there, follow: false })
  expect(await read()).toBe(200)
  expect(await people[1]!.refused('POST', `/api/boards/${there}/ideas`, [{ text: 'แทรก' }])).toEqual({
    status: 403,
    code: 'seat/forbidden',
  })
  const tablet = await watch(people[1]!, seminarId)
  expect(tablet.last('summon')).toMatchObject({ boardId: there, follow: false })
  await call(leader, seminarId, { kind: 'summon-off' })
  await until('the summons is over', () => tablet.told.attention.at(-1)?.kind === 'summon-off')
  expect(await read()).toBe(404)
})

test('[AT4] only who leads calls, lowers hands of others, and only in the own seminar, at boards and ideas of it', async () => {
  const [{ leader, seminarId, boards, people, groupOf }, other] = await Promise.all([room(), room()])
  const path = `/api/seminars/${seminarId}/attention`
  const summon = { attention: { kind: 'summon', boardId: boards[0]!.id, follow: true } }
  expect(await people[0]!.refused('POST', path, summon)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await other.leader.refused('POST', path, summon)).toEqual({ status: 404, code: 'seminar/not-found' })
  expect(await server.person().refused('POST', path, summon)).toEqual({ status: 401, code: 'seat/missing' })
  const foreign = { kind: 'summon', boardId: other.boards[0]!.id, follow: false }
  expect(await leader.refused('POST', path, { attention: foreign })).toMatchObject({ code: 'board/not-found' })
  const nothing = { kind: 'spotlight', boardId: boards[0]!.id, ideaId: 'none' }
  expect(await leader.refused('POST', path, { attention: nothing })).toMatchObject({ code: 'idea/not-found' })
  expect(await leader.refused('POST', path, { ...summon, groups: [other.groupOf(0)] })).toMatchObject({ code: 'join/unknown-group' })
  for (const attention of [{ kind: 'message', text: ' \u202e ' }, { kind: 'message', text: 'ก'.repeat(301) }, { kind: 'shout' }, {}])
    expect(await leader.refused('POST', path, { attention, groups: [groupOf(0)] })).toMatchObject({ code: 'request/malformed' })
  expect(await people[0]!.refused('POST', `/api/seminars/${seminarId}/hands/any/lower`)).toMatchObject({ code: 'seat/forbidden' })
  expect(await other.people[0]!.refused('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' })).toMatchObject({
    code: 'seminar/not-found',
  })
})

test('[AT5] a raised hand shows to who leads and to no one else, survives a restart, and its seat hears when it is lowered', async () => {
  const own = await openTestApp()
  const { leader, seminarId, people } = await room(2, own)
  const path = `/api/seminars/${seminarId}/hand`
  await people[0]!.ask('POST', path, { up: true, kind: 'question' })
  await people[0]!.ask('POST', path, { up: true, kind: 'help' })
  await own.restart()
  const [desk, tablet, neighbour] = await Promise.all([leader, ...people].map((person) => watch(person, seminarId, own.url)))
  expect(tablet!.told.ownHand).toMatchObject([{ up: true, kind: 'help' }])
  const [hand] = desk!.told.handsUp.at(-1)!
  expect(hand).toMatchObject({ kind: 'help', name: expect.stringContaining('คุณ') as string, seatId: people[0]!.seat.seatId })
  await leader.ask('POST', `/api/seminars/${seminarId}/hands/${hand!.hand}/lower`)
  await until('the seat hears', () => tablet!.told.ownHand.at(-1)?.up === false)
  await until('the desk sees', () => desk!.told.handsUp.at(-1)!.length === 0)
  await leader.ask('POST', `/api/seminars/${seminarId}/hands/${hand!.hand}/lower`)
  expect(neighbour!.told.handsUp).toEqual([])
  expect(neighbour!.told.ownHand).toEqual([{ up: false }])
  await people[0]!.ask('POST', path, { up: true, kind: 'help' })
  await until('up again, another hand', () => desk!.told.handsUp.at(-1)?.[0] && desk!.told.handsUp.at(-1)![0]!.hand !== hand!.hand)
  await people[0]!.ask('POST', path, { up: false, kind: 'help' })
  await until('down', () => desk!.told.handsUp.at(-1)!.length === 0)
})

test('[SE13] closing a seminar lowers its hands and ends its phases: tablets and desk are told, and no clock goes on', async () => {
  const { leader, seminarId, people, groupOf } = await room()
  const other = await room(1)
  const path = (id: string, what: string) => `/api/seminars/${id}/${what}`
  const made = await leader.ask<{ id: string }>('POST', path(seminarId, 'activities'), written(phase('write', { minutes: 5 })))
  await leader.ask('POST', path(seminarId, 'course'), { act: { do: 'start', activityId: made.id } })
  await leader.ask('POST', path(seminarId, 'course'), { groups: [groupOf(0)], act: { do: 'begin' } })
  await people[0]!.ask('POST', path(seminarId, 'hand'), { up: true, kind: 'help' })
  await other.people[0]!.ask('POST', path(other.seminarId, 'hand'), { up: true, kind: 'help' })
  const [desk, tablet] = await Promise.all([leader, people[0]!].map((person) => watch(person, seminarId)))
  await leader.ask('POST', path(seminarId, 'close'))
  await until('the seat hears', () => tablet!.told.ownHand.at(-1)?.up === false)
  await until('the desk sees', () => desk!.told.handsUp.at(-1)?.length === 0)
  const { course } = await leader.ask<{ course: Course }>('GET', path(seminarId, 'course'))
  expect(course.runs[groupOf(0)]).toMatchObject({ state: 'over' })
  expect(course.runs[groupOf(0)]).not.toHaveProperty('endsAt')
  // The other table only read what it was to do.
  expect(Object.keys(course.runs)).toEqual([groupOf(0)])
  expect((await server.app.store.records.list('hand')).map(({ id }) => id)).not.toContain(people[0]!.seat.seatId)
  const otherDesk = await watch(other.leader, other.seminarId)
  expect(otherDesk.told.handsUp.at(-1)).toHaveLength(1)
})

test('[SE13] a hand that a crash left up in a closed seminar is down after the start', async () => {
  const store = openMemory()
  const own = await openTestApp({}, { store, keep: true })
  const leader = await own.quick({ groups: 1 })
  const { seminarId } = leader.seminar
  const somebody = await own.join(leader.seminar)
  await somebody.ask('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' })
  const hand = (await store.records.get('hand', somebody.seat.seatId))!.value
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  await own.close()
  // As if the process had died before it came to this.
  await store.records.remove('hand', somebody.seat.seatId)
  await store.records.put('hand', somebody.seat.seatId, hand, 0)
  await openTestApp({}, { store })
  expect(await store.records.list('hand')).toEqual([])
})

test('[AT6] in a phase without names a hand tells its group alone, also after the phase', async () => {
  const { leader, seminarId, people, groupOf } = await room()
  await inAnonymousPhase(leader)
  const desk = await watch(leader, seminarId)
  await people[1]!.ask('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'question' })
  const [hand] = await until('the hand', () => desk.told.handsUp.find((hands) => hands.length > 0))
  expect(hand).toEqual({ hand: hand!.hand, groupId: groupOf(1), name: '', kind: 'question', since: hand!.since })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'leave' } })
  const later = await watch(leader, seminarId)
  expect(later.told.handsUp).toEqual([[hand]])
  expect(await leader.ask('POST', `/api/seminars/${seminarId}/hands/${(hand as { hand: HandId }).hand}/lower`)).toEqual({ up: false })
})

test('[AT7] a seat that raises and lowers its hand without end is told to wait, and nobody else is', async () => {
  const { seminarId, people } = await room()
  const path = `/api/seminars/${seminarId}/hand`
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, index) =>
      people[0]!
        .fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ up: index % 2 === 0, kind: 'help' }),
        })
        .then(({ status }) => status),
    ),
  )
  expect(answers.filter((status) => status === 429)).toHaveLength(10)
  expect(await people[1]!.ask('POST', path, { up: true, kind: 'help' })).toEqual({ up: true })
})

test('[AT8] calls and hands reach the tablets of every process that shares the store', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.end())
  const here = await openTestApp({ redisUrl: redis.url })
  const there = await openTestApp({ redisUrl: redis.url })
  const { leader, seminarId, boards, people } = await room(2, here)
  const tablet = await watch(people[1]!, seminarId, there.url)
  const desk = await watch(leader, seminarId, there.url)
  await call(leader, seminarId, { kind: 'summon', boardId: boards[0]!.id, follow: true })
  await until('summoned there', () => tablet.last('summon'))
  await people[0]!.ask('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' })
  await until('the hand there', () => desk.told.handsUp.at(-1)?.length === 1)
})

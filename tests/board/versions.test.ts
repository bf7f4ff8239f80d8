import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import type { CourseAct } from '#shared/activity/course.ts'
import type { Ticket } from '#shared/sync/ticket.ts'
import type { PastBoard, Version, VersionList, Withdrawn } from '#shared/board/version.ts'
import { compareIdeas } from '#shared/board/compare.ts'
import { restoreIdeas } from '#shared/board/restore.ts'
import { seedBoard } from '#shared/board/board.ts'
import { moveIdea, withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { attachPicture } from '#shared/idea/talk.ts'
import type { IdeaId } from '#shared/id.ts'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { perMinute } from '../../server/access/limits.ts'
import { until } from '../helpers/until.ts'
import { phase, written } from '../activity/sample.ts'
import { maxVersions, openVersions } from '../../server/board/versions.ts'
import { openTestApp, type Leader, type TestApp } from '../helpers/server.ts'

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

const openBoard = async () => {
  const leader = await server.quick({ groups: 1, template: 'columns' })
  const { id, room } = leader.seminar.boards[0]!
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ลอกท่อก่อนฝน' }, { text: 'ประกาศเตือนทาง LINE' }])
  return { leader, id, room: room, path: `/api/boards/${id}/versions` }
}
const look = (leader: Leader, path: string, which: string) => leader.ask<PastBoard>('GET', `${path}/${which}`)
const texts = ({ ideas }: PastBoard) => ideas.map(({ text }) => text)

test('[VE1] a kept version shows the board as it was, whatever is written later, also after a restart', async () => {
  const { leader, id, path } = await openBoard()
  const kept = await leader.ask<Version>('POST', path, { label: 'ก่อนพัก' })
  expect(kept).toMatchObject({ label: 'ก่อนพัก', why: 'asked', ideas: 2, boardId: id })
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ข้อที่สาม' }])
  await server.restart()
  expect(texts(await look(leader, path, kept.id))).toEqual(['ลอกท่อก่อนฝน', 'ประกาศเตือนทาง LINE'])
  expect(texts(await look(leader, path, 'now'))).toHaveLength(3)
})

test('[VE2] a restore is a new version, and keeps the board that it replaced', async () => {
  const { leader, id, room, path } = await openBoard()
  const first = await leader.ask<Version>('POST', path, { label: 'เช้า' })
  await server.app.rooms.write(room, (doc) => {
    const [one, two] = readIdeas(doc)
    withdrawIdea(doc, one!.id, 'test')
    const text = ideasOf(doc).get(two!.id)!.get('text') as Y.Text
    text.insert(0, 'ควร')
    moveIdea(doc, two!.id, { zone: 'next' }, 'test')
  })
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'เขียนตอนบ่าย' }])
  const afternoon = await look(leader, path, 'now')
  await leader.ask('POST', `${path}/${first.id}/restore`)
  expect((await look(leader, path, 'now')).ideas).toEqual((await look(leader, path, first.id)).ideas)
  const versions = await leader.ask<VersionList>('GET', path)
  expect(versions.map(({ why }) => why)).toEqual(['asked', 'before', 'restored'])
  expect(versions.at(-1)).toMatchObject({ label: 'เช้า', ideas: 2, hash: versions[0]!.hash })
  expect(await look(leader, path, versions[1]!.id)).toEqual(afternoon)
})

test('[VE9] a large board is restored in turns with everybody else, and what they write meanwhile stays', { timeout: 60_000 }, async () => {
  const leader = await server.quick({ groups: 1 })
  const { id, room } = leader.seminar.boards[0]!
  const path = `/api/boards/${id}/versions`
  const many = 2_500
  await leader.ask(
    'POST',
    `/api/boards/${id}/ideas`,
    Array.from({ length: many }, (_, n) => ({ text: `ข้อ ${n}` })),
  )
  const full = await leader.ask<Version>('POST', path, {})
  const { rooms } = server.app
  await rooms.write(room, (doc) => doc.transact(() => ideasOf(doc).forEach((idea) => idea.set('colour', 'blue'))))
  const blue = () => rooms.read(room, (doc) => readIdeas(doc).filter(({ colour }) => colour === 'blue').length)
  const restored = leader.ask('POST', `${path}/${full.id}/restore`)
  const left = await until('part of it is as it was', async () => [await blue()].find((count) => count < many), { timeoutMs: 40_000 })
  expect(left).toBeGreaterThan(0)
  await rooms.write(room, (doc) => writeIdea(doc, { id: 'meanwhile' as IdeaId, text: 'เขียนระหว่างนั้น', at: 1 }, 'test'))
  await restored
  expect(await blue()).toBe(0)
  expect(await rooms.read(room, (doc) => [ideasOf(doc).size, ideasOf(doc).has('meanwhile')])).toEqual([many + 1, true])
})

test('[VE3] whoever reads the board looks back; only who leads keeps and restores; an unknown version is refused', async () => {
  const { leader, path } = await openBoard()
  const member = await server.join(leader.seminar)
  const stranger = await server.quick({ groups: 1 })
  const { id } = await leader.ask<Version>('POST', path, {})
  expect((await member.ask<VersionList>('GET', path)).map((version) => version.id)).toEqual([id])
  expect(await member.ask<PastBoard>('GET', `${path}/${id}`)).toHaveProperty('ideas')
  expect(await member.refused('POST', path, {})).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await member.refused('POST', `${path}/${id}/restore`)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await stranger.refused('GET', `${path}/${id}`)).toEqual({ status: 404, code: 'board/not-found' })
  expect(await leader.refused('POST', `${path}/nothing/restore`)).toEqual({ status: 404, code: 'version/not-found' })
  const other = stranger.seminar.boards[0]!.id
  expect(await stranger.refused('GET', `/api/boards/${other}/versions/${id}`)).toEqual({ status: 404, code: 'version/not-found' })
  await leader.ask('POST', `/api/seminars/${leader.seminar.seminarId}/close`)
  expect(await leader.refused('POST', `${path}/${id}/restore`)).toEqual({ status: 409, code: 'board/closed' })
})

test('[VE10] a board has so many versions and no more; what is refused has changed nothing', async () => {
  const { leader, id, path } = await openBoard()
  const first = await leader.ask<Version>('POST', path, {})
  const { records } = server.app.store
  const older = Array.from({ length: maxVersions - 2 }, (_, n) => `${id}-0-${n}`)
  await Promise.all(older.map((version, n) => records.put('version', version, { ...first, id: version, at: n }, 0)))
  const full = { status: 409, code: 'version/too-many' }
  // A restore keeps two: what stands, and what it makes of it.
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ข้อที่สาม' }])
  expect(await leader.refused('POST', `${path}/${first.id}/restore`)).toEqual(full)
  expect(texts(await look(leader, path, 'now'))).toHaveLength(3)
  await leader.ask('POST', path, {})
  expect(await leader.refused('POST', path, {})).toEqual(full)
  expect(await leader.ask<VersionList>('GET', path)).toHaveLength(maxVersions)
})

test('[VE10] a restore that had room for both of its own is told, whoever keeps one meanwhile', async () => {
  const { leader, id, path } = await openBoard()
  const first = await leader.ask<Version>('POST', path, {})
  const { rooms, store } = server.app
  const keepOne = (version: string) => store.records.put('version', version, { ...first, id: version, at: 0 }, 0)
  await Promise.all(Array.from({ length: maxVersions - 3 }, (_, n) => keepOne(`${id}-0-${n}`)))
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ข้อที่สาม' }])
  const versions = openVersions(store, rooms, Date.now, (error) => expect.unreachable(String(error)))
  let meanwhile: Promise<unknown> | undefined
  const restored = await versions.restore(id, first.id, () => void (meanwhile ??= keepOne(`${id}-0-meanwhile`)))
  await meanwhile
  expect(restored).toMatchObject({ why: 'restored', ideas: 2 })
  expect(await leader.refused('POST', path, {})).toMatchObject({ code: 'version/too-many' })
})

test('[VE4] comparing tells what is new, gone, reworded and moved', () => {
  const idea = (id: string, text: string, zone = 'a') => ({ id, text, zone })
  const earlier = [idea('1', 'เดิม'), idea('2', 'คำเดิม'), idea('3', 'ย้าย'), idea('4', 'หาย')]
  const later = [idea('1', 'เดิม'), idea('2', 'คำใหม่', 'b'), idea('3', 'ย้าย', 'b'), idea('5', 'มาใหม่')]
  expect(compareIdeas(earlier, later).map(({ idea, change, before }) => [idea.id, change, before])).toEqual([
    ['1', 'same', undefined],
    ['2', 'reworded', 'คำเดิม'],
    ['3', 'moved', undefined],
    ['5', 'new', undefined],
    ['4', 'gone', undefined],
  ])
})

test('[VE5] from any state of a board to any other and back, a restore gives exactly the ideas that were', () => {
  const boardOf = (seed: number): Y.Doc => {
    const doc = new Y.Doc()
    seedBoard(doc, 'ก', 'swot')
    for (let i = 0; i < 12; i++)
      if ((seed * 31 + i * 17) % 5 > 1)
        writeIdea(doc, { id: `i${i}` as IdeaId, text: `ข้อ ${(seed * i) % 7}`, at: i, zone: `z${(seed + i) % 3}` }, 't')
    return doc
  }
  for (let seed = 1; seed <= 20; seed++) {
    const now = boardOf(seed)
    const then = boardOf(seed + 1)
    const before = readIdeas(now)
    const kept = new Y.Doc()
    Y.applyUpdate(kept, Y.encodeStateAsUpdate(now))
    restoreIdeas(now, then)
    expect(readIdeas(now), `seed ${seed}`).toEqual(readIdeas(then))
    restoreIdeas(now, kept)
    expect(readIdeas(now), `seed ${seed}, back`).toEqual(before)
  }
})

test('[VE6] an idea that somebody took off the board can be brought back as it was, with its author', async () => {
  const { leader, id, path } = await openBoard()
  const member = await server.join(leader.seminar)
  const { url, room, params } = await member.ask<Ticket>('POST', `/api/boards/${id}/ticket`)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { params, disableBc: true, WebSocketPolyfill: WebSocket as never })
  onTestFinished(() => provider.destroy())
  await until('synced', () => provider.synced)
  writeIdea(doc, { id: 'mine' as IdeaId, text: 'ปลูกต้นไม้ริมคลอง', zone: 'next', by: member.seat.seatId, at: 1 }, 'test')
  const withdrawn = () => leader.ask<Withdrawn>('GET', `/api/boards/${id}/withdrawn`)
  const ideas = async () => (await look(leader, path, 'now')).ideas
  await until('the idea is stored', async () => (await ideas()).length === 3)
  expect(await withdrawn()).toEqual([])
  const photo = 'ab'.repeat(32)
  attachPicture(doc, 'mine' as IdeaId, 'photo', photo, 'test')
  withdrawIdea(doc, 'mine' as IdeaId, 'test')
  await until('the idea is gone', async () => (await withdrawn()).length === 1)
  expect(await withdrawn()).toMatchObject([{ id: 'mine', text: 'ปลูกต้นไม้ริมคลอง', zone: 'next' }])
  expect(await member.refused('GET', `/api/boards/${id}/withdrawn`)).toEqual({ status: 403, code: 'seat/forbidden' })
  await server.restart()
  await Promise.all([1, 2].map(() => leader.ask('POST', `/api/boards/${id}/withdrawn/mine`)))
  expect((await ideas()).filter((idea) => idea.id === 'mine')).toMatchObject([{ text: 'ปลูกต้นไม้ริมคลอง', zone: 'next', at: 1 }])
  expect(await withdrawn()).toEqual([])
  expect(await server.app.rooms.read(room, (board) => readIdeas(board).find((idea) => idea.id === 'mine')?.photo)).toBe(photo)
  const listed = await leader.ask<{ id: string; by?: string }[]>('GET', `/api/boards/${id}/ideas`)
  expect(listed.find((idea) => idea.id === 'mine')?.by).toBe(member.seat.seatId)
  expect(await leader.refused('POST', `/api/boards/${id}/withdrawn/other`)).toEqual({ status: 404, code: 'idea/not-found' })
})

test('[VE8] the board is kept at the end of each phase in which it changed', async () => {
  const { leader, id, path } = await openBoard()
  const { seminarId } = leader.seminar
  const activity = await leader.ask<Activity>(
    'POST',
    `/api/seminars/${seminarId}/activities`,
    written(phase('one'), phase('two'), phase('three')),
  )
  const act = (what: CourseAct) => leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: what })
  const kept = async () => (await leader.ask<VersionList>('GET', path)).map(({ why, label, ideas }) => [why, label, ideas])
  await act({ do: 'start', activityId: activity.id })
  await act({ do: 'begin' })
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ในช่วงแรก' }])
  await act({ do: 'next' })
  await until('the first phase is kept', async () => (await kept()).length === 1)
  expect(await kept()).toEqual([['phase', 'ช่วง one', 3]])
  await act({ do: 'begin' })
  await act({ do: 'next' })
  await act({ do: 'begin' })
  await leader.ask('POST', `/api/boards/${id}/ideas`, [{ text: 'ในช่วงที่สาม' }])
  await act({ do: 'leave' })
  await until('the third phase is kept', async () => (await kept()).length === 2)
  expect((await kept())[1]).toEqual(['phase', 'ช่วง three', 4])
})

test('[VE3] who looks back without end is told to wait', async () => {
  const { leader, path } = await openBoard()
  for (let look = 0; look < perMinute.looking; look++) await leader.ask('GET', `${path}/now`)
  expect(await leader.refused('GET', `${path}/now`)).toEqual({ status: 429, code: 'request/too-many' })
})

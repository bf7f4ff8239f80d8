import { expect, test } from 'vitest'
import type { Activity, Method } from '#shared/activity/activity.ts'
import type { Course } from '#shared/activity/course.ts'
import type { VoteList, VoteView } from '#shared/vote/vote.ts'
import { openLog } from '../../server/http/log.ts'
import { phase, written } from '../activity/sample.ts'
import { openTestApp } from '../helpers/server.ts'

/** What was damaged, and would be somebody's words. */
const secret = 'คำที่ไม่ควรเห็น'

test('[AC28] a record that cannot be read is set aside: the server starts, the rest works, and nothing is written over it', async () => {
  const lines: string[] = []
  const server = await openTestApp({}, { log: openLog('error', { write: (line: string) => void lines.push(line) }) })
  const hurt = await server.quick({ groups: 2 })
  const whole = await server.quick({ groups: 2 })
  const { seminarId, boards } = hurt.seminar
  const [lost, kept] = [await server.join(hurt.seminar, { group: 1 }), await server.join(hurt.seminar, { group: 2 })]
  const neighbour = await server.join(whole.seminar, { group: 1 })
  for (const board of boards) await hurt.ask('POST', `/api/boards/${board.id}/ideas`, [{ text: 'ขุดลอกคลอง' }])
  const activity = await hurt.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, written(phase('a')))
  const act = (act: object) => hurt.ask<{ course: Course }>('POST', `/api/seminars/${seminarId}/course`, { act })
  const { course } = await act({ do: 'start', activityId: activity.id })
  await act({ do: 'begin' })
  const { votes } = await hurt.ask<VoteList>('POST', `/api/seminars/${seminarId}/votes`, {
    title: 'ทำอะไรก่อน',
    setup: { kind: 'dots', on: 'group' },
  })
  const { title, phases } = written(phase('b'))
  const method = () => hurt.ask<Method>('POST', '/api/methods', { title, about: title, phases })
  const [broken, good] = [await method(), await method()]
  await kept.ask('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' })
  const run = course.runs[kept.seat.group!]!.run
  await kept.ask('POST', `/api/seminars/${seminarId}/done`, { run, done: true })

  const damage: [string, string][] = [
    ['seat', lost.seat.seatId],
    ['board', boards[0]!.id],
    ['activity', activity.id],
    ['method', broken.id],
    ['vote', votes[0]!.id],
    ['wall', seminarId],
    ['calls', seminarId],
    ['hand', kept.seat.seatId],
    ['done', `${run}-${kept.seat.seatId}`],
  ]
  const { records } = server.app.store
  for (const [kind, id] of damage) {
    const before = await records.get(kind, id)
    await records.put(kind, id, { id, name: [secret], seminarId: 7, run: secret, summons: secret }, before?.version ?? 0)
  }
  await server.restart()

  expect((await hurt.ask<{ methods: Method[] }>('GET', '/api/methods')).methods.map(({ id }) => id)).toEqual([good.id])
  const said = lines.map((line) => JSON.parse(line) as { kind?: string; id?: string; why?: string; level: number })
  for (const [kind, id] of damage)
    expect(said, kind).toContainEqual(expect.objectContaining({ kind, id, why: expect.stringMatching(/expected/) as string }))
  expect(lines.join()).not.toContain(secret)
  expect((await hurt.fetch('/readyz')).status).toBe(200)
  expect(await (await hurt.fetch('/metrics')).text()).toMatch(/^records_set_aside\{kind="seat"\} 1$/m)

  expect(await lost.refused('GET', `/api/seminars/${seminarId}`)).toMatchObject({ code: 'seminar/not-found' })
  expect(await hurt.refused('GET', `/api/boards/${boards[0]!.id}`)).toEqual({ status: 404, code: 'board/not-found' })
  expect(await hurt.refused('PUT', `/api/activities/${activity.id}`, written(phase('a')))).toMatchObject({ code: 'activity/not-found' })
  expect(await hurt.refused('GET', `/api/votes/${votes[0]!.id}`)).toEqual({ status: 404, code: 'vote/not-found' })
  expect(await hurt.refused('PUT', `/api/methods/${broken.id}`, { title, about: title, phases })).toMatchObject({
    code: 'method/not-found',
  })
  expect(await hurt.refused('PUT', `/api/seminars/${seminarId}/wall`, { show: 'join' })).toMatchObject({ code: 'seminar/not-found' })
  expect((await hurt.refused('POST', `/api/seminars/${seminarId}/attention`, { attention: { kind: 'message', text: 'x' } })).status).toBe(
    404,
  )
  expect((await kept.refused('POST', `/api/seminars/${seminarId}/hand`, { up: true, kind: 'help' })).status).toBe(409)
  for (const [kind, id] of damage) expect(JSON.stringify((await server.app.store.records.get(kind, id))?.value), kind).toContain(secret)

  expect((await hurt.ask<VoteView>('GET', `/api/votes/${votes[1]!.id}`)).vote.choices).toHaveLength(1)
  expect((await kept.fetch(`/api/boards/${kept.seat.board!.id}`)).status).toBe(200)
  expect((await neighbour.fetch(`/api/boards/${neighbour.seat.board!.id}`)).status).toBe(200)
  await whole.ask('PUT', `/api/seminars/${whole.seminar.seminarId}/wall`, { show: 'join' })
  await server.join(whole.seminar)
})

test('[AC28] where nobody can read what a phase permits the boards stand still, and their seminar is told apart from the others', async () => {
  const server = await openTestApp()
  const hurt = await server.quick({ groups: 1 })
  const whole = await server.quick({ groups: 1 })
  const { seminarId, boards } = hurt.seminar
  await hurt.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'hush' } })
  const { records } = server.app.store
  const { version } = (await records.get('course', seminarId))!
  await records.put('course', seminarId, { id: seminarId, runs: [] }, version)
  await server.restart()
  const idea = [{ text: 'ขุดลอกคลอง' }]
  const zones = (of: { id: string }) => [`/api/boards/${of.id}/ideas`, idea] as const
  expect(await hurt.refused('POST', ...zones(boards[0]!))).toMatchObject({ code: 'board/frozen' })
  expect(await hurt.refused('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'thaw' } })).toEqual({
    status: 404,
    code: 'seminar/not-found',
  })
  expect((await server.app.store.records.get('course', seminarId))?.version).toBe(version + 1)
  await whole.ask('POST', ...zones(whole.seminar.boards[0]!))
  expect(await hurt.ask('POST', `/api/seminars/${seminarId}/close`)).toMatchObject({ state: 'closed' })
})

import { expect, test } from 'vitest'
import type { Course, GroupRun } from '#shared/activity/course.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import { openPast, PastReader } from '../../server/activity/past.ts'
import { openMemory } from '../../server/store/memory.ts'

const run = (id: string, phase: number, startedAt: number | undefined, state: GroupRun['state'] = 'running'): GroupRun =>
  ({ groupId: 'g1', activityId: 'a1', phase, run: id, state, reveal: 'none', ...(startedAt !== undefined && { startedAt }) }) as GroupRun
const course = (runs: Record<string, GroupRun>): Course => ({ runs }) as Course

test('[TS8] what a group was doing when is read out of the earlier states of the course', () => {
  const states = [
    { at: 10, value: course({ g1: run('r1', 0, undefined, 'reading') }) },
    { at: 20, value: course({ g1: run('r1', 0, 19) }) },
    { at: 30, value: course({ g1: run('r1', 0, 19, 'paused') }) },
    { at: 40, value: course({ g1: run('r2', 1, undefined, 'reading') }) },
    { at: 50, value: course({ g1: run('r2', 1, 48) }) },
    { at: 60, value: course({}) },
  ]
  const reader = new PastReader()
  for (const state of [...states, ...states.slice(-1)]) reader.add(state)
  expect(reader.past).toEqual({
    g1: [{ from: 19, activityId: 'a1', phase: 0 }, { from: 48, activityId: 'a1', phase: 1 }, { from: 60 }],
  })
  expect(new PastReader().past).toEqual({})
})

test('[TS8] a phase that began and was left while nobody asked is of the past, too', async () => {
  const listeners: ((seminarId: SeminarId) => void)[] = []
  const states = [course({ g1: run('r1', 0, 10) }), course({ g1: run('r2', 1, 20) }), course({ g1: run('r3', 2, 30) })]
  let now = 0
  const courses = {
    get: () => states[now]!,
    onChange: (listener: (seminarId: SeminarId) => void) => {
      listeners.push(listener)
      return () => undefined
    },
  }
  const records = { ...openMemory().records, history: async () => [] }
  const past = openPast(records, courses as unknown as Parameters<typeof openPast>[1], () => 40)
  const seminarId = 's1' as SeminarId
  await past.of(seminarId)
  while (++now < states.length) {
    for (const listener of listeners) listener(seminarId)
    await Promise.resolve()
    await Promise.resolve()
  }
  now--
  expect((await past.of(seminarId))['g1' as GroupId]).toMatchObject([{ phase: 0 }, { phase: 1 }, { phase: 2 }])
})

import { expect, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import type { Course } from '#shared/activity/course.ts'
import type { VoteList } from '#shared/vote/vote.ts'
import { maxVotes } from '../../server/vote/votes.ts'
import { phase, written } from '../activity/sample.ts'
import { until } from '../helpers/until.ts'
import { openVoting } from './voting.ts'

test('[VO30] a seminar has so many votes and no more, opened by hand or with a phase; what is refused opens none', async () => {
  const { leader, seminarId, server } = await openVoting({ groups: 2 })
  const setup = { kind: 'dots', on: 'group' } as const
  const byHand = { title: 'เลือก', setup }
  const path = `/api/seminars/${seminarId}/votes`
  const [first] = (await leader.ask<VoteList>('POST', path, byHand)).votes
  const { records } = server.app.store
  const { value } = (await records.get('vote', first!.id))!
  // Two are open; one more fits, two do not.
  const older = Array.from({ length: maxVotes - 3 }, (_, n) => `older${n}`)
  await Promise.all(older.map((id) => records.put('vote', id, { ...(value as object), id }, 0)))
  const count = async () => (await leader.ask<VoteList>('GET', path)).votes.length
  await until('all are known', async () => (await count()) === maxVotes - 1)
  const full = { status: 409, code: 'vote/too-many' }
  expect(await leader.refused('POST', path, byHand)).toEqual(full)
  const activity = await leader.ask<Activity>(
    'POST',
    `/api/seminars/${seminarId}/activities`,
    written(phase('choose', { view: 'vote', vote: setup })),
  )
  const act = (act: object) => ['POST', `/api/seminars/${seminarId}/course`, { act }] as const
  await leader.ask(...act({ do: 'start', activityId: activity.id }))
  expect(await leader.refused(...act({ do: 'begin' }))).toEqual(full)
  const { course } = await leader.ask<{ course: Course }>('GET', `/api/seminars/${seminarId}/course`)
  expect(Object.values(course.runs).map(({ state }) => state)).toEqual(['reading', 'reading'])
  await leader.ask('POST', path, { ...byHand, setup: { ...setup, on: 'seminar' } })
  expect(await count()).toBe(maxVotes)
})

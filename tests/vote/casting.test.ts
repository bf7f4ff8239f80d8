import { expect, test } from 'vitest'
import type { VoteList, VoteView } from '#shared/vote/vote.ts'
import { openTestApp } from '../helpers/server.ts'

test('[VO4] dots are cast, changed, closed and counted', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2 })
  const ideas = [{ text: 'ขุดลอกคลอง' }, { text: 'ปั๊มน้ำ' }, { text: 'แก้มลิง' }]
  await leader.ask('POST', `/api/boards/${leader.seminar.boards[0]!.id}/ideas`, ideas)
  const people = await Promise.all([1, 2, 3].map(() => server.join(leader.seminar, { group: 1 })))
  const { votes } = await leader.ask<VoteList>('POST', `/api/seminars/${leader.seminar.seminarId}/votes`, {
    title: 'เลือกเรื่องที่ควรทำก่อน',
    setup: { kind: 'dots', on: 'group', budget: 3 },
  })
  expect(votes).toHaveLength(1)
  const path = `/api/votes/${votes[0]!.id}`
  const cast = (who: number, marks: Record<string, number>) =>
    people[who]!.ask('PUT', `${path}/ballot`, { ballot: { kind: 'dots', marks } })
  await cast(0, { c1: 3 })
  await cast(0, { c1: 1, c2: 2 })
  await cast(1, { c2: 3 })
  const open = await leader.ask<VoteView>('GET', path)
  expect(open).toMatchObject({ cast: 2, people: 3, may: false })
  const { vote } = await leader.ask<VoteView>('POST', `${path}/close`)
  expect(vote.state).toBe('closed')
  expect(vote.results!.ranked.map(({ choice, score, rank }) => [choice, score, rank])).toEqual([
    ['c2', 5, 1],
    ['c1', 1, 2],
    ['c3', 0, 3],
  ])
  expect(await people[2]!.refused('PUT', `${path}/ballot`, { ballot: { kind: 'dots', marks: { c1: 1 } } })).toEqual({
    status: 409,
    code: 'vote/closed',
  })
})

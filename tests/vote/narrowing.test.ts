import { describe, expect, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import type { Course } from '#shared/activity/course.ts'
import type { ListedIdea } from '#shared/board/board.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { react, stackIdea } from '#shared/idea/talk.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import type { ChoicesFound, VoteView } from '#shared/vote/vote.ts'
import { phase, written } from '../activity/sample.ts'
import { openVoting, type Voting } from './voting.ts'

const dots = { kind: 'dots', on: 'seminar' } as const
const found = ({ leader, seminarId }: Voting, setup: VoteSetup) =>
  leader.ask<ChoicesFound>('POST', `/api/seminars/${seminarId}/votes/choices`, { setup })
const textsOf = async ({ leader }: Voting, id: string) => {
  const { vote } = await leader.ask<VoteView>('GET', `/api/votes/${id}`)
  return vote.choices.map(({ text }) => text)
}
const ideasOf = ({ leader }: Voting, group: number) =>
  leader.ask<ListedIdea[]>('GET', `/api/boards/${leader.seminar.boards[group]!.id}/ideas`)

describe('[VO15] a vote over many boards takes what can be read', () => {
  test('what is too much is told with what would fit; the best of each group fit', async () => {
    const hall = await openVoting({ groups: 5, ideas: [60, 60, 60, 60, 10] })
    const { leader, seminarId } = hall
    const { boards } = leader.seminar
    expect(await found(hall, dots)).toEqual({
      limit: 200,
      found: 250,
      fits: 47,
      zones: [expect.objectContaining({ found: 250 })],
      groups: boards.map(({ group }, at) => ({ groupId: group, found: at === 4 ? 10 : 60 })),
    })
    const body = JSON.stringify({ title: 'ทำอะไรก่อน', setup: dots })
    const headers = { 'content-type': 'application/json' }
    const response = await leader.fetch(`/api/seminars/${seminarId}/votes`, { method: 'POST', headers, body })
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error).toMatchObject({ code: 'vote/too-many-choices', detail: { limit: 200, found: 250, fits: 47 } })
    expect(error.message).toContain('47')
    const [all] = await hall.open({ ...dots, bestOfEach: 'fit' })
    expect(all!.choices).toBe(198)
    expect(await found(hall, { ...dots, bestOfEach: 'fit' })).toMatchObject({ found: 198, fits: 47 })
    expect(await found(hall, { ...dots, fromGroups: [boards[0]!.group, boards[4]!.group] })).toMatchObject({ found: 70 })
    expect(await found(hall, { ...dots, on: 'group' })).not.toHaveProperty('fits')
    expect(await found(hall, { ...dots, kind: 'pairs', bestOfEach: 'fit' })).toMatchObject({ limit: 8, found: 5, fits: 1 })
    expect(await found(hall, { ...dots, on: 'given', given: ['ก', 'ข'] })).toMatchObject({ found: 2, zones: [], groups: [] })
    const foreign = { setup: { ...dots, fromGroups: ['nobody'] } }
    expect(await leader.refused('POST', `/api/seminars/${seminarId}/votes/choices`, foreign)).toMatchObject({ code: 'join/unknown-group' })
    expect(await leader.refused('POST', `/api/seminars/${seminarId}/votes`, { title: 'x', ...foreign })).toMatchObject({
      code: 'join/unknown-group',
    })
    const [participant] = hall.people
    expect(await participant!.refused('POST', `/api/seminars/${seminarId}/votes/choices`, { setup: dots })).toMatchObject({
      code: 'seat/forbidden',
    })
  })

  test('best are those that the group itself has put first, then those that people like or wrote twice', async () => {
    const hall = await openVoting({ groups: 3, ideas: [6, 6, 6] })
    const { boards } = hall.leader.seminar
    const [own] = await hall.open({ kind: 'dots', on: 'group', budget: 3 }, [0])
    const ballot = { kind: 'dots', marks: { c6: 2, c5: 1 } }
    await hall.people[0]!.ask('PUT', `/api/votes/${own!.id}/ballot`, { ballot })
    await hall.leader.ask('POST', `/api/votes/${own!.id}/close`)
    const second = await ideasOf(hall, 1)
    await hall.app.rooms.write(boardRoom(boards[1]!.id), (doc) => {
      const [seat, other] = [hall.people[3]!, hall.people[4]!].map((person) => person.seat.seatId as SeatId)
      react(doc, second[1]!.id as IdeaId, seat!, '🤔', 'test')
      react(doc, second[2]!.id as IdeaId, seat!, '👍', 'test')
      react(doc, second[2]!.id as IdeaId, other!, '💡', 'test')
      stackIdea(doc, second[5]!.id as IdeaId, second[4]!.id as IdeaId, 'test')
    })
    const [vote] = await hall.open({ ...dots, bestOfEach: 2 })
    expect(await textsOf(hall, vote!.id)).toEqual(['กลุ่ม 1 ข้อ 5', 'กลุ่ม 1 ข้อ 6', 'กลุ่ม 2 ข้อ 3', 'กลุ่ม 2 ข้อ 5', 'กลุ่ม 3 ข้อ 1', 'กลุ่ม 3 ข้อ 2'])
  })

  test('a phase takes as many of each group as fit, and one that would take too many does not begin', async () => {
    const hall = await openVoting({ groups: 3, ideas: [90, 90, 40] })
    const { leader, seminarId } = hall
    const lead = async (setup: VoteSetup) => {
      const made = await leader.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, written(phase('a', { vote: setup })))
      await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'start', activityId: made.id } })
    }
    const begin = [`/api/seminars/${seminarId}/course`, { act: { do: 'begin' } }] as const
    await lead(dots)
    expect(await leader.refused('POST', ...begin)).toMatchObject({ code: 'vote/too-many-choices' })
    await lead({ ...dots, bestOfEach: 'fit' })
    const { course } = await leader.ask<{ course: Course }>('POST', ...begin)
    const { voteId } = course.runs[leader.seminar.boards[0]!.group]!
    expect(await textsOf(hall, voteId!)).toHaveLength(200)
  })
})

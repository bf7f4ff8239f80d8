import { io, type Socket } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import type { SeminarId } from '#shared/id.ts'
import type { FromClient, FromServer, VoteNow } from '#shared/live/events.ts'
import type { Person } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { openVoting } from './voting.ts'

/** Everything that one screen is told, and of votes by themselves. */
const watch = async (url: string, person: Person, seminarId: string) => {
  const socket: Socket<FromServer, FromClient> = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie: person.cookie ?? '' },
    forceNew: true,
  })
  onTestFinished(() => void socket.close())
  const votes: VoteNow[] = []
  const all: string[] = []
  socket.onAny((event, ...said) => all.push(JSON.stringify([event, said])))
  socket.on('votes', (list) => votes.push(...list))
  await socket.timeout(5_000).emitWithAck('watch', seminarId as SeminarId)
  return { votes, all }
}

test('[VO8] a vote that opens, is cast in and closes is announced to its people and to who leads, and nobody else', async () => {
  const hall = await openVoting({ groups: 2 })
  const [a, b, c, outsider] = hall.people
  const listen = (person: Person) => watch(hall.server.url, person, hall.seminarId)
  const [leader, member, other] = await Promise.all([listen(hall.leader), listen(a!), listen(outsider!)])
  const [vote] = await hall.open({ kind: 'dots', on: 'group', budget: 77 }, [0])
  await until('the opening on the tablet', () => member.votes.some(({ voteId, state }) => voteId === vote!.id && state === 'open'))
  for (const who of [a!, b!, c!])
    await who.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'dots', marks: { c1: who === a ? 7 : 77 } } })
  await until('three have cast, on the desk', () => leader.votes.some(({ cast, people }) => cast === 3 && people === 3))
  // Three ballots within a moment were told in at most two announcements.
  expect(leader.votes.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(4)
  const late = await listen(b!)
  expect(late.votes).toEqual([{ voteId: vote!.id, groupId: vote!.groupId, state: 'open', cast: 3, people: 3, full: 2 }])
  expect([...leader.all, ...member.all].filter((said) => said.includes(':77'))).toEqual([])
  await hall.leader.ask('POST', `/api/votes/${vote!.id}/close`)
  await until('the close on the tablet', () => member.votes.some(({ state }) => state === 'closed'))
  expect(other.votes).toEqual([])
})

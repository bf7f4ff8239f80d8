import { describe, expect, test } from 'vitest'
import type { VoteId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Vote, VoteView } from '#shared/vote/vote.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp } from '../helpers/server.ts'
import { openMemory } from '../../server/store/memory.ts'
import { until } from '../helpers/until.ts'
import { openVoting, type Voting } from './voting.ts'

/** A vote in which two have cast 5 dots each. */
const cast = async (hall: Voting): Promise<VoteId> => {
  const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
  for (const who of hall.people.slice(0, 2))
    await who.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'dots', marks: { c2: 5 } } })
  return vote!.id
}
const view = async (hall: Voting, id: VoteId): Promise<Vote> => (await hall.leader.ask<VoteView>('GET', `/api/votes/${id}`)).vote

describe('[VO9] a close is not begun or wholly done', () => {
  test('a process that died while counting: the next start completes it', async () => {
    const hall = await openVoting()
    const id = await cast(hall)
    const { records } = hall.app.store
    const ballots = await records.list('vote/ballot')
    const { value, version } = (await records.get('vote', id))!
    await records.put('vote', id, { ...(value as Vote), state: 'closing', closedAt: 1 }, version)
    await hall.server.restart()
    expect(ballots).toHaveLength(2)
    expect(await view(hall, id)).toMatchObject({ state: 'closed', results: { cast: 2 } })
    expect(await hall.app.store.records.list('vote/ballot')).toEqual([])
  })

  test('a process that died between the results and the emptying of the box: the next start empties it', async () => {
    const hall = await openVoting()
    const id = await cast(hall)
    const { records } = hall.app.store
    const before = await records.list('vote/ballot')
    const closed = (await hall.leader.ask<VoteView>('POST', `/api/votes/${id}/close`)).vote
    for (const { id: ballot, value } of before) await records.put('vote/ballot', ballot, value, 0)
    await hall.server.restart()
    expect(await view(hall, id)).toEqual(closed)
    expect(await hall.app.store.records.list('vote/ballot')).toEqual([])
  })

  test('a closing that another process has left is completed by this one', async () => {
    const store = openMemory()
    const hall = await openVoting({}, { store })
    const id = await cast(hall)
    const { value, version } = (await store.records.get('vote', id))!
    await store.records.put('vote', id, { ...(value as Vote), state: 'closing', closedAt: 1 }, version)
    await until('it is completed', async () => (await view(hall, id)).state === 'closed')
    expect((await view(hall, id)).results).toMatchObject({ cast: 2 })
  })

  test('while the store is away a close is refused, and done when asked again', async () => {
    const store = openMemory()
    const hall = await openVoting({}, { store })
    const id = await cast(hall)
    store.fault = 'store/away'
    expect(await hall.leader.refused('POST', `/api/votes/${id}/close`)).toMatchObject({ status: 503 })
    store.fault = undefined
    await hall.leader.ask('POST', `/api/votes/${id}/close`)
    expect(await view(hall, id)).toMatchObject({ state: 'closed', results: { cast: 2 } })
  })

  test('a box that could not be emptied because the store went away is emptied when it is back', async () => {
    const store = openMemory()
    let away = true
    const remove: typeof store.records.remove = (kind, id) =>
      away && kind === 'vote/ballot' ? Promise.reject(new Refusal('store/away')) : store.records.remove(kind, id)
    const hall = await openVoting({}, { store: { ...store, records: { ...store.records, remove } } })
    const id = await cast(hall)
    expect(await hall.leader.refused('POST', `/api/votes/${id}/close`)).toMatchObject({ status: 503 })
    expect(await view(hall, id)).toMatchObject({ state: 'closed', results: { cast: 2 } })
    away = false
    await until('the box is empty', async () => (await store.records.list('vote/ballot')).length === 0)
  })

  test('cast at one process and closed at the other at the same time: what was acknowledged counts, what was refused does not', async () => {
    const redis = await TestRedis.start()
    try {
      const one = await openVoting({}, {}, { redisUrl: redis.url })
      const two = await openTestApp({ redisUrl: redis.url })
      for (let round = 0; round < 4; round++) {
        const [vote] = await one.open({ kind: 'dots', on: 'group' }, [0])
        const path = `/api/votes/${vote!.id}`
        const there = one.people.map(({ cookie }) => Object.assign(two.person(), { cookie }))
        await until('the vote at the other process', async () => (await there[0]!.fetch(path)).ok)
        const casting = there.map((who) => who.refused('PUT', `${path}/ballot`, { ballot: { kind: 'dots', marks: { c1: 1 } } }))
        const [statuses, closed] = await Promise.all([Promise.all(casting), one.leader.ask<VoteView>('POST', `${path}/close`)])
        const taken = statuses.filter(({ status }) => status === 200).length
        expect(statuses.every(({ status, code }) => status === 200 || code === 'vote/closed')).toBe(true)
        expect(closed.vote.results!.cast).toBe(taken)
        expect(await two.app.store.records.list('vote/ballot')).toEqual([])
      }
    } finally {
      await redis.end()
    }
  })
})

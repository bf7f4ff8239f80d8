import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Vote, VoteList, VoteView } from '#shared/vote/vote.ts'
import { databaseFile } from '../../server/store/embedded/schema.ts'
import { openMemory } from '../../server/store/memory.ts'
import type { Participant } from '../helpers/server.ts'
import { TestRedis } from '../helpers/redis.ts'
import { until } from '../helpers/until.ts'
import { openVoting, type Voting } from './voting.ts'

const dots = (marks: Record<string, number>) => ({ kind: 'dots' as const, marks })
const order = (vote: Vote) => vote.results!.ranked.map(({ choice, score, rank }) => [choice, score, rank])
const put = (who: Participant, vote: { id: string }, marks: Record<string, number>, turn?: number) =>
  who.ask<{ turn: number }>('PUT', `/api/votes/${vote.id}/ballot`, { ballot: dots(marks), ...(turn !== undefined && { turn }) })
const refusedPut = (who: Participant, vote: { id: string }, marks: Record<string, number>, turn?: number) =>
  who.refused('PUT', `/api/votes/${vote.id}/ballot`, { ballot: dots(marks), ...(turn !== undefined && { turn }) })
const withdraw = (who: Participant, vote: { id: string }, turn?: number) =>
  who.ask<{ turn: number }>('DELETE', `/api/votes/${vote.id}/ballot${turn === undefined ? '' : `?turn=${turn}`}`)
const close = async ({ leader }: Voting, vote: { id: string }) => (await leader.ask<VoteView>('POST', `/api/votes/${vote.id}/close`)).vote

describe('[VO4] one ballot each, until the close', () => {
  let hall: Voting
  beforeAll(async () => {
    hall = await openVoting({}, { keep: true })
  })
  afterAll(() => hall.server.close())

  test('a ballot is cast, changed, closed and counted; afterwards none is taken', async () => {
    const [vote] = await hall.open({ kind: 'dots', on: 'group', budget: 3 }, [0])
    const [a, b, c] = hall.people
    await put(a!, vote!, { c1: 3 })
    await put(a!, vote!, { c1: 1, c2: 2 })
    await put(b!, vote!, { c2: 3 })
    expect(await hall.leader.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).toMatchObject({ cast: 2, people: 3, full: 2, may: false })
    const closed = await close(hall, vote!)
    expect(order(closed)).toEqual([
      ['c2', 5, 1],
      ['c1', 1, 2],
      ['c3', 0, 3],
    ])
    expect(closed.results).toMatchObject({ cast: 2, people: 3, abstained: 0, proxies: 0 })
    expect(await refusedPut(c!, vote!, { c1: 1 })).toEqual({ status: 409, code: 'vote/closed' })
    expect(await close(hall, vote!)).toEqual(closed)
  })

  test('sent again it counts once; a late copy of an earlier one changes nothing; who was overtaken is told', async () => {
    const [vote] = await hall.open({ kind: 'dots', on: 'group', budget: 3 }, [0])
    const [a] = hall.people
    expect(await put(a!, vote!, { c1: 3 }, 1)).toMatchObject({ turn: 1 })
    expect(await put(a!, vote!, { c1: 3 }, 1)).toMatchObject({ turn: 1 })
    expect(await put(a!, vote!, { c2: 2 }, 2)).toMatchObject({ turn: 2 })
    expect(await refusedPut(a!, vote!, { c1: 3 }, 1)).toMatchObject({ code: 'record/changed' })
    expect(await refusedPut(a!, vote!, { c3: 1 }, 2)).toMatchObject({ code: 'record/changed' })
    const view = await a!.ask<VoteView>('GET', `/api/votes/${vote!.id}`)
    expect(view).toMatchObject({ mine: { ballot: dots({ c2: 2 }), turn: 2 }, turn: 3, may: true })
    expect(await withdraw(a!, vote!, 3)).toEqual({ turn: 3 })
    expect(await withdraw(a!, vote!, 3)).toEqual({ turn: 3 })
    expect(await refusedPut(a!, vote!, { c2: 2 }, 2)).toMatchObject({ code: 'record/changed' })
    expect(await a!.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).toMatchObject({ cast: 0, turn: 4 })
    expect((await close(hall, vote!)).results).toMatchObject({ cast: 0 })
  })

  test('two tablets of one person that cast at once leave one ballot', async () => {
    const [vote] = await hall.open({ kind: 'dots', on: 'group', budget: 3 }, [0])
    const [a] = hall.people
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) => put(a!, vote!, { [`c${(at % 3) + 1}`]: 3 }, at % 5 === 0 ? undefined : 1 + (at % 4))),
    )
    expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true)
    const { results } = await close(hall, vote!)
    expect(results!.cast).toBe(1)
    expect(results!.ranked.reduce((sum, { score }) => sum + score!, 0)).toBe(3)
  })

  test('over the budget, malformed, unknown: refused, and what stood before stands', async () => {
    const [vote] = await hall.open({ kind: 'dots', on: 'group', budget: 3 }, [0])
    const [a] = hall.people
    await put(a!, vote!, { c1: 2 })
    expect(await refusedPut(a!, vote!, { c1: 2, c2: 2 })).toEqual({ status: 400, code: 'vote/over-budget' })
    expect(await refusedPut(a!, vote!, { c9: 1 })).toEqual({ status: 400, code: 'vote/malformed' })
    expect(await a!.refused('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'dots', marks: { __proto__x: 1 } } })).toMatchObject({
      status: 400,
    })
    expect(await a!.refused('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'dots' } })).toMatchObject({
      code: 'request/malformed',
    })
    expect(order(await close(hall, vote!))[0]).toEqual(['c1', 2, 1])
  })

  test('a seat that was taken back does not count', async () => {
    const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
    const [a, b] = hall.people
    await put(a!, vote!, { c1: 5 })
    await put(b!, vote!, { c2: 5 })
    await hall.leader.ask('POST', `/api/seats/${a!.seat.seatId}/revoke`)
    const { results } = await close(hall, vote!)
    expect(results).toMatchObject({ cast: 1, people: 2 })
    expect(results!.ranked[0]).toMatchObject({ choice: 'c2', score: 5 })
  })
})

describe('[VO5] until a vote is closed nobody learns how anybody voted', () => {
  test('once it is closed no file of Redis keeps a byte of a ballot', async () => {
    const redis = await TestRedis.start()
    onTestFinished(() => redis.end())
    const hall = await openVoting({}, {}, { redisUrl: redis.url })
    const [vote] = await hall.open({ kind: 'points', on: 'group' }, [0])
    const files = () => readdirSync(redis.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    const keeps = () => files().some((file) => readFileSync(join(file.parentPath, file.name)).includes('"c1":61,"c2":39'))
    await hall.people[0]!.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'points', marks: { c1: 61, c2: 39 } } })
    expect(keeps()).toBe(true)
    await close(hall, vote!)
    // A file that goes while it is looked at is one less to look at.
    const gone = () => {
      try {
        return !keeps()
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') throw error
        return false
      }
    }
    await until('the file is written anew', gone)
  })

  test('once it is closed no file of the embedded store keeps a byte of a ballot, not even its journal', async () => {
    const hall = await openVoting()
    const [vote] = await hall.open({ kind: 'points', on: 'group' }, [0])
    const { dataDir } = hall.server.config
    const keeps = () => readdirSync(dataDir).some((file) => readFileSync(join(dataDir, file)).includes('"c1":61,"c2":39'))
    await hall.people[0]!.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'points', marks: { c1: 61, c2: 39 } } })
    expect(keeps()).toBe(true)
    await close(hall, vote!)
    await until('the journal is emptied', () => !keeps())
  })

  test('no answer, list, log or announcement tells marks, to nobody but the voter', async () => {
    const hall = await openVoting({ groups: 2 })
    const [vote] = await hall.open({ kind: 'points', on: 'seminar' })
    const [a] = hall.people
    await a!.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'points', marks: { c1: 87, c2: 13 } } })
    const seen: string[] = []
    for (const who of [hall.leader, ...hall.people.slice(1)])
      for (const path of [`/api/votes/${vote!.id}`, `/api/seminars/${hall.seminarId}/votes`, `/api/seminars/${hall.seminarId}`])
        seen.push(await (await who.fetch(path)).text())
    for (const format of ['json', 'csv', 'xlsx'])
      expect(await hall.leader.refused('GET', `/api/votes/${vote!.id}/export.${format}`)).toEqual({ status: 409, code: 'vote/still-open' })
    for (const { value } of await hall.app.store.records.list('audit')) seen.push(JSON.stringify(value))
    expect(seen.filter((text) => /[:[]87[,}\]]|"mine"|"results"/.test(text))).toEqual([])
    expect(await a!.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).toMatchObject({ mine: { ballot: { marks: { c1: 87, c2: 13 } } } })
  })

  test('once it is closed what the store remembers of ballots tells how many were cast, and not by whom', async () => {
    const hall = await openVoting()
    const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
    for (const who of hall.people.slice(0, 2)) await put(who, vote!, { c1: 5 })
    const { records } = hall.app.store
    const keys = await records.list('vote/key')
    expect(keys).toHaveLength(1)
    await close(hall, vote!)
    await hall.app.store.ready()
    const database = new DatabaseSync(join(hall.server.config.dataDir, databaseFile), { readOnly: true })
    const left = database.prepare("select kind, id, json from records where kind glob 'vote/*'").all()
    const past = database.prepare("select id from history where kind glob 'vote/*'").all()
    database.close()
    expect(left.filter(({ kind }) => kind === 'vote/ballot')).toHaveLength(2)
    expect(left.every(({ json }) => json === null)).toBe(true)
    expect(past).toEqual([])
    for (const { seat } of hall.people) expect(JSON.stringify(left)).not.toContain(seat.seatId)
    expect(await hall.leader.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).toMatchObject({ cast: 2 })
  })

  test('once it is closed the store holds no ballot and no earlier version of one', async () => {
    const store = openMemory()
    const hall = await openVoting({}, { store })
    const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
    const [a, b] = hall.people
    await put(a!, vote!, { c1: 5 })
    await put(a!, vote!, { c2: 5 })
    await put(b!, vote!, { c2: 5 })
    const cast = await store.records.list('vote/ballot')
    expect(cast).toHaveLength(2)
    await close(hall, vote!)
    expect(await store.records.list('vote/ballot')).toEqual([])
    for (const { id } of cast) expect(await store.records.history('vote/ballot', id)).toEqual([])
    const kept = JSON.stringify([await store.records.list('vote'), await store.records.history('vote', vote!.id)])
    for (const { seat } of hall.people) expect(kept).not.toContain(seat.seatId)
  })
})

describe('[VO6] who votes, and who sees what', () => {
  test('of a group: its people and nobody else; strangers, other groups and unknown ids get one answer', async () => {
    const hall = await openVoting({ groups: 2 })
    const [vote, other] = await hall.open({ kind: 'dots', on: 'group' })
    const [a, , , outsider] = hall.people
    const stranger = await hall.server.quick()
    const path = `/api/votes/${vote!.id}`
    const unknown = await stranger.refused('GET', '/api/votes/nosuchvote')
    expect(unknown).toEqual({ status: 404, code: 'vote/not-found' })
    for (const who of [stranger, outsider!]) {
      expect(await who.refused('GET', path)).toEqual(unknown)
      expect(await who.refused('PUT', `${path}/ballot`, { ballot: dots({ c1: 1 }) })).toEqual(unknown)
      expect(await who.refused('POST', `${path}/close`)).toEqual(unknown)
      expect(await who.refused('POST', `${path}/proxy`, { ballot: dots({ c1: 1 }), key: 'abcdefgh' })).toEqual(unknown)
    }
    expect(await hall.server.person().refused('GET', path)).toEqual({ status: 401, code: 'seat/missing' })
    const office = { status: 403, code: 'seat/forbidden' }
    expect(await a!.refused('POST', `${path}/close`)).toEqual(office)
    expect(await a!.refused('POST', `${path}/proxy`, { ballot: dots({ c1: 1 }), key: 'abcdefgh' })).toEqual(office)
    expect(await a!.refused('POST', `/api/seminars/${hall.seminarId}/votes`, { title: 'x', setup: { kind: 'dots', on: 'group' } })).toEqual(
      office,
    )
    expect(await a!.refused('GET', `${path}/export.json`)).toEqual(office)
    expect(await hall.leader.refused('PUT', `${path}/ballot`, { ballot: dots({ c1: 1 }) })).toEqual(office)
    const listed = async (who: Participant) =>
      (await who.ask<VoteList>('GET', `/api/seminars/${hall.seminarId}/votes`)).votes.map(({ id }) => id)
    expect(await listed(a!)).toEqual([vote!.id])
    expect(await listed(outsider!)).toEqual([other!.id])
  })

  test('a group whose board is empty is left out; when all are, there is nothing to vote on', async () => {
    const hall = await openVoting({ groups: 3, ideas: [2, 0, 1] })
    expect(await hall.open({ kind: 'dots', on: 'group' })).toHaveLength(2)
    const empty = await openVoting({ ideas: [0] })
    const asked = { title: 'x', setup: { kind: 'dots', on: 'group' } }
    expect(await empty.leader.refused('POST', `/api/seminars/${empty.seminarId}/votes`, asked)).toEqual({
      status: 409,
      code: 'vote/no-choices',
    })
  })

  test('pairs of more than eight, and more than two hundred choices, are refused with the limit', async () => {
    const hall = await openVoting({ ideas: [9] })
    const asked = (kind: string) => ({ title: 'x', setup: { kind, on: 'group' } })
    expect(await hall.leader.refused('POST', `/api/seminars/${hall.seminarId}/votes`, asked('pairs'))).toMatchObject({
      code: 'vote/too-many-choices',
    })
    await hall.addIdeas(0, 192)
    expect(await hall.leader.refused('POST', `/api/seminars/${hall.seminarId}/votes`, asked('dots'))).toMatchObject({
      code: 'vote/too-many-choices',
    })
  })

  test('opened twice with one key it is opened once', async () => {
    const hall = await openVoting({ groups: 2 })
    const asked = { title: 'x', setup: { kind: 'dots', on: 'group' }, key: 'abcdefgh' }
    const [one, two] = await Promise.all(
      [1, 2].map(() => hall.leader.ask<VoteList>('POST', `/api/seminars/${hall.seminarId}/votes`, asked)),
    )
    expect(one!.votes.map(({ id }) => id).sort()).toEqual(two!.votes.map(({ id }) => id).sort())
    expect((await hall.leader.ask<VoteList>('GET', `/api/seminars/${hall.seminarId}/votes`)).votes).toHaveLength(2)
  })

  test('closing the seminar closes what is still open', async () => {
    const hall = await openVoting()
    const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
    await put(hall.people[0]!, vote!, { c1: 5 })
    await hall.leader.ask('POST', `/api/seminars/${hall.seminarId}/close`)
    await hall.closed(vote!.id)
    expect((await hall.leader.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).vote.results).toMatchObject({ cast: 1 })
  })
})

describe('[VO7] ballots for people without a tablet', () => {
  test('are numbered, counted apart, entered once however often they are sent, and taken back by their number', async () => {
    const hall = await openVoting()
    const [vote] = await hall.open({ kind: 'dots', on: 'group' }, [0])
    const path = `/api/votes/${vote!.id}/proxy`
    const enter = (key: string, marks: Record<string, number>) =>
      hall.leader.ask<{ number: number; proxies: number }>('POST', path, { ballot: dots(marks), key })
    const entered = await Promise.all(
      [...Array(8).keys()].flatMap((at) => [enter(`key-number-${at}`, { c1: 5 }), enter(`key-number-${at}`, { c1: 5 })]),
    )
    expect(new Set(entered.map(({ number }) => number)).size).toBe(8)
    await hall.leader.ask('DELETE', `${path}/3`)
    expect(await enter('one-more-ballot', { c2: 5 })).toEqual({ number: 9, proxies: 8 })
    await put(hall.people[0]!, vote!, { c1: 1 })
    expect(await hall.leader.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).toMatchObject({ cast: 9, people: 11, proxies: 8 })
    expect(await hall.people[0]!.ask('GET', `/api/votes/${vote!.id}`)).not.toHaveProperty('proxies')
    expect(await hall.leader.refused('POST', path, { ballot: dots({ c1: 6 }), key: 'too-many-dots' })).toMatchObject({
      code: 'vote/over-budget',
    })
    const { results } = await close(hall, vote!)
    expect(results).toMatchObject({ cast: 9, proxies: 8, people: 11 })
    expect(results!.ranked[0]).toMatchObject({ choice: 'c1', score: 36 })
    const acts = (await hall.app.store.records.list('audit')).map(({ value }) => value as { act: string; on: object })
    expect(acts.filter(({ act }) => act === 'proxy-cast')).toHaveLength(9)
    expect(JSON.stringify(acts)).not.toContain('c1')
  })
})

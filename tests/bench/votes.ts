/** Votes: how soon results are there after a close, and the long run of P4 (each ballot counts once, with kills). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import type { SeminarId } from '#shared/id.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import type { VoteList, VoteView } from '#shared/vote/vote.ts'
import { ours } from './contestants.ts'
import { inTime } from './conducted.ts'
import { percentile } from '../load/statistics.ts'
import { figureOf, takeTurns, type Section } from './section.ts'
import { ServerProcess } from './server-process.ts'

const people = 300
const ideas = 40
const criteria = 5
/** Requests at once: a hall does not press in one instant. */
const atOnce = 30

class Client {
  cookie = ''
  readonly #address: string

  constructor(address: string) {
    this.#address = address
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`http://${this.#address}${path}`, {
      method,
      headers: { ...(this.cookie && { cookie: this.cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('kp='))
    if (set) this.cookie = set.split(';')[0]!
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }

  async watch(seminarId: string, votes: FromServer['votes']): Promise<Socket<FromServer, FromClient>> {
    const socket: Socket<FromServer, FromClient> = io(`http://${this.#address}`, {
      transports: ['websocket'],
      extraHeaders: { cookie: this.cookie },
      forceNew: true,
    })
    socket.on('votes', votes)
    await socket.timeout(20_000).emitWithAck('watch', seminarId as SeminarId)
    // A line that broke is told on its return.
    socket.on('connect', () => socket.emit('watch', seminarId as SeminarId, () => undefined))
    return socket
  }
}

const inTurns = async <T>(items: readonly T[], act: (item: T, index: number) => Promise<unknown>): Promise<void> => {
  let next = 0
  const work = async () => {
    while (next < items.length) {
      const index = next++
      await act(items[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

interface Close {
  castP99: number
  answered: number
  heard: number
  shown: number
}

const closeOnce = async (): Promise<Close> => {
  const server = await ServerProcess.start(ours.program())
  const sockets: Socket[] = []
  try {
    const leader = new Client(server.address)
    const { seminarId, joinCode, boards } = await leader.ask<QuickAnswer>('POST', '/api/quick', { groups: 30 })
    const texts = Array.from({ length: ideas }, (_, at) => ({ text: `ข้อเสนอที่ ${at + 1} ขุดลอกคลองสายหลักก่อนฤดูฝน` }))
    await leader.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, texts)
    const hall = Array.from({ length: people }, () => new Client(server.address))
    await inTurns(hall, (client, at) => client.ask('POST', '/api/join', { code: joinCode, group: (at % boards.length) + 1 }))
    const setup = {
      kind: 'rating',
      on: 'seminar',
      criteria: Array.from({ length: criteria }, (_, at) => ({
        id: `k${at}`,
        title: { th: `ด้าน ${at + 1}`, en: `Side ${at + 1}` },
        weight: 1,
      })),
    }
    const { votes } = await leader.ask<VoteList>('POST', `/api/seminars/${seminarId}/votes`, { title: 'เลือก', setup })
    const path = `/api/votes/${votes[0]!.id}`
    const told: number[] = []
    await inTurns(hall, async (client) =>
      sockets.push(await client.watch(seminarId, (list) => list.some(({ state }) => state === 'closed') && told.push(performance.now()))),
    )
    const castMs: number[] = []
    await inTurns(hall, async (client, voter) => {
      const marks = Object.fromEntries(
        Array.from({ length: ideas }, (_, idea) => [
          `c${idea + 1}`,
          Object.fromEntries(setup.criteria.map(({ id }, at) => [id, 1 + ((voter * 7 + idea * 3 + at) % 5)])),
        ]),
      )
      const from = performance.now()
      await client.ask('PUT', `${path}/ballot`, { ballot: { kind: 'rating', marks } })
      castMs.push(performance.now() - from)
    })
    const from = performance.now()
    const { vote } = await leader.ask<VoteView>('POST', `${path}/close`)
    const answered = performance.now() - from
    if (vote.results?.cast !== people) throw new Error(`${vote.results?.cast} of ${people} ballots were counted`)
    await inTime('all hear of the close', () => told.length >= people)
    const heard = Math.max(...told) - from
    // Whoever is told asks for the results; the slowest of a hall that asks at once.
    await Promise.all(hall.map((client) => client.ask<VoteView>('GET', path)))
    const shown = Math.max(heard, performance.now() - from)
    return { castP99: percentile(castMs, 0.99), answered, heard, shown }
  } finally {
    for (const socket of sockets) socket.close()
    await server.end()
  }
}

export const voteClose: Section = {
  name: 'vote-close',
  about: 'closing a vote of 300 people × 5 criteria × 40 ideas: until the results are there',
  run: async (circumstances) => {
    const results = await takeTurns([ours], circumstances, closeOnce)
    const figure = (name: string, pick: (close: Close) => number) => figureOf(name, 0, results, pick)
    const answered = figure('close to results, who leads, ms', ({ answered }) => answered)
    const heard = figure('close to the announcement on the last of 300 tablets, ms', ({ heard }) => heard)
    return {
      title: `Closing a vote of ${people} people × ${criteria} criteria × ${ideas} ideas`,
      figures: [
        figure('casting a ballot of 200 marks, p99, ms', ({ castP99 }) => castP99),
        answered,
        heard,
        figure('close to results on all 300 tablets, ms', ({ shown }) => shown),
      ],
      goals: [answered, heard].map(({ name, values }) => ({
        name,
        values: values[ours.name] ?? [],
        digits: 0,
        limit: 1_000,
        wanted: 'at most',
      })),
      foot: ['All 300 ask for the results in the same instant, and one process asks for them; the last of them counts.'],
      rounds: results,
    }
  },
}

export const votes: Section = {
  name: 'votes',
  about: 'P4: ballots sent 1-4 times, 64 at once, with kill -9, against a model (--requests 100000 --faults 20 --seed N)',
  byNameOnly: true,
  run: async ({ quick, settings, say }) => {
    const requests = Number(settings['requests'] ?? (quick ? 5_000 : 100_000))
    const kills = Number(settings['faults'] ?? (quick ? 3 : 20))
    const seed = Number(settings['seed'] ?? Date.now() % 1_000_000)
    const { modelRun } = await import('../vote/model-run.ts')
    const folder = mkdtempSync(join(tmpdir(), 'kp-bench-'))
    try {
      const result = await modelRun(
        { requests, kills, seed, atOnce: 64, voters: people, requestsPerVote: 4_000, environment: { DATA_DIR: folder } },
        say,
      )
      for (const line of result.wrong) say(line)
      const column = (name: string, value: number) => ({ name, digits: 0, values: { ours: [value] } })
      return {
        title: `Votes under kill -9, ${people} voters, 64 requests at once, seed ${seed}`,
        figures: [
          column('requests', result.requests),
          column('votes', result.votes),
          column('kills', result.kills),
          column('acts acknowledged', result.acknowledged),
        ],
        goals: [{ name: 'not as the model has it', values: [result.wrong.length], digits: 0, limit: 0, wanted: 'at most' }],
        foot: [
          'Every act is sent one to four times, some copies late; in the end the sums of each vote are compared with what was acknowledged.',
        ],
        rounds: result,
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

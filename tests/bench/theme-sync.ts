/** What the sync path feels of the themes: 30 boards that write, with and without somebody who watches; and how soon an idea is counted. */
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'
import type { CrowdResult, SeatAddress } from '../load/job.ts'
import { percentile } from '../load/statistics.ts'
import { town } from '../theme/town.ts'
import { ours } from './contestants.ts'
import { inTime } from './conducted.ts'
import { meet, type Meeting } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Section } from './section.ts'

const boards = 30
const people = 10
const ideasEach = 33
const probeMs = 300

const contestants = [
  { name: 'nobody watches', watched: false },
  { name: 'themes watched', watched: true },
] as const

interface Result extends CrowdResult {
  countedP50: number
  countedP99: number
  probes: number
}

const fill = async ({ server, hall }: Meeting): Promise<void> => {
  const texts = town(16).map(({ text }) => text)
  const { boards: all, cookie } = hall.led!
  for (const [n, id] of all.entries()) {
    const ideas = texts.slice(n * ideasEach, (n + 1) * ideasEach).map((text) => ({ text }))
    const headers = { 'content-type': 'application/json', origin: `http://${server.address}`, cookie }
    const response = await fetch(`http://${server.address}/api/boards/${id}/ideas`, {
      method: 'POST',
      headers,
      body: JSON.stringify(ideas),
    })
    if (!response.ok) throw new Error(`filling: ${response.status}`)
  }
}

/** A desk that watches; `counted` is called with each idea that it is told of. */
const watch = async ({ server, hall }: Meeting, counted: (id: IdeaId) => void): Promise<Socket<FromServer, FromClient>> => {
  const { seminarId, cookie } = hall.led!
  const extraHeaders = { cookie, origin: `http://${server.address}` }
  const socket: Socket<FromServer, FromClient> = io(`http://${server.address}`, { transports: ['websocket'], extraHeaders, forceNew: true })
  socket.on('themes', ({ ideas }) => ideas.forEach(({ id }) => counted(id)))
  const answer = await socket.timeout(60_000).emitWithAck('watchThemes', seminarId as SeminarId)
  if (!answer.ok) throw new Error(answer.code)
  return socket
}

/** Somebody who writes an idea now and then; answers how long each took to be counted. */
const probe = async (seat: SeatAddress) => {
  const { origin, pathname, searchParams } = new URL(seat.url)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${origin}/sync`, pathname.replace('/sync/', ''), doc, {
    params: Object.fromEntries(searchParams),
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  })
  await inTime('the prober on its board', () => provider.synced)
  const waiting = new Map<IdeaId, number>()
  const tookMs: number[] = []
  let count = 0
  const round = setInterval(() => {
    const id = `probe-${++count}` as IdeaId
    waiting.set(id, performance.now())
    writeIdea(doc, { id, text: `น้ำท่วมซอยที่ ${count} ท่อระบายน้ำตัน`, at: Date.now() }, 'probe')
  }, probeMs)
  return {
    tookMs,
    counted: (id: IdeaId): void => {
      const since = waiting.get(id)
      if (since !== undefined) tookMs.push(performance.now() - since)
      waiting.delete(id)
    },
    end: async (watched: boolean): Promise<void> => {
      clearInterval(round)
      if (watched) await inTime('all is counted', () => waiting.size === 0)
      provider.destroy()
      // Its presence would keep the bench alive.
      doc.destroy()
    },
  }
}

export const themeSync: Section = {
  name: 'theme-sync',
  about:
    '30 boards × 10 people, an edit a second each, 1,000 ideas: the sync path with and without themes, and how soon an idea is counted',
  run: async (circumstances) => {
    const time = circumstances.quick ? { warmSeconds: 3, seconds: 8 } : { warmSeconds: 8, seconds: 20 }
    const rounds = await takeTurns(contestants, circumstances, ({ watched }) =>
      meet({ ...ours, name: watched ? 'themes watched' : 'nobody watches' }, boards, people, async (meeting): Promise<Result> => {
        await fill(meeting)
        let counted = (_: IdeaId): void => undefined
        const desk = watched ? await watch(meeting, (id) => counted(id)) : undefined
        const prober = await probe(meeting.hall.seats.at(-1)!)
        counted = prober.counted
        const rates = { editsPerSecond: 300, cursorsPerRoom: 5, cursorHertz: 10 }
        const crowd = await meeting.load({ kind: 'crowd', ...rates, ...time }, meeting.hall.seats.slice(0, -1))
        await prober.end(watched)
        desk?.close()
        const tookMs = prober.tookMs.length > 0 ? prober.tookMs : [Number.NaN]
        return { ...crowd, countedP50: percentile(tookMs, 0.5), countedP99: percentile(tookMs, 0.99), probes: prober.tookMs.length }
      }),
    )
    const figures = [
      figureOf('edit to another document, p50 ms', 2, rounds, (r) => r.p50),
      figureOf('… p99 ms', 1, rounds, (r) => r.p99),
      figureOf('server CPU, µs per delivery due', 2, rounds, (r) => r.microsPerDelivery),
      figureOf('… of the main thread alone', 2, rounds, mainThread),
      figureOf('server busy, % of its core', 0, rounds, (r) => r.serverBusy * 100),
      figureOf('written to counted, p50 ms', 0, rounds, (r) => r.countedP50),
      figureOf('… p99 ms', 0, rounds, (r) => r.countedP99),
    ]
    const [, p99, , main] = figures
    const [without, watched] = contestants.map(({ name }) => name)
    return {
      title: themeSync.about,
      figures,
      goals: [
        { name: 'p99 of sync, × without', values: ratios(p99!, watched!, without!), digits: 2, limit: 1.2, wanted: 'at most' },
        { name: 'CPU of the main thread, × without', values: ratios(main!, watched!, without!), digits: 2, limit: 1.2, wanted: 'at most' },
        { name: 'written to counted, p99 ms', values: figures[6]!.values[watched!] ?? [], digits: 0, limit: 2_000, wanted: 'at most' },
      ],
      foot: [
        'The server has one core for all its threads here, as on the smallest machine; its threads for themes stand back behind the sync path.',
      ],
      rounds,
    }
  },
}

/** CPU of the thread that serves, in µs per delivery due. */
const mainThread = ({ microsByThread }: CrowdResult): number =>
  Object.entries(microsByThread).reduce((sum, [name, micros]) => (/^(node|MainThread)/.test(name) ? sum + micros : sum), 0)

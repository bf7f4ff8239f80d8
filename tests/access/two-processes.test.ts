import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { TestRedis } from '../helpers/redis.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** `node server/main.ts` over a Redis; answers its address. */
const start = async (redis: TestRedis, port = '0') => {
  const child = spawn(process.execPath, [main, '--no-build'], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: port,
      LOG_LEVEL: 'warn',
      REDIS_URL: redis.url,
      DATA_DIR: tempFolder('two'),
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = await until('a process listens', () => /^ {2}(http:\/\/\S+)$/m.exec(said)?.[1], { timeoutMs: 30_000 })
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
const post = async <T>(url: string, path: string, body: unknown, cookie = ''): Promise<{ answer: T; cookie: string }> => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  expect(response.ok).toBe(true)
  return { answer: (await response.json()) as T, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie }
}
interface Ticket {
  room: string
  params: Record<string, string>
}
/** A stock client that comes by a ticket to one of the processes. */
const come = (url: string, { room, params }: Ticket, doc = new Y.Doc()) => {
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, room, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  onTestFinished(() => provider.destroy())
  return { doc, provider }
}
const textsOf = (doc: Y.Doc) => readIdeas(doc).map(({ text }) => text)

test('[AC27] a ticket is good at every process of a service, also after the one that gave it was killed, and dies everywhere', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.end())
  const [here, there] = await Promise.all([start(redis), start(redis)])
  const { answer: seminar, cookie: leader } = await post<{ joinCode: string }>(here.url, '/api/quick', { groups: 1 })
  const joined = await post<{ seatId: string; board: { id: string } }>(here.url, '/api/join', { code: seminar.joinCode })
  const { answer: ticket } = await post<Ticket>(here.url, `/api/boards/${joined.answer.board.id}/ticket`, {}, joined.cookie)
  const ann = come(here.url, ticket)
  await until('in', () => ann.provider.synced)
  writeIdea(ann.doc, { id: 'i1' as IdeaId, text: 'ก่อนที่ไฟดับ', at: 1 }, 'test')
  const witness = come(there.url, ticket)
  await until('stored, and seen through the other process', () => textsOf(witness.doc).length === 1)

  await here.kill()
  await until('the line is gone', () => !ann.provider.wsconnected)
  ann.provider.destroy()
  writeIdea(ann.doc, { id: 'i2' as IdeaId, text: 'ระหว่างนั้น', at: 2 }, 'test')
  const again = come(there.url, ticket, ann.doc)
  await until('back, at the other process', () => again.provider.synced)
  await until('what was written meanwhile arrived', () => textsOf(witness.doc).join() === 'ก่อนที่ไฟดับ,ระหว่างนั้น')

  // The process comes back on its port: the ticket is good there too, until its seat is taken back by way of the other one.
  const back = await start(redis, new URL(here.url).port)
  const home = come(back.url, ticket)
  await until('all of it is at home', () => textsOf(home.doc).length === 2)
  let reason: string | undefined
  home.provider.on('connection-close', (event) => (reason ??= event?.reason))
  await post(there.url, `/api/seats/${joined.answer.seatId}/revoke`, {}, leader)
  await until('out', () => reason === 'seat/revoked')
  const late = come(back.url, ticket)
  let refused: number | undefined
  late.provider.on('connection-close', (event) => (refused ??= event?.code))
  await until('not let in again', () => refused !== undefined)
  expect(late.doc.getMap('meta').size).toBe(0)
})

import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Ticket } from '#shared/sync/ticket.ts'
import { newId, type IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openTestApp, type Person, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

const ideaId = (): IdeaId => newId((bytes) => crypto.getRandomValues(bytes))

/** A stock y-websocket client, as an outside tool would be. */
const stock = ({ url, room, params }: Ticket) => {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: WebSocket as never,
    maxBackoffTime: 100,
  })
  const closes: { code: number; reason: string }[] = []
  provider.on('connection-close', (event) => event && closes.push({ code: event.code, reason: event.reason }))
  onTestFinished(() => provider.destroy())
  return { doc, provider, closes }
}
const ticketFor = (person: Person, boardId: string) => person.ask<Ticket>('POST', `/api/boards/${boardId}/ticket`)

/** Knocks at /sync as a browser would; resolves with how it went. */
const knock = (path: string, headers: Record<string, string>) =>
  new Promise<{ opened: boolean; status?: number; code?: number; reason?: string }>((resolve) => {
    const ws = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers })
    onTestFinished(() => ws.terminate())
    ws.on('unexpected-response', (_, response) => resolve({ opened: false, status: response.statusCode! }))
    ws.on('error', () => resolve({ opened: false }))
    ws.on('message', () => resolve({ opened: true }))
    ws.on('close', (code, reason) => resolve({ opened: false, code, reason: reason.toString() }))
  })

test('[AC17] a stock y-websocket client writes with a ticket, and comes back with it after the server was restarted', async () => {
  const leader = await server.quick({ groups: 1 })
  const somebody = await server.join(leader.seminar)
  const boardId = somebody.seat.board!.id
  const ticket = await ticketFor(somebody, boardId)
  expect(ticket).toMatchObject({ url: `${server.url.replace('http', 'ws')}/sync`, room: `board/${boardId}` })
  const { doc, provider } = stock(ticket)
  await until('synced', () => provider.synced)
  writeIdea(doc, { id: ideaId(), text: 'ขุดลอกคลอง', at: 1 }, 'test')
  const texts = async () => (await leader.ask<{ text: string }[]>('GET', `/api/boards/${boardId}/ideas`)).map(({ text }) => text)
  await until('the first idea stored', async () => (await texts()).length === 1)

  await server.restart()
  await until('synced again', () => provider.wsconnected && provider.synced)
  writeIdea(doc, { id: ideaId(), text: 'ล้างท่อ', at: 2 }, 'test')
  await until('both ideas stored', async () => (await texts()).length === 2)
  expect(await texts()).toEqual(['ขุดลอกคลอง', 'ล้างท่อ'])
})

test('[AC18] sessions outlive a restart', async () => {
  const leader = await server.quick({ groups: 1 })
  const somebody = await server.join(leader.seminar, { name: 'สมชาย' })
  await server.restart()
  expect(await somebody.ask('GET', '/api/me')).toMatchObject({ seats: [{ id: somebody.seat.seatId, name: 'สมชาย' }] })
  await leader.ask('GET', `/api/seminars/${leader.seminar.seminarId}`)
})

test('[AC19] a ticket is good for its own room and seat only', async () => {
  const leader = await server.quick({ groups: 2 })
  const [mine, theirs] = leader.seminar.boards
  const somebody = await server.join(leader.seminar, { group: 1 })
  const { params } = await ticketFor(somebody, mine!.id)
  expect(await knock(`/sync/board/${mine!.id}?ticket=${params.ticket}`, {})).toMatchObject({ opened: true })
  expect(await knock(`/sync/board/${theirs!.id}?ticket=${params.ticket}`, {})).toMatchObject({
    opened: false,
    code: 4404,
    reason: 'board/not-found',
  })
  expect(await knock(`/sync/board/${mine!.id}?ticket=${'x'.repeat(32)}`, {})).toMatchObject({ opened: false, code: 4401 })
  expect(await knock(`/sync/board/${mine!.id}`, {})).toMatchObject({ opened: false, code: 4401 })
})

test('[AC20] an upgrade with a cookie is checked for its origin', async () => {
  const leader = await server.quick({ groups: 1 })
  const somebody = await server.join(leader.seminar)
  const path = `/sync/board/${somebody.seat.board!.id}`
  expect(await knock(path, { cookie: somebody.cookie!, origin: server.url })).toMatchObject({ opened: true })
  expect(await knock(path, { cookie: somebody.cookie! })).toMatchObject({ opened: true })
  expect(await knock(path, { cookie: somebody.cookie!, origin: 'http://evil.example' })).toEqual({ opened: false, status: 403 })
  expect(await knock('/socket.io/?EIO=4&transport=websocket', { cookie: somebody.cookie!, origin: 'http://evil.example' })).toMatchObject({
    opened: false,
  })
  expect(await knock('/elsewhere', { cookie: somebody.cookie! })).toEqual({ opened: false })
})

test('[AC21] revoking a seat closes its open socket at once; its ticket is dead', async () => {
  const leader = await server.quick({ groups: 1 })
  const somebody = await server.join(leader.seminar)
  const ticket = await ticketFor(somebody, somebody.seat.board!.id)
  const { doc, provider, closes } = stock(ticket)
  await until('synced', () => provider.synced)
  await leader.ask('POST', `/api/seats/${somebody.seat.seatId}/revoke`)
  // By the answer, and not only in the round that looks at every socket every now and then.
  expect(server.app.rooms.present(ticket.room)).toEqual([])
  await until('the socket closed', () => closes.length > 0)
  expect(closes[0]).toMatchObject({ reason: 'seat/revoked' })
  writeIdea(doc, { id: ideaId(), text: 'สายไปแล้ว', at: 1 }, 'test')
  expect(await knock(`/sync/${ticket.room}?ticket=${ticket.params.ticket}`, {})).toMatchObject({ opened: false, reason: 'seat/revoked' })
  expect(await leader.ask('GET', `/api/boards/${somebody.seat.board!.id}/ideas`)).toEqual([])
})

test('[AC22] moving a seat to another group takes its old board away at once and opens the new one', async () => {
  const leader = await server.quick({ groups: 2 })
  const somebody = await server.join(leader.seminar, { group: 1 })
  const [before, after] = leader.seminar.boards
  const { provider, closes } = stock(await ticketFor(somebody, before!.id))
  await until('synced', () => provider.synced)
  await leader.ask('PATCH', `/api/seats/${somebody.seat.seatId}`, { groupId: after!.group })
  await until('the socket closed', () => closes.length > 0)
  expect(await somebody.refused('GET', `/api/boards/${before!.id}`)).toMatchObject({ code: 'board/not-found' })
  const { doc } = stock(await ticketFor(somebody, after!.id))
  await until('the new board', () => doc.getMap('meta').size > 0)
  expect(readIdeas(doc)).toEqual([])
})

test('[AC23] what one process decides acts on the sockets of another', async () => {
  const store = openMemory()
  const here = await openTestApp({}, { store })
  const there = await openTestApp({}, { store: store.beside() })
  const leader = await here.quick({ groups: 1 })
  const somebody = await here.join(leader.seminar)
  const away = Object.assign(there.person(), { cookie: somebody.cookie })
  const { provider, closes } = stock(await ticketFor(away, somebody.seat.board!.id))
  await until('synced', () => provider.synced)
  await leader.ask('POST', `/api/seats/${somebody.seat.seatId}/revoke`)
  await until('the socket closed', () => closes.length > 0)
  expect(closes[0]).toMatchObject({ reason: 'seat/revoked' })
})

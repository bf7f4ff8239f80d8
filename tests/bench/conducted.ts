/** A hall that is led through phases: who leads by the API, 300 people each with a tablet on the board and on the announcements. */
import * as decoding from 'lib0/decoding'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { FromClient, FromServer, GroupNow } from '#shared/live/events.ts'
import { Frame, readAck, readHello, SyncStep, writeSync } from '#shared/sync/wire.ts'
import type { ServerProcess } from './server-process.ts'

interface Quick {
  seminarId: string
  joinCode: string
  boards: { id: string; room: string; group: string }[]
}
interface Person {
  cookie: string
  seatId: SeatId
  board: { id: string; room: string }
  groupId: string
}

/** A WebSocket in one room, in the dialect of our own client. */
class RoomLine {
  readonly doc = new Y.Doc()
  acked = 0
  frames = 0
  closed: string | undefined
  readonly #ws: WebSocket

  constructor(address: string, room: string, cookie: string) {
    this.#ws = new WebSocket(`ws://${address}/sync/${room}?v=1`, { headers: { cookie, origin: `http://${address}` } })
    this.#ws.on('message', (data: Buffer) => this.#hear(data))
    this.#ws.on('close', (code, reason) => (this.closed ??= reason.toString() || String(code)))
    this.#ws.on('error', (error) => (this.closed ??= error.message))
    this.#ws.on('open', () => this.#send(writeSync(SyncStep.step1, Y.encodeStateVector(this.doc))))
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return
      this.frames++
      this.#send(writeSync(SyncStep.update, update))
    })
  }

  get ready(): boolean {
    return this.frames > 0 && this.acked === this.frames
  }
  get ideas(): number {
    return ideasOf(this.doc).size
  }
  write(id: string, text: string, by: SeatId): void {
    writeIdea(this.doc, { id: id as IdeaId, text, by, at: Date.now() }, 'bench')
  }
  end(): void {
    this.closed = 'ended'
    this.#ws.terminate()
  }

  #send(frame: Uint8Array): void {
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(frame)
  }
  #hear(data: Buffer): void {
    const d = decoding.createDecoder(data)
    const type = decoding.readVarUint(d)
    if (type === Frame.hello) this.doc.clientID = readHello(d).clientId
    else if (type === Frame.ack) this.acked = readAck(d).upTo
    else if (type === Frame.sync) {
      const step = decoding.readVarUint(d)
      const payload = decoding.readVarUint8Array(d)
      if (step !== SyncStep.step1) return Y.applyUpdate(this.doc, payload, 'server')
      this.frames++
      this.#send(writeSync(SyncStep.step2, Y.encodeStateAsUpdate(this.doc, payload)))
    }
  }
}

interface Tablet extends Person {
  line: RoomLine
  live: Socket<FromServer, FromClient>
  /** The newest that was said of the own group, and when it came (performance.now). */
  now: GroupNow | undefined
  heardAt: number
}

export interface ConductedHall {
  tablets: Tablet[]
  /** What a facilitator asks; answers the JSON. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
  seminar: string
  /** Of who leads. */
  cookie: string
  draft(tablet: Tablet): RoomLine
  end(): void
}

export const inTime = async (what: string, condition: () => boolean, withinMs = 30_000): Promise<void> => {
  const until = performance.now() + withinMs
  while (!condition()) {
    if (performance.now() > until) throw new Error(`not in time: ${what}`)
    await new Promise((turn) => setTimeout(turn, 2))
  }
}

const watch = (address: string, seminarId: string, person: Person): Promise<Tablet> =>
  new Promise((watched, failed) => {
    const headers = { cookie: person.cookie, origin: `http://${address}` }
    const live: Tablet['live'] = io(`http://${address}`, { transports: ['websocket'], extraHeaders: headers, forceNew: true })
    const line = new RoomLine(address, person.board.room, person.cookie)
    const tablet: Tablet = { ...person, line, live, now: undefined, heardAt: 0 }
    live.on('now', (groups) => {
      const own = groups.find(({ groupId }) => groupId === person.groupId)
      if (!own) return
      tablet.now = own
      tablet.heardAt = performance.now()
    })
    live.on('connect_error', failed)
    live.emit('watch', seminarId as never, (answer) => (answer.ok ? watched(tablet) : failed(new Error(answer.code))))
  })

export const openConductedHall = async ({ address }: ServerProcess, groups: number, people: number): Promise<ConductedHall> => {
  const call = async (method: string, path: string, cookie: string | undefined, body?: unknown) => {
    const headers = { 'content-type': 'application/json', origin: `http://${address}`, ...(cookie && { cookie }) }
    const response = await fetch(`http://${address}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 200)}`)
    const given = response.headers.getSetCookie()[0]?.split(';')[0]
    return { answer: (await response.json()) as unknown, cookie: given ?? cookie ?? '' }
  }
  const opened = await call('POST', '/api/quick', undefined, { title: 'bench', groups })
  const quick = opened.answer as Quick
  const tablets: Tablet[] = []
  const sitDown = async (number: number): Promise<void> => {
    const { group, id, room } = quick.boards[number % groups]!
    const joined = await call('POST', '/api/join', undefined, { code: quick.joinCode, name: 'คุณกิจ', group: (number % groups) + 1 })
    const { seatId } = joined.answer as { seatId: SeatId }
    tablets.push(await watch(address, quick.seminarId, { cookie: joined.cookie, seatId, board: { id, room }, groupId: group }))
  }
  for (let from = 0; from < groups * people; from += 20)
    await Promise.all(Array.from({ length: Math.min(20, groups * people - from) }, (_, n) => sitDown(from + n)))
  await inTime('every tablet on its board', () => tablets.every(({ line }) => line.ready))
  return {
    tablets,
    seminar: `/api/seminars/${quick.seminarId}`,
    cookie: opened.cookie,
    ask: async <T>(method: string, path: string, body?: unknown) => (await call(method, path, opened.cookie, body)).answer as T,
    draft: ({ board, seatId, cookie }) => new RoomLine(address, `draft/${board.id}/${seatId}`, cookie),
    end: () => {
      for (const { line, live } of tablets) {
        line.end()
        live.close()
      }
    },
  }
}

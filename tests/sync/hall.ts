/** A hall for the tests of the sync path: real sockets, real rooms, a door that knows everybody by `?seat=`. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import type { Limits } from '../../server/sync/limits.ts'
import type { Log } from '../../server/sync/log.ts'
import type { Door, Rooms } from '../../server/sync/ports.ts'
import { openRooms } from '../../server/sync/rooms.ts'
import { openMemory, type MemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/ports.ts'

export const room = 'board/b1'
export const member: Standing = { role: 'participant', member: true, closed: false, rights: openBoard }

/** Everybody is a member until told otherwise; the seat `foreign` comes from a page of another origin. */
export class OpenDoor implements Door {
  private readonly standings = new Map<string, Standing | undefined>()
  private everybody: Standing = member
  private readonly listeners = new Set<(seats: readonly SeatId[]) => void>()

  async admit(request: { url?: string | undefined }): ReturnType<Door['admit']> {
    const seatId = new URL(request.url ?? '', 'http://hall').searchParams.get('seat') as SeatId | null
    if (!seatId) throw new Refusal('seat/missing')
    if (seatId === 'foreign') throw new Refusal('request/foreign-origin')
    if (!this.standing(seatId)) throw new Refusal('seat/revoked')
    return { seatId, standing: () => this.standing(seatId) }
  }
  onChange(changed: (seats: readonly SeatId[]) => void): () => void {
    this.listeners.add(changed)
    return () => void this.listeners.delete(changed)
  }
  private standing(seat: string): Standing | undefined {
    return this.standings.has(seat) ? this.standings.get(seat) : this.everybody
  }
  set(seat: string, standing: Standing | undefined): void {
    this.standings.set(seat, standing)
    for (const listener of this.listeners) listener([seat as SeatId])
  }
  setAll(standing: Standing): void {
    this.everybody = standing
  }
}

export class NotedLog implements Log {
  readonly lines: { level: string; fields: object; words: string }[] = []
  info(fields: object, words: string): void {
    this.lines.push({ level: 'info', fields, words })
  }
  warn(fields: object, words: string): void {
    this.lines.push({ level: 'warn', fields, words })
  }
  error(fields: object, words: string): void {
    this.lines.push({ level: 'error', fields, words })
  }
  get errors(): object[] {
    return this.lines.filter((line) => line.level === 'error')
  }
}

export interface Hall {
  url: string
  door: OpenDoor
  log: NotedLog
  rooms: Rooms
  server: Server
  close(): Promise<void>
}

export const openHall = async (store: Pick<Store, 'log'> = openMemory(), limits: Partial<Limits> = {}): Promise<Hall> => {
  const door = new OpenDoor()
  const log = new NotedLog()
  const { rooms, upgrade } = openRooms({ store, door, log, limits })
  const server = createServer((_request, response) => response.end())
  server.on('upgrade', upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  let closed: Promise<void> | undefined
  const close = () =>
    (closed ??= rooms.close().then(async () => {
      server.close()
      server.closeAllConnections()
    }))
  onTestFinished(close)
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`, door, log, rooms, server, close }
}

/** A stock y-websocket client, as anybody may bring one. */
export class StockTablet {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly seat: SeatId
  closedWith: { code: number; reason: string } | undefined

  constructor(hall: Pick<Hall, 'url'>, seat: string, name = room) {
    this.seat = seat as SeatId
    this.provider = new WebsocketProvider(hall.url, name, this.doc, {
      params: { seat },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    this.provider.on('closed', (event: { code: number; reason: string }) => (this.closedWith = event))
    onTestFinished(() => this.provider.destroy())
  }
  write(id: string, text: string): void {
    writeIdea(this.doc, { id: id as IdeaId, text, by: this.seat, at: 1 }, 'tablet')
  }
  append(id: string, text: string): void {
    const written = ideasOf(this.doc).get(id)!.get('text') as Y.Text
    written.insert(written.length, text)
  }
  get texts(): string[] {
    return readIdeas(this.doc).map((idea) => idea.text)
  }
}

export { openMemory, type MemoryStore }

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
import type { Elsewhere } from '../../server/sync/elsewhere.ts'
import type { Limits } from '../../server/sync/limits.ts'
import type { Rooms } from '../../server/sync/ports.ts'
import { openRooms } from '../../server/sync/rooms.ts'
import { openMemory } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/ports.ts'
import { member, NotedLog, OpenDoor } from './open-door.ts'

export const room = 'board/b1'

export interface Hall {
  url: string
  door: OpenDoor
  log: NotedLog
  rooms: Rooms
  elsewhere: Elsewhere
  server: Server
  close(): Promise<void>
}

export const openHall = async (store: Pick<Store, 'log'> = openMemory(), limits: Partial<Limits> = {}): Promise<Hall> => {
  const door = new OpenDoor()
  const log = new NotedLog()
  const { rooms, elsewhere, upgrade } = openRooms({ store, door, log, limits })
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
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`, door, log, rooms, elsewhere, server, close }
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

export { member, openMemory }

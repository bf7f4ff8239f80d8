/**
 * From an upgrade request to a socket in a room.
 *
 *   tablet  GET /sync/<room>?v=1&epoch=…&z=1   → the door says who it is → the room is opened → 101, and the conversation begins
 *   refused → 101 and a close with the reason, so that a client knows why and whether to come back;
 *             a foreign page gets a plain 403
 */
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { SeatId } from '#shared/id.ts'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import { closeCodeOf, maxFrameBytes, readRoom } from '#shared/sync/wire.ts'
import { Budget } from './budget.ts'
import { Endpoint } from './endpoint.ts'
import { countRefusal } from './figures.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { Door } from './ports.ts'
import type { Room } from './room.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

interface Entrance {
  rooms: { enter(name: string): Promise<Room>; leave(room: Room): void }
  door: Door
  log: Log
  limits: Limits
}

/** How long a peer may take to answer our close before its line is cut. */
const closeTimeout = 5_000
const manyBudgets = 1_000

/** `/sync/<room>?…`, taken apart. */
const readRequest = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://sync')
  const name = pathname.replace(/^\/sync\//, '')
  return { name, own: searchParams.get('v') === '1', packs: searchParams.get('z') === '1', epoch: searchParams.get('epoch') ?? undefined }
}

export const upgrades = ({ rooms, door, log, limits }: Entrance): Upgrade => {
  // Larger frames than ours are still read, so that they can be refused in words; beyond twice ws ends the socket itself.
  const options = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: 2 * maxFrameBytes, closeTimeout }
  const server = new WebSocketServer(options)
  const budgets = new Budgets(limits)

  const enter = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    const asked = readRequest(request.url ?? '')
    if (!readRoom(asked.name)) throw new Refusal('board/not-found')
    const admission = await door.admit(request, asked.name)
    if (socket.destroyed) return
    // Counted before the room is waited for: of many that come at once none is overlooked.
    const budget = budgets.take(admission.seatId, socket)
    const { own, packs } = asked
    const room = await rooms.enter(asked.name)
    try {
      if (asked.epoch !== undefined && asked.epoch !== room.epoch) throw new Refusal('sync/epoch')
      await accept(request, socket, head, (ws) => room.join(new Endpoint({ ws, socket, admission, room, budget, limits, log, own, packs })))
    } finally {
      rooms.leave(room)
    }
  }

  const accept = async (request: IncomingMessage, socket: Socket, head: Buffer, accepted: (ws: WebSocket) => void): Promise<void> => {
    if (!socket.destroyed) server.handleUpgrade(request, socket, head, accepted)
  }

  const turnAway = (request: IncomingMessage, socket: Socket, head: Buffer, code: RefusalCode): void => {
    countRefusal(code)
    log.info({ reason: code }, 'upgrade refused')
    if (code === 'request/foreign-origin') {
      // No WebSocket attends to it: an error of it that nobody hears would end the process.
      socket.on('error', () => socket.destroy())
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
    }
    accept(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate())
      ws.close(closeCodeOf(code), code)
      // Its hands were shaken before something of ours broke: there is nobody to tell in words.
    }).catch(() => socket.destroy())
  }

  return (request, socket, head) => {
    if (!(socket instanceof Socket)) return void socket.destroy()
    const broke = () => socket.destroy()
    socket.on('error', broke)
    enter(request, socket, head)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) log.error({ err: error }, 'upgrade failed')
        turnAway(request, socket, head, error instanceof Refusal ? error.code : 'store/away')
      })
      .finally(() => socket.off('error', broke))
  }
}

/** One budget per seat. It outlives the seat's sockets until it is spent no more, so that reconnecting gains nothing. */
class Budgets {
  private readonly limits: Limits
  private readonly bySeat = new Map<SeatId, { budget: Budget; sockets: number }>()

  constructor(limits: Limits) {
    this.limits = limits
  }
  /** Counts the socket as the seat's until it closes. @throws Refusal request/too-many */
  take(seat: SeatId, socket: Socket): Budget {
    if (this.bySeat.size > manyBudgets) this.sweep()
    const known = this.bySeat.get(seat) ?? { budget: new Budget(this.limits), sockets: 0 }
    if (known.sockets >= this.limits.socketsPerSeat) throw new Refusal('request/too-many')
    known.sockets++
    socket.once('close', () => known.sockets--)
    this.bySeat.set(seat, known)
    return known.budget
  }
  private sweep(): void {
    const now = performance.now()
    for (const [seat, { budget, sockets }] of this.bySeat) if (sockets === 0 && budget.isWhole(now)) this.bySeat.delete(seat)
  }
}

/** A network that the test delivers by hand: lines without sockets, each direction a queue, around a real room. */
import * as decoding from 'lib0/decoding'
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Standing } from '#shared/role.ts'
import { Frame, readAck, readHello, readRefusal, SyncStep, writeSync } from '#shared/sync/wire.ts'
import { Budget } from '../../server/sync/budget.ts'
import { Endpoint } from '../../server/sync/endpoint.ts'
import { usualLimits } from '../../server/sync/limits.ts'
import type { Room } from '../../server/sync/room.ts'
import { NotedLog } from './open-door.ts'

const unbounded = { ...usualLimits, editsPerSecond: 1e6, editsAtOnce: 1e6, bytesPerSecond: 1e9, bytesAtOnce: 1e9 }

/** Takes the messages out of frames that lie side by side. */
const unframe = (bytes: Uint8Array): Buffer[] => {
  const buffer = Buffer.from(bytes)
  const messages: Buffer[] = []
  for (let at = 0; at < buffer.length;) {
    const short = buffer[at + 1]!
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2))
    messages.push(buffer.subarray(at + head, at + head + length))
    at += head + length
  }
  return messages
}

export class Line {
  readonly up: Uint8Array[] = []
  readonly down: Buffer[] = []
  private readonly ws = new EventEmitter()
  private corked: Uint8Array[] | undefined

  constructor(room: Room, seatId: SeatId, standing: () => Standing | undefined) {
    const socket = Object.assign(new EventEmitter(), {
      writableLength: 0,
      write: (bytes: Uint8Array) => (this.corked ? this.corked.push(bytes) : this.down.push(...unframe(bytes))),
      cork: () => (this.corked = []),
      uncork: () => {
        this.down.push(...unframe(Buffer.concat(this.corked ?? [])))
        this.corked = undefined
      },
    })
    Object.assign(this.ws, {
      pause: () => undefined,
      resume: () => undefined,
      ping: () => undefined,
      close: () => undefined,
      terminate: () => undefined,
    })
    const endpoint = new Endpoint({
      ws: this.ws as unknown as WebSocket,
      socket: socket as unknown as Socket,
      admission: { seatId, standing },
      room,
      budget: new Budget(unbounded),
      limits: unbounded,
      log: new NotedLog(),
      own: true,
      packs: false,
    })
    room.join(endpoint)
  }
  deliverUp(): void {
    const message = this.up.shift()
    if (message) this.ws.emit('message', Buffer.from(message), true)
  }
  /** Whatever is under way is lost. */
  cut(): void {
    this.up.length = this.down.length = 0
    this.ws.emit('close')
  }
}

/** A tablet as ours behave: after a refusal it parks, drops its copy, and comes back fresh. */
export class HandTablet {
  doc = new Y.Doc()
  line: Line | undefined
  readonly refusals: RefusalCode[] = []
  private readonly room: Room
  private readonly seat: SeatId
  private readonly standing: () => Standing
  private greeted = false
  /** What was done, and as which counted frame of this line it went. */
  private unsaved: { deed: string; frame: number }[] = []
  readonly saved = new Set<string>()
  private frames = 0

  constructor(room: Room, seat: string, standing: () => Standing) {
    this.room = room
    this.seat = seat as SeatId
    this.standing = standing
    this.listen()
  }

  private listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.greeted) this.send(SyncStep.update, update)
    })
  }
  private send(step: number, update: Uint8Array): void {
    this.frames++
    this.line?.up.push(writeSync(step, update))
  }

  come(): void {
    this.line = new Line(this.room, this.seat, this.standing)
    this.frames = 0
    this.greeted = false
    this.line.up.push(writeSync(SyncStep.step1, Y.encodeStateVector(this.doc)))
  }
  go(): void {
    this.line?.cut()
    this.line = undefined
    this.greeted = false
  }
  /** Does something to the document, remembered by name until it is called saved. */
  act(deed: string, edit: (doc: Y.Doc) => void): void {
    this.unsaved.push({ deed, frame: this.frames + 1 })
    this.doc.transact(() => edit(this.doc), 'tablet')
  }

  deliverDown(): void {
    const message = this.line?.down.shift()
    if (!message) return
    const d = decoding.createDecoder(message)
    const type = decoding.readVarUint(d)
    if (type === Frame.hello) this.doc.clientID = readHello(d).clientId
    else if (type === Frame.ack) this.save(readAck(d).upTo)
    else if (type === Frame.refusal) this.startAfresh(readRefusal(d).code)
    else if (type === Frame.sync) {
      const step = decoding.readVarUint(d)
      const payload = decoding.readVarUint8Array(d)
      if (step !== SyncStep.step1) return Y.applyUpdate(this.doc, payload, 'server')
      this.send(SyncStep.step2, Y.encodeStateAsUpdate(this.doc, payload))
      for (const waiting of this.unsaved) waiting.frame = 1
      this.greeted = true
    }
  }

  private save(upTo: number): void {
    for (const { deed, frame } of this.unsaved) if (frame <= upTo) this.saved.add(deed)
    this.unsaved = this.unsaved.filter(({ frame }) => frame > upTo)
  }
  private startAfresh(code: RefusalCode): void {
    this.refusals.push(code)
    this.go()
    this.unsaved = []
    this.doc = new Y.Doc()
    this.listen()
    this.come()
  }
}

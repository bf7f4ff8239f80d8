/** A tablet that speaks our own dialect (v=1) over a real socket and notes all it hears. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { inflateRawSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import {
  Frame,
  readAck,
  readHello,
  readRefusal,
  readRoomState,
  SyncStep,
  writeSync,
  type Ack,
  type Hello,
  type RefusedFrame,
  type RoomState,
} from '#shared/sync/wire.ts'
import { room, type Hall } from './hall.ts'

export interface Options {
  name?: string
  query?: string
  /** Of a session; then `seat` says which of its seats. */
  cookie?: string | undefined
  doc?: Y.Doc
  /** Says nothing by itself. */
  mute?: boolean
}

export class OwnTablet {
  readonly doc: Y.Doc
  readonly ws: WebSocket
  readonly seat: SeatId
  hello: Hello | undefined
  synced = false
  packedStates = 0
  readonly acks: Ack[] = []
  readonly refusals: RefusedFrame[] = []
  readonly states: RoomState[] = []
  /** What the server shows of others, by awareness client id; a clock with each. */
  readonly shown = new Map<number, { clock: number; state: Record<string, unknown> | null }>()
  /** Every frame's type, in order. */
  readonly heard: number[] = []
  bytesHeard = 0
  closedWith: { code: number; reason: string } | undefined
  /** Counted frames that were sent. */
  frames = 0

  constructor(hall: Pick<Hall, 'url'>, seat: string, options: Options = {}) {
    this.seat = seat as SeatId
    this.doc = options.doc ?? new Y.Doc()
    this.ws = new WebSocket(`${hall.url}/${options.name ?? room}?seat=${seat}&v=1${options.query ?? ''}`, {
      headers: options.cookie ? { cookie: options.cookie } : {},
    })
    this.ws.binaryType = 'nodebuffer'
    this.ws.on('message', (data: Buffer) => this.hear(data))
    this.ws.on('close', (code, reason) => (this.closedWith = { code, reason: reason.toString() }))
    this.ws.on('error', () => undefined)
    const send = (update: Uint8Array, origin: unknown) => origin !== 'server' && this.sendUpdate(update)
    if (!options.mute) {
      this.ws.on('open', () => this.send(writeSync(SyncStep.step1, Y.encodeStateVector(this.doc))))
      this.doc.on('update', send)
    }
    onTestFinished(() => {
      this.doc.off('update', send)
      this.ws.terminate()
    })
  }

  send(message: Uint8Array): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(message)
  }
  sendUpdate(update: Uint8Array): void {
    this.frames++
    this.send(writeSync(SyncStep.update, update))
  }
  /** States by awareness client id, with clocks as a tablet would choose them. */
  show(entries: readonly (readonly [clientId: number, clock: number, state: unknown])[]): void {
    const inner = encoding.createEncoder()
    encoding.writeVarUint(inner, entries.length)
    for (const [clientId, clock, state] of entries) {
      encoding.writeVarUint(inner, clientId)
      encoding.writeVarUint(inner, clock)
      encoding.writeVarString(inner, typeof state === 'string' ? state : JSON.stringify(state))
    }
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, Frame.awareness)
    encoding.writeVarUint8Array(message, encoding.toUint8Array(inner))
    this.send(encoding.toUint8Array(message))
  }

  write(id: string, text: string, by: string = this.seat): void {
    writeIdea(this.doc, { id: id as IdeaId, text, by: by as SeatId, at: 1 }, 'tablet')
  }
  append(id: string, text: string): void {
    const written = ideasOf(this.doc).get(id)!.get('text') as Y.Text
    written.insert(written.length, text)
  }
  get texts(): string[] {
    return readIdeas(this.doc).map((idea) => idea.text)
  }
  get acked(): number {
    return this.acks.at(-1)?.upTo ?? 0
  }

  private hear(data: Buffer): void {
    this.bytesHeard += data.length
    const d = decoding.createDecoder(data)
    const type = decoding.readVarUint(d)
    this.heard.push(type)
    if (type === Frame.hello) {
      this.hello = readHello(d)
      this.doc.clientID = this.hello.clientId
    } else if (type === Frame.ack) this.acks.push(readAck(d))
    else if (type === Frame.refusal) this.refusals.push(readRefusal(d))
    else if (type === Frame.room) this.states.push(readRoomState(d))
    else if (type === Frame.awareness) this.hearPresence(decoding.readVarUint8Array(d))
    else if (type === Frame.packed) {
      this.packedStates++
      this.integrate(inflateRawSync(decoding.readVarUint8Array(d)), true)
    } else if (type === Frame.sync) this.hearSync(d)
  }

  private hearSync(d: decoding.Decoder): void {
    const step = decoding.readVarUint(d)
    const payload = decoding.readVarUint8Array(d)
    if (step !== SyncStep.step1) return this.integrate(payload, step === SyncStep.step2)
    this.frames++
    this.send(writeSync(SyncStep.step2, Y.encodeStateAsUpdate(this.doc, payload)))
  }

  private integrate(update: Uint8Array, whole: boolean): void {
    Y.applyUpdate(this.doc, update, 'server')
    if (whole) this.synced = true
  }

  private hearPresence(bytes: Uint8Array): void {
    const d = decoding.createDecoder(bytes)
    for (let left = decoding.readVarUint(d); left > 0; left--) {
      const clientId = decoding.readVarUint(d)
      const clock = decoding.readVarUint(d)
      this.shown.set(clientId, { clock, state: JSON.parse(decoding.readVarString(d)) as Record<string, unknown> | null })
    }
  }
}

/**
 * One socket's life in one room. The conversation (PROTOCOL.md):
 *
 *   server  [hello] step1 [everyone's presence]
 *   tablet  step1   → server answers with what the tablet lacks, and from then on relays
 *   tablet  step2 or update, counted from 1 → judged, integrated, stored, relayed, then acknowledged in a flush
 *   tablet  awareness → shown to the others;  queryAwareness → answered
 *   tablet  anything else, or what the gate refuses → [refusal], close: it costs the sender alone
 */
import * as decoding from 'lib0/decoding'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { SeatId } from '#shared/id.ts'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import type { Standing } from '#shared/role.ts'
import {
  closeCodeOf,
  Frame,
  maxFrameBytes,
  readRoom,
  SyncStep,
  writeRefusal,
  writeRoomState,
  type RoomState,
  type Unwritable,
} from '#shared/sync/wire.ts'
import type { Budget } from './budget.ts'
import { countRefusal } from './figures.ts'
import { emptyAwareness, framed } from './frame.ts'
import type { Limits } from './limits.ts'
import { placeOf, type Log } from './log.ts'
import type { Admission } from './ports.ts'
import { Shown } from './shown.ts'
import { mayDoAnything, outsideThePhase } from './verdict.ts'

/** What a socket asks of its room. */
export interface Hosting {
  readonly name: string
  /** Why nothing can be stored just now. */
  readonly trouble: Unwritable | undefined
  /** One counted frame, to be judged at the next beat. */
  edit(from: Endpoint, number: number, update: Uint8Array): void
  /** @throws Error when the bytes are no state vector */
  answer(endpoint: Endpoint, stateVector: Uint8Array): void
  /** @throws Refusal sync/malformed, sync/too-large */
  hear(endpoint: Endpoint, awareness: Uint8Array): void
  /** `nobody`: what is said where nobody shows anything. */
  showAll(endpoint: Endpoint, nobody?: Uint8Array): void
  /** The socket was skipped and has drained. */
  catchUp(endpoint: Endpoint): void
  leave(endpoint: Endpoint): void
}

export interface Opened {
  ws: WebSocket
  /** The raw socket under `ws`: frames that we made ourselves are written to it directly. */
  socket: Socket
  admission: Admission
  room: Hosting
  budget: Budget
  limits: Limits
  log: Log
  /** `v=1`: understands hello, ack, refusal, room. */
  own: boolean
  /** `z=1`: understands packed states. */
  packs: boolean
}

export class Endpoint {
  readonly ws: WebSocket
  readonly socket: Socket
  readonly admission: Admission
  readonly seatId: SeatId
  readonly room: Hosting
  readonly own: boolean
  readonly packs: boolean
  readonly shown: Shown
  private readonly budget: Budget
  private readonly limits: Limits
  private readonly log: Log
  /** The Yjs client id that the room leased to this socket. */
  lease = 0
  /** It was answered with the whole, so that relayed edits fit. */
  synced = false
  /** It sent its state vector and waits for the answer. */
  asked = false
  /** Skipped since edit `number`, because it did not drain. */
  stale: { number: number } | undefined
  gone = false
  /** One of its frames was refused: those after it are not read. */
  refused = false
  ackDue = 0
  acked = 0
  /** Counted frames so far: step2 and update. */
  private frames = 0
  private held: { number: number; update: Uint8Array }[] = []
  private heldBytes = 0
  private told = ''
  private heardAt = performance.now()
  private wroteAt = performance.now()
  private pingedAt = 0
  private resume: NodeJS.Timeout | undefined
  private pausedFor = { budget: false, room: false }

  constructor(opened: Opened) {
    this.ws = opened.ws
    this.socket = opened.socket
    this.admission = opened.admission
    this.seatId = opened.admission.seatId
    this.room = opened.room
    this.own = opened.own
    this.packs = opened.packs
    this.budget = opened.budget
    this.limits = opened.limits
    this.log = opened.log
    this.shown = new Shown(opened.limits)
    this.ws.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary))
    this.ws.on('pong', () => (this.heardAt = performance.now()))
    this.ws.on('ping', () => (this.heardAt = performance.now()))
    this.ws.on('close', () => this.end())
    this.ws.on('error', (error) => this.log.info({ room: this.room.name, seat: this.seatId, reason: error.name }, 'socket broke'))
    this.socket.on('drain', () => !this.gone && this.stale && this.room.catchUp(this))
  }

  write(frame: Uint8Array, now = performance.now()): void {
    this.wroteAt = now
    this.socket.write(frame)
  }
  /** Several buffers in one write. */
  writeAll(frames: readonly Uint8Array[]): void {
    this.socket.cork()
    for (const frame of frames) this.write(frame)
    this.socket.uncork()
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (this.gone) return
    const now = performance.now()
    this.heardAt = now
    try {
      if (!isBinary) throw new Refusal('sync/malformed')
      if (data.length > maxFrameBytes) throw new Refusal('sync/too-large')
      const d = decoding.createDecoder(data)
      const type = decoding.readVarUint(d)
      this.rest(this.budget.spend(costOf(type, data), data.length, now))
      if (type === Frame.sync) this.receiveSync(d)
      else if (type === Frame.awareness) this.room.hear(this, lastBytes(d))
      else if (type === Frame.queryAwareness && !decoding.hasContent(d)) this.room.showAll(this, emptyAwareness)
      else throw new Refusal('sync/malformed')
    } catch (error) {
      this.blame(error, { bytes: data.length })
    }
  }

  /** What it sent made us throw: that costs its sender alone. */
  blame(error: unknown, told: { frame?: number; bytes: number }): void {
    if (error instanceof Refusal) this.refuse(error.code, told)
    else this.refuse('sync/malformed', { ...told, where: placeOf(error) })
  }

  private receiveSync(d: decoding.Decoder): void {
    const step = decoding.readVarUint(d)
    const payload = lastBytes(d)
    if (step === SyncStep.step1) return this.room.answer(this, payload)
    if (step !== SyncStep.step2 && step !== SyncStep.update) throw new Refusal('sync/malformed')
    this.frames++
    if (this.held.length > 0) this.hold(this.frames, payload)
    else this.room.edit(this, this.frames, payload)
  }

  /** The room takes no edits just now: they wait here, in order, and then in the socket. */
  hold(number: number, update: Uint8Array): void {
    if (this.gone) return
    this.held.push({ number, update: update.slice() })
    this.heldBytes += update.length
    this.read('room', this.heldBytes <= this.limits.heldBytes)
  }

  /** The room takes edits again. */
  release(): void {
    const held = this.held
    this.held = []
    this.heldBytes = 0
    for (const { number, update } of held) this.room.edit(this, number, update)
    this.read('room', true)
  }

  /** What it sent was more than the one edit that it was taken for. */
  book(edits: number): void {
    if (!this.gone) this.rest(this.budget.spend(edits, 0, performance.now()))
  }

  /** Over its budget a seat is not read for a while; nothing that it sends is lost. */
  private rest(ms: number): void {
    if (ms <= 0) return
    this.read('budget', false)
    // What had been read already is still dealt with, and prolongs the rest.
    clearTimeout(this.resume)
    this.resume = setTimeout(() => this.read('budget', true), Math.ceil(ms))
  }

  private read(why: 'budget' | 'room', may: boolean): void {
    if (this.pausedFor[why] === !may) return
    this.pausedFor[why] = !may
    this.heardAt = performance.now()
    if (this.pausedFor.budget || this.pausedFor.room) this.ws.pause()
    else this.ws.resume()
  }

  /** Says no and closes. A client of our own learns which frame it was, so that it can park what it wrote. */
  refuse(code: RefusalCode, told: { frame?: number; bytes?: number; where?: string | undefined } = {}): void {
    // A socket that closed by itself may still have frames that wait to be judged.
    this.refused = true
    if (this.gone) return
    countRefusal(code)
    // A length would tell whose an idea without a name is.
    const bytes = readRoom(this.room.name)?.kind === 'draft' ? undefined : told.bytes
    this.log.warn({ room: this.room.name, seat: this.seatId, reason: code, bytes, where: told.where }, 'frame refused')
    if (this.own && told.frame !== undefined) this.write(framed(writeRefusal({ frame: told.frame, code })))
    this.close(closeCodeOf(code), code)
  }

  close(code: number, reason: string): void {
    if (this.gone) return
    this.end()
    this.ws.resume()
    this.ws.close(code, reason)
  }

  private end(): void {
    if (this.gone) return
    this.gone = true
    clearTimeout(this.resume)
    this.held = []
    this.room.leave(this)
  }

  /** What this seat is told about the room; undefined = it may no longer be here. */
  roomState(): RoomState | undefined {
    const standing = this.admission.standing()
    return standing && stateFor(standing, this.room)
  }

  /** Looks at the standing again: out, or told when something changed. */
  refresh(): void {
    if (this.gone) return
    const state = this.roomState()
    if (!state) return this.refuse('seat/revoked')
    const text = JSON.stringify(state)
    if (this.told === text) return
    this.told = text
    if (this.own) this.write(framed(writeRoomState(state)))
  }
  /** What hello said already. */
  remember(state: RoomState): void {
    this.told = JSON.stringify(state)
  }

  /** Keep-alive, both ways. */
  round(now: number): void {
    this.refresh()
    if (this.gone) return
    if (this.pausedFor.budget || this.pausedFor.room) this.heardAt = now
    if (now - this.heardAt > this.limits.deadMs || this.socket.writableLength > 64 * this.limits.unsentBytes) {
      this.log.info({ room: this.room.name, seat: this.seatId }, 'no sign of life')
      this.ws.terminate()
      return this.end()
    }
    if (now - this.heardAt > this.limits.pingMs && now - this.pingedAt > this.limits.pingMs) {
      this.pingedAt = now
      this.ws.ping()
    }
    if (now - this.wroteAt > this.limits.silenceMs && this.socket.writableLength === 0) this.write(emptyAwareness, now)
  }
}

/** A message's last field. */
const lastBytes = (d: decoding.Decoder): Uint8Array => {
  const bytes = decoding.readVarUint8Array(d)
  if (decoding.hasContent(d)) throw new Refusal('sync/malformed')
  return bytes
}

/** In edits. Questions cost more: their answers are large. */
const costOf = (type: number, data: Uint8Array): number => {
  if (type === Frame.sync) return data[1] === SyncStep.step1 ? 10 : 1
  return type === Frame.queryAwareness ? 5 : 0
}

const stateFor = (standing: Standing, room: Hosting): RoomState => {
  if (standing.closed) return { writable: false, reason: 'board/closed' }
  if (standing.frozen) return { writable: false, reason: 'board/frozen' }
  if (!mayDoAnything(standing)) {
    const later = standing.inPhase === true && mayDoAnything(outsideThePhase(standing))
    return { writable: false, reason: later ? 'phase/not-permitted' : 'seat/forbidden' }
  }
  const { trouble } = room
  const phase = standing.inPhase && { phase: true as const }
  return trouble ? { writable: false, reason: trouble, ...phase } : { writable: true, ...phase }
}

/**
 * The conversation of one room over one WebSocket (server/sync/PROTOCOL.md is its prose).
 *
 *   tablet  opens  /sync/<room>?v=1&epoch=<epoch it holds, if any>&z=1        cookie or &ticket=
 *   server  hello  {epoch, clientId, seatId, role, serverNow, writable, reason?}  only v=1
 *   server  step1  its state vector                                            tablet answers step2: counted as frame 1
 *   tablet  step1  its state vector                                            server answers step2 (z=1: deflated)
 *   tablet  update                                                             counted as frame n
 *   server  update (relayed to everyone else once it is durable)
 *   server  ack    n, position: frames 1..n of this socket are durable         only v=1
 *   server  refusal n, code: frame n is refused; the socket is closed next     v=1; stock clients get only the close
 *   server  room   {writable, reason?}: what the room can take has changed     only v=1
 *   both    awareness (y-protocols); the server stamps seatId and owns the clocks
 *
 * The first four numbers are y-websocket's own; a stock client meets only those.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { isId, type BoardId, type SeatId, type SeminarId } from '../id.ts'
import type { Role } from '../role.ts'
import { isRefusalCode, type RefusalCode } from '../refusal.ts'

export const Frame = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  hello: 100,
  ack: 101,
  refusal: 102,
  room: 103,
  packed: 104,
} as const
export const SyncStep = { step1: 0, step2: 1, update: 2 } as const

/** 4400-4499 tell a y-websocket client not to come back by itself. 1013 = try again later. */
export const CloseCode = {
  refused: 4400,
  noSeat: 4401,
  forbidden: 4403,
  notFound: 4404,
  epoch: 4409,
  tooLarge: 4413,
  tryLater: 1013,
} as const

/** The close code that goes with a refusal; the code itself travels as the close's reason. */
export const closeCodeOf = (code: RefusalCode): number => {
  if (code === 'seat/missing') return CloseCode.noSeat
  if (code === 'seat/revoked' || code === 'seat/forbidden') return CloseCode.forbidden
  if (code === 'board/not-found' || code === 'seminar/not-found') return CloseCode.notFound
  if (code === 'sync/epoch') return CloseCode.epoch
  if (code === 'sync/too-large') return CloseCode.tooLarge
  if (code === 'store/away' || code === 'store/full' || code === 'request/too-many') return CloseCode.tryLater
  return CloseCode.refused
}

/** Largest frame that a tablet may send, in bytes. */
export const maxFrameBytes = 1_048_576
/** Largest presence state of one socket, in bytes of JSON. */
export const maxPresenceBytes = 2_048

/** Why a room takes no edits just now: the board was closed or frozen, the phase forbids it, the store is full, or it does not answer. */
export type Unwritable = Extract<
  RefusalCode,
  'board/closed' | 'board/frozen' | 'phase/not-permitted' | 'store/full' | 'store/away' | 'seat/forbidden'
>

export interface Hello {
  epoch: string
  /** Lease: the Yjs client id that this socket's document must write under; set it after local data is loaded. */
  clientId: number
  seatId: SeatId
  role: Role
  /** Epoch ms, the server's clock: what a tablet dates its ideas by. */
  serverNow: number
  writable: boolean
  reason?: Unwritable
  phase?: true
}
export interface RoomState {
  writable: boolean
  reason?: Unwritable
  /** A phase is under way and has its say in what is taken: which, and where, is told by the room's course. */
  phase?: true
}
export interface Ack {
  upTo: number
  position: string
}
export interface RefusedFrame {
  frame: number
  code: RefusalCode
}

const framed = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

export const writeHello = (hello: Hello) => framed(Frame.hello, (e) => encoding.writeVarString(e, JSON.stringify(hello)))
export const readHello = (d: decoding.Decoder): Hello => JSON.parse(decoding.readVarString(d)) as Hello
export const writeRoomState = (state: RoomState) => framed(Frame.room, (e) => encoding.writeVarString(e, JSON.stringify(state)))
export const readRoomState = (d: decoding.Decoder): RoomState => JSON.parse(decoding.readVarString(d)) as RoomState
export const writeAck = (ack: Ack) =>
  framed(Frame.ack, (e) => {
    encoding.writeVarUint(e, ack.upTo)
    encoding.writeVarString(e, ack.position)
  })
export const readAck = (d: decoding.Decoder): Ack => ({ upTo: decoding.readVarUint(d), position: decoding.readVarString(d) })
export const writeRefusal = (refused: RefusedFrame) =>
  framed(Frame.refusal, (e) => {
    encoding.writeVarUint(e, refused.frame)
    encoding.writeVarString(e, refused.code)
  })
export const readRefusal = (d: decoding.Decoder): RefusedFrame => {
  const frame = decoding.readVarUint(d)
  const code = decoding.readVarString(d)
  return { frame, code: isRefusalCode(code) ? code : 'sync/malformed' }
}
export const writeSync = (step: number, payload: Uint8Array) =>
  framed(Frame.sync, (e) => {
    encoding.writeVarUint(e, step)
    encoding.writeVarUint8Array(e, payload)
  })
/** A step2 whose Yjs update is packed with raw deflate: the hall's Wi-Fi is scarce. */
export const writePacked = (deflated: Uint8Array) => framed(Frame.packed, (e) => encoding.writeVarUint8Array(e, deflated))

/** A room's name, read: a group's board, what one seat has written for it and nobody else sees yet, or a seminar's shelf of themes. */
export type Room =
  { kind: 'board'; boardId: BoardId } | { kind: 'draft'; boardId: BoardId; seatId: SeatId } | { kind: 'shelf'; seminarId: SeminarId }

export const boardRoom = (boardId: BoardId): string => `board/${boardId}`
/** Every draft room of a board begins like this. */
export const draftRooms = (boardId: BoardId): string => `draft/${boardId}/`
export const draftRoom = (boardId: BoardId, seatId: SeatId): string => `${draftRooms(boardId)}${seatId}`
export const readRoom = (name: string): Room | undefined => {
  const [kind, of, seat, rest] = name.split('/')
  if (!isId(of) || rest !== undefined) return undefined
  if (kind === 'shelf') return seat === undefined ? { kind, seminarId: of as SeminarId } : undefined
  const boardId = of as BoardId
  if (kind === 'board') return seat === undefined ? { kind, boardId } : undefined
  return kind === 'draft' && isId(seat) ? { kind, boardId, seatId: seat as SeatId } : undefined
}

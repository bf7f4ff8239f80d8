/** The two dialects that the contestants speak: y-websocket's (ours, the relay) and Hocuspocus', which puts the room's name before each message. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { inflateRawSync } from 'node:zlib'
import { Frame, SyncStep } from '#shared/sync/wire.ts'

export type DialectName = 'y-websocket' | 'hocuspocus'
export type Message =
  | { kind: 'step1'; stateVector: Uint8Array }
  /** A state or an update; `first` when it answers our step1. */
  | { kind: 'update'; update: Uint8Array; first: boolean }
  | { kind: 'awareness' }
  | { kind: 'ack'; upTo: number | undefined }
  | { kind: 'hello'; clientId: number }
  | { kind: 'admitted' }
  | { kind: 'refused'; code: string }
  | { kind: 'other' }

export interface Dialect {
  /** What a client says first, once the socket is open; `empty` is the state vector of an empty document. */
  greet(): Uint8Array[]
  step1(stateVector: Uint8Array): Uint8Array
  step2(update: Uint8Array): Uint8Array
  update(update: Uint8Array): Uint8Array
  awareness(clientId: number, clock: number, state: string): Uint8Array
  /** Reads a message; payloads are views of the bytes given. */
  read(bytes: Uint8Array): Message
  /** True for a message that carries content, told by its first bytes: cheap enough to ask for each of a million. */
  isUpdate(bytes: Uint8Array, start: number): boolean
}

/** State vector of an empty document. */
export const emptyVector = new Uint8Array([0])
const emptyUpdate = new Uint8Array([0, 0])
export { emptyUpdate }

const hocuspocusType = { syncReply: 4, close: 7, syncStatus: 8 } as const
const authToken = 0

const build = (room: string | undefined, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  if (room !== undefined) encoding.writeVarString(encoder, room)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const readSync = (decoder: decoding.Decoder): Message => {
  const step = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  return step === SyncStep.step1
    ? { kind: 'step1', stateVector: payload }
    : { kind: 'update', update: payload, first: step === SyncStep.step2 }
}

/** `room` is told only to Hocuspocus; y-websocket has it in the URL. */
export const dialectOf = (name: DialectName, room: string): Dialect => {
  const prefix = name === 'hocuspocus' ? room : undefined
  const skip = name === 'hocuspocus' ? 1 + Buffer.byteLength(room) : 0
  const sync = (step: number, payload: Uint8Array) =>
    build(prefix, (e) => {
      encoding.writeVarUint(e, Frame.sync)
      encoding.writeVarUint(e, step)
      encoding.writeVarUint8Array(e, payload)
    })
  const read = (bytes: Uint8Array): Message => {
    const decoder = decoding.createDecoder(skip === 0 ? bytes : bytes.subarray(skip))
    const type = decoding.readVarUint(decoder)
    if (type === Frame.sync) return readSync(decoder)
    if (type === Frame.awareness) return { kind: 'awareness' }
    if (name === 'hocuspocus') {
      if (type === hocuspocusType.syncReply) return readSync(decoder)
      if (type === Frame.auth) return { kind: 'admitted' }
      if (type === hocuspocusType.syncStatus) return { kind: 'ack', upTo: undefined }
      if (type === hocuspocusType.close) return { kind: 'refused', code: decoding.readVarString(decoder) }
      return { kind: 'other' }
    }
    if (type === Frame.packed) return { kind: 'update', update: inflateRawSync(decoding.readVarUint8Array(decoder)), first: true }
    if (type === Frame.ack) return { kind: 'ack', upTo: decoding.readVarUint(decoder) }
    if (type === Frame.hello)
      return { kind: 'hello', clientId: (JSON.parse(decoding.readVarString(decoder)) as { clientId: number }).clientId }
    if (type === Frame.refusal) {
      decoding.readVarUint(decoder)
      return { kind: 'refused', code: decoding.readVarString(decoder) }
    }
    return { kind: 'other' }
  }
  return {
    greet: () =>
      name === 'hocuspocus'
        ? [
            build(prefix, (e) => {
              encoding.writeVarUint(e, Frame.auth)
              encoding.writeVarUint(e, authToken)
              encoding.writeVarString(e, 'bench')
              encoding.writeVarString(e, '4.7.0')
            }),
          ]
        : [sync(SyncStep.step1, emptyVector)],
    step1: (stateVector) => sync(SyncStep.step1, stateVector),
    step2: (update) => sync(SyncStep.step2, update),
    update: (update) => sync(SyncStep.update, update),
    awareness: (clientId, clock, state) =>
      build(prefix, (e) => {
        encoding.writeVarUint(e, Frame.awareness)
        const inner = encoding.createEncoder()
        encoding.writeVarUint(inner, 1)
        encoding.writeVarUint(inner, clientId)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, state)
        encoding.writeVarUint8Array(e, encoding.toUint8Array(inner))
      }),
    read,
    isUpdate: (bytes, start) => {
      const type = bytes[start + skip]
      return type === Frame.sync || type === Frame.packed || (name === 'hocuspocus' && type === hocuspocusType.syncReply)
    },
  }
}

/**
 * WebSocket frames, server's side: FIN, binary, unmasked. Written by hand and once, so that one Buffer serves every
 * socket of a room and several frames lie side by side in one write.
 */
import { Frame } from '#shared/sync/wire.ts'

const binary = 0x82

const headBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10)

const writeHead = (into: Buffer, length: number): number => {
  into[0] = binary
  if (length < 126) into[1] = length
  else if (length < 65_536) {
    into[1] = 126
    into.writeUInt16BE(length, 2)
  } else {
    into[1] = 127
    into.writeUInt32BE(Math.floor(length / 2 ** 32), 2)
    into.writeUInt32BE(length >>> 0, 6)
  }
  return headBytes(length)
}

const varUintBytes = (value: number): number => {
  let bytes = 1
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes++
  return bytes
}

const writeVarUint = (into: Buffer, at: number, value: number): number => {
  let rest = value
  while (rest > 127) {
    into[at++] = 128 | (rest & 127)
    rest = Math.floor(rest / 128)
  }
  into[at++] = rest
  return at
}

/** For so few bytes a loop is faster than the way out of JavaScript. */
const fewBytes = 512

/** Copies bytes and answers where they end. */
const put = (into: Buffer, at: number, from: Uint8Array, start: number, end: number): number => {
  if (end - start > fewBytes) into.set(from.subarray(start, end), at)
  else for (let i = start, to = at; i < end; i++) into[to++] = from[i]!
  return at + end - start
}

/** Frames side by side, as one Buffer. */
export const sideBySide = (frames: readonly Buffer[]): Buffer => {
  if (frames.length === 1) return frames[0]!
  let length = 0
  for (const frame of frames) length += frame.length
  const all = Buffer.allocUnsafe(length)
  let at = 0
  for (const frame of frames) at = put(all, at, frame, 0, frame.length)
  return all
}

/** A whole message as one frame. */
export const framed = (message: Uint8Array): Buffer => {
  const frame = Buffer.allocUnsafe(headBytes(message.length) + message.length)
  put(frame, writeHead(frame, message.length), message, 0, message.length)
  return frame
}

/** The beginning of a sync message whose payload of `length` bytes is written right after it: so large states need no copy. */
export const syncHead = (step: number, length: number): Buffer => {
  const messageBytes = 2 + varUintBytes(length) + length
  const head = Buffer.allocUnsafe(headBytes(messageBytes) + messageBytes - length)
  let at = writeHead(head, messageBytes)
  head[at++] = Frame.sync
  head[at++] = step
  writeVarUint(head, at, length)
  return head
}

/** A sync message as one frame, and the payload's place inside it. */
export const syncFrame = (step: number, payload: Uint8Array): { frame: Buffer; payload: Uint8Array } => {
  const head = syncHead(step, payload.length)
  const frame = Buffer.allocUnsafe(head.length + payload.length)
  put(frame, put(frame, 0, head, 0, head.length), payload, 0, payload.length)
  return { frame, payload: frame.subarray(head.length) }
}

/** The beginning of an awareness frame whose `length` bytes of entries (client id, clock, state) are written right after it: so large rooms need no copy for each sender. */
export const awarenessHead = (length: number, count: number): Buffer => {
  const innerBytes = varUintBytes(count) + length
  const messageBytes = 1 + varUintBytes(innerBytes) + innerBytes
  const head = Buffer.allocUnsafe(headBytes(messageBytes) + messageBytes - length)
  let at = writeHead(head, messageBytes)
  head[at++] = Frame.awareness
  at = writeVarUint(head, at, innerBytes)
  writeVarUint(head, at, count)
  return head
}

/** One awareness frame of entries that lie side by side; `without` leaves one range of them out. */
export const awarenessFrame = (entries: Buffer, count: number, without?: { from: number; to: number }): Buffer => {
  const { from, to } = without ?? { from: 0, to: 0 }
  const left = entries.length - (to - from)
  const head = awarenessHead(left, without ? count - 1 : count)
  const frame = Buffer.allocUnsafe(head.length + left)
  put(frame, put(frame, put(frame, 0, head, 0, head.length), entries, 0, from), entries, to, entries.length)
  return frame
}

/** One entry of an awareness frame. `state` is JSON text in UTF-8, or the text `null` for somebody who left. */
export const awarenessEntry = (clientId: number, clock: number, state: string): Buffer => {
  const stateBytes = Buffer.byteLength(state)
  const entry = Buffer.allocUnsafe(varUintBytes(clientId) + varUintBytes(clock) + varUintBytes(stateBytes) + stateBytes)
  let at = writeVarUint(entry, 0, clientId)
  at = writeVarUint(entry, at, clock)
  at = writeVarUint(entry, at, stateBytes)
  entry.write(state, at)
  return entry
}

/** Nothing new, said so that a y-websocket client does not think the line dead. */
export const emptyAwareness = awarenessFrame(Buffer.alloc(0), 0)

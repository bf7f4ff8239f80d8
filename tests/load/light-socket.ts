/**
 * A WebSocket client that costs next to nothing, so that one core of load can hold a room of 300: frames are parsed in
 * the one buffer that the kernel filled. Speaks just enough: binary messages, pings, closes; no fragments, no extensions.
 *
 *   client  GET … Upgrade: websocket        server  101
 *   client  masked frames (mask 0)          server  plain frames
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** Called with the place of one message in a buffer that is overwritten afterwards: copy what you keep. */
export type Arrived = (bytes: Buffer, start: number, end: number) => void
export interface LightSocketEvents {
  opened(): void
  arrived: Arrived
  closed(why: string): void
}

const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const

/** One frame as a client must send it. The mask is zero: allowed, and the server unmasks all the same. */
export const clientFrame = (payload: Uint8Array, opcode: number = opcodes.binary): Buffer => {
  const size = payload.length
  const lengthBytes = size < 126 ? 0 : size < 65_536 ? 2 : 8
  const frame = Buffer.alloc(2 + lengthBytes + 4 + size)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (lengthBytes === 0 ? size : lengthBytes === 2 ? 126 : 127)
  if (lengthBytes === 2) frame.writeUInt16BE(size, 2)
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(size), 2)
  frame.set(payload, 2 + lengthBytes + 4)
  return frame
}

/** All sockets of a process read into this one buffer: a read is dealt with before the next one begins. */
const shared = Buffer.alloc(256 * 1024)

export class LightSocket {
  readonly #socket: Socket
  readonly #events: LightSocketEvents
  #upgraded = false
  /** The piece of a frame (or of the upgrade's answer) that waits for its rest, and how much it must grow to before it is worth a look. */
  #piece: Buffer | undefined
  #pieceSize = 0
  #wanted = 0
  bytesIn = 0
  framesIn = 0

  constructor(url: string, events: LightSocketEvents) {
    const { hostname, port, pathname, search, host } = new URL(url)
    this.#events = events
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (size: number) => {
          this.#read(size)
          return true
        },
      },
    })
    this.#socket.on('connect', () =>
      this.#socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      ),
    )
    this.#socket.on('error', (error) => events.closed(error.message))
    this.#socket.on('close', () => events.closed('closed'))
  }

  /** Bytes that the kernel has not taken yet. */
  get waiting(): number {
    return this.#socket.writableLength
  }
  send(message: Uint8Array): void {
    this.#socket.write(clientFrame(message))
  }
  /** Sends what `clientFrame` has framed before. */
  sendFramed(frames: Uint8Array): void {
    this.#socket.write(frames)
  }
  close(): void {
    this.#socket.destroy()
  }

  #read(size: number): void {
    this.bytesIn += size
    if (!this.#piece) {
      const used = this.#take(shared, size)
      if (used < size) this.#keep(shared, used, size)
      return
    }
    if (this.#pieceSize + size > this.#piece.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#wanted, this.#pieceSize + size, this.#piece.length * 2))
      this.#piece.copy(larger, 0, 0, this.#pieceSize)
      this.#piece = larger
    }
    shared.copy(this.#piece, this.#pieceSize, 0, size)
    this.#pieceSize += size
    if (this.#pieceSize < this.#wanted) return
    const piece = this.#piece
    const used = this.#take(piece, this.#pieceSize)
    const rest = this.#pieceSize
    this.#piece = undefined
    if (used < rest) this.#keep(piece, used, rest)
  }

  #keep(from: Buffer, start: number, end: number): void {
    this.#piece = Buffer.allocUnsafe(Math.max(this.#wanted, end - start, 1_024))
    from.copy(this.#piece, 0, start, end)
    this.#pieceSize = end - start
  }

  /** Deals with every whole frame and answers how far it came. */
  #take(bytes: Buffer, end: number): number {
    let at = 0
    this.#wanted = 0
    if (!this.#upgraded) {
      const headEnd = bytes.indexOf('\r\n\r\n')
      if (headEnd === -1 || headEnd + 4 > end) return 0
      const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'))
      if (!status.includes(' 101 ')) {
        this.#events.closed(status)
        this.#socket.destroy()
        return end
      }
      at = headEnd + 4
      this.#upgraded = true
      this.#events.opened()
    }
    while (at + 2 <= end) {
      const short = bytes[at + 1]! & 0x7f
      const headBytes = short < 126 ? 2 : short === 126 ? 4 : 10
      if (at + headBytes > end) break
      const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
      const start = at + headBytes
      if (start + size > end) {
        this.#wanted = headBytes + size
        break
      }
      this.#frame(bytes[at]! & 0x0f, bytes, start, start + size)
      at = start + size
    }
    return at
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    this.framesIn++
    if (opcode === opcodes.binary) this.#events.arrived(bytes, start, end)
    else if (opcode === opcodes.ping) this.#socket.write(clientFrame(bytes.subarray(start, end), opcodes.pong))
    else if (opcode === opcodes.close) {
      const code = end - start >= 2 ? bytes.readUInt16BE(start) : 1005
      this.#events.closed(`${code} ${bytes.toString('utf8', start + 2, end)}`)
      this.#socket.destroy()
    }
  }
}

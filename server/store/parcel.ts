/**
 * Many log entries side by side in one buffer, so that a whole batch crosses to the store's thread in one transfer.
 * Each entry: five 32-bit words (room, seat, position low, position high, length), then its bytes, padded to a word.
 * Rooms and seats travel as numbers of a list of names that both sides keep.
 */
const headBytes = 20

export interface Parcel {
  buffer: ArrayBuffer
  bytes: number
}
export interface Parcelled {
  room: number
  seat: number
  position: number
  update: Uint8Array<ArrayBuffer>
}

/** Writes a parcel; grows as needed. */
export class Packer {
  #bytes = new Uint8Array(0)
  #words = new Uint32Array(0)
  #end = 0

  get empty(): boolean {
    return this.#end === 0
  }

  put(room: number, seat: number, position: number, update: Uint8Array): void {
    const next = (this.#end + headBytes + update.byteLength + 3) & ~3
    if (next > this.#bytes.byteLength) this.#grow(next)
    const word = this.#end >>> 2
    const words = this.#words
    words[word] = room
    words[word + 1] = seat
    words[word + 2] = position >>> 0
    words[word + 3] = Math.floor(position / 0x1_0000_0000)
    words[word + 4] = update.byteLength
    this.#bytes.set(update, this.#end + headBytes)
    this.#end = next
  }

  /** Gives the parcel away, for a transfer, and begins a new one. */
  take(): Parcel {
    const parcel = { buffer: this.#bytes.buffer, bytes: this.#end }
    this.#bytes = new Uint8Array(0)
    this.#words = new Uint32Array(0)
    this.#end = 0
    return parcel
  }

  #grow(needed: number): void {
    let size = Math.max(16_384, this.#bytes.byteLength * 2)
    while (size < needed) size *= 2
    const grown = new Uint8Array(size)
    grown.set(this.#bytes.subarray(0, this.#end))
    this.#bytes = grown
    this.#words = new Uint32Array(grown.buffer)
  }
}

/** Reads a parcel; the updates are views of it. */
export function* unpack({ buffer, bytes }: Parcel): Generator<Parcelled, void, void> {
  const words = new Uint32Array(buffer, 0, bytes >>> 2)
  for (let at = 0; at < bytes;) {
    const word = at >>> 2
    const length = words[word + 4]!
    yield {
      room: words[word]!,
      seat: words[word + 1]!,
      position: words[word + 3]! * 0x1_0000_0000 + words[word + 2]!,
      update: new Uint8Array(buffer, at + headBytes, length),
    }
    at = (at + headBytes + length + 3) & ~3
  }
}

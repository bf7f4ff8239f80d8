/** One client of the load: opens a room in the server's dialect, becomes synced, sends, and keeps what it must to be compared at the end. */
import { dialectOf, emptyUpdate, emptyVector, type Dialect, type Message } from './dialect.ts'
import type { Job, SeatAddress } from './job.ts'
import { clientFrame, LightSocket } from './light-socket.ts'

export interface ClientOptions {
  /** Keeps a copy of every update that arrives. */
  keep: boolean
  updated?: (update: Uint8Array) => void
  acknowledged?: (upTo: number | undefined) => void
}

const randomClientId = () => Math.floor(Math.random() * 2 ** 31) + 1

export class Client {
  readonly address: SeatAddress
  readonly dialect: Dialect
  readonly kept: Uint8Array[] = []
  readonly synced: Promise<void>
  clientId = randomClientId()
  refusal: string | undefined
  openedAt = Number.NaN
  syncedAt = Number.NaN
  readonly #socket: LightSocket
  readonly #options: ClientOptions
  #cursorClock = 0
  #isSynced = false
  #markSynced: () => void = () => undefined
  #fail: (error: Error) => void = () => undefined
  #closing = false

  constructor(job: Pick<Job, 'dialect' | 'keepsNothing'>, address: SeatAddress, options: ClientOptions) {
    this.address = address
    this.dialect = dialectOf(job.dialect, address.room)
    this.#options = options
    this.synced = new Promise((resolve, reject) => {
      this.#markSynced = resolve
      this.#fail = reject
    })
    this.#socket = new LightSocket(address.url, {
      opened: () => {
        this.openedAt = performance.now()
        if (job.keepsNothing) this.#becomeSynced()
        else for (const message of this.dialect.greet()) this.#socket.send(message)
      },
      arrived: (bytes, start, end) => this.#arrived(bytes, start, end),
      closed: (why) => {
        if (this.#closing) return
        this.refusal ??= why
        this.#fail(new Error(`a client of ${address.room} was closed: ${why}`))
      },
    })
  }

  get bytesIn(): number {
    return this.#socket.bytesIn
  }
  get framesIn(): number {
    return this.#socket.framesIn
  }

  frameEdit(update: Uint8Array): Buffer {
    return clientFrame(this.dialect.update(update))
  }
  frameCursor(state: string): Buffer {
    return clientFrame(this.dialect.awareness(this.clientId, ++this.#cursorClock, state))
  }
  send(frames: Uint8Array): void {
    this.#socket.sendFramed(frames)
  }
  close(): void {
    this.#closing = true
    this.#socket.close()
  }

  #becomeSynced(): void {
    if (this.#isSynced) return
    this.#isSynced = true
    this.syncedAt = performance.now()
    this.#markSynced()
  }

  #arrived(bytes: Buffer, start: number, end: number): void {
    if (this.#isSynced && !this.#options.keep && !this.#options.updated && !this.#options.acknowledged) return
    const isUpdate = this.dialect.isUpdate(bytes, start)
    if (this.#isSynced && !isUpdate && !this.#options.acknowledged) return
    this.#heard(this.dialect.read(bytes.subarray(start, end)))
  }

  #heard(message: Message): void {
    if (message.kind === 'update') {
      if (this.#options.keep || this.#options.updated) {
        const update = message.update.slice()
        if (this.#options.keep) this.kept.push(update)
        this.#options.updated?.(update)
      }
      if (message.first) this.#becomeSynced()
    } else if (message.kind === 'step1') this.#socket.send(this.dialect.step2(emptyUpdate))
    else if (message.kind === 'hello') this.clientId = message.clientId
    else if (message.kind === 'admitted') this.#socket.send(this.dialect.step1(emptyVector))
    else if (message.kind === 'ack') this.#options.acknowledged?.(message.upTo)
    else if (message.kind === 'refused') this.refusal ??= message.code
  }
}

/** Opens all seats, `atOnce` at a time, and waits until each is synced. */
export const openAll = async (job: Job, atOnce: number, options: (seat: number) => ClientOptions): Promise<Client[]> => {
  const clients: Client[] = []
  for (let from = 0; from < job.seats.length; from += atOnce) {
    const batch = job.seats.slice(from, from + atOnce).map((address, n) => new Client(job, address, options(from + n)))
    clients.push(...batch)
    await Promise.all(batch.map((client) => client.synced))
  }
  return clients
}

/**
 * One board's socket: y-websocket's provider, which keeps the document in step and comes back by itself, and our own
 * frames beside it (shared/sync/wire.ts has the dialogue). It counts the frames that carry edits, because the server
 * acknowledges by that count.
 */
import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { Frame, readAck, readHello, readRefusal, readRoomState } from '#shared/sync/wire.ts'
import type { Hello, RefusedFrame, RoomState } from '#shared/sync/wire.ts'
import { reconnectDelayMs } from './backoff.ts'
import { inflate, inflates } from './inflate.ts'

/** What the socket has to tell. */
export interface SocketNews {
  /** May this conversation go on with this document? No: the socket closes before it has sent a byte of it. */
  hello(hello: Hello): boolean
  /** A new socket opens: its frames are counted from one. */
  opening(): void
  /** Frame n went out with everything that was waiting. */
  sent(frame: number): void
  acknowledged(upTo: number): void
  refused(refused: RefusedFrame): void
  room(state: RoomState): void
  /** The server has closed and does not want this tablet back by itself. */
  closed(code: number, reason: string): void
  /** Something that the light depends on is different. */
  changed(): void
}
export interface SocketAddress {
  /** ws://host/sync */
  url: string
  room: string
  epoch?: string
  seat?: string
}

/** A handshake that takes longer hangs on a network that is gone. */
const handshakeMs = 8_000
/** A server that has said nothing for so long is asked for a sign of life. */
const quietMs = 4_000
/** A board is one message, of which nothing is heard before it is whole: given up early, it would never come over a slow line. */
const arrivingMs = 25_000
/** How long the sign is waited for before the socket is given up. */
const answerMs = 3_000
const checkMs = 1_000
/** Others' edits that come closer together than this are integrated in one transaction; the first after a pause at once. */
const gatherMs = 40

export class BoardSocket {
  readonly awareness: Awareness
  sent = 0
  acked = 0
  /** The last frame that carried an edit: an answer to the server's greeting mostly carries none. */
  owed = 0
  #provider: WebsocketProvider
  #news: SocketNews
  #elapsed: () => number
  #answered = false
  #attempts = 0
  #attemptAt = 0
  #heardAt = 0
  /** Asked for a sign of life, and until when one is waited for. */
  #probe: { endsAt: number } | undefined
  #check: ReturnType<typeof setInterval>
  #arrived: Uint8Array[] = []
  #gathering: ReturnType<typeof setTimeout> | undefined
  #stop: () => void

  constructor(doc: Y.Doc, address: SocketAddress, news: SocketNews, elapsed: () => number, random: () => number = Math.random) {
    this.#news = news
    this.#elapsed = elapsed
    this.awareness = new Awareness(doc)
    this.awareness.setLocalState(null)
    const provider = new WebsocketProvider(address.url, address.room, doc, {
      connect: false,
      disableBc: true,
      awareness: this.awareness,
      params: {
        v: '1',
        ...(address.epoch && { epoch: address.epoch }),
        ...(address.seat && { seat: address.seat }),
        ...(inflates && { z: '1' }),
      },
    })
    this.#provider = provider
    provider.on('status', ({ status }) => {
      if (status === 'connecting') this.#opening()
      else this.#heardAt = this.#elapsed()
      news.changed()
    })
    provider.on('sync', (synced) => {
      if (synced) this.#attempts = 0
      news.changed()
    })
    provider.on('connection-close', () => {
      // The provider waits min(2^n x 100 ms, maxBackoffTime): with n out of the way the wait is ours, with full jitter.
      provider.wsUnsuccessfulReconnects = 30
      provider.maxBackoffTime = reconnectDelayMs(this.#attempts++, random)
      news.changed()
    })
    provider.on('closed', ({ code, reason }) => news.closed(code, reason))
    this.#converse(provider, doc)
    const carry = (_update: Uint8Array, origin: unknown) => {
      if (origin !== provider && this.open) this.#count()
    }
    doc.on('update', carry)
    this.#check = setInterval(() => this.#suspect(), checkMs)
    this.#stop = () => doc.off('update', carry)
    provider.connect()
  }

  get open(): boolean {
    return this.#provider.wsconnected && this.#provider.ws?.readyState === WebSocket.OPEN
  }
  /** Both sides have told each other everything, on this very socket, and no sign of life is waited for. */
  get exchanged(): boolean {
    return this.open && this.#provider.synced && this.#answered && !this.#probe
  }
  /** At least one attempt has come to nothing since the board was last in step. */
  get failed(): boolean {
    return this.#attempts > 1 || (this.#attempts > 0 && !this.#provider.wsconnecting)
  }

  /** Lets go of whatever socket there is and opens a new one now. */
  renew(): void {
    // The provider tells of the end while the old socket is open still.
    this.#answered = false
    this.#probe = undefined
    this.#align()
    this.#provider.disconnect()
    this.#provider.connect()
  }
  /** Back at the front, or online again: a dead socket must not be waited for. */
  wake(awayMs: number): void {
    if (!this.open) {
      this.#attempts = 0
      const hopeful = this.#provider.wsconnecting && this.#elapsed() - this.#attemptAt < checkMs
      if (!hopeful && this.#provider.shouldConnect) this.renew()
    } else if (awayMs > 10_000) this.renew()
    else this.ask(700)
  }
  /** Asks for a sign of life, where there is a socket to ask over: any message is one, and presence is answered at once. */
  ask(patienceMs = answerMs): void {
    if (!this.open) return
    this.#probe = { endsAt: this.#elapsed() + patienceMs }
    this.#provider.ws?.send(Uint8Array.of(Frame.queryAwareness))
    setTimeout(() => this.#suspect(), patienceMs + 1)
    this.#news.changed()
  }
  close(): void {
    clearInterval(this.#check)
    clearTimeout(this.#gathering)
    this.#stop()
    this.#align()
    this.#provider.destroy()
    this.awareness.destroy()
  }

  #opening(): void {
    this.sent = this.acked = this.owed = 0
    this.#answered = false
    this.#attemptAt = this.#elapsed()
    this.#probe = undefined
    this.#provider.ws?.addEventListener('message', this.#heard)
    this.#news.opening()
  }
  #heard = (): void => {
    this.#heardAt = this.#elapsed()
    if (!this.#probe) return
    this.#probe = undefined
    this.#news.changed()
  }

  #count(carries = true): void {
    this.sent += 1
    if (carries) this.owed = this.sent
    this.#news.sent(this.sent)
    this.#news.changed()
  }

  #converse(provider: WebsocketProvider, doc: Y.Doc): void {
    const frames = provider.messageHandlers
    const sync = frames[Frame.sync]!
    frames[Frame.sync] = (encoder, decoder, ...rest) => {
      const step = decoding.peekVarUint(decoder)
      if (step === syncProtocol.messageYjsUpdate) {
        decoding.readVarUint(decoder)
        return this.#arrives(decoding.readVarUint8Array(decoder))
      }
      this.#integrate()
      if (step !== syncProtocol.messageYjsSyncStep1) return sync(encoder, decoder, ...rest)
      const news = holdsMore(doc, decoding.clone(decoder))
      sync(encoder, decoder, ...rest)
      this.#answered = true
      this.#count(news)
    }
    frames[Frame.packed] = (_encoder, decoder) => {
      const from = provider.ws
      void inflate(decoding.readVarUint8Array(decoder)).then((update) => {
        if (provider.ws !== from) return
        Y.applyUpdate(doc, update, provider)
        provider.synced = true
        this.#news.changed()
      })
    }
    frames[Frame.hello] = (_encoder, decoder) => {
      const hello = readHello(decoder)
      if (!this.#news.hello(hello)) return provider.disconnect()
      provider.params['epoch'] = hello.epoch
      this.#lease(doc, hello.clientId)
    }
    frames[Frame.ack] = (_encoder, decoder) => {
      this.acked = readAck(decoder).upTo
      this.#news.acknowledged(this.acked)
      this.#news.changed()
    }
    frames[Frame.refusal] = (_encoder, decoder) => this.#news.refused(readRefusal(decoder))
    frames[Frame.room] = (_encoder, decoder) => this.#news.room(readRoomState(decoder))
  }

  #arrives(update: Uint8Array): void {
    this.#arrived.push(update)
    if (this.#gathering !== undefined) return
    this.#integrate()
    this.#gathering = setTimeout(this.#gathered, gatherMs)
  }
  #gathered = (): void => {
    this.#gathering = undefined
    if (this.#arrived.length === 0) return
    this.#integrate()
    this.#gathering = setTimeout(this.#gathered, gatherMs)
  }
  #integrate(): void {
    const updates = this.#arrived
    if (updates.length === 0) return
    this.#arrived = []
    const { doc } = this.#provider
    const integrate = () => {
      for (const update of updates) Y.applyUpdate(doc, update, this.#provider)
    }
    Y.transact(doc, integrate, this.#provider, false)
  }

  /** One lease serves as long as the document lives: a new one at every reconnect would only swell the state vector. */
  #lease(doc: Y.Doc, clientId: number): void {
    if (!doc.store.clients.has(doc.clientID)) doc.clientID = clientId
    this.#align()
  }

  /** The provider speaks for the document's client id and breaks when presence knows no such id. */
  #align(): void {
    this.awareness.clientID = this.#provider.doc.clientID
    if (!this.awareness.meta.has(this.awareness.clientID)) this.awareness.setLocalState(null)
  }

  #suspect(): void {
    const now = this.#elapsed()
    if (!this.open) {
      if (this.#provider.wsconnecting && now - this.#attemptAt > handshakeMs) this.renew()
    } else if (this.#probe) {
      if (now >= this.#probe.endsAt) this.renew()
    } else if (now - this.#heardAt > (this.exchanged ? quietMs : arrivingMs)) this.ask()
  }
}

/** Whether the document has what the server, by the state vector in its greeting, has not. */
const holdsMore = (doc: Y.Doc, greeting: decoding.Decoder): boolean => {
  decoding.readVarUint(greeting)
  const theirs = Y.decodeStateVector(decoding.readVarUint8Array(greeting))
  return [...doc.store.clients.keys()].some((client) => Y.getState(doc.store, client) > (theirs.get(client) ?? 0))
}

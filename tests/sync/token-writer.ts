/**
 * A tablet that writes unique tokens for as long as it is told, over a line that breaks, and remembers which of them were
 * called saved. It keeps its document, comes back by itself, and sends again what the server lacks.
 */
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { IdeaId } from '#shared/id.ts'
import { Frame, readAck, readHello, SyncStep, writeSync } from '#shared/sync/wire.ts'

const tokensPerIdea = 100
const comeBackMs = 60

export class TokenWriter {
  readonly name: string
  readonly saved = new Set<string>()
  refusal: string | undefined
  private readonly url: string
  private readonly doc = new Y.Doc()
  private ws: WebSocket | undefined
  private greeted = false
  /** Tokens that are not saved yet, with the counted frame of the present line that carries each. */
  private unsaved: { token: string; frame: number }[] = []
  private frames = 0
  private written = 0
  private ended = false

  constructor(url: string, name: string) {
    this.url = url
    this.name = name
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.greeted) this.sendCounted(SyncStep.update, update)
    })
    this.connect()
  }

  get allSaved(): boolean {
    return this.unsaved.length === 0
  }

  write(): void {
    const token = `${this.name}-${this.written}`
    const id = `${this.name}-${Math.floor(this.written / tokensPerIdea)}` as IdeaId
    // Noted before it is sent: sending happens inside the transaction.
    this.unsaved.push({ token, frame: this.frames + 1 })
    if (this.written++ % tokensPerIdea === 0) writeIdea(this.doc, { id, text: `${token};`, at: 1 }, 'tablet')
    else {
      const text = ideasOf(this.doc).get(id)!.get('text') as Y.Text
      text.insert(text.length, `${token};`)
    }
  }

  end(): void {
    this.ended = true
    this.ws?.terminate()
  }

  private connect(): void {
    const ws = new WebSocket(this.url)
    this.ws = ws
    this.greeted = false
    this.frames = 0
    ws.binaryType = 'nodebuffer'
    ws.on('open', () => ws.send(writeSync(SyncStep.step1, Y.encodeStateVector(this.doc))))
    ws.on('message', (data: Buffer) => this.hear(data))
    ws.on('error', () => ws.terminate())
    ws.on('close', (code, reason) => {
      this.greeted = false
      if (code >= 4400 && code < 4500) this.refusal = reason.toString()
      else if (!this.ended) setTimeout(() => !this.ended && this.connect(), comeBackMs * (0.5 + Math.random()))
    })
  }

  private sendCounted(step: number, update: Uint8Array): void {
    this.frames++
    if (this.ws?.readyState === WebSocket.OPEN) this.ws.send(writeSync(step, update))
  }

  private hear(data: Buffer): void {
    const d = decoding.createDecoder(data)
    const type = decoding.readVarUint(d)
    if (type === Frame.hello) this.doc.clientID = readHello(d).clientId
    else if (type === Frame.ack) this.save(readAck(d).upTo)
    else if (type === Frame.sync) {
      const step = decoding.readVarUint(d)
      const payload = decoding.readVarUint8Array(d)
      if (step !== SyncStep.step1) return Y.applyUpdate(this.doc, payload, 'server')
      this.sendCounted(SyncStep.step2, Y.encodeStateAsUpdate(this.doc, payload))
      // All that was written before this answer is in it, or was stored already.
      for (const waiting of this.unsaved) waiting.frame = 1
      this.greeted = true
    }
  }

  private save(upTo: number): void {
    for (const { token, frame } of this.unsaved) if (frame <= upTo) this.saved.add(token)
    this.unsaved = this.unsaved.filter(({ frame }) => frame > upTo)
  }
}

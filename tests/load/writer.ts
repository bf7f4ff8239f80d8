/** A participant who types: real Yjs updates, made before the clock runs, so that a gate accepts them and the load costs nothing to send. */
import * as Y from 'yjs'
import { ideasOf } from '#shared/idea/idea.ts'

const words = ['น้ำท่วม', 'คลองระบายน้ำ', 'ขยะ', 'ฝุ่นละออง', 'รถเมล์', 'ทางเท้า', 'ชุมชน', 'งบประมาณ', 'เขตเมือง', 'ต้นไม้', 'อุโมงค์', 'เครื่องสูบน้ำ']
/** Typing steps after which the writer begins a new idea. */
const stepsPerIdea = 12

export interface Edit {
  update: Uint8Array
  /** The writer's clock after this edit: whoever has seen it has seen the edit. */
  clock: number
}

export class Writer {
  readonly clientId: number
  readonly #doc = new Y.Doc()
  readonly #name: string
  #ready: Edit[] = []
  #taken = 0
  #steps = 0

  constructor(clientId: number, name: string) {
    this.clientId = clientId
    this.#name = name
    this.#doc.clientID = clientId
    this.#doc.on('update', (update: Uint8Array) => this.#ready.push({ update, clock: Y.getState(this.#doc.store, clientId) }))
  }

  /** Makes edits until `count` are ready: a new idea now and then, a few Thai words typed into it in between. */
  makeReady(count: number): void {
    this.#ready = this.#ready.slice(this.#taken)
    this.#taken = 0
    while (this.#ready.length < count) {
      const idea = Math.floor(this.#steps / stepsPerIdea)
      if (this.#steps % stepsPerIdea === 0) this.#begin(idea)
      else this.#type(idea)
      this.#steps++
    }
  }

  /** The next edit. Each must be sent: a left-out one is a gap for all that follow. */
  next(): Edit {
    if (this.#taken === this.#ready.length) this.makeReady(10)
    return this.#ready[this.#taken++]!
  }

  #word(): string {
    return words[(this.clientId + this.#steps * 7) % words.length]!
  }

  #begin(idea: number): void {
    this.#doc.transact(() => {
      const map = new Y.Map<unknown>()
      map.set('text', new Y.Text(this.#word()))
      map.set('at', 1_790_000_000_000 + this.#steps)
      ideasOf(this.#doc).set(`${this.#name}-${idea}`, map)
    })
  }

  #type(idea: number): void {
    const text = ideasOf(this.#doc).get(`${this.#name}-${idea}`)?.get('text') as Y.Text
    text.insert(text.length, this.#word())
  }
}

/**
 * One connection to Redis, kept alive. A question is answered, or refused with store/away: at once while the line is
 * down, and after `answerMs` of silence when Redis hangs, in which case the line is dropped and made anew. After each
 * connect the line is greeted (settings checked, LOADING waited for) before anybody may ask.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, ErrorReply, RESP_TYPES } from 'redis'
import { Refusal } from '#shared/refusal.ts'
import { StoreUnusable } from '../unusable.ts'
import type { Script } from './scripts.ts'

export type Words = readonly (string | Buffer)[]
export type Ask = (words: Words) => Promise<unknown>

/** Made once and copied: each `createClient` builds a class of several hundred methods anew. */
const pattern = createClient({
  RESP: 2,
  disableOfflineQueue: true,
  disableClientInfo: true,
  maintNotifications: 'disabled',
  // No timeout for each command: it costs a timer and a signal each. The line watches over all of them.
  commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer }, timeout: undefined },
})

interface LineConfig {
  url: string
  greet: (ask: Ask) => Promise<void>
  answerMs?: number
  /** Hears once why a line that stood before may not be used any more. */
  tell?: ((words: string) => void) | undefined
}

export class Line {
  readonly #url: string
  readonly #greet: (ask: Ask) => Promise<void>
  readonly #answerMs: number
  readonly #tell: LineConfig['tell']
  readonly #watch: NodeJS.Timeout
  readonly #onReady = new Set<() => void>()
  readonly #living: Promise<void>
  #client = pattern
  #hangUp: (error: Error) => void = () => undefined
  #outstanding = 0
  #heardAt = 0
  #lookedAt = performance.now()
  #ready = false
  /** Whether somebody knows why it may not be used; whoever starts the process is told by its start. */
  #told = true
  #closed = false
  /** Why the line is down. */
  trouble: unknown
  /** Whether there ever was a connection. */
  reached = false

  constructor({ url, greet, answerMs = 2000, tell }: LineConfig) {
    this.#url = url
    this.#tell = tell
    this.#greet = greet
    this.#answerMs = answerMs
    this.#watch = setInterval(() => this.#look(), 250).unref()
    this.#living = this.#live()
  }

  get ready(): boolean {
    return this.#ready
  }

  /** Calls back each time the line is up (again), until stopped. */
  onReady(up: () => void): () => void {
    this.#onReady.add(up)
    return () => void this.#onReady.delete(up)
  }

  /** @throws Refusal store/away, store/full */
  ask(words: Words): Promise<unknown> {
    return this.#ready ? this.#send(words) : Promise.reject(new Refusal('store/away'))
  }

  /** Runs a script; one that Redis does not know (any more) is sent whole. `next` is sent in the same turn, after it. @throws Refusal store/away, store/full */
  async run({ sha, text }: Script, keys: readonly string[], args: Words, next?: Words): Promise<unknown> {
    const both = async (words: Words): Promise<unknown> => (await Promise.all([this.ask(words), next && this.ask(next)]))[0]
    try {
      return await both(['EVALSHA', sha, String(keys.length), ...keys, ...args])
    } catch (error) {
      if (!(error instanceof ErrorReply) || !error.message.startsWith('NOSCRIPT')) throw error
      // What was to come after the script has come before it: it comes once more.
      return both(['EVAL', text, String(keys.length), ...keys, ...args])
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#watch)
    this.#hangUp(new Error('closed'))
    await this.#living
  }

  async #live(): Promise<void> {
    while (!this.#closed) {
      const lost = new Promise<never>((_, reject) => (this.#hangUp = reject))
      const client = (this.#client = pattern.duplicate({
        url: this.#url,
        socket: { reconnectStrategy: false, connectTimeout: this.#answerMs },
      }))
      client.on('error', this.#hangUp)
      try {
        await Promise.race([lost, client.connect(), late(this.#answerMs * 2)])
        this.reached = true
        await Promise.race([lost, this.#greet((words) => this.#send(words))])
        this.#ready = true
        this.#told = false
        for (const up of this.#onReady) up()
        await lost
      } catch (error) {
        this.trouble = error
        if (error instanceof StoreUnusable) this.#tellOnce(error)
      }
      this.#ready = false
      if (client.isOpen) client.destroy()
      if (!this.#closed) await pause(50 + Math.random() * 150)
    }
  }

  #tellOnce({ message }: StoreUnusable): void {
    if (!this.#told) this.#tell?.(message)
    this.#told = true
  }

  async #send(words: Words): Promise<unknown> {
    if (this.#outstanding++ === 0) this.#heardAt = performance.now()
    try {
      return await this.#client.sendCommand(words as (string | Buffer)[])
    } catch (error) {
      throw refusalOf(error)
    } finally {
      this.#outstanding--
      this.#heardAt = performance.now()
    }
  }

  #look(): void {
    const now = performance.now()
    // When this process itself was held up, the answers may be waiting to be read.
    if (now - this.#lookedAt > 750) this.#heardAt = now
    this.#lookedAt = now
    if (this.#outstanding > 0 && now - this.#heardAt > this.#answerMs) this.#hangUp(new Error(`no answer for ${this.#answerMs} ms`))
  }
}

const late = async (ms: number): Promise<never> => {
  await pause(ms, undefined, { ref: false })
  throw new Error(`no connection within ${ms} ms`)
}

/** Redis' own words for "not now" and "no room". What else it answers is a mistake of ours and stays as it is. */
const refusalOf = (error: unknown): unknown => {
  if (!(error instanceof ErrorReply)) return error instanceof Refusal ? error : new Refusal('store/away')
  const [word = ''] = error.message.split(' ')
  if (word === 'OOM' || word === 'MISCONF') return new Refusal('store/full')
  return ['LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'READONLY', 'BUSY', 'NOREPLICAS', 'TRYAGAIN'].includes(word)
    ? new Refusal('store/away')
    : error
}

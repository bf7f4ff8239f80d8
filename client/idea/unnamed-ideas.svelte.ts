/**
 * Own ideas without a name, in one run of one board: kept on this device with their keys, sent to the server, and known from
 * all others on the board by nobody else. Without network they wait here; what the server does not take goes to `refused`.
 *
 *   waiting → sent → (reworded, withdrawn) → forgotten when the run is over; what never arrived is then parked (unsent.ts)
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- each is made anew and read as it was made */
import { digest } from 'lib0/hash/sha256'
import { toHexString } from 'lib0/buffer'
import { newId, type BoardId, type IdeaId } from '#shared/id.ts'
import { cleanText } from '#shared/idea/edit.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { unnamedId } from '#shared/idea/unnamed-id.ts'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import type { ask } from '../net/call.ts'
import type { Notebook } from '../net/notebook.ts'
import { isPassing } from '../net/refused.ts'
import type { UnnamedIdea, UnnamedPlace } from './unsent.ts'

export interface UnnamedWorld {
  notebook: Notebook<UnnamedIdea[]>
  ask: typeof ask
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown
  now: () => number
  /** A text that the server did not take. */
  refused(text: string, zone: string | undefined, code: RefusalCode): void
}

const keyCharacters = 43
const hashOf = (key: string): string => toHexString(digest(new TextEncoder().encode(key)))
const againAfterMs = [1_000, 2_000, 4_000, 8_000]

export class UnnamedIdeas {
  #all = $state.raw<readonly UnnamedIdea[]>([])
  readonly #path: string
  readonly #run: string
  readonly #world: UnnamedWorld
  #sending = false
  #tries = 0
  #again: ReturnType<typeof setTimeout> | undefined
  #closed = false
  readonly #byId = $derived(new Map(this.#all.map((own) => [own.id, own])))
  /** Something waits for the server. */
  readonly waiting = $derived(this.#all.some(({ due }) => due !== undefined))
  /** Written here and not on the board yet, as ideas of the board. */
  readonly ahead: ReadonlyMap<IdeaId, Idea> = $derived(
    new Map(this.#all.filter(({ due }) => due === 'write').map(({ id, text, zone, at }) => [id, { id, text, at, ...(zone && { zone }) }])),
  )

  constructor(boardId: BoardId, run: string, world: UnnamedWorld) {
    this.#path = `/api/boards/${boardId}/unnamed-ideas`
    this.#run = run
    this.#world = world
    this.#all = world.notebook.read().filter(({ run: of }) => of === run)
    void this.#send()
  }

  has(id: IdeaId): boolean {
    return this.#byId.has(id)
  }
  /** As it was last written here: the board may not show it yet. */
  textOf(id: IdeaId): string | undefined {
    return this.#byId.get(id)?.text
  }

  /** @throws Refusal idea/empty, idea/too-long */
  write(text: string, place: UnnamedPlace): IdeaId {
    const key = newId<'key'>(this.#world.random, keyCharacters)
    const id = unnamedId(hashOf(key))
    const { zone, from } = place
    const own: UnnamedIdea = { id, run: this.#run, key, text: cleanText(text), at: this.#world.now(), due: 'write' }
    this.#keep([...this.#all, { ...own, ...(zone && { zone }), ...(from && { from }) }])
    void this.#send()
    return id
  }
  /** @throws Refusal idea/empty, idea/too-long */
  reword(id: IdeaId, raw: string): void {
    const text = cleanText(raw)
    this.#change(id, (own) => (own.text === text ? own : { ...own, text, due: own.due ?? 'reword' }))
  }
  /** Answers what it was, so that it can be written again. */
  withdraw(id: IdeaId): { text: string; place: UnnamedPlace } | undefined {
    const own = this.#byId.get(id)
    if (!own) return undefined
    this.#change(id, () => ({ ...own, due: 'withdraw' }))
    const { text, zone, from } = own
    return { text, place: { ...(zone && { zone }), ...(from && { from }) } }
  }
  close(): void {
    this.#closed = true
    clearTimeout(this.#again)
  }

  #change(id: IdeaId, edit: (own: UnnamedIdea) => UnnamedIdea): void {
    this.#keep(this.#all.map((own) => (own.id === id ? edit(own) : own)))
    void this.#send()
  }
  #keep(all: readonly UnnamedIdea[]): void {
    // What was on its way when the run was over is told by nobody here any more: it was parked, or is asked for again.
    if (this.#closed) return
    this.#all = all
    this.#world.notebook.write([...all])
  }

  /** One at a time, in order of writing. */
  async #send(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    for (let own = this.#next(); own && !this.#closed; own = this.#next()) {
      try {
        await this.#tell(own)
        this.#tries = 0
      } catch (error) {
        if (isPassing(error)) {
          this.#again = setTimeout(() => void this.#send(), againAfterMs[Math.min(this.#tries++, againAfterMs.length - 1)])
          break
        }
        if (!(error instanceof Refusal)) throw error
        this.#drop(own, error.code)
      }
    }
    this.#sending = false
  }
  #next(): UnnamedIdea | undefined {
    return this.#all.find(({ due }) => due !== undefined)
  }
  async #tell(own: UnnamedIdea): Promise<void> {
    const { key, text, zone, from, due } = own
    if (due === 'write') {
      const body = { text, keyHash: hashOf(key), ...(zone && { zone }), ...(from && { from }) }
      await this.#world.ask(this.#path, { method: 'POST', body })
      return this.#told(own)
    }
    const path = `${this.#path}/${own.id}`
    if (due === 'withdraw') {
      await this.#world.ask(path, { method: 'DELETE', body: { key } })
      return this.#keep(this.#all.filter((one) => one.key !== key))
    }
    await this.#world.ask(path, { method: 'PATCH', body: { key, text } })
    this.#told(own)
  }
  /** What was changed while the question was on its way is still due. */
  #told(told: UnnamedIdea): void {
    this.#keep(
      this.#all.map((now) => {
        if (now.key !== told.key) return now
        const { due, ...rest } = now
        if (due === 'withdraw') return { ...rest, due }
        return now.text === told.text ? rest : { ...rest, due: 'reword' as const }
      }),
    )
  }
  #drop(own: UnnamedIdea, code: RefusalCode): void {
    if (own.due !== 'withdraw' && !this.#closed) this.#world.refused(own.text, own.zone, code)
    // What stands on the board stays one's own; what never came there is parked.
    const stands = own.due !== 'write' && code !== 'idea/not-found'
    this.#keep(this.#all.flatMap((one) => (one.key !== own.key ? [one] : stands ? [settled(one)] : [])))
  }
}

const settled = ({ due: _due, ...own }: UnnamedIdea): UnnamedIdea => own

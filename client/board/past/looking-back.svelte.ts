/** One board's past: its versions, the one looked at, and the time-lapse. */
/* eslint-disable svelte/prefer-svelte-reactivity -- what was read once is no state of the screen */
import { compareIdeas, type Compared } from '#shared/board/compare.ts'
import type { PastBoard, VersionList, Withdrawn } from '#shared/board/version.ts'
import type { BoardId } from '#shared/id.ts'
import * as api from '../../net/past.ts'
import { boardAt, momentsOf } from './replay.ts'

/** A time-lapse of so many moments at this pace takes half a minute at most. */
const mostMoments = 120
const momentMs = 250

export class LookingBack {
  versions = $state.raw<VersionList>([])
  withdrawn = $state.raw<Withdrawn>([])
  present = $state.raw<PastBoard>()
  /** Index into the versions; their number = the board as it stands now. */
  index = $state(0)
  shown = $state.raw<PastBoard>()
  comparing = $state(false)
  /** The moment of the time-lapse that is shown, epoch ms; undefined while none runs. */
  moment = $state<number>()
  readonly chosen = $derived(this.versions[this.index])
  readonly cards = $derived.by((): Compared[] => {
    if (!this.shown) return []
    if (this.comparing && this.chosen && this.present) return compareIdeas(this.shown.ideas, this.present.ideas)
    return this.shown.ideas.map((idea) => ({ idea, change: 'same' }))
  })
  readonly #boardId: BoardId
  readonly #leads: boolean
  readonly #looked = new Map<string, Promise<PastBoard>>()
  #player: ReturnType<typeof setInterval> | undefined

  constructor(boardId: BoardId, leads: boolean) {
    this.#boardId = boardId
    this.#leads = leads
  }

  /** Reads everything anew and shows the newest. @throws Refused, Unreachable */
  async read(): Promise<void> {
    this.stop()
    const [versions, present, withdrawn] = await Promise.all([
      api.versions(this.#boardId),
      api.lookAt(this.#boardId, 'now'),
      this.#leads ? api.withdrawn(this.#boardId) : [],
    ])
    this.versions = versions
    this.present = present
    this.withdrawn = withdrawn
    this.index = versions.length
    this.shown = present
  }

  /** @throws Refused, Unreachable */
  async look(index: number): Promise<void> {
    this.stop()
    this.index = index
    const version = this.versions[index]
    const shown = version ? await this.#past(version.id) : this.present
    // Another may have been chosen while this one was on its way.
    if (this.index === index) this.shown = shown
  }

  /** @throws Refused, Unreachable */
  async play(): Promise<void> {
    this.comparing = false
    const present = this.present!
    const pasts = await Promise.all(this.versions.map(async ({ id, at }) => ({ at, ideas: (await this.#past(id)).ideas })))
    const kept = [...pasts, { at: Infinity, ideas: present.ideas }]
    const moments = momentsOf(kept, mostMoments).filter(Number.isFinite)
    let next = 0
    const step = () => {
      const at = moments[next++]
      if (at === undefined) return void this.look(this.versions.length)
      this.moment = at
      this.shown = { zones: present.zones, ideas: [...boardAt(kept, at)] }
    }
    this.stop()
    this.#player = setInterval(step, momentMs)
    step()
  }

  stop(): void {
    clearInterval(this.#player)
    this.#player = undefined
    this.moment = undefined
  }

  /** A version never changes: it is read once. */
  #past(id: string): Promise<PastBoard> {
    const known = this.#looked.get(id) ?? api.lookAt(this.#boardId, id)
    this.#looked.set(id, known)
    known.catch(() => this.#looked.delete(id))
    return known
  }
}

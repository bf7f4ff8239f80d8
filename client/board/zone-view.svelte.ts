/** Which zones a tablet shows, and which one is looked at and written into. A phase that is about some shows these. */
import { zoneOf } from '#shared/board/document.ts'
import type { BoardId, IdeaId } from '#shared/id.ts'
import type { RoomNow } from '../activity/room-now.svelte.ts'
import { recall, remember } from '../ui/memory.ts'
import type { BoardLens } from './lens.ts'
import type { Outline } from './outline.svelte.ts'
import type { Permits } from './permits.svelte.ts'

export class ZoneView {
  readonly #board: BoardLens
  readonly #outline: Outline
  readonly #permits: Permits
  readonly #room: () => RoomNow | undefined
  readonly #kept: string
  #chosen = $state<string>()
  /** The others are shown as well. */
  #every = $state(false)

  /** The zones that the phase is about; undefined: all. Who visits a table reads all that was said there. */
  readonly focus = $derived.by(() => {
    const phase = this.#room()?.phase
    const zones = this.#board.role === 'participant' && !phase?.rotates ? phase?.zones : undefined
    const some = zones && this.#board.zones.filter(({ id }) => zones.includes(id))
    return some && some.length > 0 && some.length < this.#board.zones.length ? some.map(({ id }) => id) : undefined
  })
  readonly #narrowed = $derived(this.#every ? undefined : this.focus)
  readonly lists = $derived.by(() => {
    const { zones } = this.#outline
    return this.#narrowed ? zones.filter(({ zone }) => this.#narrowed!.includes(zone.id)) : zones
  })
  readonly zone = $derived((this.lists.find(({ zone }) => zone.id === this.#chosen) ?? this.lists[0]!).zone.id)
  /** Ideas that are shown, and how many of them are own. */
  readonly counts = $derived.by(() => {
    if (!this.#narrowed) return { all: this.#board.ideas.size, mine: this.#outline.mineCount }
    const sum = (what: 'count' | 'mine') => this.lists.reduce((all, list) => all + list[what], 0)
    return { all: sum('count'), mine: sum('mine') }
  })
  /** How many zones the phase is not about, and whether they are shown too. */
  readonly others = $derived.by(() => this.focus && { every: this.#every, count: this.#board.zones.length - this.focus.length })

  constructor(board: BoardLens, boardId: BoardId, outline: Outline, permits: Permits, room: () => RoomNow | undefined) {
    this.#board = board
    this.#outline = outline
    this.#permits = permits
    this.#room = room
    this.#kept = `zone:${boardId}`
    this.#chosen = recall(this.#kept)
  }

  choose(zone: string): void {
    this.#chosen = zone
    remember(this.#kept, zone)
  }
  turnOthers(): void {
    this.#every = !this.#every
  }
  /** A phase that is written in some zones alone begins in the first of them. */
  begin(): void {
    this.#every = false
    const first = this.#board.zones.find(({ id }) => this.#room()?.zones?.includes(id))
    if (first && !this.#permits.isOpen(this.zone)) this.#chosen = first.id
  }
  /** Brings an idea's zone onto the screen. */
  show(id: IdeaId): void {
    const idea = this.#board.ideas.get(id)
    if (!idea) return
    this.#outline.mineOnly = false
    this.#chosen = zoneOf(idea, this.#board.zones).id
    if (this.focus?.includes(this.#chosen) === false) this.#every = true
  }
}

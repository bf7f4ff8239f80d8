/** The board as a list: each zone with its ideas, own ones first, then the newest first. */
import type { Idea } from '#shared/idea/idea.ts'
import { byWriting } from '#shared/idea/idea.ts'
import { zoneOf } from '#shared/board/document.ts'
import { topOf } from '#shared/idea/stack.ts'
import type { Zone } from '#shared/board/template.ts'
import type { BoardLens } from './lens.ts'

export interface ZoneList {
  readonly zone: Zone
  readonly ideas: readonly Idea[]
  /** How many there are in all, whatever is shown. */
  readonly count: number
  /** How many of them are own. */
  readonly mine: number
}

export class Outline {
  /** Shows own ideas alone. */
  mineOnly = $state(false)
  #board: BoardLens
  readonly zones: readonly ZoneList[] = $derived.by(() => this.#arrange())
  readonly mineCount: number = $derived(this.zones.reduce((sum, { mine }) => sum + mine, 0))

  constructor(board: BoardLens) {
    this.#board = board
  }

  isMine(idea: Idea): boolean {
    return (idea.by !== undefined && idea.by === this.#board.seatId) || this.#board.aside(idea.id) !== undefined
  }

  /** Own ideas that were written at or after `at`, epoch ms, server. */
  writtenSince(at: number): number {
    let count = 0
    if (Number.isFinite(at)) for (const idea of this.#board.ideas.values()) if (this.isMine(idea) && (idea.at ?? 0) >= at) count += 1
    return count
  }

  #arrange(): ZoneList[] {
    const { ideas, zones } = this.#board
    const lists = Object.fromEntries(zones.map(({ id }) => [id, { mine: [] as Idea[], others: [] as Idea[] }]))
    // What lies in a stack is shown under the idea on top of it, which lies in its own zone.
    for (const idea of ideas.values())
      if (!idea.stack || !topOf(idea, ideas)) lists[zoneOf(idea, zones).id]![this.isMine(idea) ? 'mine' : 'others'].push(idea)
    return zones.map((zone) => {
      const { mine, others } = lists[zone.id]!
      mine.sort(newestFirst)
      return {
        zone,
        mine: mine.length,
        count: mine.length + others.length,
        ideas: this.mineOnly ? mine : [...mine, ...others.sort(newestFirst)],
      }
    })
  }
}

const newestFirst = (a: Idea, b: Idea) => byWriting(b, a)

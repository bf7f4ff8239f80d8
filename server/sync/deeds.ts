/** One update before the gate: who sends it, as what, and what it was found to do. */
import * as Y from 'yjs'
import { isId, type SeatId } from '#shared/id.ts'
import type { BoardAct, Standing } from '#shared/role.ts'
import { Claims } from './claims.ts'
import { refuse } from './places.ts'
import type { Owner, RoomIndex } from './room-index.ts'

/** What one update does: to which ideas, and how much text. */
export interface Deeds {
  readonly acts: Map<string, Set<BoardAct>>
  readonly created: Set<string>
  /** Entries first seen here, also those that were withdrawn before they were sent: their owner is kept. */
  readonly seen: Set<string>
  /** Ideas taken away as a whole: what else is done to them goes with them. */
  readonly taken: Set<string>
  readonly growth: Map<object, number>
  readonly dated: Set<string>
  /** Zones that it puts ideas in; undefined = it takes the zone away. */
  readonly zones: Map<string, Set<string | undefined>>
  /** Ideas from which it takes what is their author's alone. */
  readonly authored: Set<string>
  /** Comments that it writes. */
  readonly comments: Set<string>
  /** It locks an idea; one that is written anew may not be born locked either. */
  locking: boolean
  novel: boolean
}

const noDeeds = (): Deeds => ({
  acts: new Map(),
  created: new Set(),
  seen: new Set(),
  taken: new Set(),
  growth: new Map(),
  dated: new Set(),
  zones: new Map(),
  authored: new Set(),
  comments: new Set(),
  locking: false,
  novel: false,
})

export class Case {
  readonly doc: Y.Doc
  readonly index: RoomIndex
  readonly seat: SeatId
  readonly standing: Standing
  readonly ideas: Y.Map<unknown>
  readonly leads: boolean
  readonly deeds: Deeds = noDeeds()
  /** Whose client ids it is written under. */
  readonly claims: Claims

  constructor(doc: Y.Doc, index: RoomIndex, seat: SeatId, standing: Standing) {
    this.doc = doc
    this.index = index
    this.seat = seat
    this.standing = standing
    this.claims = new Claims(index, seat)
    this.ideas = doc.getMap('ideas')
    this.leads = standing.role === 'facilitator' || standing.role === 'organizer'
  }

  /** Who an idea belongs to: what the server wrote is its author's whom it names. */
  ownerOf(ideaId: string): Owner | undefined {
    const owner = this.index.ideas.get(ideaId)
    if (owner !== 'server') return owner
    const by = this.fieldOf(ideaId, 'by')
    return isId(by) ? (by as SeatId) : owner
  }
  fieldOf(ideaId: string, key: string): unknown {
    const idea = this.ideas.get(ideaId)
    return idea instanceof Y.Map ? idea.get(key) : undefined
  }

  /** @throws Misplaced idea/not-yours */
  asAuthor(ideaId: string): void {
    const owner = this.ownerOf(ideaId)
    if (owner !== undefined && owner !== this.seat && !this.leads) refuse('idea/not-yours')
  }
}

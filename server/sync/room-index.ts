/**
 * What a room's document does not tell: which seat owns which Yjs client ids and which ideas. Ownership is kept by
 * idea, not by who wrote its structs: a facilitator's undo writes them anew and must not steal the idea.
 * Stored beside every snapshot.
 */
import { isId, type SeatId } from '#shared/id.ts'
import { decodeUpdate, type DecodedUpdate } from './decode.ts'

export type Owner = SeatId | 'server'

interface Stored {
  v: 1
  owners: Owner[]
  clients: [client: number, owner: number][]
  ideas: [idea: string, owner: number][]
}

/** What an accepted update teaches the index once it is integrated. */
export interface Lesson {
  clients: readonly number[]
  ideas: readonly string[]
}

export class RoomIndex {
  readonly ideas = new Map<string, Owner>()
  private readonly owned = new Map<number, Owner>()
  private readonly counts = new Map<Owner, number>()

  get clients(): ReadonlyMap<number, Owner> {
    return this.owned
  }

  /** How many client ids are somebody's. */
  clientsOf(owner: Owner): number {
    return this.counts.get(owner) ?? 0
  }

  private own(client: number, owner: Owner): void {
    if (this.owned.has(client)) return
    this.owned.set(client, owner)
    this.counts.set(owner, this.clientsOf(owner) + 1)
  }

  /** Registers what an accepted update brought; the first owner stays. */
  learn(lesson: Lesson, owner: Owner): void {
    for (const client of lesson.clients) this.own(client, owner)
    for (const idea of lesson.ideas) if (!this.ideas.has(idea)) this.ideas.set(idea, owner)
  }

  /** Reads the lesson out of a trusted update (a log entry, the server's own hand) and learns it. */
  learnUpdate(update: Uint8Array, owner: Owner): void {
    const { structs } = decodeUpdate(update)
    const ideas = new Map<string, string>()
    for (const list of structs.values())
      for (const struct of list)
        if (struct.kind === 'item' && struct.parent === 'ideas' && struct.parentSub !== undefined)
          ideas.set(`${struct.client}:${struct.clock}`, struct.parentSub)
    if (owner === 'server') this.learnAuthors(structs, ideas)
    this.learn({ clients: [...structs.keys()], ideas: [...ideas.values()] }, owner)
  }

  /** What the server writes in somebody's name is theirs: drafts that were brought onto the board. */
  private learnAuthors(structs: DecodedUpdate['structs'], ideas: ReadonlyMap<string, string>): void {
    for (const list of structs.values())
      for (const struct of list) {
        if (struct.kind !== 'item' || struct.parentSub !== 'by' || typeof struct.parent !== 'object' || struct.content.kind !== 'any')
          continue
        const idea = ideas.get(`${struct.parent.client}:${struct.parent.clock}`)
        const by = struct.content.values.at(-1)
        if (idea !== undefined && isId(by) && !this.ideas.has(idea)) this.ideas.set(idea, by as SeatId)
      }
  }

  encode(): Uint8Array<ArrayBuffer> {
    const owners = [...new Set([...this.clients.values(), ...this.ideas.values()])].sort()
    const number = new Map(owners.map((owner, i) => [owner, i]))
    const stored: Stored = {
      v: 1,
      owners,
      clients: [...this.clients].map(([client, owner]): [number, number] => [client, number.get(owner)!]).sort((a, b) => a[0] - b[0]),
      ideas: [...this.ideas].map(([idea, owner]): [string, number] => [idea, number.get(owner)!]).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    }
    return new TextEncoder().encode(JSON.stringify(stored))
  }

  /** @throws SyntaxError or TypeError when the bytes are no index */
  static decode(bytes: Uint8Array): RoomIndex {
    const stored = JSON.parse(new TextDecoder().decode(bytes)) as Stored
    const index = new RoomIndex()
    const owner = (i: number): Owner => {
      const found = stored.owners[i]
      if (typeof found !== 'string') throw new TypeError('index names an owner that it lacks')
      return found
    }
    for (const [client, i] of stored.clients) index.own(client, owner(i))
    for (const [idea, i] of stored.ideas) index.ideas.set(idea, owner(i))
    return index
  }
}

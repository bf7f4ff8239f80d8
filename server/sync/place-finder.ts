/**
 * Where each new struct of an update belongs in its room: walked from its parent or its neighbours to a root, in the document
 * or in the update itself. Which places there are says the room's plan; anything else is refused.
 */
import * as Y from 'yjs'
import type { RefusalCode } from '#shared/refusal.ts'
import type { DecodedUpdate, Struct, StructId } from './decode.ts'
import { isBefore, storedAt } from './order.ts'
import { Strides } from './strides.ts'

export class Misplaced extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** A place as the finder sees it. `holder` is the same object for structs with the same parent; `gone`: inside something deleted and forgotten. */
interface AnyPlace {
  readonly level: string
  readonly key: string
  readonly holder: object | undefined
}
/** Which places a kind of room has. Each verb may refuse. @throws Misplaced */
export interface Plan<Place extends AnyPlace> {
  readonly gone: Place
  /** Of an entry of a root. */
  root(name: string, key: string): Place
  /** Of what stands inside the map or text `holder` whose own place is `above`; `key` only inside a map. */
  below(above: Place, holder: object, isText: boolean, key: string | undefined): Place
  /** Of what the document has. */
  stored(item: Y.Item | Y.GC): Place
}

/** The left and the right neighbour that a stretch of text was written between. */
export type Neighbours = readonly [left: StructId, right: StructId]

/** Of an update, over all its structs: others did not write so much meanwhile. */
const mostSteps = 250_000

type Visit<Place> = (struct: Struct, place: Place) => void

/** Walks one update's structs in an order in which every reference is known before it is needed. */
export class PlaceFinder<Place extends AnyPlace> {
  private readonly doc: Y.Doc
  private readonly plan: Plan<Place>
  private readonly update: DecodedUpdate
  private readonly found = new Map<Struct, Place>()
  private readonly next = new Map<number, number>()
  private readonly walking = new Set<number>()
  /** Neighbours of which one comes with the update: their order shows once it is integrated. */
  readonly pairs: Neighbours[] = []
  private structs = 0
  private steps = 0
  private readonly strides: Strides

  constructor(doc: Y.Doc, update: DecodedUpdate, plan: Plan<Place>) {
    this.doc = doc
    this.plan = plan
    this.update = update
    const [list] = update.structs.values()
    this.strides = new Strides(doc, update.structs.size === 1 && list?.length === 1)
  }

  /** Structs so far, and siblings that have to be passed until each of them stands where it belongs. */
  get work(): number {
    return this.structs + this.steps
  }

  /** Calls back with each struct and its place; the update must hold nothing that the document knows. @throws Misplaced */
  each(visit: Visit<Place>): void {
    for (const client of this.update.structs.keys()) this.walk(client, Infinity, visit)
  }

  private walk(client: number, upTo: number, visit: Visit<Place>): void {
    if (this.walking.has(client)) throw new Misplaced('sync/malformed')
    this.walking.add(client)
    const list = this.update.structs.get(client) ?? []
    for (let i = this.next.get(client) ?? 0; i < list.length; i++) {
      const struct = list[i]!
      if (struct.clock > upTo) break
      const place = this.placeOf(struct, visit)
      this.found.set(struct, place)
      this.structs++
      if (struct.kind === 'item') this.steps += this.strides.take(struct, place)
      if (this.steps > mostSteps) throw new Misplaced('sync/too-large')
      visit(struct, place)
      this.next.set(client, i + 1)
    }
    this.walking.delete(client)
  }

  private placeOf(struct: Struct, visit: Visit<Place>): Place {
    if (struct.kind === 'gc') return this.plan.gone
    const { origin, rightOrigin, parent } = struct
    if (parent !== undefined) return typeof parent === 'string' ? this.inRoot(parent, struct.parentSub) : this.inItem(parent, struct, visit)
    const left = origin && this.placeAt(origin, visit)
    const right = rightOrigin && this.placeAt(rightOrigin, visit)
    // Yjs forgets an item as soon as either neighbour is forgotten.
    if (left?.level === 'gone' || right?.level === 'gone') return this.plan.gone
    if (left && right && (left.holder !== right.holder || left.key !== right.key)) throw new Misplaced('sync/malformed')
    const place = left ?? right!
    if (place.level !== 'text' && rightOrigin) throw new Misplaced('sync/malformed')
    if (origin && rightOrigin) this.inOrder(origin, rightOrigin)
    return place
  }

  private inOrder(left: StructId, right: StructId): void {
    if (!storedAt(this.doc, left) || !storedAt(this.doc, right)) this.pairs.push([left, right])
    else if (!isBefore(this.doc, left, right)) throw new Misplaced('sync/malformed')
  }

  private inRoot(name: string, key: string | undefined): Place {
    if (key === undefined) throw new Misplaced('sync/forbidden-place')
    return this.plan.root(name, key)
  }

  private inItem(parent: StructId, struct: Struct & { kind: 'item' }, visit: Visit<Place>): Place {
    const stored = storedAt(this.doc, parent)
    if (stored) {
      if (!(stored instanceof Y.Item) || stored.content instanceof Y.ContentDeleted) return this.plan.gone
      if (!(stored.content instanceof Y.ContentType)) throw new Misplaced('sync/malformed')
      return this.below(this.plan.stored(stored), stored.content.type as object, stored.content.type instanceof Y.Text, struct)
    }
    const fresh = this.inUpdate(parent, visit)
    if (fresh.kind === 'gc') return this.plan.gone
    if (fresh.content.kind === 'deleted') return this.plan.gone
    if (fresh.content.kind !== 'map' && fresh.content.kind !== 'text') throw new Misplaced('sync/malformed')
    return this.below(this.found.get(fresh)!, fresh, fresh.content.kind === 'text', struct)
  }

  /** The place of a struct whose parent is the type at `above`. */
  private below(above: Place, holder: object, isText: boolean, struct: Struct & { kind: 'item' }): Place {
    return above.level === 'gone' ? this.plan.gone : this.plan.below(above, holder, isText, struct.parentSub)
  }

  private placeAt(id: StructId, visit: Visit<Place>): Place {
    const stored = storedAt(this.doc, id)
    if (stored) return this.plan.stored(stored)
    return this.found.get(this.inUpdate(id, visit))!
  }

  /** The update's own struct at an id, walked to if it was not yet. @throws Misplaced sync/gap when nobody has it */
  private inUpdate(id: StructId, visit: Visit<Place>): Struct {
    const list = this.update.structs.get(id.client)
    const last = list?.at(-1)
    if (!list || !last || id.clock < list[0]!.clock || id.clock >= last.clock + last.length) throw new Misplaced('sync/gap')
    let low = 0
    let high = list.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (list[middle]!.clock <= id.clock) low = middle
      else high = middle - 1
    }
    const struct = list[low]!
    if (!this.found.has(struct)) this.walk(id.client, struct.clock, visit)
    if (!this.found.has(struct)) throw new Misplaced('sync/malformed')
    return struct
  }
}

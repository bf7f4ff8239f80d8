/**
 * Where each new struct of an update belongs on the board: walked from its parent or its neighbours to the idea, in the
 * document or in the update itself. A board has few places; anything else is refused.
 */
import * as Y from 'yjs'
import type { RefusalCode } from '#shared/refusal.ts'
import type { DecodedUpdate, Struct, StructId } from './decode.ts'
import { isBefore } from './order.ts'

/**
 * `ideas`: an idea's own entry · `idea`: a field of an idea · `text`: a stretch of its text · `gone`: inside something
 * that was deleted and forgotten (Yjs keeps only its length) · `comments`, `reactions`: an entry of these roots.
 * `holder` is the same object for structs with the same parent.
 */
export type Place =
  | { level: 'ideas' | 'idea' | 'text'; ideaId: string; key: string; holder: object }
  | { level: 'comments' | 'reactions'; ideaId: ''; key: string; holder: object }
  | { level: 'gone'; ideaId: ''; key: ''; holder: undefined }

const gone: Place = { level: 'gone', ideaId: '', key: '', holder: undefined }

export class Misplaced extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}
/** @throws Misplaced */
export const refuse = (code: RefusalCode): never => {
  throw new Misplaced(code)
}

type Root = Y.AbstractType<unknown>
export interface Roots {
  readonly ideas: Root
  readonly comments: Root
  readonly reactions: Root
}
/** What of a document tablets may write in. */
export const rootsOf = (doc: Y.Doc): Roots => {
  const root = (name: string): Root => doc.getMap(name) as unknown as Root
  return { ideas: root('ideas'), comments: root('comments'), reactions: root('reactions') }
}

/** The stored struct at an id; undefined when the document does not reach that far. */
const storedAt = (doc: Y.Doc, id: StructId): Y.Item | Y.GC | undefined => {
  const structs = doc.store.clients.get(id.client) as (Y.Item | Y.GC)[] | undefined
  if (!structs || id.clock >= Y.getState(doc.store, id.client)) return undefined
  return structs[Y.findIndexSS(structs, id.clock)]
}

/** @throws Misplaced sync/forbidden-place when the item is inside none of these roots */
export const placeOfStored = ({ ideas, comments, reactions }: Roots, item: Y.Item | Y.GC): Place => {
  if (!(item instanceof Y.Item)) return gone
  const parent = item.parent as Y.AbstractType<unknown> | null
  if (parent === null) return gone
  if (parent === ideas) return { level: 'ideas', ideaId: item.parentSub ?? '', key: item.parentSub ?? '', holder: ideas }
  if (parent === comments) return { level: 'comments', ideaId: '', key: item.parentSub ?? '', holder: comments }
  if (parent === reactions) return { level: 'reactions', ideaId: '', key: item.parentSub ?? '', holder: reactions }
  const holder = parent._item
  const above = holder?.parent as Y.AbstractType<unknown> | null | undefined
  if (holder && above === ideas) return { level: 'idea', ideaId: holder.parentSub ?? '', key: item.parentSub ?? '', holder: parent }
  const idea = above?._item
  if (holder && idea && idea.parent === ideas && holder.parentSub === 'text')
    return { level: 'text', ideaId: idea.parentSub ?? '', key: '', holder: parent }
  throw new Misplaced('sync/forbidden-place')
}

type Visit = (struct: Struct, place: Place) => void
/** The left and the right neighbour that a stretch of text was written between. */
export type Neighbours = readonly [left: StructId, right: StructId]

/** Walks one update's structs in an order in which every reference is known before it is needed. */
export class PlaceFinder {
  private readonly doc: Y.Doc
  private readonly roots: Roots
  private readonly update: DecodedUpdate
  private readonly found = new Map<Struct, Place>()
  private readonly next = new Map<number, number>()
  private readonly walking = new Set<number>()
  private readonly root = new Map<string, Place>()
  /** Neighbours of which one comes with the update: their order shows once it is integrated. */
  readonly pairs: Neighbours[] = []

  constructor(doc: Y.Doc, update: DecodedUpdate) {
    this.doc = doc
    this.roots = rootsOf(doc)
    this.update = update
  }

  /** Calls back with each struct and its place; the update must hold nothing that the document knows. @throws Misplaced */
  each(visit: Visit): void {
    for (const client of this.update.structs.keys()) this.walk(client, Infinity, visit)
  }

  private walk(client: number, upTo: number, visit: Visit): void {
    if (this.walking.has(client)) throw new Misplaced('sync/malformed')
    this.walking.add(client)
    const list = this.update.structs.get(client) ?? []
    for (let i = this.next.get(client) ?? 0; i < list.length; i++) {
      const struct = list[i]!
      if (struct.clock > upTo) break
      const place = this.placeOf(struct, visit)
      this.found.set(struct, place)
      visit(struct, place)
      this.next.set(client, i + 1)
    }
    this.walking.delete(client)
  }

  private placeOf(struct: Struct, visit: Visit): Place {
    if (struct.kind === 'gc') return gone
    const { origin, rightOrigin, parent } = struct
    if (parent !== undefined) return typeof parent === 'string' ? this.inRoot(parent, struct.parentSub) : this.inItem(parent, struct, visit)
    const left = origin && this.placeAt(origin, visit)
    const right = rightOrigin && this.placeAt(rightOrigin, visit)
    // Yjs forgets an item as soon as either neighbour is forgotten.
    if (left?.level === 'gone' || right?.level === 'gone') return gone
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

  private inRoot(name: string, parentSub: string | undefined): Place {
    if (parentSub === undefined) throw new Misplaced('sync/forbidden-place')
    if (name === 'comments' || name === 'reactions') return { level: name, ideaId: '', key: parentSub, holder: this.roots[name] }
    if (name !== 'ideas') throw new Misplaced('sync/forbidden-place')
    let place = this.root.get(parentSub)
    if (!place) this.root.set(parentSub, (place = { level: 'ideas', ideaId: parentSub, key: parentSub, holder: this.roots.ideas }))
    return place
  }

  private inItem(parent: StructId, struct: Struct & { kind: 'item' }, visit: Visit): Place {
    const stored = storedAt(this.doc, parent)
    if (stored) {
      if (!(stored instanceof Y.Item) || stored.content instanceof Y.ContentDeleted) return gone
      if (!(stored.content instanceof Y.ContentType)) throw new Misplaced('sync/malformed')
      return this.below(placeOfStored(this.roots, stored), stored.content.type as object, stored.content.type instanceof Y.Text, struct)
    }
    const fresh = this.inUpdate(parent, visit)
    if (fresh.kind === 'gc') return gone
    if (fresh.content.kind === 'deleted') return gone
    if (fresh.content.kind !== 'map' && fresh.content.kind !== 'text') throw new Misplaced('sync/malformed')
    return this.below(this.found.get(fresh)!, fresh, fresh.content.kind === 'text', struct)
  }

  /** The place of a struct whose parent is the type at `above`. */
  private below(above: Place, holder: object, isText: boolean, struct: Struct & { kind: 'item' }): Place {
    if (above.level === 'gone') return gone
    if (above.level === 'ideas' && !isText && struct.parentSub !== undefined)
      return { level: 'idea', ideaId: above.ideaId, key: struct.parentSub, holder }
    if (above.level === 'idea' && above.key === 'text' && isText && struct.parentSub === undefined)
      return { level: 'text', ideaId: above.ideaId, key: '', holder }
    throw new Misplaced('sync/forbidden-place')
  }

  private placeAt(id: StructId, visit: Visit): Place {
    const stored = storedAt(this.doc, id)
    if (stored) return placeOfStored(this.roots, stored)
    return this.found.get(this.inUpdate(id, visit))!
  }

  /** The update's own struct at an id, walked to if it was not yet. @throws Misplaced sync/gap when nobody has it */
  private inUpdate(id: StructId, visit: Visit): Struct {
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

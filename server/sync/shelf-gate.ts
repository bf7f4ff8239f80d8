/**
 * The gate of a shelf of themes: note takers and who leads write where an idea is filed, what is parked and why, refined wording
 * and notes, each in its exact shape; everything else there is the server's. Rules SH1-SH4.
 */
import * as Y from 'yjs'
import { isId, type SeatId } from '#shared/id.ts'
import { may, type Standing } from '#shared/role.ts'
import { maxReasonCharacters, maxRefinedCharacters, maxShelfKeys } from '#shared/theme/shelf.ts'
import { Claims } from './claims.ts'
import type { Struct } from './decode.ts'
import { eachDeleted } from './deletes.ts'
import { nothingNew, withoutKnown, type Examine } from './gate.ts'
import { Misplaced, PlaceFinder } from './place-finder.ts'
import { refuse } from './places.ts'
import type { RoomIndex } from './room-index.ts'
import { holdsTexts, shelfPlan, type ShelfKey, type ShelfPlace } from './shelf-places.ts'

export const examineShelf: Examine = (doc, index, update, seat, standing) => {
  try {
    const { update: fresh, decoded } = withoutKnown(doc, update)
    const judge = new ShelfJudge(doc, index, seat)
    const finder = new PlaceFinder(doc, decoded, shelfPlan(doc))
    finder.each((struct, place) => judge.struct(struct, place))
    eachDeleted(doc, decoded, (item, length) => judge.deleted(item, length))
    if (!judge.novel) return nothingNew
    judge.rights(standing)
    const lesson = { clients: [...judge.claims.fresh], ideas: [] }
    return { ok: true, update: fresh, lesson, dated: [], taken: [], keys: [...judge.keys.values()], pairs: finder.pairs, work: finder.work }
  } catch (error) {
    if (error instanceof Misplaced) return { ok: false, code: error.code }
    throw error
  }
}

class ShelfJudge {
  novel = false
  readonly claims: Claims
  readonly keys = new Map<string, ShelfKey>()
  private readonly doc: Y.Doc
  private readonly index: RoomIndex
  private readonly seat: SeatId
  private readonly plan: ReturnType<typeof shelfPlan>
  private readonly written = new Map<string, ShelfKey>()
  private readonly growth = new Map<object, number>()

  constructor(doc: Y.Doc, index: RoomIndex, seat: SeatId) {
    this.doc = doc
    this.index = index
    this.seat = seat
    this.plan = shelfPlan(doc)
    this.claims = new Claims(index, seat)
  }

  struct(struct: Struct, place: ShelfPlace): void {
    this.claims.claim(struct.client)
    this.novel = true
    if (struct.kind === 'gc' || place.level === 'gone') return
    if (!isId(place.key)) return refuse('idea/malformed')
    this.touch(place)
    const { content } = struct
    if (content.kind === 'deleted') return
    if (place.level === 'text') {
      if (content.kind !== 'string') return refuse('idea/malformed')
      return this.grow(place.holder, struct.length)
    }
    this.written.set(nameOf(place), place)
    if (holdsTexts(place.root)) return content.kind === 'text' ? undefined : refuse('idea/malformed')
    if (content.kind !== 'any') return refuse('idea/malformed')
    // More than one: Yjs joins overwritten values of a key, which an undo keeps, into one struct.
    for (const value of content.values) this.value(place.root, value)
  }

  private value(root: ShelfKey['root'], value: unknown): void {
    if (root === 'filed') return isId(value) ? undefined : refuse('idea/malformed')
    const { reason, by, at, ...rest } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    if (Object.keys(rest).length > 0 || typeof reason !== 'string' || !isId(by) || !Number.isFinite(at)) return refuse('idea/malformed')
    if (reason.length > maxReasonCharacters) refuse('idea/too-long')
    // Who takes back that something was brought back writes anew what another had parked.
    if (by !== this.seat && this.index.clientsOf(by as SeatId) === 0) refuse('sync/foreign-author')
  }

  deleted(item: Y.Item, length: number): void {
    const place = this.plan.stored(item)
    this.novel = true
    if (place.level === 'gone') return
    this.touch(place)
    if (place.level === 'text') this.grow(place.holder, -length)
  }

  rights(standing: Standing): void {
    if (standing.closed) refuse('board/closed')
    if (!may('file', standing, true)) refuse('seat/forbidden')
    for (const [text, by] of this.growth) {
      const before = text instanceof Y.Text ? text.length : 0
      if (by > 0 && before + by > maxRefinedCharacters) refuse('idea/too-long')
    }
    const fresh = new Map<ShelfKey['root'], number>()
    for (const { root, key } of this.written.values()) if (!this.doc.getMap(root).has(key)) fresh.set(root, (fresh.get(root) ?? 0) + 1)
    for (const [root, count] of fresh) {
      const map = this.doc.getMap(root)
      const room = maxShelfKeys[root] - count
      if (map._map.size > room && map.size > room) refuse('shelf/full')
    }
  }

  private touch(place: ShelfKey): void {
    this.keys.set(nameOf(place), { root: place.root, key: place.key })
  }
  private grow(text: object, by: number): void {
    this.growth.set(text, (this.growth.get(text) ?? 0) + by)
  }
}

const nameOf = ({ root, key }: ShelfKey): string => `${root} ${key}`

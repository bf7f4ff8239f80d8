/** Judges what one update does: first what it does to which idea, comment or reaction, then whether this seat may do that now. */
import * as Y from 'yjs'
import { readLockedZones, readZones } from '#shared/board/document.ts'
import { isId, type SeatId } from '#shared/id.ts'
import { commentsOf, isComment, isReactionSign, maxCommentCharacters, maxCommentsPerBoard, readReactionKey } from '#shared/idea/comment.ts'
import { maxIdeaCharacters, maxIdeasPerBoard } from '#shared/idea/idea.ts'
import { may, openBoard, type BoardAct, type Standing } from '#shared/role.ts'
import type { DecodedUpdate, DeletedRange, Struct } from './decode.ts'
import { authorsOwn, fieldActs, shapes } from './fields.ts'
import { placeOfStored, refuse, rootsOf, type Place, type Roots } from './places.ts'
import type { Owner, RoomIndex } from './room-index.ts'

/** What one update does: to which ideas, how much text, and whose client ids it writes under. */
interface Deeds {
  readonly acts: Map<string, Set<BoardAct>>
  readonly created: Set<string>
  /** Entries first seen here, also those that were withdrawn before they were sent: their owner is kept. */
  readonly seen: Set<string>
  /** Ideas taken away as a whole: what else is done to them goes with them. */
  readonly taken: Set<string>
  readonly growth: Map<object, number>
  readonly clients: number[]
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

export const noDeeds = (): Deeds => ({
  acts: new Map(),
  created: new Set(),
  seen: new Set(),
  taken: new Set(),
  growth: new Map(),
  clients: [],
  dated: new Set(),
  zones: new Map(),
  authored: new Set(),
  comments: new Set(),
  locking: false,
  novel: false,
})

/** All that may be done on a board: whoever may do none of it may not even say that something is forgotten. */
const anything = ['write', 'reword', 'move', 'withdraw', 'stack', 'comment', 'react'] as const

export class Judge {
  private readonly doc: Y.Doc
  private readonly index: RoomIndex
  private readonly seat: SeatId
  private readonly standing: Standing
  private readonly deeds: Deeds
  private readonly ideas: Y.Map<unknown>
  private readonly roots: Roots
  private readonly leads: boolean

  constructor(doc: Y.Doc, index: RoomIndex, seat: SeatId, standing: Standing, deeds: Deeds) {
    this.doc = doc
    this.index = index
    this.seat = seat
    this.standing = standing
    this.deeds = deeds
    this.ideas = doc.getMap('ideas')
    this.roots = rootsOf(doc)
    this.leads = standing.role === 'facilitator' || standing.role === 'organizer'
  }

  /** One new struct: whose, of what shape, doing what. */
  struct(struct: Struct, place: Place): void {
    this.own(struct.client)
    this.deeds.novel = true
    if (struct.kind === 'gc' || place.level === 'gone') return
    if (place.level === 'comments') return this.comment(struct, place.key)
    if (place.level === 'reactions') return this.reaction(struct, place.key)
    if (!isId(place.ideaId)) refuse('idea/malformed')
    const { content } = struct
    if (place.level === 'ideas') {
      if (content.kind !== 'map' && content.kind !== 'deleted') refuse('idea/malformed')
      // Writing over an entry takes the old idea away, whoever wrote it.
      if (this.index.ideas.has(place.ideaId)) this.take(place.ideaId)
      else this.deeds.seen.add(place.ideaId)
      if (content.kind === 'map') this.deeds.created.add(place.ideaId)
      this.act(place.ideaId, 'write')
    } else if (place.level === 'idea') {
      this.field(struct, place)
    } else {
      if (content.kind !== 'string' && content.kind !== 'deleted') refuse('idea/malformed')
      this.act(place.ideaId, 'reword')
      if (content.kind === 'string') this.grow(place.holder, struct.length)
    }
  }

  private field(struct: Struct & { kind: 'item' }, place: Place & { level: 'idea' | 'ideas' | 'text' }): void {
    const { content } = struct
    const act = Object.hasOwn(fieldActs, place.key) ? fieldActs[place.key] : undefined
    if (!act) return refuse('idea/malformed')
    if (content.kind === 'any' && place.key !== 'text') {
      // More than one: Yjs joins overwritten values of a field, which an undo keeps, into one struct.
      const author = this.ownerOf(place.ideaId) ?? this.seat
      for (const value of content.values) {
        if (!shapes[place.key]?.(value)) refuse('idea/malformed')
        if (place.key === 'by' && value !== author) refuse('sync/foreign-author')
        if (place.key === 'stack' && value === place.ideaId) refuse('idea/malformed')
        if (place.key === 'locked') this.deeds.locking = true
        if (place.key === 'zone') this.put(place.ideaId, value as string)
      }
      if (place.key === 'at') this.deeds.dated.add(place.ideaId)
    } else if (content.kind !== 'deleted' && !(content.kind === 'text' && place.key === 'text')) {
      refuse('idea/malformed')
    }
    if (authorsOwn.has(place.key)) this.asAuthor(place.ideaId)
    this.act(place.ideaId, act)
  }

  /** One range of deletes: only what is not deleted yet counts, and nothing that does not exist yet can be deleted. */
  deletion(range: DeletedRange, decoded: DecodedUpdate): void {
    const end = range.clock + range.length
    const state = Y.getState(this.doc.store, range.client)
    const last = decoded.structs.get(range.client)?.at(-1)
    if (end > Math.max(state, last ? last.clock + last.length : 0)) refuse('sync/gap')
    if (range.clock >= state) return
    const structs = this.doc.store.clients.get(range.client) as (Y.Item | Y.GC)[]
    for (let i = Y.findIndexSS(structs, range.clock); i < structs.length; i++) {
      const stored = structs[i]!
      if (stored.id.clock >= end) break
      if (!stored.deleted) this.deleted(stored as Y.Item, range.clock, end)
    }
  }

  private deleted(item: Y.Item, from: number, to: number): void {
    const place = placeOfStored(this.roots, item)
    this.deeds.novel = true
    if (place.level === 'gone') return
    if (place.level === 'comments') return this.uncomment(item)
    if (place.level === 'reactions') return this.react(place.key, this.leads)
    if (place.level === 'ideas') return this.take(place.ideaId)
    if (place.level === 'idea') {
      if (place.key === 'zone') this.put(place.ideaId, undefined)
      if (authorsOwn.has(place.key)) this.deeds.authored.add(place.ideaId)
      return this.act(place.ideaId, fieldActs[place.key] ?? 'withdraw')
    }
    this.act(place.ideaId, 'reword')
    this.grow(place.holder, Math.max(item.id.clock, from) - Math.min(item.id.clock + item.length, to))
  }

  /** A comment is written once and never changed. */
  private comment(struct: Struct & { kind: 'item' }, key: string): void {
    if (!isId(key)) refuse('idea/malformed')
    const { content } = struct
    const before = this.entry(this.roots.comments, key)
    // Written and taken back before it was sent; or written over, which takes away what stands there.
    if (content.kind === 'deleted') return before && !before.deleted ? this.uncomment(before) : undefined
    if (before || this.deeds.comments.has(key)) refuse('seat/forbidden')
    if (content.kind !== 'any' || content.values.length !== 1) return refuse('idea/malformed')
    const [value] = content.values
    if (!isComment(value)) return refuse('idea/malformed')
    if (value.text.length > maxCommentCharacters) refuse('comment/too-long')
    if (value.by !== this.seat) refuse('sync/foreign-author')
    this.deeds.comments.add(key)
    this.act(value.idea, 'comment')
  }

  private uncomment(item: Y.Item): void {
    const [value] = item.content.getContent() as unknown[]
    if (!isComment(value)) return refuse('sync/malformed')
    if (value.by !== this.seat && !this.leads) refuse('idea/not-yours')
    this.act(value.idea, 'comment')
  }

  private reaction(struct: Struct & { kind: 'item' }, key: string): void {
    const { content } = struct
    if (content.kind !== 'deleted' && content.kind !== 'any') return refuse('idea/malformed')
    if (content.kind === 'any' && !content.values.every(isReactionSign)) refuse('idea/malformed')
    this.react(key, false)
  }

  private react(key: string, forOthers: boolean): void {
    const of = readReactionKey(key)
    if (!of) return refuse('idea/malformed')
    if (of.seat !== this.seat && !forOthers) refuse('sync/foreign-author')
    this.act(of.idea, 'react')
  }

  /** The newest item that stands, or stood, under a key of a root. */
  private entry(root: Roots[keyof Roots], key: string): Y.Item | undefined {
    return root._map.get(key)
  }

  /** Who an idea belongs to: what the server wrote is its author's whom it names. */
  private ownerOf(ideaId: string): Owner | undefined {
    const owner = this.index.ideas.get(ideaId)
    if (owner !== 'server') return owner
    const by = this.fieldOf(ideaId, 'by')
    return isId(by) ? (by as SeatId) : owner
  }
  private fieldOf(ideaId: string, key: string): unknown {
    const idea = this.ideas.get(ideaId)
    return idea instanceof Y.Map ? idea.get(key) : undefined
  }

  private asAuthor(ideaId: string): void {
    const owner = this.ownerOf(ideaId)
    if (owner !== undefined && owner !== this.seat && !this.leads) refuse('idea/not-yours')
  }

  private put(ideaId: string, zone: string | undefined): void {
    const zones = this.deeds.zones.get(ideaId) ?? new Set()
    this.deeds.zones.set(ideaId, zones.add(zone))
  }

  /** Client ids are leased to one seat and never pass to another. */
  private own(client: number): void {
    const owner = this.index.clients.get(client)
    if (owner !== undefined && owner !== this.seat) refuse('sync/foreign-client')
    if (owner === undefined && !this.deeds.clients.includes(client)) this.deeds.clients.push(client)
  }

  private take(ideaId: string): void {
    this.deeds.taken.add(ideaId)
    this.act(ideaId, 'withdraw')
  }

  private act(ideaId: string, act: BoardAct): void {
    const acts = this.deeds.acts.get(ideaId)
    if (acts) acts.add(act)
    else this.deeds.acts.set(ideaId, new Set([act]))
  }

  private grow(text: object, by: number): void {
    this.deeds.growth.set(text, (this.deeds.growth.get(text) ?? 0) + by)
  }

  /** Holds the deeds against the standing. What is new or taken away as a whole is judged once, not by its fields. */
  rights(): void {
    const { acts, created, seen, taken, authored, growth, comments } = this.deeds
    if (this.standing.closed) refuse('board/closed')
    if (this.standing.frozen) refuse('board/frozen')
    if (this.deeds.locking && !this.leads) refuse('seat/forbidden')
    if (acts.size === 0 && !anything.some((act) => may(act, this.standing, true))) this.deny('write', true)
    for (const [ideaId, done] of acts) {
      const owner = this.ownerOf(ideaId)
      const own = owner === undefined || owner === this.seat
      const whole = created.has(ideaId) || taken.has(ideaId)
      for (const act of done) {
        if (whole && (act === 'reword' || act === 'move')) continue
        if (act === 'stack' && whole && owner !== undefined) continue
        if (act === 'lock' && taken.has(ideaId)) continue
        if (act === 'withdraw' && owner === undefined) continue
        if ((act === 'comment' || act === 'react') && owner === undefined && !seen.has(ideaId)) refuse('idea/not-found')
        if (!may(act, this.standing, own)) this.deny(act, own)
      }
    }
    for (const ideaId of authored) if (!taken.has(ideaId)) this.asAuthor(ideaId)
    if (this.standing.role === 'participant') this.locks()
    for (const [text, by] of growth) {
      const before = text instanceof Y.Text ? text.length : 0
      if (by > 0 && before + by > maxIdeaCharacters) refuse('idea/too-long')
    }
    const fresh = [...created].filter((id) => !this.index.ideas.has(id)).length
    const room = (this.standing.mostIdeas ?? maxIdeasPerBoard) - fresh
    if (fresh > 0 && this.index.ideas.size > room && this.ideas.size > room) refuse('board/full')
    if (comments.size > 0 && commentsOf(this.doc).size + comments.size > maxCommentsPerBoard) refuse('board/full')
  }

  /** Says why not: not theirs, not now, or not at all. */
  private deny(act: BoardAct, own: boolean): never {
    if (!own && may(act, this.standing, true)) refuse('idea/not-yours')
    const otherwise = this.standing.inPhase === true && may(act, { ...this.standing, rights: openBoard }, own)
    return refuse(otherwise ? 'phase/not-permitted' : 'seat/forbidden')
  }

  /** Locked ideas, locked zones, and zones that are not written in now. They bind participants only. */
  private locks(): void {
    const { acts, created, taken, zones } = this.deeds
    for (const ideaId of acts.keys()) if (this.fieldOf(ideaId, 'locked') === true) refuse('idea/locked')
    const locked = readLockedZones(this.doc)
    const open = this.standing.zones
    if (locked.length === 0 && !open) return
    const known = readZones(this.doc)
    const zoneAt = (zone: unknown): string => (known.some(({ id }) => id === zone) ? (zone as string) : known[0]!.id)
    for (const ideaId of acts.keys()) {
      const goes = taken.has(ideaId) && !created.has(ideaId)
      const put = (!goes && zones.get(ideaId)) || new Set()
      const [given] = [...put].filter((zone) => zone !== undefined)
      // A zone that is taken away with none in its place leaves the idea in the first.
      const to =
        given === undefined && (put.size > 0 || created.has(ideaId))
          ? [zoneAt(undefined)]
          : [...put].filter((zone) => zone !== undefined).map(zoneAt)
      const at = this.ideas.has(ideaId) ? [zoneAt(this.fieldOf(ideaId, 'zone'))] : []
      if ([...at, ...to].some((zone) => locked.includes(zone))) refuse('zone/locked')
      if (open && to.some((zone) => !open.includes(zone))) refuse('phase/not-permitted')
    }
  }
}

/** Finds what one update does to which idea, comment or reaction. Whether this seat may do that now is weighed afterwards (verdict.ts). */
import type * as Y from 'yjs'
import { isId } from '#shared/id.ts'
import { isComment, isReactionSign, maxCommentCharacters, readReactionKey } from '#shared/idea/comment.ts'
import type { BoardAct } from '#shared/role.ts'
import type { Struct } from './decode.ts'
import type { Case, Deeds } from './deeds.ts'
import { authorsOwn, fieldActs, shapes } from './fields.ts'
import { placeOfStored, refuse, rootsOf, type Place, type Roots } from './places.ts'

export class Judge {
  private readonly of: Case
  private readonly deeds: Deeds
  private readonly roots: Roots

  constructor(of: Case) {
    this.of = of
    this.deeds = of.deeds
    this.roots = rootsOf(of.doc)
  }

  /** One new struct: whose, of what shape, doing what. */
  struct(struct: Struct, place: Place): void {
    this.of.claims.claim(struct.client)
    this.deeds.novel = true
    if (struct.kind === 'gc' || place.level === 'gone') return
    if (place.level === 'comments') return this.comment(struct, place.key)
    if (place.level === 'reactions') return this.reaction(struct, place.key)
    if (!isId(place.ideaId)) refuse('idea/malformed')
    const { content } = struct
    if (place.level === 'ideas') {
      if (content.kind !== 'map' && content.kind !== 'deleted') refuse('idea/malformed')
      // Writing over an entry takes the old idea away, whoever wrote it.
      if (this.of.index.ideas.has(place.ideaId)) this.take(place.ideaId)
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
      const author = this.of.ownerOf(place.ideaId) ?? this.of.seat
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
    if (authorsOwn.has(place.key)) this.of.asAuthor(place.ideaId)
    this.act(place.ideaId, act)
  }

  /** What it deletes: an item, or so much of its length. */
  deleted(item: Y.Item, length: number): void {
    const place = placeOfStored(this.roots, item)
    this.deeds.novel = true
    if (place.level === 'gone') return
    if (place.level === 'comments') return this.uncomment(item)
    if (place.level === 'reactions') return this.react(place.key, this.of.leads)
    if (place.level === 'ideas') return this.take(place.ideaId)
    if (place.level === 'idea') {
      if (place.key === 'zone') this.put(place.ideaId, undefined)
      if (authorsOwn.has(place.key)) this.deeds.authored.add(place.ideaId)
      return this.act(place.ideaId, fieldActs[place.key] ?? 'withdraw')
    }
    this.act(place.ideaId, 'reword')
    this.grow(place.holder, -length)
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
    if (value.by !== this.of.seat) refuse('sync/foreign-author')
    this.deeds.comments.add(key)
    this.act(value.idea, 'comment')
  }

  private uncomment(item: Y.Item): void {
    const [value] = item.content.getContent() as unknown[]
    if (!isComment(value)) return refuse('sync/malformed')
    if (value.by !== this.of.seat && !this.of.leads) refuse('idea/not-yours')
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
    if (of.seat !== this.of.seat && !forOthers) refuse('sync/foreign-author')
    this.act(of.idea, 'react')
  }

  /** The newest item that stands, or stood, under a key of a root. */
  private entry(root: Roots[keyof Roots], key: string): Y.Item | undefined {
    return root._map.get(key)
  }

  private put(ideaId: string, zone: string | undefined): void {
    const zones = this.deeds.zones.get(ideaId) ?? new Set()
    this.deeds.zones.set(ideaId, zones.add(zone))
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
}

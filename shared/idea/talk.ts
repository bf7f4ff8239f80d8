/** What hangs on ideas, as verbs: comments, reactions, stacks, pictures, locks. Each is one transaction on the board's document. */
import type * as Y from 'yjs'
import { Refusal } from '../refusal.ts'
import type { IdeaId, SeatId } from '../id.ts'
import { isVisible } from '../thai/one-line.ts'
import { tidyText } from './edit.ts'
import {
  commentsOf,
  isComment,
  isReactionSign,
  maxCommentCharacters,
  reactionKey,
  reactionsOf,
  readReactionKey,
  type Comment,
  type CommentId,
  type ReactionSign,
} from './comment.ts'
import { ideasOf } from './idea.ts'

/** Says something about an idea. @throws idea/empty, comment/too-long */
export const writeComment = (doc: Y.Doc, id: CommentId, comment: Comment, origin: unknown): void => {
  const text = tidyText(comment.text)
  if (!isVisible(text)) throw new Refusal('idea/empty')
  if (text.length > maxCommentCharacters) throw new Refusal('comment/too-long', { limit: maxCommentCharacters })
  doc.transact(() => commentsOf(doc).set(id, { ...comment, text }), origin)
}
export const withdrawComment = (doc: Y.Doc, id: CommentId, origin: unknown): void => {
  if (commentsOf(doc).has(id)) doc.transact(() => commentsOf(doc).delete(id), origin)
}

/** One sign of one seat; undefined takes it back. */
export const react = (doc: Y.Doc, idea: IdeaId, seat: SeatId, sign: ReactionSign | undefined, origin: unknown): void => {
  const key = reactionKey(idea, seat)
  const reactions = reactionsOf(doc)
  if (reactions.get(key) === sign) return
  doc.transact(() => (sign ? reactions.set(key, sign) : reactions.delete(key)), origin)
}

const setField = (doc: Y.Doc, id: IdeaId, field: string, value: string | true | undefined, origin: unknown): void => {
  const map = ideasOf(doc).get(id)
  if (!map || map.get(field) === value) return
  doc.transact(() => (value === undefined ? map.delete(field) : map.set(field, value)), origin)
}
/** Puts an idea on the stack of another, as nearly the same; undefined takes it off. Both keep their words. */
export const stackIdea = (doc: Y.Doc, id: IdeaId, under: IdeaId | undefined, origin: unknown): void =>
  setField(doc, id, 'stack', under, origin)
/** `hash`: SHA-256 of a stored picture; undefined takes it away. */
export const attachPicture = (doc: Y.Doc, id: IdeaId, what: 'photo' | 'sketch', hash: string | undefined, origin: unknown): void =>
  setField(doc, id, what, hash, origin)
export const lockIdea = (doc: Y.Doc, id: IdeaId, locked: boolean, origin: unknown): void =>
  setField(doc, id, 'locked', locked || undefined, origin)

/** A comment as it stands under its idea. */
export interface Said extends Comment {
  readonly id: CommentId
}
/** Comments by idea, oldest first; what is no comment is left out. */
export const readComments = (doc: Y.Doc): Map<IdeaId, Said[]> => {
  const byIdea = new Map<IdeaId, Said[]>()
  for (const [id, value] of commentsOf(doc)) if (isComment(value)) put(byIdea, value.idea, { ...value, id: id as CommentId })
  for (const list of byIdea.values()) list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return byIdea
}
export interface Reactions {
  readonly counts: ReadonlyMap<ReactionSign, number>
  readonly own: ReactionSign | undefined
}
export const readReactions = (doc: Y.Doc, seat: SeatId | undefined): Map<IdeaId, Reactions> => {
  const found = new Map<IdeaId, { counts: Map<ReactionSign, number>; own: ReactionSign | undefined }>()
  for (const [key, sign] of reactionsOf(doc)) {
    const read = readReactionKey(key)
    if (!read || !isReactionSign(sign)) continue
    const idea = found.get(read.idea) ?? { counts: new Map(), own: undefined }
    idea.counts.set(sign, (idea.counts.get(sign) ?? 0) + 1)
    if (read.seat === seat) idea.own = sign
    found.set(read.idea, idea)
  }
  return found
}

const put = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

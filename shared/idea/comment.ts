/**
 * Comments and reactions on ideas, beside the ideas in a board's document. Root map `comments`: commentId → one plain value,
 * never changed; its author or who leads takes it away. Root map `reactions`: `<ideaId>:<seatId>` → one sign of the list.
 */
import type * as Y from 'yjs'
import { isId, type Id, type IdeaId, type SeatId } from '../id.ts'

export type CommentId = Id<'comment'>

export const maxCommentCharacters = 500
export const maxCommentsPerBoard = 2_000

export interface Comment {
  readonly idea: IdeaId
  readonly text: string
  readonly by: SeatId
  /** Epoch ms, as the tablet knows the server's clock. */
  readonly at: number
}

export const reactionSigns = ['👍', '❤️', '💡', '🤔', '⭐'] as const
export type ReactionSign = (typeof reactionSigns)[number]

export const commentsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('comments')
export const reactionsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('reactions')

/** True for a whole comment and nothing besides; the length of its text is asked apart. */
export const isComment = (value: unknown): value is Comment => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { idea, text, by, at, ...more } = value as Record<string, unknown>
  const known = isId(idea) && isId(by) && Number.isFinite(at)
  return known && typeof text === 'string' && text.trim() !== '' && Object.keys(more).length === 0
}
export const isReactionSign = (value: unknown): value is ReactionSign => reactionSigns.some((sign) => sign === value)

/** Under which key a seat's reaction to an idea stands. */
export const reactionKey = (idea: IdeaId, seat: SeatId): string => `${idea}:${seat}`
export const readReactionKey = (key: string): { idea: IdeaId; seat: SeatId } | undefined => {
  const [idea, seat, rest] = key.split(':')
  return isId(idea) && isId(seat) && rest === undefined ? { idea: idea as IdeaId, seat: seat as SeatId } : undefined
}

/**
 * What hangs on the ideas of a board, as a screen sees it: comments, reactions, stacks, pictures and locks. A second lens on
 * the board's document; it comes once the board stands.
 */
import { SvelteMap } from 'svelte/reactivity'
import type * as Y from 'yjs'
import { newId, type BoardId, type IdeaId } from '#shared/id.ts'
import { commentsOf, reactionsOf, type CommentId, type ReactionSign } from '#shared/idea/comment.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { topOf } from '#shared/idea/stack.ts'
import * as verbs from '#shared/idea/talk.ts'
import { likeness, gramsOf } from '#shared/idea/novelty.ts'
import { ownHand } from '../own-undo.ts'
import type { BoardLens } from '../lens.ts'
import { oncePerFrame } from '../once-per-frame.ts'
import { serverClock } from '../../net/server-clock.ts'

/** A board that lets another lens look at its document, now and whenever it is replaced. */
export interface Watched extends BoardLens {
  attend(watch: (doc: Y.Doc) => () => void): () => void
}

export class Talk {
  readonly boardId: BoardId
  /** By idea, oldest first. */
  readonly comments = new SvelteMap<IdeaId, readonly verbs.Said[]>()
  readonly reactions = new SvelteMap<IdeaId, verbs.Reactions>()
  readonly #board: Watched
  readonly #stop: () => void
  #doc: Y.Doc | undefined
  readonly #frame = oncePerFrame(() => this.#read())
  /** By the idea on top. Found once for all cards: each card asks on every change of the board. */
  readonly #stacks = $derived.by(() => {
    const { ideas } = this.#board
    const stacks: Record<string, Idea[]> = {}
    for (const idea of ideas.values()) {
      const top = idea.stack && topOf(idea, ideas)
      if (top) (stacks[top.id] ??= []).push(idea)
    }
    return stacks
  })

  constructor(board: Watched, boardId: BoardId) {
    this.#board = board
    this.boardId = boardId
    this.#stop = board.attend((doc) => this.#watch(doc))
  }

  /** Ideas that lie in the stack under this one, as nearly the same. */
  under(id: IdeaId): readonly Idea[] {
    return this.#stacks[id] ?? []
  }
  /** Whose stack could take it, the likest first. */
  stackable(id: IdeaId, most: number): Idea[] {
    const { ideas } = this.#board
    const own = gramsOf(ideas.get(id)?.text ?? '')
    return [...ideas.values()]
      .filter((idea) => idea.id !== id && idea.stack === undefined && this.#board.aside(idea.id) === undefined)
      .map((idea) => ({ idea, like: likeness(own, gramsOf(idea.text)) }))
      .sort((a, b) => b.like - a.like)
      .slice(0, most)
      .map(({ idea }) => idea)
  }
  /** The idea that this one builds on, when it stands on the same board. */
  source(idea: Idea): Idea | undefined {
    return idea.from && this.#board.ideas.get(idea.from)
  }
  isMine(said: verbs.Said): boolean {
    return said.by === this.#board.seatId
  }
  pictureUrl(hash: string): string {
    return `/api/boards/${this.boardId}/pictures/${hash}`
  }

  /** @throws Refusal idea/empty, comment/too-long */
  comment(idea: IdeaId, text: string): void {
    const by = this.#board.seatId
    if (!this.#doc || !by) return
    const id = newId<'comment'>((bytes) => crypto.getRandomValues(bytes))
    verbs.writeComment(this.#doc, id, { idea, text, by, at: serverClock.now() }, ownHand)
  }
  withdrawComment(id: CommentId): void {
    if (this.#doc) verbs.withdrawComment(this.#doc, id, ownHand)
  }
  react(idea: IdeaId, sign: ReactionSign | undefined): void {
    const seat = this.#board.seatId
    if (this.#doc && seat) verbs.react(this.#doc, idea, seat, sign, ownHand)
  }
  stack(id: IdeaId, under: IdeaId | undefined): void {
    if (this.#doc) verbs.stackIdea(this.#doc, id, under, ownHand)
  }
  attach(id: IdeaId, what: 'photo' | 'sketch', hash: string | undefined): void {
    if (this.#doc) verbs.attachPicture(this.#doc, id, what, hash, ownHand)
  }
  lock(id: IdeaId, locked: boolean): void {
    if (this.#doc) verbs.lockIdea(this.#doc, id, locked, ownHand)
  }
  close(): void {
    this.#frame.cancel()
    this.#stop()
  }

  #watch(doc: Y.Doc): () => void {
    this.#doc = doc
    const changed = () => this.#frame.soon()
    const roots = [commentsOf(doc), reactionsOf(doc)]
    for (const root of roots) root.observe(changed)
    this.#read()
    return () => {
      for (const root of roots) root.unobserve(changed)
    }
  }
  #read(): void {
    if (!this.#doc) return
    replaceWith(this.comments, verbs.readComments(this.#doc), (a, b) => a.length === b.length && a.every((one, n) => one.id === b[n]!.id))
    replaceWith(
      this.reactions,
      verbs.readReactions(this.#doc, this.#board.seatId),
      (a, b) => JSON.stringify([a.own, ...a.counts]) === JSON.stringify([b.own, ...b.counts]),
    )
  }
}

/** Entries that stayed alike stay as they are: their cards are not drawn anew. */
const replaceWith = <Key, Value>(
  shown: SvelteMap<Key, Value>,
  now: ReadonlyMap<Key, Value>,
  alike: (a: Value, b: Value) => boolean,
): void => {
  for (const key of [...shown.keys()]) if (!now.has(key)) shown.delete(key)
  for (const [key, value] of now) {
    const before = shown.get(key)
    if (before === undefined || !alike(before, value)) shown.set(key, value)
  }
}

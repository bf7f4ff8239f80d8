/** Texts that the server did not take: kept on this device for their author, until put again or thrown away. */
import type * as Y from 'yjs'
import { commentsOf, isComment } from '#shared/idea/comment.ts'
import { ideasOf, readIdea } from '#shared/idea/idea.ts'
import type { SeatId } from '#shared/id.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Parked } from '../board/lens.ts'
import type { Notebook } from './notebook.ts'

/** What an author would miss of what stands under an id. */
export type TextOf = (doc: Y.Doc, id: string) => Pick<Parked, 'text' | 'zone' | 'of'> | undefined

/** What stands under an id: an idea's words, or a comment's. */
const textIn: TextOf = (doc, id) => {
  const idea = readIdea(id, ideasOf(doc).get(id))
  if (idea) return { text: idea.text, ...(idea.zone !== undefined && { zone: idea.zone }) }
  const comment = commentsOf(doc).get(id)
  return isComment(comment) ? { text: comment.text, of: comment.idea } : undefined
}

/** Each text once, newest last; more than this many are more than anybody reads. */
const mostParked = 200

export class Parking {
  /** Whose texts these are: others have sat at this device, too. */
  seat: SeatId | undefined
  #book: Notebook<Parked[]>
  #textOf: TextOf

  constructor(book: Notebook<Parked[]>, textOf: TextOf = textIn) {
    this.#book = book
    this.#textOf = textOf
  }

  get list(): readonly Parked[] {
    return this.#book.read().filter(({ by }) => by === this.seat)
  }

  /** Parks the present texts of `ids`, ideas and comments, in a document that is about to be given up. What was taken away has none. */
  park(doc: Y.Doc, ids: Iterable<string>, code: RefusalCode, at: number): void {
    const texts: Parked[] = []
    for (const id of ids) {
      const found = this.#textOf(doc, id)
      if (found && found.text.trim() !== '') texts.push({ id, ...found, code, at, ...(this.seat && { by: this.seat }) })
    }
    if (texts.length === 0) return
    const renewed = new Set(texts.map(({ id }) => id))
    this.#book.write([...this.#book.read().filter(({ id }) => !renewed.has(id)), ...texts].slice(-mostParked))
  }

  /** Lets go of what the board turns out to hold after all: only a text that is really missing troubles its author. */
  compare(doc: Y.Doc): void {
    const all = this.#book.read()
    const missing = all.filter(({ id, text }) => this.#textOf(doc, id)?.text !== text)
    if (missing.length < all.length) this.#book.write(missing)
  }

  forget(id: string): void {
    this.#book.write(this.#book.read().filter((parked) => parked.id !== id))
  }
}

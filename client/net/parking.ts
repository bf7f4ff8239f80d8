/** Texts that the server did not take: kept on this device for their author, until put again or thrown away. */
import type * as Y from 'yjs'
import type { IdeaId } from '#shared/id.ts'
import { ideasOf, readIdea } from '#shared/idea/idea.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Parked } from '../board/lens.ts'
import type { Notebook } from './notebook.ts'

/** Each text once, newest last; more than this many are more than anybody reads. */
const mostParked = 200

export class Parking {
  #book: Notebook<Parked[]>

  constructor(book: Notebook<Parked[]>) {
    this.#book = book
  }

  get list(): readonly Parked[] {
    return this.#book.read()
  }

  /** Parks the present texts of `ids` in a document that is about to be given up. An idea that was taken off the board has none. */
  park(doc: Y.Doc, ids: Iterable<string>, code: RefusalCode, at: number): void {
    const ideas = ideasOf(doc)
    const texts: Parked[] = []
    for (const id of ids) {
      const idea = readIdea(id, ideas.get(id))
      if (idea && idea.text.trim() !== '')
        texts.push({ id, text: idea.text, code, at, ...(idea.zone !== undefined && { zone: idea.zone }) })
    }
    if (texts.length === 0) return
    const renewed = new Set(texts.map(({ id }) => id))
    this.#book.write([...this.list.filter(({ id }) => !renewed.has(id)), ...texts].slice(-mostParked))
  }

  /** Lets go of what the board turns out to hold after all: only a text that is really missing troubles its author. */
  compare(doc: Y.Doc): void {
    const ideas = ideasOf(doc)
    const missing = this.list.filter(({ id, text }) => readIdea(id as IdeaId, ideas.get(id))?.text !== text)
    if (missing.length < this.list.length) this.#book.write(missing)
  }

  forget(id: string): void {
    this.#book.write(this.list.filter((parked) => parked.id !== id))
  }
}

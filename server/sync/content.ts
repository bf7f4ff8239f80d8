/**
 * What a room holds: the durable bytes, and, built from them at the first need, the document and its index. The document
 * is ahead of the bytes by what is on its way to the log.
 */
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import { comparePositions, origin, type LoadedRoom, type Position, type StoredEntry } from '../store/ports.ts'
import { figures } from './figures.ts'
import { placeOf, type Log } from './log.ts'
import { isBefore } from './order.ts'
import type { Neighbours } from './place-finder.ts'
import { RoomIndex, type Lesson } from './room-index.ts'
import { isComplete, Whole, type Edit } from './whole.ts'

interface Surroundings {
  room: string
  log: Log
  /** What was accepted and is not durable yet, in order. */
  undurable(): readonly Edit[]
  /** Called once, when the document has been built. */
  awake(): void
  /** Called when what stands in the log cannot be built. */
  unreadable(error: unknown): void
}

/** How long after its opening a room reads its bytes into a document, unless somebody writes before. */
const wakeMs = 50

export class Content {
  readonly whole: Whole
  /** Grows with every change of the document. */
  version = 0
  /** Of the last durable edit that is known here. */
  position: Position
  private readonly around: Surroundings
  private live: { doc: Y.Doc; index: RoomIndex } | undefined
  private loadedIndex: { snapshot: Uint8Array | undefined; tail: readonly StoredEntry[] }
  private readonly waking: NodeJS.Timeout

  constructor({ snapshot, tail }: LoadedRoom, around: Surroundings) {
    this.around = around
    this.loadedIndex = { snapshot: snapshot?.index, tail }
    this.whole = new Whole(snapshot?.update, snapshot?.position ?? origin, tail)
    this.position = tail.at(-1)?.position ?? snapshot?.position ?? origin
    this.waking = setTimeout(() => this.wakeByItself(), wakeMs)
  }

  get isAwake(): boolean {
    return this.live !== undefined
  }
  get doc(): Y.Doc {
    return this.wake().doc
  }
  get index(): RoomIndex {
    return this.wake().index
  }
  /** Who owns a client id, as far as that is known without building anything. */
  ownerOf(clientId: number): SeatId | 'server' | undefined {
    return this.live?.index.clients.get(clientId)
  }

  private wakeByItself(): void {
    try {
      this.wake()
    } catch (error) {
      this.around.unreadable(error)
    }
  }

  private wake(): { doc: Y.Doc; index: RoomIndex } {
    if (this.live) return this.live
    clearTimeout(this.waking)
    const doc = this.whole.replay(this.around.undurable())
    if (!isComplete(doc)) {
      // The gate lets no gap into a log. Should one be there all the same, what hangs on it stays out; the rest is served.
      this.around.log.error({ room: this.around.room }, 'the log has a gap')
      doc.store.pendingStructs = doc.store.pendingDs = null
    }
    const { snapshot, tail } = this.loadedIndex
    const index = snapshot ? RoomIndex.decode(snapshot) : new RoomIndex()
    for (const entry of tail) index.learnUpdate(entry.update, entry.seat)
    this.loadedIndex = { snapshot: undefined, tail: [] }
    this.live = { doc, index }
    this.version++
    this.around.awake()
    return this.live
  }

  /** Lets edits in, all in one transaction. False: one broke the document, and it was made anew of what had been accepted before. */
  atOnce(letIn: () => void): boolean {
    try {
      this.doc.transact(letIn, 'tablet')
      return true
    } catch (error) {
      if (!this.live) this.around.unreadable(error)
      else {
        // The gate should have seen it.
        this.around.log.error({ room: this.around.room, reason: placeOf(error) }, 'an accepted edit broke the document')
        this.rebuild()
      }
      return false
    }
  }

  /** Takes an edit that the gate let pass; only inside `atOnce`. @throws whatever Yjs throws, Error when a part of it has to wait or neighbours stand in the wrong order */
  integrate(update: Uint8Array, lesson: Lesson, pairs: readonly Neighbours[], seat: SeatId): void {
    const { doc, index } = this.wake()
    Y.applyUpdate(doc, update, 'tablet')
    if (!isComplete(doc)) throw new Error('gap')
    for (const [left, right] of pairs) if (!isBefore(doc, left, right)) throw new Error('order')
    index.learn(lesson, seat)
    this.version++
  }

  /** Takes edits of other processes. False: they don't fit, the room must be loaded again. */
  merge(edits: readonly Edit[]): boolean {
    try {
      const { doc, index } = this.wake()
      doc.transact(() => {
        for (const { update } of edits) Y.applyUpdate(doc, update, 'log')
      }, 'log')
      this.version++
      for (const { update, seat } of edits) index.learnUpdate(update, seat)
      return isComplete(doc)
    } catch (error) {
      this.around.log.error({ room: this.around.room, reason: placeOf(error) }, 'an edit of another process cannot be read')
      return false
    }
  }

  /** Lets the server's own hand write; answers what it wrote. @throws whatever `edit` throws, and then nothing was written */
  write(edit: (doc: Y.Doc) => void): Uint8Array[] {
    const { doc, index } = this.wake()
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array) => void updates.push(update)
    doc.on('update', keep)
    try {
      doc.transact(() => edit(doc), 'server')
    } catch (error) {
      this.rebuild()
      throw error
    } finally {
      doc.off('update', keep)
    }
    for (const update of updates) index.learnUpdate(update, 'server')
    this.version++
    return updates
  }

  /** These edits are durable now. */
  stored(edits: readonly Edit[], positions: readonly Position[]): void {
    edits.forEach((edit, i) => {
      edit.position = positions[i]!
      this.whole.push(edit)
    })
    const last = positions.at(-1)!
    if (comparePositions(last, this.position) > 0) this.position = last
  }

  /** Makes a fresh base of the document; only while nothing is on its way to the log. */
  rebase(): void {
    this.whole.rebase(Y.encodeStateAsUpdate(this.doc), this.position)
  }

  private rebuild(): void {
    figures.rebuilds++
    const { doc, index } = this.wake()
    doc.destroy()
    this.live = { doc: this.whole.replay(this.around.undurable()), index }
    this.version++
  }

  end(): void {
    clearTimeout(this.waking)
    this.live?.doc.destroy()
  }
}

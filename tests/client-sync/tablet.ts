/** A tablet's line to a board without a screen: the real one, over a real socket, on a device made of memory. */
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import type { BoardId, IdeaId, SeatId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { commentsOf, type CommentId } from '#shared/idea/comment.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { writeComment } from '#shared/idea/talk.ts'
import type { Hand, Parked } from '../../client/board/lens.ts'
import type { Line, LineListener, LineState } from '../../client/net/line.ts'
import type { LocalCopy, Mark } from '../../client/net/local-copy.ts'
import { openSync, type SyncWorld } from '../../client/net/sync.ts'

/** What outlives a reload of the page. */
export class Device {
  readonly notes = new Map<string, unknown>()
  readonly copies = new Map<string, { update: Uint8Array; mark?: Mark }>()
  online = true
  elapsed = (): number => performance.now()
  /** The storage lets go of nothing. */
  stuck = false
  readonly wakers = new Set<(awayMs: number) => void>()
  /** Told when the device has no network any more. */
  readonly losers = new Set<() => void>()

  readonly world: SyncWorld = {
    openCopy: async (name, doc) => this.openCopy(name, doc),
    openNotebook: (key, empty) => ({
      read: () => (this.notes.get(key) ?? empty) as typeof empty,
      write: (value) => void this.notes.set(key, structuredClone(value)),
    }),
    onWake: (woke) => {
      this.wakers.add(woke)
      return () => this.wakers.delete(woke)
    },
    onOffline: (lost) => {
      this.losers.add(lost)
      return () => this.losers.delete(lost)
    },
    online: () => this.online,
    now: () => 1_000,
    elapsed: () => this.elapsed(),
  }

  private openCopy(name: string, doc: Y.Doc): LocalCopy {
    const stored = this.copies.get(name)
    if (stored) Y.applyUpdate(doc, stored.update, 'copy')
    const keep = () => void this.copies.set(name, { ...this.copies.get(name), update: Y.encodeStateAsUpdate(doc) })
    keep()
    doc.on('update', keep)
    return {
      kept: true,
      mark: stored?.mark,
      sign: (mark) => void this.copies.set(name, { update: Y.encodeStateAsUpdate(doc), mark }),
      drop: async () => {
        doc.off('update', keep)
        return this.stuck ? false : this.copies.delete(name) || true
      },
      close: () => doc.off('update', keep),
    }
  }
}

export class Tablet implements LineListener {
  doc = new Y.Doc()
  parked: readonly Parked[] = []
  hands: readonly Hand[] = []
  state: LineState = { light: 'connecting', kept: true, loaded: false, writable: false }
  readonly lights: LineState['light'][] = []
  readonly line: Line
  replaced = 0
  /** How often its line has said how it stands. */
  told = 0
  #open = true

  constructor(hall: { url: string }, seat: string, device = new Device(), boardId = 'b1') {
    this.line = openSync({ boardId: boardId as BoardId, seat: seat as SeatId, url: hall.url }, this.doc, this, device.world)
    this.#watch()
    onTestFinished(() => this.close())
  }
  tell(state: LineState): void {
    this.state = state
    this.told += 1
    if (this.lights.at(-1) !== state.light) this.lights.push(state.light)
  }
  replace(doc: Y.Doc): void {
    this.doc = doc
    this.replaced += 1
    this.#watch()
  }
  write(id: string, text: string): void {
    const by = this.state.seatId
    writeIdea(this.doc, { id: id as IdeaId, text, at: 1, ...(by && { by }) }, 'hand')
  }
  comment(id: string, idea: string, text: string): void {
    writeComment(this.doc, id as CommentId, { idea: idea as IdeaId, text, by: this.state.seatId!, at: 1 }, 'hand')
  }
  reword(id: string, more: string): void {
    const text = ideasOf(this.doc).get(id)?.get('text') as Y.Text
    this.doc.transact(() => text.insert(text.length, more), 'hand')
  }
  get texts(): string[] {
    return readIdeas(this.doc)
      .map(({ text }) => text)
      .sort()
  }
  close(): void {
    if (this.#open) this.line.close()
    this.#open = false
  }

  #watch(): void {
    ideasOf(this.doc).observeDeep((events, transaction) => {
      if (!transaction.local) return
      this.line.touched(
        new Set(events.flatMap((event) => (event.path.length > 0 ? [String(event.path[0])] : [...event.changes.keys.keys()]))),
      )
    })
    commentsOf(this.doc).observe((event, transaction) => {
      if (transaction.local) this.line.touched(event.keysChanged as Set<string>)
    })
  }
}

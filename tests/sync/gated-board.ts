/** A board behind the gate, without sockets: tablets hand their updates over, the gate judges, the board integrates. */
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import { seedBoard } from '#shared/board/board.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import { examine, type Verdict } from '../../server/sync/gate.ts'
import { isBefore } from '../../server/sync/order.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'

export const seats = ['seat-ann', 'seat-bob', 'seat-cat', 'seat-dan'] as [SeatId, SeatId, SeatId, SeatId]
export const member: Standing = { role: 'participant', member: true, closed: false, rights: openBoard }

export class GatedBoard {
  readonly doc = new Y.Doc()
  index = new RoomIndex()

  constructor() {
    this.doc.getMap('ideas')
    this.serverWrites((doc) => seedBoard(doc, 'กลุ่ม 1', 'problem-causes-solutions'))
  }

  serverWrites(edit: (doc: Y.Doc) => void): void {
    const state = Y.encodeStateVector(this.doc)
    this.doc.transact(() => edit(this.doc))
    this.index.learnUpdate(Y.encodeStateAsUpdate(this.doc, state), 'server')
  }

  /** Judges, and integrates what is accepted. @throws Error when an accepted update was not integrated completely */
  accept(update: Uint8Array, seat: SeatId, standing: Standing = member): Verdict {
    const verdict = examine(this.doc, this.index, update, seat, standing)
    if (!verdict.ok) return verdict
    if (verdict.update && verdict.pairs.length > 0 && !this.inOrder(verdict.update, verdict.pairs))
      return { ok: false, code: 'sync/malformed' }
    if (verdict.update) Y.applyUpdate(this.doc, verdict.update, seat)
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) throw new Error('accepted but not integrated')
    this.index.learn(verdict.lesson, seat)
    return verdict
  }

  /** Tried on a copy: the room makes its document anew when the order is wrong. */
  private inOrder(update: Uint8Array, pairs: (Verdict & { ok: true })['pairs']): boolean {
    const tried = new Y.Doc()
    Y.applyUpdate(tried, Y.encodeStateAsUpdate(this.doc))
    Y.applyUpdate(tried, update)
    return pairs.every(([left, right]) => isBefore(tried, left, right))
  }

  tablet(seat: SeatId, standing: Standing = member): Tablet {
    return new Tablet(this, seat, standing)
  }
}

export class Tablet {
  readonly doc = new Y.Doc()
  readonly seat: SeatId
  private readonly board: GatedBoard
  private readonly standing: Standing

  constructor(board: GatedBoard, seat: SeatId, standing: Standing) {
    this.board = board
    this.seat = seat
    this.standing = standing
    this.doc.getMap('ideas')
    this.receive()
  }

  receive(): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.board.doc, Y.encodeStateVector(this.doc)), 'server')
  }

  /** Sends what the board lacks, as a step2 would. */
  send(): { ok: true } | { ok: false; code: string } {
    const verdict = this.board.accept(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.board.doc)), this.seat, this.standing)
    return verdict.ok ? { ok: true } : verdict
  }
}

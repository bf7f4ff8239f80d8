/** A shelf behind its gate, without sockets: desks hand their updates over, the gate judges, the shelf integrates. */
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import { shelfThemesOf } from '#shared/theme/shelf.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { examineShelf } from '../../server/sync/shelf-gate.ts'

export const noteTaker: Standing = { role: 'noteTaker', member: true, closed: false, rights: openBoard }

export class GatedShelf {
  readonly doc = new Y.Doc()
  readonly index = new RoomIndex()

  constructor() {
    this.doc.transact(() => shelfThemesOf(this.doc).set('t1' as never, { label: 'น้ำท่วม' }))
    this.index.learnUpdate(Y.encodeStateAsUpdate(this.doc), 'server')
  }

  accept(update: Uint8Array, seat: SeatId, standing = noteTaker): string {
    const verdict = examineShelf(this.doc, this.index, update, seat, standing)
    if (!verdict.ok) return verdict.code
    if (verdict.update) Y.applyUpdate(this.doc, verdict.update)
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) throw new Error('accepted but not integrated')
    this.index.learn(verdict.lesson, seat)
    return 'ok'
  }

  desk(seat: SeatId): ShelfDesk {
    return new ShelfDesk(this, seat)
  }
}

export class ShelfDesk {
  readonly doc = new Y.Doc()
  readonly seat: SeatId
  readonly #shelf: GatedShelf

  constructor(shelf: GatedShelf, seat: SeatId) {
    this.#shelf = shelf
    this.seat = seat
    this.receive()
  }
  receive(): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#shelf.doc, Y.encodeStateVector(this.doc)), 'server')
  }
  /** Does something and sends it: `ok` or the code of the refusal. */
  does(edit: (doc: Y.Doc) => void, standing = noteTaker): string {
    this.doc.transact(() => edit(this.doc), 'own')
    return this.send(standing)
  }
  send(standing = noteTaker): string {
    return this.#shelf.accept(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#shelf.doc)), this.seat, standing)
  }
}

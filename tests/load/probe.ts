/** A whole document in the room: the time from a writer's send to the moment the edit is in here. */
import * as Y from 'yjs'

interface Sent {
  clock: number
  at: number
}

/** When each writer sent what, by Yjs client id, oldest first. Shared by all probes of a run. */
export class SendBook {
  readonly #sent = new Map<number, Sent[]>()

  note(clientId: number, clock: number, at: number): void {
    const list = this.#sent.get(clientId)
    if (list) list.push({ clock, at })
    else this.#sent.set(clientId, [{ clock, at }])
  }
  /** When the edits of `clientId` with clocks in (after, upTo] were sent. */
  between(clientId: number, after: number, upTo: number): number[] {
    const times: number[] = []
    const list = this.#sent.get(clientId) ?? []
    for (let n = list.length - 1; n >= 0 && list[n]!.clock > after; n--) if (list[n]!.clock <= upTo) times.push(list[n]!.at)
    return times
  }
  /** The last clock of each writer. */
  final(): Map<number, number> {
    return new Map([...this.#sent].map(([clientId, list]) => [clientId, list.at(-1)!.clock]))
  }
}

export class Probe {
  readonly doc = new Y.Doc()
  /** Milliseconds from send to document, of edits sent since `since`. */
  latencies: number[] = []
  since = 0

  constructor(book: SendBook) {
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const now = performance.now()
      for (const [clientId, clock] of transaction.afterState) {
        const before = transaction.beforeState.get(clientId) ?? 0
        if (clock === before) continue
        for (const at of book.between(clientId, before, clock)) if (at >= this.since) this.latencies.push(now - at)
      }
    })
  }

  integrate(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update)
  }
  /** True when everything in `final` of the given writers has arrived. */
  has(final: ReadonlyMap<number, number>, writers: ReadonlySet<number>): boolean {
    for (const [clientId, clock] of final) if (writers.has(clientId) && Y.getState(this.doc.store, clientId) < clock) return false
    return true
  }
}

/**
 * The life of one board on one tablet:
 *   open      load the copy on this device, then connect; edits made meanwhile wait in the document
 *   live      edits go out as frames and come back acknowledged: only then are they called saved
 *   refused   park the author's texts, forget document and copy, begin afresh with a new lease
 *   elsewhere the copy is of another epoch or another seat: the same
 *   ended     this seat may not be here any more: nothing is asked again
 */
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import { isRefusalCode, type RefusalCode } from '#shared/refusal.ts'
import { CloseCode, type Hello, type RoomState } from '#shared/sync/wire.ts'
import type { Hand, Parked } from '../board/lens.ts'
import { handsOf, Carrier } from './hands.ts'
import { lightOf, patienceMs, silenceMs } from './light.ts'
import type { Line, LineListener } from './line.ts'
import { noCopy, openLocalCopy, type LocalCopy, type Mark } from './local-copy.ts'
import { openNotebook, type Notebook } from './notebook.ts'
import { Parking } from './parking.ts'
import { saysNotNow } from './refused.ts'
import { serverClock } from './server-clock.ts'
import { BoardSocket } from './socket.ts'
import { notesOf, placeOf, type OtherRoom, type Place, type SyncAddress } from './sync-address.ts'
import { Unsaved } from './unsaved.ts'
import { onWake } from './wake.ts'

/** The device around a board. */
export interface SyncWorld {
  openCopy: (name: string, doc: Y.Doc, lost: () => void) => Promise<LocalCopy>
  openNotebook: <T>(key: string, empty: T) => Notebook<T>
  /** Both call back until the returned function is called. */
  onWake: (woke: (awayMs: number) => void) => () => void
  onOffline: (lost: () => void) => () => void
  online: () => boolean
  now: () => number
  /** Goes on evenly, whatever happens to the clock, in ms. */
  elapsed: () => number
}
const device: SyncWorld = {
  openCopy: openLocalCopy,
  openNotebook,
  onWake,
  onOffline: (lost) => {
    window.addEventListener('offline', lost)
    return () => window.removeEventListener('offline', lost)
  },
  online: () => navigator.onLine,
  now: () => Date.now(),
  elapsed: () => performance.now(),
}

const ownServer = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`

/** Opens a board's line; `doc` is empty and the listener's already. */
export const openSync = (address: SyncAddress | OtherRoom, doc: Y.Doc, listener: LineListener, world: SyncWorld = device): Line =>
  new Sync(placeOf(address), doc, listener, world)

class Sync implements Line {
  #place: Place
  #listener: LineListener
  #world: SyncWorld
  #doc: Y.Doc
  #unsaved: Unsaved
  #parking: Parking
  #copy: LocalCopy | undefined
  #socket: BoardSocket | undefined
  #carrier = new Carrier()
  #mark: Mark | undefined
  #room: RoomState = { writable: true }
  #ended: RefusalCode | undefined
  #reached = false
  /** This very document was in step with the server once. */
  #inStep = false
  /** What this device had kept of the room is in this very document. */
  #fromCopy = false
  /** Since when the server is not in reach; undefined: it is. */
  #awayAt: number | undefined
  #renewing = false
  /** The device did not let go of a copy that was given up: it must not be loaded again. */
  #stained = false
  #closed = false
  #tick: ReturnType<typeof setTimeout> | undefined
  #stop: (() => void)[]

  constructor(place: Place, doc: Y.Doc, listener: LineListener, world: SyncWorld) {
    this.#world = world
    this.#place = place
    this.#listener = listener
    this.#doc = doc
    const notes = notesOf(place)
    this.#unsaved = new Unsaved(world.openNotebook<string[]>(notes.unsaved, []))
    this.#parking = new Parking(world.openNotebook<Parked[]>(notes.parked, []), place.textOf)
    this.#stop = [world.onWake((awayMs) => this.#socket?.wake(awayMs)), world.onOffline(this.#doubt)]
    void this.#open()
  }

  touched(ids: ReadonlySet<string>): void {
    this.#unsaved.touched(ids)
    // Otherwise the frame that carries it tells.
    if (!this.#socket?.open) this.#tell()
  }
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void {
    this.#carrier.carry(hand)
  }
  forgetParked(id: string): void {
    this.#parking.forget(id)
    this.#showParked()
  }
  leave(code: RefusalCode): void {
    // A copy that is not open yet stays with its notes, for the next visit to find.
    if (this.#copy) {
      this.#park(code)
      void this.#copy.drop()
    }
    this.#copy = undefined
    this.close()
  }
  close(): void {
    this.#closed = true
    clearTimeout(this.#tick)
    for (const stop of this.#stop) stop()
    this.#carrier.close()
    this.#unsaved.close()
    this.#socket?.close()
    this.#copy?.close()
    this.#doc.destroy()
  }

  async #open(): Promise<void> {
    const doc = this.#doc
    const copy = this.#stained ? noCopy : await this.#world.openCopy(this.#place.name, doc, this.#tell)
    if (this.#closed || doc !== this.#doc) return copy.close()
    this.#copy = copy
    this.#fromCopy = copy.mark !== undefined
    if (copy.mark) {
      this.#mark = copy.mark
      this.#room = { writable: copy.mark.writable }
      this.#showParked()
    }
    this.#tell()
    this.#connect(doc, copy.mark?.epoch)
  }

  #connect(doc: Y.Doc, epoch: string | undefined): void {
    const { room, seat, url = ownServer() } = this.#place
    const socket = new BoardSocket(
      doc,
      { url, room, ...(epoch && { epoch }), ...(seat && { seat }) },
      {
        hello: (hello) => this.#welcomed(hello),
        opening: () => this.#unsaved.newSocket(),
        sent: (frame) => this.#unsaved.sent(frame),
        acknowledged: (upTo) => this.#unsaved.acknowledged(upTo),
        refused: ({ code }) => this.#refused(code),
        room: (room) => this.#roomChanged(room),
        closed: (code, reason) => this.#shutOut(code, reason),
        changed: this.#tell,
      },
      this.#world.elapsed,
    )
    this.#socket = socket
    this.#carrier.over(socket.awareness)
    socket.awareness.on('change', () => (this.#listener.hands = handsOf(socket.awareness)))
  }

  #welcomed(hello: Hello): boolean {
    const { epoch, seatId, role, serverNow, writable, reason, phase } = hello
    serverClock.heard(serverNow)
    if (this.#mark && (this.#mark.epoch !== epoch || this.#mark.seatId !== seatId)) {
      void this.#afresh('sync/epoch', seatId)
      return false
    }
    this.#mark = { epoch, seatId, role, writable }
    this.#copy?.sign(this.#mark)
    this.#showParked()
    this.#roomChanged({ writable, ...(reason && { reason }), ...(phase && { phase }) })
    return true
  }

  #roomChanged(room: RoomState): void {
    this.#room = room
    if (this.#mark && this.#mark.writable !== room.writable) {
      this.#mark = { ...this.#mark, writable: room.writable }
      this.#copy?.sign(this.#mark)
    }
    this.#tell()
  }

  #refused(code: RefusalCode): void {
    // "Not now": the document is good, and is sent again by the next socket.
    if (!saysNotNow(code)) void this.#afresh(code)
  }

  #shutOut(closeCode: number, reason: string): void {
    const code = isRefusalCode(reason) ? reason : undefined
    if (closeCode === CloseCode.noSeat) this.#end(code ?? 'seat/missing')
    else if (closeCode === CloseCode.forbidden && code !== 'sync/foreign-client') this.#end(code ?? 'seat/forbidden')
    else if (closeCode === CloseCode.notFound) this.#end(code ?? 'board/not-found')
    else void this.#afresh(code ?? (closeCode === CloseCode.epoch ? 'sync/epoch' : 'sync/malformed'))
  }

  /** A lost cookie may come back with a seat code, so the copy stays; whoever was sent away keeps only the own texts. */
  #end(code: RefusalCode): void {
    this.#ended = code
    this.#park(code)
    if (code !== 'seat/missing') void this.#copy?.drop()
    this.#socket?.close()
    this.#socket = undefined
    this.#tell()
  }

  #park(code: RefusalCode): void {
    this.#parking.park(this.#doc, this.#unsaved.ids, code, this.#world.now())
    if (code !== 'seat/missing') this.#unsaved.forget()
    this.#showParked()
  }
  /** Only what is this seat's: a tablet goes from hand to hand. */
  #showParked(seat = this.#mark?.seatId): void {
    if (seat) this.#parking.seat = seat
    this.#listener.parked = this.#parking.list
  }

  /**
   * Everything after a refused frame would be a gap: the document is given up and comes whole from the server. `seat`: whose
   * the tablet is now; what another had not sent is parked under that one's name.
   */
  async #afresh(code: RefusalCode, seat?: SeatId): Promise<void> {
    if (this.#renewing || this.#closed || this.#ended) return
    this.#renewing = true
    this.#park(code)
    this.#showParked(seat)
    const old = { doc: this.#doc, copy: this.#copy, socket: this.#socket }
    this.#doc = new Y.Doc()
    this.#inStep = this.#fromCopy = false
    this.#socket = this.#copy = this.#mark = undefined
    this.#listener.replace(this.#doc)
    this.#tell()
    old.socket?.close()
    if ((await old.copy?.drop()) === false) this.#stained = true
    old.doc.destroy()
    this.#renewing = false
    if (!this.#closed) await this.#open()
  }

  /** The device says that it has no network: the server may be this very device, so it is asked. */
  #doubt = (): void => {
    this.#socket?.ask()
    this.#tell()
  }
  #tell = (): void => {
    if (this.#closed) return
    const exchanged = this.#socket?.exchanged ?? false
    if (exchanged && !this.#inStep) this.#firstInStep()
    if (exchanged) this.#awayAt = undefined
    else this.#awayAt ??= this.#world.elapsed()
    const awayMs = exchanged ? 0 : this.#world.elapsed() - this.#awayAt!
    const { writable, reason, phase } = this.#room
    this.#listener.tell({
      light: lightOf({
        connected: this.#socket?.open ?? false,
        exchanged,
        sent: this.#socket?.owed ?? 0,
        acked: this.#socket?.acked ?? 0,
        unsaved: this.#unsaved.any,
        reached: this.#reached,
        awayMs,
        failed: (this.#socket?.failed ?? false) || !this.#world.online(),
      }),
      kept: this.#copy?.kept ?? true,
      loaded: exchanged || this.#doc.getMap('meta').size > 0 || (this.#place.mayBeEmpty === true && (this.#inStep || this.#fromCopy)),
      // While the store is away typing goes on; it is only not called saved.
      writable: this.#mark !== undefined && (writable || reason === 'store/away'),
      ...(!writable && reason && { unwritable: reason }),
      ...(phase && { inPhase: phase }),
      ...(this.#ended && { ended: this.#ended }),
      ...(this.#mark && { seatId: this.#mark.seatId, role: this.#mark.role }),
    })
    clearTimeout(this.#tick)
    const next = [patienceMs, silenceMs].find((ms) => ms > awayMs)
    if (!exchanged && next !== undefined) this.#tick = setTimeout(this.#tell, next - awayMs + 5)
  }

  #firstInStep(): void {
    this.#reached = this.#inStep = true
    this.#parking.compare(this.#doc)
    this.#showParked()
  }
}

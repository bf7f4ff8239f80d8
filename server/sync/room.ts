/**
 * The life of one room: a document in memory, its log, and the sockets in it. An edit's way:
 * standing → gate → document → log → (durable) → everybody else and the acknowledgement.
 */
import * as Y from 'yjs'
import type { BoardId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { CloseCode, SyncStep, writeHello } from '#shared/sync/wire.ts'
import { comparePositions, origin, type LoadedRoom, type Position, type RoomLog, type StoredEntry } from '../store/ports.ts'
import { Commit, type Trouble } from './commit.ts'
import type { Endpoint } from './endpoint.ts'
import { figures } from './figures.ts'
import { framed, syncFrame } from './frame.ts'
import { examine, type Lesson } from './gate.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { Pulse } from './pulse.ts'
import { Presence } from './presence.ts'
import { Relay } from './relay.ts'
import { RoomIndex } from './room-index.ts'
import { isComplete, newEdit, Whole, type Edit } from './whole.ts'

export interface RoomParts {
  log: Log
  roomLog: RoomLog
  pulse: Pulse
  limits: Limits
  /** Epoch ms. */
  now: () => number
  /** 32 random bits. */
  random: () => number
  happened(room: Room, kind: 'edit' | 'presence'): void
  /** The room in memory can no longer be trusted to be the room in the log. */
  lost(room: Room): void
}

/** At most so many different answers to returning tablets are kept, while the document stands still. */
const maxDiffs = 64
/** How long after its opening a room reads its bytes into a document, unless somebody writes before. */
const warmMs = 50

export class Room {
  readonly name: string
  readonly boardId: BoardId
  readonly epoch: string
  readonly endpoints = new Set<Endpoint>()
  readonly whole: Whole
  /** Whoever works in the room without a socket; it is not dropped meanwhile. */
  users = 0
  ended = false
  emptySince = performance.now()
  editedAt = -Infinity
  /** What stands in the log since its last snapshot. */
  tail: { entries: number; bytes: number }
  private readonly parts: RoomParts
  private readonly commit: Commit<Edit>
  private readonly presence: Presence
  private readonly relay: Relay
  private readonly leased = new Set<number>()
  private position: Position
  private version = 0
  /** Built at the first need: joiners are served from bytes, and after a restart they all come at once. */
  private live: { doc: Y.Doc; index: RoomIndex } | undefined
  private loadedIndex: { snapshot: Uint8Array | undefined; tail: readonly StoredEntry[] }
  private readonly owedStep1 = new Set<Endpoint>()
  private warming: NodeJS.Timeout | undefined
  private step1: { version: number; frame: Buffer } | undefined
  private diffs = { version: -1, frames: new Map<string, Buffer>() }
  private holding = false
  private unfollow: () => void = () => undefined

  private constructor(name: string, boardId: BoardId, loaded: LoadedRoom, parts: RoomParts) {
    const { snapshot, tail, epoch } = loaded
    this.name = name
    this.boardId = boardId
    this.epoch = epoch
    this.parts = parts
    this.loadedIndex = { snapshot: snapshot?.index, tail }
    this.whole = new Whole(snapshot?.update, snapshot?.position ?? origin, tail)
    this.position = tail.at(-1)?.position ?? snapshot?.position ?? origin
    this.tail = { entries: tail.length, bytes: tail.reduce((sum, entry) => sum + entry.update.length, 0) }
    this.presence = new Presence(parts.now)
    this.relay = new Relay({
      endpoints: this.endpoints,
      presence: this.presence,
      from: { number: this.whole.number, position: this.position },
      limits: parts.limits,
      broken: (endpoint) => endpoint.refuse('sync/malformed'),
    })
    this.commit = new Commit<Edit>(parts.roomLog, parts.pulse, name, {
      stored: (edits, positions) => this.stored(edits, positions),
      done: () => this.done(),
      trouble: (code) => this.troubled(code),
      unexpected: (error) => parts.log.error({ room: name, err: error }, 'append failed'),
    })
    if (this.whole.long) this.rebase()
    else this.warming = setTimeout(() => this.living(), warmMs)
  }

  /** @throws Refusal store/away */
  static async load(name: string, boardId: BoardId, parts: RoomParts): Promise<Room> {
    const room = new Room(name, boardId, await parts.roomLog.load(name), parts)
    room.unfollow = await parts.roomLog.follow(
      name,
      room.position,
      (entries) => room.followed(entries),
      () => parts.lost(room),
    )
    return room
  }

  get doc(): Y.Doc {
    return this.living().doc
  }
  get index(): RoomIndex {
    return this.living().index
  }

  private living(): { doc: Y.Doc; index: RoomIndex } {
    if (this.live) return this.live
    clearTimeout(this.warming)
    const doc = this.whole.replay(this.commit.undurable)
    if (!isComplete(doc)) {
      // The gate lets no gap into a log. Should one be there all the same, what hangs on it stays out; the rest is served.
      this.parts.log.error({ room: this.name }, 'the log has a gap')
      doc.store.pendingStructs = doc.store.pendingDs = null
    }
    const { snapshot, tail } = this.loadedIndex
    const index = snapshot ? RoomIndex.decode(snapshot) : new RoomIndex()
    for (const entry of tail) index.learnUpdate(entry.update, entry.seat)
    this.loadedIndex = { snapshot: undefined, tail: [] }
    this.live = { doc, index }
    this.version++
    for (const endpoint of this.owedStep1) endpoint.write(this.stateVectorFrame())
    this.owedStep1.clear()
    return this.live
  }

  get trouble(): Trouble | undefined {
    return this.commit.trouble
  }

  // A socket comes, asks, shows, goes.

  join(endpoint: Endpoint): void {
    const standing = endpoint.admission.standing()
    const state = endpoint.roomState()
    if (!standing || !state) return endpoint.refuse('seat/revoked')
    this.endpoints.add(endpoint)
    figures.sockets++
    figures.joins++
    endpoint.lease = this.newLease()
    endpoint.remember(state)
    const { epoch } = this
    const hello = writeHello({ epoch, clientId: endpoint.lease, seatId: endpoint.seatId, role: standing.role, ...state })
    if (endpoint.own) endpoint.write(framed(hello))
    if (this.live) endpoint.write(this.stateVectorFrame())
    else this.owedStep1.add(endpoint)
    this.showAll(endpoint)
    this.parts.happened(this, 'presence')
  }

  leave(endpoint: Endpoint): void {
    if (!this.endpoints.delete(endpoint)) return
    figures.sockets--
    this.leased.delete(endpoint.lease)
    this.owedStep1.delete(endpoint)
    this.presence.leave(endpoint, this.endpoints.size)
    this.relay.presenceSoon()
    if (this.endpoints.size === 0) this.emptySince = performance.now()
    this.parts.happened(this, 'presence')
  }

  private newLease(): number {
    // While the index is not read yet chance alone keeps old ids apart; a tablet that met one would be refused and come afresh.
    const isTaken = (id: number) => this.leased.has(id) || (this.live?.index.clients.has(id) ?? false)
    let lease = 0
    while (lease === 0 || isTaken(lease)) lease = this.parts.random() >>> 0
    this.leased.add(lease)
    return lease
  }

  hear(endpoint: Endpoint, awareness: Uint8Array): void {
    if (this.presence.hear(endpoint, awareness, (clientId) => this.live?.index.clients.get(clientId))) this.relay.presenceSoon()
  }

  showAll(endpoint: Endpoint): void {
    const frame = this.presence.all(endpoint)
    if (frame) endpoint.write(frame)
  }

  /** A tablet says what it has; it gets what it lacks, of what is durable. @throws Error when the bytes are no state vector */
  answer(endpoint: Endpoint, stateVector: Uint8Array): void {
    endpoint.asked = true
    if (Y.decodeStateVector(stateVector).size === 0 || this.trouble) return this.answerWhole(endpoint)
    const frame = this.diffFor(stateVector)
    this.commit.whenDurable(() => {
      if (endpoint.gone) return
      endpoint.write(frame)
      endpoint.synced = true
    })
  }

  private answerWhole(endpoint: Endpoint): void {
    if (this.commit.idle && this.whole.long) this.rebase()
    if (endpoint.packs && this.whole.worthPacking) {
      this.answerPacked(endpoint).catch((error: unknown) => {
        this.parts.log.error({ room: this.name, err: error }, 'packing failed')
        endpoint.close(CloseCode.tryLater, '')
      })
      return
    }
    endpoint.writeAll(this.whole.plain())
    endpoint.synced = true
  }

  private async answerPacked(endpoint: Endpoint): Promise<void> {
    const { number, frame } = await this.whole.packed()
    if (endpoint.gone) return
    const since = this.whole.since(number)
    if (!since) return this.answerWhole(endpoint)
    endpoint.writeAll([frame, ...since])
    endpoint.synced = true
  }

  /** The socket was skipped and has drained. */
  catchUp(endpoint: Endpoint): void {
    if (endpoint.gone || !endpoint.stale) return
    const since = this.whole.since(endpoint.stale.number)
    endpoint.stale = undefined
    endpoint.writeAll(since ?? this.whole.plain())
    this.showAll(endpoint)
  }

  private rebase(): void {
    this.whole.rebase(Y.encodeStateAsUpdate(this.doc), this.position)
  }

  private stateVectorFrame(): Buffer {
    if (this.step1?.version !== this.version) {
      this.step1 = { version: this.version, frame: syncFrame(SyncStep.step1, Y.encodeStateVector(this.doc)).frame }
    }
    return this.step1.frame
  }

  /** After a coffee break most tablets come back with the same state. */
  private diffFor(stateVector: Uint8Array): Buffer {
    if (this.diffs.version !== this.version || this.diffs.frames.size > maxDiffs) this.diffs = { version: this.version, frames: new Map() }
    const key = Buffer.from(stateVector).toString('latin1')
    const frame = this.diffs.frames.get(key) ?? syncFrame(SyncStep.step2, Y.encodeStateAsUpdate(this.doc, stateVector)).frame
    this.diffs.frames.set(key, frame)
    return frame
  }

  // An edit comes.

  /** Judges and takes one counted frame. False: the room takes no edits just now, offer it again later. */
  edit(from: Endpoint, number: number, update: Uint8Array): boolean {
    const standing = from.admission.standing()
    if (!standing) {
      from.refuse('seat/revoked', { frame: number, bytes: update.length })
      return true
    }
    const { doc, index } = this.living()
    const verdict = examine(doc, index, update, from.seatId, standing)
    if (!verdict.ok) {
      from.refuse(verdict.code, { frame: number, bytes: update.length })
      return true
    }
    if (!verdict.update) {
      this.commit.whenDurable(() => this.relay.owe(from, number))
      this.relay.flushSoon()
      return true
    }
    if (this.trouble === 'store/full' || this.commit.bytes > this.parts.limits.undurableBytes) {
      this.holding = true
      return false
    }
    if (this.integrate(verdict.update, verdict.lesson, from.seatId)) {
      figures.edits++
      this.commit.push(newEdit({ update: verdict.update, seat: from.seatId }, from, number))
    } else from.refuse('sync/malformed', { frame: number, bytes: update.length })
    return true
  }

  /** False: it went in only in part (the gate should have seen it), and the document was made anew without it. */
  private integrate(update: Uint8Array, lesson: Lesson, seat: SeatId): boolean {
    try {
      Y.applyUpdate(this.doc, update, 'tablet')
    } catch (error) {
      this.parts.log.error(
        { room: this.name, seat, bytes: update.length, reason: (error as Error).name },
        'an accepted edit broke the document',
      )
      this.rebuild()
      return false
    }
    if (!isComplete(this.doc)) {
      this.parts.log.error({ room: this.name, seat, bytes: update.length }, 'an accepted edit has a gap')
      this.rebuild()
      return false
    }
    this.index.learn(lesson, seat)
    this.version++
    return true
  }

  private rebuild(): void {
    figures.rebuilds++
    const { doc, index } = this.living()
    doc.destroy()
    this.live = { doc: this.whole.replay(this.commit.undurable), index }
    this.version++
  }

  private stored(edits: readonly Edit[], positions: readonly Position[]): void {
    edits.forEach((edit, i) => {
      edit.position = positions[i]!
      this.whole.push(edit)
      this.tail.entries++
      this.tail.bytes += edit.update.length
    })
    this.reached(positions.at(-1)!)
    this.relay.add(edits)
  }

  private done(): void {
    this.relay.flushSoon()
    this.editedAt = performance.now()
    this.parts.happened(this, 'edit')
    if (this.holding) this.releaseHeld()
  }

  private releaseHeld(): void {
    this.holding = false
    for (const endpoint of this.endpoints) endpoint.release()
  }

  private troubled(code: Trouble | undefined): void {
    this.parts.log.warn({ room: this.name, reason: code ?? 'none' }, code ? 'the room cannot be stored' : 'the room is stored again')
    this.refresh()
    // A diff would wait for the store; what is durable can be given at once.
    if (code) for (const endpoint of this.endpoints) if (endpoint.asked && !endpoint.synced) this.answerWhole(endpoint)
  }

  private reached(position: Position): void {
    if (comparePositions(position, this.position) > 0) this.position = position
  }

  /** Edits that other processes accepted and stored. */
  private followed(entries: readonly StoredEntry[]): void {
    const edits = entries.map((entry): Edit => ({ ...newEdit(entry), position: entry.position }))
    const { doc, index } = this.living()
    doc.transact(() => {
      for (const { update } of edits) Y.applyUpdate(doc, update, 'log')
    }, 'log')
    this.version++
    if (!isComplete(doc)) return this.parts.lost(this)
    for (const { update, seat } of edits) index.learnUpdate(update, seat)
    this.stored(
      edits,
      edits.map((edit) => edit.position),
    )
    this.done()
  }

  // The server's own hand.

  /** @throws Refusal store/away, store/full; whatever `edit` throws, and then nothing was written */
  async write(edit: (doc: Y.Doc) => void): Promise<void> {
    if (this.trouble) throw new Refusal(this.trouble)
    const updates: Uint8Array[] = []
    const { doc } = this
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
    for (const update of updates) {
      this.index.learnUpdate(update, 'server')
      this.version++
      figures.edits++
      this.commit.push(newEdit({ update, seat: 'server' }))
    }
    await this.commit.settled()
  }

  settled(): Promise<void> {
    return this.commit.settled()
  }

  /** All sockets, or those of these seats, are looked at again. */
  refresh(seats?: ReadonlySet<SeatId>): void {
    for (const endpoint of [...this.endpoints]) if (!seats || seats.has(endpoint.seatId)) endpoint.refresh()
  }

  present(): SeatId[] {
    return [...new Set([...this.endpoints].map((endpoint) => endpoint.seatId))]
  }

  // The end.

  closeSockets(code: number = CloseCode.tryLater, reason = ''): void {
    for (const endpoint of [...this.endpoints]) endpoint.close(code, reason)
  }

  /** No more of it: what is not durable by now was never acknowledged. */
  end(): void {
    this.ended = true
    this.unfollow()
    this.relay.stop()
    this.commit.giveUp()
    clearTimeout(this.warming)
    this.live?.doc.destroy()
  }
}

/**
 * The life of one room: a document in memory, its log, and the sockets in it. An edit's way:
 * standing → gate → document → log → (durable) → everybody else and the acknowledgement.
 */
import type * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { CloseCode, readRoom, writeHello } from '#shared/sync/wire.ts'
import type { KeyChange } from '#shared/theme/facts.ts'
import type { LoadedRoom, Position, RoomLog, Snapshot, StoredEntry } from '../store/ports.ts'
import { Answers } from './answers.ts'
import { Commit, type Trouble } from './commit.ts'
import { Content } from './content.ts'
import type { Endpoint, Hosting } from './endpoint.ts'
import { figures } from './figures.ts'
import { framed } from './frame.ts'
import { examine } from './gate.ts'
import { Intake } from './intake.ts'
import type { Limits } from './limits.ts'
import { placeOf, type Log } from './log.ts'
import { OwnHand } from './own-hand.ts'
import { Presence } from './presence.ts'
import type { Pulse } from './pulse.ts'
import { Relay } from './relay.ts'
import type { RoomIndex } from './room-index.ts'
import { examineShelf } from './shelf-gate.ts'
import { newEdit, type Edit } from './whole.ts'

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
  withdrawn(room: Room, ideas: readonly Idea[]): void
  shelved(room: Room, seat: SeatId, changes: readonly KeyChange[]): void
  /** Other processes that may have the room open, too. */
  elsewhere: { readonly any: boolean; tell(room: string, entries: Uint8Array): void }
  /** The room in memory can no longer be trusted to be the room in the log. */
  lost(room: Room): void
  /** What stands in the log is no room. */
  unreadable(room: Room): void
}

export class Room implements Hosting {
  readonly name: string
  readonly epoch: string
  readonly endpoints = new Set<Endpoint>()
  /** Whoever works in the room without a socket; it is not dropped meanwhile. */
  users = 0
  ended = false
  emptySince = performance.now()
  /** When somebody last wrote or came in: folding waits until the coming is over. */
  busyAt = -Infinity
  /** What stands in the log since its last snapshot. */
  tail: { entries: number; bytes: number }
  /** The server's own. */
  readonly hand: OwnHand
  private readonly parts: RoomParts
  private readonly content: Content
  private readonly commit: Commit
  private readonly answers: Answers
  readonly presence: Presence
  private readonly relay: Relay
  private readonly intake: Intake
  private readonly leased = new Set<number>()
  private readonly followers = new Set<Uint8Array[]>()
  private unfollow: () => void = () => undefined

  private constructor(name: string, loaded: LoadedRoom, parts: RoomParts) {
    this.name = name
    this.epoch = loaded.epoch
    this.parts = parts
    this.tail = { entries: loaded.tail.length, bytes: loaded.tail.reduce((sum, entry) => sum + entry.update.length, 0) }
    this.commit = new Commit(parts.roomLog, parts.pulse, name, {
      stored: (edits, positions) => this.stored(edits, positions),
      done: () => this.done(),
      trouble: (code) => this.troubled(code),
      unexpected: (error) => parts.log.error({ room: name, err: error }, 'append failed'),
    })
    this.content = new Content(loaded, {
      room: name,
      log: parts.log,
      undurable: () => this.commit.undurable,
      awake: () => this.answers.askAll(),
      unreadable: (error) => this.unreadable(error),
    })
    this.hand = new OwnHand(this.content, this.commit)
    this.answers = new Answers(this.content, this.commit, parts.log)
    this.presence = new Presence(parts.now, () => parts.elsewhere.any)
    this.relay = new Relay({
      endpoints: this.endpoints,
      presence: this.presence,
      from: { number: this.content.whole.number, position: this.content.position },
      limits: parts.limits,
      broken: (endpoint) => endpoint.refuse('sync/malformed'),
      spread: (entries) => parts.elsewhere.tell(name, entries),
    })
    const { content, commit, relay } = this
    this.intake = new Intake({
      content,
      commit,
      relay,
      pulse: parts.pulse,
      limits: parts.limits,
      now: parts.now,
      examine: readRoom(name)?.kind === 'shelf' ? examineShelf : examine,
      shelved: (seat, changes) => parts.shelved(this, seat, changes),
      withdrawn: (ideas) => parts.withdrawn(this, ideas),
    })
  }

  /** @throws Refusal store/away */
  static async load(name: string, parts: RoomParts): Promise<Room> {
    const room = new Room(name, await parts.roomLog.load(name), parts)
    const arrived = (entries: readonly StoredEntry[]) => room.followed(entries)
    try {
      room.unfollow = await parts.roomLog.follow(name, room.content.position, arrived, () => parts.lost(room))
    } catch (error) {
      room.end()
      throw error
    }
    return room
  }

  get doc(): Y.Doc {
    return this.content.doc
  }
  get index(): RoomIndex {
    return this.content.index
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
    this.busyAt = performance.now()
    endpoint.lease = this.newLease()
    endpoint.remember(state)
    const { epoch } = this
    const { lease: clientId, seatId } = endpoint
    const hello = writeHello({ epoch, clientId, seatId, role: standing.role, serverNow: this.parts.now(), ...state })
    if (endpoint.own) endpoint.write(framed(hello))
    this.answers.ask(endpoint)
    this.showAll(endpoint)
    this.parts.happened(this, 'presence')
  }

  leave(endpoint: Endpoint): void {
    if (!this.endpoints.delete(endpoint)) return
    figures.sockets--
    this.leased.delete(endpoint.lease)
    this.presence.leave(endpoint, this.endpoints.size)
    this.relay.presenceSoon()
    if (this.endpoints.size === 0) this.emptySince = performance.now()
    this.parts.happened(this, 'presence')
  }

  private newLease(): number {
    // While the index is not read yet chance alone keeps old ids apart; a tablet that met one would be refused and come afresh.
    const isTaken = (id: number) => this.leased.has(id) || this.content.ownerOf(id) !== undefined
    let lease = 0
    while (lease === 0 || isTaken(lease)) lease = this.parts.random() >>> 0
    this.leased.add(lease)
    return lease
  }

  hear(endpoint: Endpoint, awareness: Uint8Array): void {
    if (this.presence.hear(endpoint, awareness, (clientId) => this.content.ownerOf(clientId))) this.relay.presenceSoon()
  }

  showAll(endpoint: Endpoint, nobody?: Uint8Array): void {
    const frame = this.presence.all(endpoint) ?? nobody
    if (frame) endpoint.write(frame)
  }

  /** What the sockets of other processes show. */
  pass(frame: Buffer | undefined): void {
    if (frame) this.relay.pass(frame)
  }

  /** A tablet says what it has; it gets what it lacks, of what is durable. */
  answer(endpoint: Endpoint, stateVector: Uint8Array): void {
    this.answers.answer(endpoint, stateVector)
  }

  catchUp(endpoint: Endpoint): void {
    this.answers.catchUp(endpoint)
    this.showAll(endpoint)
  }

  // An edit comes.

  edit(from: Endpoint, number: number, update: Uint8Array): void {
    this.intake.offer(from, number, update)
  }

  private stored(edits: readonly Edit[], positions: readonly Position[]): void {
    this.content.stored(edits, positions)
    for (const edit of edits) {
      this.tail.entries++
      this.tail.bytes += edit.update.length
      for (const follower of this.followers) follower.push(edit.update)
    }
    this.relay.add(edits)
  }

  private done(): void {
    this.relay.flushSoon()
    this.busyAt = performance.now()
    this.parts.happened(this, 'edit')
    this.intake.release(this.endpoints)
  }

  private troubled(code: Trouble | undefined): void {
    this.parts.log.warn({ room: this.name, reason: code ?? 'none' }, code ? 'the room cannot be stored' : 'the room is stored again')
    this.refresh()
    if (code) this.answers.waitNoLonger(this.endpoints)
  }

  /** Edits that other processes accepted and stored. */
  private followed(entries: readonly StoredEntry[]): void {
    const edits = entries.map((entry) => ({ ...newEdit(entry), position: entry.position }))
    if (!this.content.merge(edits)) return this.parts.lost(this)
    const positions = edits.map((edit) => edit.position)
    this.stored(edits, positions)
    this.done()
  }

  private unreadable(error: unknown): void {
    if (this.ended) return
    this.parts.log.error({ room: this.name, reason: placeOf(error) }, 'the log cannot be read')
    this.parts.unreadable(this)
  }

  /** A list that holds the durable whole now and to which each durable edit is added, until `leaveOff`. */
  follow(): Uint8Array[] {
    const follower = this.content.whole.updates()
    this.followers.add(follower)
    return follower
  }
  leaveOff(follower: Uint8Array[]): void {
    this.followers.delete(follower)
  }

  // What the rest of the server asks.

  /** Resolves once everything that came so far is judged, and what was accepted of it durable. @throws Refusal store/away when the room ended before */
  async settled(): Promise<void> {
    this.intake.take()
    await this.hand.idle()
    await this.commit.settled()
  }

  /** A snapshot that stands in the log now, in place of so much of its tail. */
  compacted(snapshot: Snapshot, folded: { entries: number; bytes: number }): void {
    this.content.whole.adopt(snapshot.update, snapshot.position)
    this.tail = { entries: Math.max(0, this.tail.entries - folded.entries), bytes: Math.max(0, this.tail.bytes - folded.bytes) }
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
    this.intake.end()
    this.commit.giveUp()
    this.content.end()
  }
}

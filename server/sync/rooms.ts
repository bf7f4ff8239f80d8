/** All open rooms of this process: opened once, kept while somebody is in them, dropped when quiet. */
import { setImmediate as turn } from 'node:timers/promises'
import type { BoardId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { CloseCode, readRoom } from '#shared/sync/wire.ts'
import type { Position, Store } from '../store/ports.ts'
import { Compactions } from './compact.ts'
import { Elsewhere } from './elsewhere.ts'
import { figures } from './figures.ts'
import { fold } from './fold.ts'
import { usualLimits, type Limits } from './limits.ts'
import { sampleLoad } from './load.ts'
import type { Log } from './log.ts'
import type { Door, Following, Rooms } from './ports.ts'
import { Pulse } from './pulse.ts'
import { Room, type RoomParts } from './room.ts'
import { upgrades, type Upgrade } from './upgrade.ts'
import { Watchers } from './watchers.ts'

export interface SyncParts {
  store: Pick<Store, 'log'>
  door: Door
  log: Log
  /** Epoch ms. */
  now?: () => number
  /** 32 random bits. */
  random?: () => number
  limits?: Partial<Limits>
}

const sampleMs = 250

export const openRooms = (given: SyncParts): { rooms: Rooms; elsewhere: Elsewhere; upgrade: Upgrade } => {
  const limits = { ...usualLimits, ...given.limits }
  const rooms = new OpenRooms(given, limits)
  return { rooms, elsewhere: rooms.elsewhere, upgrade: upgrades({ rooms, door: given.door, log: given.log, limits }) }
}

type Happening = Parameters<Parameters<Rooms['onActivity']>[0]>[0]
type Withdrawn = Parameters<Parameters<Rooms['onWithdrawn']>[0]>
type Shelved = Parameters<Parameters<Rooms['onShelved']>[0]>

class OpenRooms implements Rooms {
  private readonly given: SyncParts
  private readonly limits: Limits
  private readonly parts: RoomParts
  private readonly opening = new Map<string, Promise<Room>>()
  private readonly open = new Map<string, Room>()
  readonly elsewhere: Elsewhere
  private readonly compactions: Compactions
  private readonly activity: Watchers<[event: Happening]>
  private readonly drafts: Watchers<[boardId: BoardId]>
  private readonly withdrawals: Watchers<Withdrawn>
  private readonly shelves: Watchers<Shelved>
  private readonly rounds: NodeJS.Timeout[]
  private readonly stopListening: () => void
  private closing = false

  constructor(given: SyncParts, limits: Limits) {
    this.given = given
    this.limits = limits
    this.elsewhere = new Elsewhere(this.open, limits)
    this.compactions = new Compactions(given.store.log, given.log)
    this.activity = new Watchers(given.log)
    this.drafts = new Watchers(given.log)
    this.withdrawals = new Watchers(given.log)
    this.shelves = new Watchers(given.log)
    this.parts = {
      log: given.log,
      roomLog: given.store.log,
      pulse: new Pulse(limits.pulseMs),
      limits,
      now: given.now ?? Date.now,
      random: given.random ?? (() => crypto.getRandomValues(new Uint32Array(1))[0]!),
      happened: (room, kind) => this.happened(room, kind),
      withdrawn: ({ name }, ideas) => this.withdrawals.tell(name, ideas),
      shelved: ({ name }, seat, changes) => {
        const of = readRoom(name)
        if (of?.kind === 'shelf') this.shelves.tell(of.seminarId, seat, changes)
      },
      elsewhere: this.elsewhere,
      lost: (room) => this.reopen(room),
      unreadable: (room) => this.dismiss(room),
    }
    this.stopListening = given.door.onChange((seats) => this.reexamine(seats))
    this.rounds = [setInterval(() => this.round(), limits.roundMs).unref(), setInterval(sampleLoad, sampleMs).unref()]
  }

  /** The room, open and held: call `leave` when done. @throws Refusal board/not-found, store/away */
  async enter(name: string): Promise<Room> {
    for (;;) {
      const room = await this.opened(name)
      // It may have been dropped between its opening and this line's turn.
      if (room.ended) continue
      room.users++
      return room
    }
  }
  leave(room: Room): void {
    room.users--
    if (room.endpoints.size === 0) room.emptySince = performance.now()
  }

  private opened(name: string): Promise<Room> {
    const known = this.opening.get(name)
    if (known) return known
    if (!readRoom(name)) return Promise.reject(new Refusal('board/not-found'))
    if (this.closing) return Promise.reject(new Refusal('store/away'))
    const opening = this.load(name)
    this.opening.set(name, opening)
    return opening
  }

  private async load(name: string): Promise<Room> {
    try {
      const room = await Room.load(name, this.parts)
      if (this.closing) {
        room.end()
        throw new Refusal('store/away')
      }
      this.open.set(name, room)
      this.elsewhere.ask(name)
      figures.rooms++
      return room
    } catch (error) {
      this.opening.delete(name)
      throw error
    }
  }

  private async using<T>(name: string, work: (room: Room) => T | Promise<T>): Promise<T> {
    const room = await this.enter(name)
    try {
      return await work(room)
    } finally {
      this.leave(room)
    }
  }

  read<T>(name: string, look: (doc: Room['doc']) => T): Promise<T> {
    return this.using(name, (room) => look(room.doc))
  }
  write(name: string, edit: (doc: Room['doc']) => void): Promise<void> {
    return this.using(name, (room) => room.hand.write(edit))
  }
  writeLarge(name: string, acts: readonly ((doc: Room['doc']) => void)[]): Promise<void> {
    return this.using(name, (room) => room.hand.writeLarge(acts))
  }
  async follow(name: string): Promise<Following> {
    const room = await this.enter(name)
    const updates = room.follow()
    return {
      take: () => (room.ended ? undefined : updates.splice(0)),
      end: () => {
        room.leaveOff(updates)
        this.leave(room)
      },
    }
  }
  async settle(name: string): Promise<void> {
    // One that is loaded anew is opened when all that it had accepted before is stored.
    const room = await this.opening.get(name)
    await room?.settled()
  }
  refresh(name: string): void {
    this.open.get(name)?.refresh()
  }
  present(name: string): SeatId[] {
    return this.open.get(name)?.present() ?? []
  }
  onActivity(watcher: (event: Happening) => void): () => void {
    return this.activity.add(watcher)
  }
  onWithdrawn(watcher: (...said: Withdrawn) => void): () => void {
    return this.withdrawals.add(watcher)
  }
  onShelved(watcher: (...said: Shelved) => void): () => void {
    return this.shelves.add(watcher)
  }
  onDraft(watcher: (boardId: BoardId) => void): () => void {
    return this.drafts.add(watcher)
  }

  async forget(rooms: readonly { room: string; position: Position }[]): Promise<string[]> {
    const open = rooms.flatMap(({ room }) => this.open.get(room) ?? [])
    // What is being folded would come back as a snapshot.
    return this.compactions.without(open, async () => {
      const left = await this.given.store.log.forget(rooms)
      for (const { room } of rooms) {
        if (left.includes(room)) continue
        this.dismiss(this.open.get(room))
        await turn()
      }
      return left
    })
  }

  async drop(prefix: string): Promise<void> {
    const rooms = [...this.open.values()].filter(({ name }) => name.startsWith(prefix))
    for (const room of rooms) {
      // It refuses only when the room has ended meanwhile.
      await Promise.allSettled([room.settled()])
      this.dismiss(room)
      await turn()
    }
  }

  private dismiss(room: Room | undefined): void {
    if (!room || room.ended) return
    this.leaveOut(room)
    room.closeSockets(CloseCode.tryLater, 'store/away')
    room.end()
  }

  async snapshot(name: string): Promise<{ update: Uint8Array; index: Uint8Array; epoch: string }> {
    await this.settle(name)
    const loaded = await this.given.store.log.load(name)
    if (loaded.snapshot && loaded.tail.length === 0) return { ...loaded.snapshot, epoch: loaded.epoch }
    const folded = loaded.tail.length === 0 ? fold(loaded) : await this.compactions.folding.fold(loaded)
    return { ...folded, epoch: loaded.epoch }
  }

  /** These seats' standings changed. */
  private reexamine(seats: readonly SeatId[]): void {
    const changed = new Set(seats)
    for (const room of this.open.values()) room.refresh(changed)
  }

  private happened(room: Room, kind: Happening['kind']): void {
    const of = readRoom(room.name)
    if (of?.kind === 'board') this.activity.tell({ room: room.name, boardId: of.boardId, kind })
    else if (of?.kind === 'draft' && kind === 'edit') this.drafts.tell(of.boardId)
    if (room.tail.entries > this.limits.tailEntriesBusy) this.compactions.begin(room)
  }

  private round(): void {
    const now = performance.now()
    this.elsewhere.round(now)
    for (const room of this.open.values()) {
      for (const endpoint of [...room.endpoints]) endpoint.round(now)
      const long = room.tail.entries > this.limits.tailEntries || room.tail.bytes > this.limits.tailBytes
      if (long && now - room.busyAt > this.limits.quietMs) this.compactions.begin(room)
      if (this.isQuiet(room)) void this.dropQuiet(room)
    }
  }

  private isQuiet(room: Room): boolean {
    return room.endpoints.size === 0 && room.users === 0 && performance.now() - room.emptySince > this.limits.dropMs
  }

  /** Takes a quiet room out of memory. Somebody may come in at every await. */
  private async dropQuiet(room: Room): Promise<void> {
    await this.compactions.done(room)
    await Promise.allSettled([room.settled()])
    if (room.ended || !this.isQuiet(room)) return
    this.leaveOut(room)
    room.end()
  }

  private leaveOut(room: Room): void {
    if (this.open.get(room.name) !== room) return
    this.open.delete(room.name)
    this.opening.delete(room.name)
    figures.rooms--
  }

  /** The room must be loaded again: its sockets come back by themselves, once what it had accepted is stored. */
  private reopen(room: Room): void {
    if (this.open.get(room.name) !== room) return
    this.given.log.warn({ room: room.name }, 'the room is loaded again')
    this.leaveOut(room)
    const opening = room.settled().then(() => {
      room.end()
      return this.load(room.name)
    })
    this.opening.set(room.name, opening)
    opening.catch((error: unknown) => {
      if (this.opening.get(room.name) === opening) this.opening.delete(room.name)
      this.given.log.error({ room: room.name, err: error }, 'the room cannot be loaded')
    })
    room.closeSockets(CloseCode.tryLater, 'store/away')
  }

  /** Everybody is sent away, what was accepted is stored, and the rooms end. */
  async close(): Promise<void> {
    this.closing = true
    this.stopListening()
    this.rounds.forEach(clearInterval)
    const rooms = [...this.open.values()]
    for (const room of rooms) room.closeSockets(1001, 'going away')
    const tooLong = new Promise<void>((done) => setTimeout(done, this.limits.closeMs).unref())
    // Also those that are just being loaded anew.
    await Promise.race([Promise.allSettled([...rooms.map((room) => room.settled()), ...this.opening.values()]), tooLong])
    for (const room of rooms) {
      this.leaveOut(room)
      room.end()
    }
    await this.compactions.folding.close()
  }
}

/**
 * Reads what other processes wrote: one blocking XREAD over all followed rooms and the records' changes. Own entries are
 * left out, and under load mostly not even fetched: each own batch that follows what was read moves the cursor by itself.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { SeatId } from '#shared/id.ts'
import type { Position, StoredEntry } from '../ports.ts'
import { Line, type Ask } from './line.ts'
import { gapScript, roomKeys } from './scripts.ts'

export const changesKey = 'kp:changes'
const blockMs = 1000
const maxEntries = 1000
/** A read that came back sooner than this after it was asked means a busy service: rest a little, so that more comes at once. */
const busyMs = 4

interface Listener {
  after: number
  arrived: (entries: StoredEntry[]) => void
  missed: (() => void) | undefined
}
interface Followed {
  cursor: number
  unsure: boolean
  listeners: Set<Listener>
}
type Fields = [id: Buffer, fields: Buffer[]]

export class Follower {
  readonly #control: Line
  readonly #line: Line
  readonly #process: string
  readonly #changed: (kind: string, id: string) => void
  readonly #rooms = new Map<string, Followed>()
  readonly #names = new Map<string, string>()
  readonly #looping: Promise<void>
  #clientId = ''
  #changesAfter = ''
  #blocked = false
  #closed = false

  constructor(control: Line, url: string, process: string, changed: (kind: string, id: string) => void) {
    this.#control = control
    this.#process = process
    this.#changed = changed
    this.#line = new Line({ url, greet: (ask) => this.#greet(ask), answerMs: blockMs + 2000 })
    this.#looping = this.#loop()
  }

  /** Resolves when the first changes from now on will be heard. */
  async ready(): Promise<void> {
    while (!this.#line.ready && !this.#closed) await pause(5)
  }

  async follow(name: string, after: Position, arrived: Listener['arrived'], missed: Listener['missed']): Promise<() => void> {
    const listener: Listener = { after: Number(after), arrived, missed }
    const room = this.#rooms.get(name) ?? { cursor: listener.after, unsure: true, listeners: new Set() }
    room.listeners.add(listener)
    room.cursor = Math.min(room.cursor, listener.after)
    room.unsure = true
    this.#rooms.set(name, room)
    this.#names.set(roomKeys(name).log, name)
    const stop = () => {
      room.listeners.delete(listener)
      if (room.listeners.size > 0 || this.#rooms.get(name) !== room) return
      this.#rooms.delete(name)
      this.#names.delete(roomKeys(name).log)
    }
    try {
      await this.#wake()
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  /** This process stored `count` entries from `first` on. */
  wrote(name: string, first: number, count: number): void {
    const room = this.#rooms.get(name)
    if (room?.cursor === first - 1) room.cursor += count
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#line.close()
    await this.#looping
  }

  async #greet(ask: Ask): Promise<void> {
    this.#clientId = String(await ask(['CLIENT', 'ID']))
    if (this.#changesAfter === '') {
      const [newest] = (await ask(['XREVRANGE', changesKey, '+', '-', 'COUNT', '1'])) as Fields[]
      this.#changesAfter = newest ? newest[0].toString() : '0-0'
    }
    for (const room of this.#rooms.values()) room.unsure = true
  }

  /** Lets a read that waits without the new room begin again with it. */
  async #wake(): Promise<void> {
    while (this.#blocked && this.#control.ready) {
      if ((await this.#control.ask(['CLIENT', 'UNBLOCK', this.#clientId])) === 1) return
      await turn()
    }
  }

  async #loop(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.ready()
        await this.#sure()
        const askedAt = performance.now()
        const streams = await this.#read()
        for (const [key, entries] of streams ?? []) this.#hand(key.toString(), entries)
        if (streams && performance.now() - askedAt < busyMs) await pause(busyMs)
      } catch (error) {
        // The line says why it is down; what is wrong with Redis itself comes back at once, so rest.
        this.#line.trouble = error
        await pause(50)
      }
    }
  }

  async #sure(): Promise<void> {
    const unsure = [...this.#rooms].filter(([, room]) => room.unsure)
    await Promise.all(
      unsure.map(async ([name, room]) => {
        room.unsure = false
        const { log, head } = roomKeys(name)
        const newest = (await this.#line.run(gapScript, [log, head], [String(room.cursor)])) as number
        if (newest >= 0) this.#miss(room, newest)
      }),
    )
  }

  async #read(): Promise<[Buffer, Fields[]][] | null> {
    const keys = [changesKey]
    const ids = [this.#changesAfter]
    for (const [key, name] of this.#names) {
      keys.push(key)
      ids.push(`${this.#rooms.get(name)!.cursor}-0`)
    }
    this.#blocked = true
    try {
      return (await this.#line.ask(['XREAD', 'COUNT', String(maxEntries), 'BLOCK', String(blockMs), 'STREAMS', ...keys, ...ids])) as
        [Buffer, Fields[]][] | null
    } finally {
      this.#blocked = false
    }
  }

  #hand(key: string, entries: readonly Fields[]): void {
    if (key === changesKey) {
      for (const [id, fields] of entries) {
        this.#changesAfter = id.toString()
        if (fields[1]!.toString() !== this.#process) this.#changed(fields[3]!.toString(), fields[5]!.toString())
      }
      return
    }
    const room = this.#rooms.get(this.#names.get(key) ?? '')
    if (!room || entries.length === 0) return
    const read = entries.map(readEntry)
    const next = room.cursor + 1
    if (read[0]!.n > next) this.#miss(room, read[0]!.n - 1)
    room.cursor = Math.max(room.cursor, read.at(-1)!.n)
    for (const listener of room.listeners) {
      const fresh = read.filter(({ n, process }) => n > listener.after && process !== this.#process)
      listener.after = room.cursor
      if (fresh.length > 0) listener.arrived(fresh.map(({ stored }) => stored))
    }
  }

  #miss(room: Followed, newest: number): void {
    room.cursor = newest
    for (const listener of room.listeners) {
      listener.after = newest
      listener.missed?.()
    }
  }
}

/** Reads one entry of a room's stream. */
export const readEntry = ([id, fields]: Fields): { n: number; process: string; stored: StoredEntry } => {
  const n = Number.parseInt(id.toString('latin1'), 10)
  return {
    n,
    process: fields[1]!.toString(),
    stored: { update: fields[5]!, seat: fields[3]!.toString() as SeatId, position: String(n) },
  }
}

/**
 * Sends entries to Redis: per room one batch at a time, everything of one turn of the loop pipelined. While a batch is on
 * its way the room's next entries collect. When an answer is lost the batch is in doubt: before anything else of that room
 * is sent, Redis is asked what became of it.
 */
import { Refusal } from '#shared/refusal.ts'
import { isErasable, type LogEntry, type Position } from '../ports.ts'
import type { Line } from './line.ts'
import { appendScript, roomKeys, roomNames, settleScript } from './scripts.ts'

const maxBatchEntries = 2000

interface Append {
  entries: readonly LogEntry[]
  /** Taken at the call: the caller may reuse its bytes. */
  updates: readonly Buffer[]
  resolve: (positions: Position[]) => void
  reject: (error: unknown) => void
}
interface Batch {
  number: number
  entries: readonly LogEntry[]
}
interface Room {
  waiting: Append[]
  flying: boolean
  doubt: Batch | undefined
}

export class Appender {
  readonly #line: Line
  readonly #process: string
  readonly #now: () => number
  /** Told of each stored batch: room, first position, count. */
  readonly #stored: (room: string, first: number, count: number) => void
  /** Entries that were found stored after their append had been refused: who appends them again is answered these. */
  readonly #found = new WeakMap<LogEntry, Position>()
  readonly #rooms = new Map<string, Room>()
  readonly #listed = new Set<string>()
  readonly #stopWatching: () => void
  #due = new Set<string>()
  #batches = 0
  #idle: (() => void) | undefined

  constructor(line: Line, process: string, now: () => number, stored: (room: string, first: number, count: number) => void) {
    this.#line = line
    this.#process = process
    this.#now = now
    this.#stored = stored
    // Doubts are settled also when nobody appends to that room any more.
    this.#stopWatching = line.onReady(() => this.#rooms.forEach((_, room) => this.#schedule(room)))
  }

  append(name: string, entries: readonly LogEntry[]): Promise<Position[]> {
    return new Promise((resolve, reject) => {
      let room = this.#rooms.get(name)
      if (!room) this.#rooms.set(name, (room = { waiting: [], flying: false, doubt: undefined }))
      room.waiting.push({ entries, updates: entries.map(({ update }) => Buffer.from(update)), resolve, reject })
      this.#schedule(name)
    })
  }

  /** Ends when nothing is on its way. */
  async close(): Promise<void> {
    if ([...this.#rooms.values()].some((room) => room.flying || room.waiting.length > 0))
      await new Promise<void>((resolve) => (this.#idle = resolve))
    this.#stopWatching()
  }

  #schedule(name: string): void {
    if (this.#due.size === 0) setImmediate(() => this.#leave())
    this.#due.add(name)
  }

  #leave(): void {
    const due = this.#due
    this.#due = new Set()
    for (const name of due) {
      const room = this.#rooms.get(name)
      if (room && !room.flying) void this.#fly(name, room)
    }
  }

  async #fly(name: string, room: Room): Promise<void> {
    room.flying = true
    const flying: Append[] = []
    try {
      if (room.doubt) await this.#settle(name, room, room.doubt)
      let count = 0
      while (room.waiting.length > 0 && count < maxBatchEntries) {
        const append = room.waiting.shift()!
        flying.push(append)
        count += append.entries.length
      }
      let position = await this.#send(name, room, flying)
      for (const { entries, resolve } of flying) resolve(entries.map((entry) => this.#found.get(entry) ?? String(position++)))
    } catch (error) {
      for (const { reject } of [...flying, ...room.waiting.splice(0)]) reject(error)
    }
    room.flying = false
    if (room.waiting.length > 0) this.#schedule(name)
    else if (!room.doubt) this.#rooms.delete(name)
    if (this.#idle && [...this.#rooms.values()].every(({ flying, waiting }) => !flying && waiting.length === 0)) this.#idle()
  }

  async #settle(name: string, room: Room, { number, entries }: Batch): Promise<void> {
    const { head } = roomKeys(name)
    const first = (await this.#line.run(settleScript, [head], [this.#process, String(number), String(this.#now())])) as number
    room.doubt = undefined
    if (first === 0) return
    entries.forEach((entry, index) => this.#found.set(entry, String(first + index)))
    this.#stored(name, first, entries.length)
  }

  /** Answers the position of the first entry that was not found stored before. */
  async #send(name: string, room: Room, appends: readonly Append[]): Promise<number> {
    const entries: LogEntry[] = []
    const words: (string | Buffer)[] = []
    for (const append of appends) {
      append.entries.forEach((entry, index) => {
        if (this.#found.has(entry)) return
        entries.push(entry)
        words.push(entry.seat, append.updates[index]!)
      })
    }
    if (entries.length === 0) return 0
    const batch = { number: ++this.#batches, entries }
    const { log, head } = roomKeys(name)
    room.doubt = batch
    // Both leave in this turn; a room that is listed but was never written is left out by whoever reads the list.
    const [first] = await Promise.all([
      this.#line.run(appendScript, [log, head], [this.#process, String(batch.number), String(this.#now()), ...words]) as Promise<number>,
      this.#list(name),
    ])
    if (first === 0) throw new Refusal('store/away')
    room.doubt = undefined
    this.#stored(name, first, entries.length)
    return first
  }

  async #list(name: string): Promise<void> {
    // One that can be erased may have been, by another process.
    if (this.#listed.has(name) && !isErasable(name)) return
    await this.#line.ask(['ZADD', roomNames, '0', name])
    this.#listed.add(name)
  }
}

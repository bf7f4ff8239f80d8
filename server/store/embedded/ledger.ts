/** The verbs of the store as SQL. Runs in the store's thread, always inside a transaction that the caller began. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Refusal } from '#shared/refusal.ts'
import { Packer, unpack, type Parcel } from '../parcel.ts'
import type { Answers, Errand, LoadedParcel, StoredRecord } from './errand.ts'

const trimmedAtOnce = 2000
const probeBytes = 16_384

export class Ledger {
  readonly #names: string[] = []
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  /** Rooms by name as far as they were met, and those known to be marked as written. */
  readonly #rooms = new Map<string, { id: number; written: boolean }>()
  readonly #insert: StatementSync

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#insert = database.prepare('insert into entries (room, position, seat, bytes) values (?, ?, ?, ?)')
  }

  /** The newest position ever given, over all rooms. */
  newest(): number {
    const { last } = this.#sql(
      `select max(
        coalesce((select max(position) from snapshots), 0),
        coalesce((select max((select max(position) from entries where room = rooms.id)) from rooms), 0)
      ) as last`,
    ).get() as { last: number }
    return last
  }

  learn(names: readonly string[]): void {
    this.#names.push(...names)
  }

  append(parcel: Parcel): void {
    for (const { room, seat, position, update } of unpack(parcel)) {
      this.#insert.run(this.#written(this.#names[room]!), position, this.#names[seat]!, update)
    }
  }

  /** After a rollback nothing that was met on the way is known. */
  forget(): void {
    this.#rooms.clear()
  }

  run(errand: Errand): Answers[Errand['verb']] {
    switch (errand.verb) {
      case 'load':
        return this.#load(errand.room)
      case 'compact':
        return this.#compact(errand)
      case 'restore':
        return this.#restore(errand)
      case 'rooms':
        return this.#sql('select name from rooms where written = 1 and substr(name, 1, length(?1)) = ?1 order by name')
          .all(errand.prefix)
          .map((row) => row['name'] as string)
      case 'get':
        return this.#record(errand.kind, errand.id)
      case 'list':
        return this.#sql(
          'select id, json, version, at from records where kind = ?1 and id >= ?2 and substr(id, 1, length(?2)) = ?2 and json is not null order by id',
        ).all(errand.kind, errand.prefix) as unknown as StoredRecord[]
      case 'put':
        return this.#put(errand)
      case 'remove':
        return this.#remove(errand.kind, errand.id)
      case 'history':
        return this.#sql('select id, json, version, at from history where kind = ? and id = ? order by version').all(
          errand.kind,
          errand.id,
        ) as unknown as StoredRecord[]
      case 'probe':
        this.#sql('insert or replace into probe (id, bytes) values (1, randomblob(?))').run(probeBytes)
        return undefined
    }
  }

  /** Removes some of the entries that a snapshot has replaced; false when none are left. A few at once, so that appends need not wait. */
  trim(): boolean {
    const left = this.#sql(
      `select rooms.id as room, snapshots.position as below from rooms join snapshots on snapshots.room = rooms.id
      where exists (select 1 from entries where entries.room = rooms.id and entries.position <= snapshots.position) limit 1`,
    ).get()
    if (!left) return false
    const { room, below } = left as { room: number; below: number }
    const upTo = this.#sql('select position from entries where room = ? order by position limit 1 offset ?').get(room, trimmedAtOnce)
    this.#sql('delete from entries where room = ? and position <= ?').run(room, Math.min(below, (upTo?.['position'] as number) ?? below))
    return true
  }

  #load(name: string): LoadedParcel {
    const { id } = this.#room(name)
    const { epoch } = this.#sql('select epoch from rooms where id = ?').get(id) as { epoch: string }
    const snapshot = this.#sql('select position, bytes as "update", index_bytes as "index" from snapshots where room = ?').get(
      id,
    ) as LoadedParcel['snapshot']
    const packer = new Packer()
    const seats = new Map<string, number>()
    const tail = this.#sql('select position, seat, bytes from entries where room = ? and position > ? order by position')
    for (const row of tail.iterate(id, snapshot?.position ?? 0)) {
      const seat = row['seat'] as string
      let number = seats.get(seat)
      if (number === undefined) seats.set(seat, (number = seats.size))
      packer.put(0, number, row['position'] as number, row['bytes'] as Uint8Array)
    }
    return { epoch, snapshot: snapshot && { ...snapshot }, seats: [...seats.keys()], tail: packer.take() }
  }

  #compact({ room: name, position, update, index }: Errand & { verb: 'compact' }): undefined {
    this.#sql(
      `insert into snapshots (room, position, bytes, index_bytes) values (?, ?, ?, ?)
      on conflict (room) do update set position = excluded.position, bytes = excluded.bytes, index_bytes = excluded.index_bytes
      where excluded.position > snapshots.position`,
    ).run(this.#written(name), position, update, index)
  }

  #restore({ room: name, update, index }: Errand & { verb: 'restore' }): undefined {
    const known = this.#sql('select written from rooms where name = ?').get(name)
    if (known?.['written'] === 1) throw new Refusal('bundle/exists')
    const id = this.#written(name)
    this.#sql('update rooms set epoch = lower(hex(randomblob(16))) where id = ?').run(id)
    this.#sql('insert into snapshots (room, position, bytes, index_bytes) values (?, 0, ?, ?)').run(id, update, index)
  }

  #record(kind: string, id: string): StoredRecord | undefined {
    const found = this.#sql('select id, json, version, at from records where kind = ? and id = ? and json is not null').get(kind, id)
    return found && ({ ...found } as unknown as StoredRecord)
  }

  #put({ kind, id, json, expected, at, standing }: Errand & { verb: 'put' }): number {
    const other = standing && (this.#record(standing.kind, standing.id)?.version ?? 0)
    if (other !== standing?.version) throw new Refusal('record/changed', { version: other ?? 0 })
    const current = this.#record(kind, id)
    if ((current?.version ?? 0) !== expected) throw new Refusal('record/changed', { version: current?.version ?? 0 })
    if (current) {
      this.#sql('insert into history (kind, id, version, json, at) values (?, ?, ?, ?, ?)').run(
        kind,
        id,
        current.version,
        current.json,
        current.at,
      )
    }
    const put = this.#sql(`insert into records (kind, id, version, json, at) values (?, ?, 1, ?, ?)
      on conflict (kind, id) do update set version = version + 1, json = excluded.json, at = excluded.at returning version`)
    return put.get(kind, id, json, at)!['version'] as number
  }

  #remove(kind: string, id: string): boolean {
    this.#sql('delete from history where kind = ? and id = ?').run(kind, id)
    return this.#sql('update records set json = null where kind = ? and id = ? and json is not null').run(kind, id).changes === 1
  }

  #room(name: string): { id: number; written: boolean } {
    let room = this.#rooms.get(name)
    if (!room) {
      this.#sql('insert into rooms (name, epoch) values (?, lower(hex(randomblob(16)))) on conflict (name) do nothing').run(name)
      const { id, written } = this.#sql('select id, written from rooms where name = ?').get(name) as { id: number; written: number }
      this.#rooms.set(name, (room = { id, written: written === 1 }))
    }
    return room
  }

  #written(name: string): number {
    const room = this.#room(name)
    if (!room.written) {
      this.#sql('update rooms set written = 1 where id = ?').run(room.id)
      room.written = true
    }
    return room.id
  }

  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) this.#statements.set(text, (statement = this.#database.prepare(text)))
    return statement
  }
}

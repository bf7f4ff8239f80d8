/** The verbs of the store as SQL. Runs in the store's thread, always inside a transaction that the caller began. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Refusal } from '#shared/refusal.ts'
import { unpack, type Parcel } from '../parcel.ts'
import { isErasable } from '../ports.ts'
import type { Answers, Errand, StoredRecord } from './errand.ts'
import { draftPrefixes, draftSetOf, RoomTables } from './room-tables.ts'

const probeBytes = 16_384

export class Ledger {
  readonly #names: string[] = []
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #open: RoomTables
  readonly #erasable: readonly RoomTables[]

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#open = new RoomTables(database, '')
    this.#erasable = draftPrefixes.map((prefix) => new RoomTables(database, prefix))
  }

  /** The newest position ever given, over all rooms. */
  newest(): number {
    const { last } = this.#sql('select coalesce(max(position), 0) as last from given').get() as { last: number }
    return Math.max(last, this.#open.newest(), ...this.#erasable.map((tables) => tables.newest()))
  }

  learn(names: readonly string[]): void {
    this.#names.push(...names)
  }

  append(parcel: Parcel): void {
    for (const { room, seat, position, update } of unpack(parcel)) {
      this.#tables(this.#names[room]!).append(this.#names[room]!, position, this.#names[seat]!, update)
    }
  }

  /** After a rollback nothing that was met on the way is known. */
  forget(): void {
    this.#open.forgetMet()
    this.#erasable.forEach((tables) => tables.forgetMet())
  }

  run(errand: Errand): Answers[Errand['verb']] {
    switch (errand.verb) {
      case 'load':
        return this.#tables(errand.room).load(errand.room)
      case 'compact':
        return this.#tables(errand.room).compact(errand)
      case 'restore':
        return this.#tables(errand.room).restore(errand)
      case 'rooms':
        return this.#rooms(errand.prefix)
      case 'forget':
        // A position that was given once is never given again, also when nothing tells of it any more.
        this.#sql('insert or replace into given (id, position) values (1, ?)').run(this.newest())
        return this.#erase(errand.rooms)
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

  /** Removes some of the entries that a snapshot has replaced; false when none are left. */
  trim(): boolean {
    return this.#open.trim() || this.#erasable.some((tables) => tables.trim())
  }

  #tables(room: string): RoomTables {
    return isErasable(room) ? this.#erasable[draftSetOf(room)]! : this.#open
  }

  #rooms(prefix: string): string[] {
    // Of one board: only where its drafts stand.
    const drafts = /^draft\/[^/]+\//.test(prefix) ? [this.#tables(prefix)] : this.#erasable
    return [...this.#open.rooms(prefix), ...drafts.flatMap((tables) => tables.rooms(prefix)).sort()]
  }

  #erase(rooms: (Errand & { verb: 'forget' })['rooms']): string[] {
    const left = new Set([...Map.groupBy(rooms, ({ room }) => this.#tables(room))].flatMap(([tables, own]) => tables.erase(own)))
    return rooms.map(({ room }) => room).filter((room) => left.has(room))
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

  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) this.#statements.set(text, (statement = this.#database.prepare(text)))
    return statement
  }
}

/**
 * The rooms of one set of tables, as SQL. Boards stand in one set, and what may have to vanish without a trace in others.
 * SQLite zeroes the pages that it frees (secure_delete), but may leave pieces of a moved row in pages that it keeps; so
 * whoever erases empties a whole set and puts back what stays. There are several of these, so that little does: all drafts
 * for one board stand in one of them.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Refusal } from '#shared/refusal.ts'
import { Packer } from '../parcel.ts'
import type { Errand, LoadedParcel } from './errand.ts'

const trimmedAtOnce = 2000

const columns = {
  rooms: ['id', 'name', 'epoch', 'written'],
  entries: ['room', 'position', 'seat', 'bytes'],
  snapshots: ['room', 'position', 'bytes', 'index_bytes'],
}
const tables = Object.keys(columns) as (keyof typeof columns)[]

const draftSets = 16
export const draftPrefixes = Array.from({ length: draftSets }, (_, n) => `draft${n}_` as const)
type Prefix = '' | (typeof draftPrefixes)[number]

const folderOf = (room: string): string => room.slice(0, room.lastIndexOf('/') + 1)
/** In which set the drafts for a board stand: a number that goes with its name alone (FNV-1a). */
export const draftSetOf = (room: string): number => {
  let hash = 0x811c9dc5
  for (const letter of folderOf(room)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return (hash >>> 0) % draftSets
}

export class RoomTables {
  readonly #database: DatabaseSync
  readonly #prefix: Prefix
  readonly #statements = new Map<string, StatementSync>()
  /** Rooms by name as far as they were met, and those known to be marked as written. */
  readonly #rooms = new Map<string, { id: number; written: boolean }>()

  #insert: StatementSync | undefined

  constructor(database: DatabaseSync, prefix: Prefix) {
    this.#database = database
    this.#prefix = prefix
  }

  /** The newest position among what stands here. */
  newest(): number {
    const { last } = this.#sql(
      `select max(
        coalesce((select max(position) from @snapshots), 0),
        coalesce((select max((select max(position) from @entries where room = rooms.id)) from @rooms as rooms), 0)
      ) as last`,
    ).get() as { last: number }
    return last
  }

  append(room: string, position: number, seat: string, update: Uint8Array): void {
    this.#insert ??= this.#sql('insert into @entries (room, position, seat, bytes) values (?, ?, ?, ?)')
    this.#insert.run(this.#written(room), position, seat, update)
  }

  /** After a rollback nothing that was met on the way is known. */
  forgetMet(): void {
    this.#rooms.clear()
  }

  rooms(prefix: string): string[] {
    return this.#sql('select name from @rooms where written = 1 and name >= ?1 and name < ?1 || char(1114111) order by name')
      .all(prefix)
      .map((row) => row['name'] as string)
  }

  /** Removes some of the entries that a snapshot has replaced; false when none are left. A few at once, so that appends need not wait. */
  trim(): boolean {
    const left = this.#sql(
      `select rooms.id as room, snapshots.position as below from @rooms as rooms join @snapshots as snapshots on snapshots.room = rooms.id
      where exists (select 1 from @entries as entries where entries.room = rooms.id and entries.position <= snapshots.position) limit 1`,
    ).get()
    if (!left) return false
    const { room, below } = left as { room: number; below: number }
    const upTo = this.#sql('select position from @entries where room = ? order by position limit 1 offset ?').get(room, trimmedAtOnce)
    this.#sql('delete from @entries where room = ? and position <= ?').run(room, Math.min(below, (upTo?.['position'] as number) ?? below))
    return true
  }

  load(name: string): LoadedParcel {
    const { id } = this.#room(name)
    const { epoch } = this.#sql('select epoch from @rooms where id = ?').get(id) as { epoch: string }
    const snapshot = this.#sql('select position, bytes as "update", index_bytes as "index" from @snapshots where room = ?').get(
      id,
    ) as LoadedParcel['snapshot']
    const packer = new Packer()
    const seats = new Map<string, number>()
    const tail = this.#sql('select position, seat, bytes from @entries where room = ? and position > ? order by position')
    for (const row of tail.iterate(id, snapshot?.position ?? 0)) {
      const seat = row['seat'] as string
      let number = seats.get(seat)
      if (number === undefined) seats.set(seat, (number = seats.size))
      packer.put(0, number, row['position'] as number, row['bytes'] as Uint8Array)
    }
    return { epoch, snapshot: snapshot && { ...snapshot }, seats: [...seats.keys()], tail: packer.take() }
  }

  compact({ room: name, position, update, index }: Errand & { verb: 'compact' }): undefined {
    // Of a room that was erased while it was folded nothing comes back.
    if (this.#prefix !== '' && this.#newestOf(name) < position) return
    this.#sql(
      `insert into @snapshots (room, position, bytes, index_bytes) values (?, ?, ?, ?)
      on conflict (room) do update set position = excluded.position, bytes = excluded.bytes, index_bytes = excluded.index_bytes
      where excluded.position > @snapshots.position`,
    ).run(this.#written(name), position, update, index)
  }

  restore({ room: name, update, index }: Errand & { verb: 'restore' }): undefined {
    const known = this.#sql('select written from @rooms where name = ?').get(name)
    if (known?.['written'] === 1) throw new Refusal('bundle/exists')
    const id = this.#written(name)
    this.#sql('update @rooms set epoch = lower(hex(randomblob(16))) where id = ?').run(id)
    this.#sql('insert into @snapshots (room, position, bytes, index_bytes) values (?, 0, ?, ?)').run(id, update, index)
  }

  /** Erases rooms whose newest position is the one given; answers the names of the others. Rooms beside them that were only looked at go too. */
  erase(rooms: readonly { room: string; position: number }[]): string[] {
    const newer = rooms.filter(({ room, position }) => this.#newestOf(room) > position).map(({ room }) => room)
    const left = new Set(newer)
    const ids = this.#idsOf(rooms.map(({ room }) => room).filter((room) => !left.has(room)))
    if (ids === '[]') return newer
    for (const table of tables) {
      const list = columns[table].join()
      const key = table === 'rooms' ? 'id' : 'room'
      // What stays is set aside within SQLite, and only what stays: most often nothing does.
      this.#sql(`create temp table staying as select ${list} from @${table} where ${key} not in (select value from json_each(?))`).run(ids)
      this.#sql(`delete from @${table}`).run()
      this.#sql(`insert into @${table} (${list}) select ${list} from temp.staying`).run()
      this.#sql('drop table temp.staying').run()
    }
    this.#rooms.clear()
    return newer
  }

  /** Ids of these rooms and of those beside them that were only looked at, as JSON. */
  #idsOf(names: readonly string[]): string {
    const byName = this.#sql('select id from @rooms where name = ?')
    const looked = this.#sql('select id from @rooms where written = 0 and name >= ?1 and name < ?2')
    const ids = names.map((name) => byName.get(name)?.['id'])
    // '0' comes right after '/'.
    const beside = [...new Set(names.map(folderOf))].flatMap((folder) => looked.all(folder, `${folder.slice(0, -1)}0`))
    return JSON.stringify([...new Set([...ids, ...beside.map(({ id }) => id)])].filter((id) => id !== undefined))
  }

  #newestOf(name: string): number {
    const { last } = this.#sql(
      `select max(
        coalesce((select max(position) from @snapshots where room = rooms.id), 0),
        coalesce((select max(position) from @entries where room = rooms.id), 0)
      ) as last from @rooms as rooms where name = ?`,
    ).get(name) ?? { last: 0 }
    return last as number
  }

  #room(name: string): { id: number; written: boolean } {
    let room = this.#rooms.get(name)
    if (!room) {
      this.#sql('insert into @rooms (name, epoch) values (?, lower(hex(randomblob(16)))) on conflict (name) do nothing').run(name)
      const { id, written } = this.#sql('select id, written from @rooms where name = ?').get(name) as { id: number; written: number }
      this.#rooms.set(name, (room = { id, written: written === 1 }))
    }
    return room
  }

  #written(name: string): number {
    const room = this.#room(name)
    if (!room.written) {
      this.#sql('update @rooms set written = 1 where id = ?').run(room.id)
      room.written = true
    }
    return room.id
  }

  /** `@` stands for the set's prefix. */
  #sql(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) this.#statements.set(text, (statement = this.#database.prepare(text.replaceAll('@', this.#prefix))))
    return statement
  }
}

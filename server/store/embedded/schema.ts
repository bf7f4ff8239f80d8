import { DatabaseSync } from 'node:sqlite'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { draftPrefixes, draftSetOf } from './room-tables.ts'

export const databaseFile = 'khlang-panya.sqlite'
/** Up to this size the whole file is checked at the start (some 200 ms); a larger one only where it is read. */
const checkedBytes = 128 * 1024 * 1024

/** Rooms of one set of tables (room-tables.ts). Added to a database that lacks them. */
const roomTables = (prefix: string) => `
  create table if not exists ${prefix}rooms (
    id integer primary key, name text not null unique, epoch text not null, written integer not null default 0
  ) strict;
  create table if not exists ${prefix}entries (
    room integer not null, position integer not null, seat text not null, bytes blob not null, primary key (room, position)
  ) strict, without rowid;
  create table if not exists ${prefix}snapshots (
    room integer primary key, position integer not null, bytes blob not null, index_bytes blob not null
  ) strict;
`
const erasable = `
  ${draftPrefixes.map(roomTables).join('')}
  create table if not exists given (id integer primary key, position integer not null) strict;
`
const schema = `
  ${roomTables('')}
  create table if not exists records (
    kind text not null, id text not null, version integer not null, json text, at integer not null, primary key (kind, id)
  ) strict, without rowid;
  create table if not exists history (
    kind text not null, id text not null, version integer not null, json text not null, at integer not null, primary key (kind, id, version)
  ) strict, without rowid;
  create table if not exists probe (id integer primary key, bytes blob not null) strict;
  pragma user_version = 1;
`

export class Unopened extends Error {
  readonly why: 'in-use' | 'damaged' | 'unwritable'

  constructor(why: Unopened['why'], message: string) {
    super(message)
    this.why = why
  }
}

/** Earlier versions kept all drafts in one set: each goes where it is looked for now. */
const spreadDrafts = (database: DatabaseSync): void => {
  if (!database.prepare("select 1 from sqlite_schema where name = 'draft_rooms'").get()) return
  for (const { id, name } of database.prepare('select id, name from draft_rooms').all() as { id: number; name: string }[]) {
    const prefix = draftPrefixes[draftSetOf(name)]!
    const { lastInsertRowid: room } = database
      .prepare(`insert into ${prefix}rooms (name, epoch, written) select name, epoch, written from draft_rooms where id = ?`)
      .run(id)
    for (const [table, columns] of [
      ['entries', 'position, seat, bytes'],
      ['snapshots', 'position, bytes, index_bytes'],
    ] as const)
      database.prepare(`insert into ${prefix}${table} select ?, ${columns} from draft_${table} where room = ?`).run(room, id)
  }
  for (const table of ['rooms', 'entries', 'snapshots']) database.exec(`drop table draft_${table}`)
}

/** Opens the database of a folder for one process alone. The lock is a file of its own, so that others may still read (a backup). @throws Unopened */
export const openDatabase = (folder: string): { database: DatabaseSync; lock: DatabaseSync } => {
  const lock = attempt('unwritable', () => new DatabaseSync(join(folder, 'lock'), { timeout: 1000 }))
  attempt('in-use', () => lock.exec('begin exclusive'))
  try {
    const database = attempt('unwritable', () => new DatabaseSync(join(folder, databaseFile)))
    attempt('damaged', () => {
      database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000')
      // What is deleted is overwritten, and nothing is set down beside the file.
      database.exec('pragma secure_delete = on; pragma temp_store = memory')
      const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number }
      if (version > 1) throw new Error(`written by a newer version (schema ${version})`)
      if (statSync(join(folder, databaseFile)).size <= checkedBytes) {
        const found = database.prepare('pragma quick_check(1)').get() as { quick_check: string }
        if (found.quick_check !== 'ok') throw new Error(found.quick_check)
      }
      if (version === 0) database.exec(`begin; ${schema} commit`)
      database.exec(`begin; ${erasable}`)
      spreadDrafts(database)
      database.exec('commit')
      // A process that was killed may have left in the journal what it had erased.
      database.exec('pragma wal_checkpoint(truncate)')
    })
    return { database, lock }
  } catch (error) {
    lock.close()
    throw error
  }
}

const attempt = <T>(why: Unopened['why'], act: () => T): T => {
  try {
    return act()
  } catch (error) {
    const { errcode } = error as { errcode?: number }
    const plain = errcode === undefined ? undefined : resultOf[errcode & 0xff]
    throw new Unopened(plain ?? why, error instanceof Error ? error.message : String(error))
  }
}
/** SQLite's primary result codes that say plainly what is wrong. */
const resultOf: Readonly<Record<number, Unopened['why']>> = {
  5: 'in-use',
  8: 'unwritable',
  11: 'damaged',
  13: 'unwritable',
  14: 'unwritable',
  26: 'damaged',
}

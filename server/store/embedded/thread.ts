/** The store's thread: it alone touches the database, so that a slow disk never holds up the sockets. */
import { statfsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#shared/refusal.ts'
import type { FromThread, Load, Outcome } from './errand.ts'
import { Ledger } from './ledger.ts'
import { openDatabase, Unopened } from './schema.ts'

const port = parentPort!
const { folder } = workerData as { folder: string }
const scrubAgainMs = 500
/** Removed records leave the journal within this: one look for all that are removed together. */
const scrubSoonMs = 1_000
const tell = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

const serve = (database: DatabaseSync, lock: DatabaseSync): void => {
  const ledger = new Ledger(database)
  let trimming = true
  const scrubbing = new Scrubbing(database)

  const transact = <T>(act: () => T): T => {
    database.exec('begin')
    try {
      const value = act()
      database.exec('commit')
      return value
    } catch (error) {
      // A full disk may already have rolled back by itself.
      if (database.isTransaction) database.exec('rollback')
      ledger.forget()
      throw error
    }
  }
  const run = (errand: Load['errands'][number]): Outcome<unknown> => {
    try {
      return { ok: true, value: ledger.run(errand) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code, detail: error.detail }
      throw error
    }
  }
  const commit = ({ parcel, errands }: Load): Extract<FromThread, { opened: undefined }> => {
    try {
      return transact(() => {
        if (parcel) ledger.append(parcel)
        return { opened: undefined, parcel: { ok: true, value: undefined }, errands: errands.map(run) }
      })
    } catch (error) {
      // One of them cannot be stored. Each for itself, then: what only reads still answers while the disk is full.
      const alone = <T>(act: () => Outcome<T>): Outcome<T> => {
        try {
          return transact(act)
        } catch (own) {
          return failure(own)
        }
      }
      if (!parcel && errands.length === 1) return { opened: undefined, parcel: { ok: true, value: undefined }, errands: [failure(error)] }
      return {
        opened: undefined,
        parcel: alone(() => {
          if (parcel) ledger.append(parcel)
          return { ok: true, value: undefined }
        }),
        errands: errands.map((errand) => alone(() => run(errand))),
      }
    }
  }
  const trim = () => {
    if (!trimming || !database.isOpen) return
    try {
      trimming = transact(() => ledger.trim())
    } catch (error) {
      // Trimming only saves room; it is tried again after the next snapshot.
      trimming = false
      if (failure(error).code === undefined) throw error
    }
    if (trimming) setImmediate(trim)
  }

  port.on('message', (load: Load | 'close') => {
    if (load === 'close') {
      database.close()
      lock.close()
      port.close()
      return
    }
    ledger.learn(load.names)
    const answer = commit(load)
    if (load.errands.some((errand) => errand.verb === 'forget')) scrubbing.now()
    else if (load.errands.some((errand) => errand.verb === 'remove')) scrubbing.in(scrubSoonMs)
    if (answer.parcel.ok && answer.errands.length === 0) tell('stored')
    else tell(answer, buffersOf(answer.errands))
    if (load.errands.some((errand) => errand.verb === 'compact')) {
      trimming = true
      setImmediate(trim)
    }
  })
  tell({ opened: true, last: ledger.newest() })
  setImmediate(trim)
}

/** Empties the journal, so that no copy of what was erased stays there. Somebody who reads the file (a backup) is waited for. */
class Scrubbing {
  readonly #database: DatabaseSync
  #due: NodeJS.Timeout | undefined

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  now(): void {
    const { busy } = this.#database.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
    if (busy) this.in(scrubAgainMs)
  }

  in(ms: number): void {
    // The end of the thread is not held up by it: whoever closes the database last empties the journal.
    this.#due ??= setTimeout(() => {
      this.#due = undefined
      if (this.#database.isOpen) this.now()
    }, ms).unref()
  }
}

const buffersOf = (errands: readonly Outcome<unknown>[]): ArrayBuffer[] =>
  errands.flatMap((outcome) => {
    const tail = outcome.ok && (outcome.value as { tail?: { buffer: ArrayBuffer } } | undefined)?.tail
    return tail ? [tail.buffer] : []
  })

/** SQLITE_FULL says it plainly; a write that failed otherwise met a quota or a limit of the file's size. */
const failure = (error: unknown): Outcome<never> & { ok: false } => {
  const code = (error as { errcode?: number }).errcode ?? 0
  if ((code & 0xff) === sqlite.full || code === sqlite.ioErrorWrite || code === sqlite.ioErrorShmSize)
    return { ok: false, code: 'store/full' }
  if ((code & 0xff) === sqlite.ioError) return { ok: false, code: nearlyFull() ? 'store/full' : 'store/away' }
  return { ok: false, code: undefined, message: error instanceof Error ? error.message : String(error) }
}
const sqlite = { ioError: 10, full: 13, ioErrorWrite: 778, ioErrorShmSize: 4874 } as const
const nearlyFull = () => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < 1024 * 1024
}

try {
  const { database, lock } = openDatabase(folder)
  serve(database, lock)
} catch (error) {
  if (!(error instanceof Unopened)) throw error
  tell({ opened: false, why: error.why, message: error.message })
  port.close()
}

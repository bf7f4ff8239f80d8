/**
 * The copy of a board's document on this device (IndexedDB, by y-indexeddb): updates are written within a tenth of a
 * second, those of a moment together. A private window may keep nothing, a full device nothing more; the board works all
 * the same and says so.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import type { Role } from '#shared/role.ts'

/** Under which conversation the copy was made: of another epoch or seat it is of no use to the server. */
export interface Mark {
  epoch: string
  seatId: SeatId
  role: Role
  /** What the room took when it was last heard. */
  writable: boolean
}
export interface LocalCopy {
  /** False when this device keeps nothing, or nothing more. */
  readonly kept: boolean
  readonly mark: Mark | undefined
  /** Notes the conversation that the copy belongs to from now on. */
  sign(mark: Mark): void
  /** Forgets the copy, so that it is never loaded again. False when the storage did not let go of it. */
  drop(): Promise<boolean>
  close(): void
}

/** A busy tablet opens its storage slowly; one that hangs must not keep anybody from the board. */
const patienceMs = 5_000

/**
 * Opens the copy called `name` and loads it into `doc`. Resolves without one where storage is missing or hangs. `lost` is told
 * when the device keeps nothing more.
 */
export const openLocalCopy = async (name: string, doc: Y.Doc, lost: () => void = () => undefined): Promise<LocalCopy> => {
  if (!(await opens())) return noCopy
  const persistence = new IndexeddbPersistence(name, doc)
  let kept = true
  const failed = (error: unknown) => {
    if (!kept) return
    console.warn('this device keeps no more of the board', error)
    kept = false
    lost()
  }
  // Where storage is full a write fails only as a whole, after it was taken; and a browser may take a database away.
  void persistence._db.then((db) => {
    for (const sign of ['abort', 'close'] as const) db.addEventListener(sign, failed)
  })
  const gathering = gather(persistence, doc, failed)
  const mark = await withinPatience(persistence.whenSynced.then(() => persistence.get('mark')))
  if (mark === late) {
    gathering.end()
    void persistence.destroy()
    return noCopy
  }
  return {
    get kept() {
      return kept
    },
    mark: mark as unknown as Mark | undefined,
    sign: (next) => void persistence.set('mark', next as never).catch(failed),
    drop: async () => {
      gathering.end()
      // Emptied, not deleted: another tab may have the same copy open, and deleting would close it under its hands.
      const gone = await withinPatience(emptyStores(persistence.db!))
      void persistence.destroy()
      return gone === true
    },
    close: () => {
      gathering.write()
      gathering.end()
      void persistence.destroy()
    },
  }
}

/** How long an update waits for others before it is written; a page that nobody sees may be gone any moment. */
const gatherMs = 100

/** A transaction for each update would take a cheap tablet's whole time when hundreds come in a second. */
const gather = (
  persistence: IndexeddbPersistence,
  doc: Y.Doc,
  failed: (error: unknown) => void,
): { write: () => void; end: () => void } => {
  let waiting: Uint8Array[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const updates = waiting
    waiting = []
    if (updates.length === 0) return
    try {
      persistence._storeUpdate(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates), gather)
    } catch (error) {
      failed(error)
    }
  }
  const heed = (update: Uint8Array, origin: unknown) => {
    if (origin === persistence) return
    waiting.push(update)
    if (document.visibilityState === 'hidden') write()
    else timer ??= setTimeout(write, gatherMs)
  }
  const hidden = () => document.visibilityState === 'hidden' && write()
  // Its own listener writes each update by itself.
  doc.off('update', persistence._storeUpdate)
  doc.on('update', heed)
  document.addEventListener('visibilitychange', hidden)
  return {
    write,
    end: () => {
      clearTimeout(timer)
      waiting = []
      doc.off('update', heed)
      document.removeEventListener('visibilitychange', hidden)
    },
  }
}

export const noCopy: LocalCopy = {
  kept: false,
  mark: undefined,
  sign: () => undefined,
  drop: () => Promise.resolve(true),
  close: () => undefined,
}

const late = Symbol('late')
const withinPatience = <T>(wanted: Promise<T>): Promise<T | typeof late> => {
  const failed = (error: unknown): typeof late => {
    console.warn('the storage of this device fails', error)
    return late
  }
  return Promise.race([wanted.catch(failed), new Promise<typeof late>((resolve) => setTimeout(resolve, patienceMs, late))])
}

/** Whether this window may open databases at all; y-indexeddb would wait for ever. */
const opens = async (): Promise<boolean> => {
  const asked = new Promise<boolean>((resolve) => {
    try {
      const request = indexedDB.open('kp')
      request.onsuccess = () => {
        request.result.close()
        resolve(true)
      }
      request.onerror = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
  return (await withinPatience(asked)) === true
}

const emptyStores = (db: IDBDatabase): Promise<true> =>
  new Promise((resolve, reject) => {
    const stores = [...db.objectStoreNames]
    const clearing = db.transaction(stores, 'readwrite')
    for (const store of stores) clearing.objectStore(store).clear()
    clearing.oncomplete = () => resolve(true)
    clearing.onerror = clearing.onabort = () => reject(clearing.error ?? new Error('The copy on this device could not be emptied'))
  })

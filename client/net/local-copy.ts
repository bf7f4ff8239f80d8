/**
 * The copy of a board's document on this device (IndexedDB, by y-indexeddb): every update is written as it comes. A
 * private window may keep nothing; the board works all the same and says so.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
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
  /** False when this device keeps nothing. */
  readonly kept: boolean
  readonly mark: Mark | undefined
  /** Notes the conversation that the copy belongs to from now on. */
  sign(mark: Mark): void
  /** Forgets the copy, so that it is never loaded again. */
  drop(): Promise<void>
  close(): void
}

/** A busy tablet opens its storage slowly; one that hangs must not keep anybody from the board. */
const patienceMs = 5_000

/** Opens the copy called `name` and loads it into `doc`. Resolves without one where storage is missing or hangs. */
export const openLocalCopy = async (name: string, doc: Y.Doc): Promise<LocalCopy> => {
  if (!(await opens())) return noCopy
  const persistence = new IndexeddbPersistence(name, doc)
  const mark = await withinPatience(persistence.whenSynced.then(() => persistence.get('mark')))
  if (mark === late) {
    void persistence.destroy()
    return noCopy
  }
  return {
    kept: true,
    mark: mark as unknown as Mark | undefined,
    sign: (next) => void persistence.set('mark', next as never),
    drop: async () => {
      const { db } = persistence
      // Emptied, not deleted: another tab may have the same copy open, and deleting would close it under its hands.
      const emptied = db && emptyStores(db)
      await emptied
      await persistence.destroy()
    },
    close: () => void persistence.destroy(),
  }
}

const noCopy: LocalCopy = { kept: false, mark: undefined, sign: () => undefined, drop: () => Promise.resolve(), close: () => undefined }

const late = Symbol('late')
const withinPatience = <T>(wanted: Promise<T>): Promise<T | typeof late> =>
  Promise.race([wanted, new Promise<typeof late>((resolve) => setTimeout(resolve, patienceMs, late))])

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

const emptyStores = (db: IDBDatabase): Promise<void> =>
  new Promise((resolve, reject) => {
    const stores = [...db.objectStoreNames]
    const clearing = db.transaction(stores, 'readwrite')
    for (const store of stores) clearing.objectStore(store).clear()
    clearing.oncomplete = () => resolve()
    clearing.onerror = clearing.onabort = () => reject(clearing.error ?? new Error('The copy on this device could not be emptied'))
  })

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SeatId } from '#shared/id.ts'
import { unpack } from '../parcel.ts'
import { isErasable, type LoadedRoom, type Store, type StoredEntry } from '../ports.ts'
import { fileBlobs } from './blobs.ts'
import { Courier } from './courier.ts'
import type { LoadedParcel, StoredRecord } from './errand.ts'

/** The store that needs nothing installed: one SQLite file and a folder of blobs under `dataDir`, for one process. @throws StoreUnusable */
export const openEmbedded = async ({ dataDir, now = Date.now }: { dataDir: string; now?: () => number }): Promise<Store> => {
  await mkdir(dataDir, { recursive: true })
  const courier = await Courier.open(dataDir)
  const watchers = new Set<(kind: string, id: string) => void>()
  const changed = (kind: string, id: string) => watchers.forEach((watcher) => watcher(kind, id))

  return {
    log: {
      load: async (room) => loaded(await courier.ask({ verb: 'load', room })),
      append: (room, entries) => courier.append(room, entries),
      compact: async (room, { update, index, position }) => {
        if (Number(position) > courier.last) throw new RangeError('the snapshot is ahead of the log')
        await courier.ask({ verb: 'compact', room, position: Number(position), update: update.slice(), index: index.slice() })
      },
      follow: async () => () => undefined,
      restore: (room, { update, index }) => courier.ask({ verb: 'restore', room, update: update.slice(), index: index.slice() }),
      rooms: (prefix) => courier.ask({ verb: 'rooms', prefix }),
      forget: async (rooms) => {
        if (!rooms.every(({ room }) => isErasable(room))) throw new RangeError('this room is not kept to be erased')
        return courier.ask({ verb: 'forget', rooms: rooms.map(({ room, position }) => ({ room, position: Number(position) })) })
      },
    },
    records: {
      get: async (kind, id) => {
        const record = await courier.ask({ verb: 'get', kind, id })
        return record && { value: JSON.parse(record.json) as unknown, version: record.version }
      },
      list: async (kind, prefix = '') =>
        (await courier.ask({ verb: 'list', kind, prefix })).map(({ id, json, version }) => ({
          id,
          value: JSON.parse(json) as unknown,
          version,
        })),
      put: async (kind, id, value, expected, standing) => {
        const version = await courier.ask({ verb: 'put', kind, id, json: JSON.stringify(value), expected, at: now(), standing })
        changed(kind, id)
        return version
      },
      remove: async (kind, id) => {
        if (await courier.ask({ verb: 'remove', kind, id })) changed(kind, id)
      },
      history: async (kind, id) => (await courier.ask({ verb: 'history', kind, id })).map(past),
      watch: (watcher) => {
        watchers.add(watcher)
        return () => void watchers.delete(watcher)
      },
    },
    blobs: fileBlobs(join(dataDir, 'blobs')),
    ready: () => courier.ask({ verb: 'probe' }),
    close: () => courier.close(),
  }
}

const past = ({ json, version, at }: StoredRecord) => ({ value: JSON.parse(json) as unknown, version, at })

const loaded = ({ epoch, snapshot, seats, tail }: LoadedParcel): LoadedRoom => {
  const entries: StoredEntry[] = []
  for (const { seat, position, update } of unpack(tail)) {
    entries.push({ update, seat: seats[seat] as SeatId | 'server', position: String(position) })
  }
  return { epoch, snapshot: snapshot && { ...snapshot, position: String(snapshot.position) }, tail: entries }
}

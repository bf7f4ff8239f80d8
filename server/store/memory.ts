import { createHash, randomUUID } from 'node:crypto'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import { isErasable, origin, type Blobs, type Records, type RoomLog, type Snapshot, type Store, type StoredEntry } from './ports.ts'

interface MemoryRoom {
  epoch: string
  last: number
  snapshot: Snapshot | undefined
  entries: StoredEntry[]
  followers: Set<{ desk: object; arrived: (entries: StoredEntry[]) => void }>
}
/** What all desks share. */
interface Kept {
  rooms: Map<string, MemoryRoom>
  records: Map<string, Map<string, { value: string | undefined; version: number; at: number }>>
  history: Map<string, { value: unknown; version: number; at: number }[]>
  blobs: Map<string, Uint8Array>
  watchers: Set<(kind: string, id: string) => void>
}
/** Does a verb a moment later, or refuses. */
type Serve = <T>(verb: () => T) => Promise<T>

export interface MemoryStore extends Store {
  /** While set, every verb refuses with this code, as if the disk were full or the line broken. */
  fault: RefusalCode | undefined
  /** Another process's view of the same store. */
  beside(): MemoryStore
}

/** A store that forgets everything at the end of the process: for tests. */
export const openMemory = ({ now = Date.now }: { now?: () => number } = {}): MemoryStore =>
  openDesk({ rooms: new Map(), records: new Map(), history: new Map(), blobs: new Map(), watchers: new Set() }, now)

const openDesk = (kept: Kept, now: () => number): MemoryStore => {
  const serve: Serve = async (verb) => {
    await Promise.resolve()
    if (store.fault) throw new Refusal(store.fault)
    return verb()
  }
  const store: MemoryStore = {
    fault: undefined,
    beside: () => openDesk(kept, now),
    log: memoryLog(kept.rooms, serve),
    records: memoryRecords(kept, serve, now),
    blobs: memoryBlobs(kept.blobs, serve),
    ready: () => serve(() => undefined),
    close: async () => {},
  }
  return store
}

const memoryLog = (all: Kept['rooms'], serve: Serve): RoomLog => {
  const desk = {}
  const roomOf = (name: string): MemoryRoom => {
    let room = all.get(name)
    if (!room) all.set(name, (room = { epoch: randomUUID(), last: 0, snapshot: undefined, entries: [], followers: new Set() }))
    return room
  }
  const written = (room: MemoryRoom) => room.last > 0 || room.snapshot !== undefined

  return {
    load: (name) =>
      serve(() => {
        const { epoch, snapshot, entries } = roomOf(name)
        return { epoch, snapshot: snapshot && { ...snapshot }, tail: entries.map((entry) => ({ ...entry })) }
      }),
    append: (name, entries) => {
      const copies = entries.map(({ update, seat }) => ({ update: update.slice(), seat }))
      return serve(() => {
        const room = roomOf(name)
        const fresh = copies.map((copy): StoredEntry => ({ ...copy, position: String(++room.last) }))
        room.entries.push(...fresh)
        for (const follower of room.followers) if (follower.desk !== desk && fresh.length > 0) follower.arrived([...fresh])
        return fresh.map(({ position }) => position)
      })
    },
    compact: (name, snapshot) => {
      const copy = { update: snapshot.update.slice(), index: snapshot.index.slice(), position: snapshot.position }
      return serve(() => {
        const room = roomOf(name)
        const position = Number(copy.position)
        if (position > room.last) throw new RangeError('the snapshot is ahead of the log')
        if (room.snapshot && Number(room.snapshot.position) >= position) return
        room.snapshot = copy
        room.entries = room.entries.filter((entry) => Number(entry.position) > position)
      })
    },
    follow: (name, after, arrived) =>
      serve(() => {
        const room = roomOf(name)
        const follower = { desk, arrived }
        const waiting = room.entries.filter((entry) => Number(entry.position) > Number(after))
        if (waiting.length > 0) queueMicrotask(() => room.followers.has(follower) && arrived(waiting))
        room.followers.add(follower)
        return () => void room.followers.delete(follower)
      }),
    restore: (name, { update, index }) =>
      serve(() => {
        const room = roomOf(name)
        if (written(room)) throw new Refusal('bundle/exists')
        room.epoch = randomUUID()
        room.snapshot = { update: update.slice(), index: index.slice(), position: origin }
      }),
    rooms: (prefix) => serve(() => [...all].filter(([name, room]) => name.startsWith(prefix) && written(room)).map(([name]) => name)),
    forget: (rooms) =>
      serve(() => {
        if (!rooms.every(({ room }) => isErasable(room))) throw new RangeError('this room is not kept to be erased')
        const newer = rooms.filter(({ room, position }) => (all.get(room)?.last ?? 0) > Number(position))
        for (const { room } of rooms) if (!newer.some((left) => left.room === room)) all.delete(room)
        return newer.map(({ room }) => room)
      }),
  }
}

const memoryRecords = ({ records: all, history, watchers }: Kept, serve: Serve, now: () => number): Records => {
  const kindOf = (kind: string) => {
    let records = all.get(kind)
    if (!records) all.set(kind, (records = new Map()))
    return records
  }
  const versionOf = ({ kind, id }: { kind: string; id: string }): number => {
    const record = kindOf(kind).get(id)
    return record?.value === undefined ? 0 : record.version
  }
  const changed = (kind: string, id: string) => watchers.forEach((watcher) => watcher(kind, id))

  return {
    get: (kind, id) =>
      serve(() => {
        const record = kindOf(kind).get(id)
        return record?.value === undefined ? undefined : { value: JSON.parse(record.value) as unknown, version: record.version }
      }),
    list: (kind, prefix = '') =>
      serve(() =>
        [...kindOf(kind)]
          .filter(([id, record]) => id.startsWith(prefix) && record.value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, { value, version }]) => ({ id, value: JSON.parse(value!) as unknown, version })),
      ),
    put: (kind, id, value, expected, standing) => {
      const json = JSON.stringify(value)
      return serve(() => {
        const record = kindOf(kind).get(id)
        const current = versionOf({ kind, id })
        if (standing && versionOf(standing) !== standing.version) throw new Refusal('record/changed', { version: versionOf(standing) })
        if (current !== expected) throw new Refusal('record/changed', { version: current })
        const version = (record?.version ?? 0) + 1
        if (record?.value !== undefined) {
          const past = history.get(`${kind} ${id}`) ?? []
          history.set(`${kind} ${id}`, [...past, { value: JSON.parse(record.value) as unknown, version: record.version, at: record.at }])
        }
        kindOf(kind).set(id, { value: json, version, at: now() })
        changed(kind, id)
        return version
      })
    },
    remove: (kind, id) =>
      serve(() => {
        const record = kindOf(kind).get(id)
        if (record?.value === undefined) return
        kindOf(kind).set(id, { ...record, value: undefined })
        history.delete(`${kind} ${id}`)
        changed(kind, id)
      }),
    history: (kind, id) => serve(() => [...(history.get(`${kind} ${id}`) ?? [])]),
    watch: (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

const memoryBlobs = (all: Kept['blobs'], serve: Serve): Blobs => ({
  put: (bytes) => {
    const copy = bytes.slice()
    return serve(() => {
      const hash = createHash('sha256').update(copy).digest('hex')
      all.set(hash, copy)
      return hash
    })
  },
  get: (hash) => serve(() => all.get(hash)?.slice()),
})

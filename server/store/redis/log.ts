import { randomUUID } from 'node:crypto'
import { Refusal } from '#shared/refusal.ts'
import { isErasable, type LoadedRoom, type RoomLog, type Snapshot, type StoredEntry } from '../ports.ts'
import type { Appender } from './appender.ts'
import { readEntry, type Follower } from './follower.ts'
import type { Line } from './line.ts'
import { rewrite } from './rewrite.ts'
import { beginningWith, compactScript, forgetScript, restoreScript, roomKeys, roomNames } from './scripts.ts'

const pageEntries = 5000
/** So often in a row the log may be trimmed while it is read; more often, and it has a hole. */
const mostReadings = 20
/** A process that wrote nothing to a room for so long needs no answer about its last batch any more. */
const forgottenMs = 7 * 24 * 3600 * 1000

export const redisLog = (line: Line, appender: Appender, follower: Follower, now: () => number): RoomLog => {
  /** The epoch that a restore was begun with, so that it can be asked again when the answer was lost. */
  const restored = new WeakMap<object, string>()

  return {
    load: async (room) => {
      for (let reading = 0; reading < mostReadings; reading++) {
        const loaded = await load(line, room)
        if (loaded) return loaded
      }
      throw new Error(`the log of ${room} has a hole`)
    },
    append: (room, entries) => appender.append(room, entries),
    compact: async (room, { update, index, position }) => {
      const { log, head, snap } = roomKeys(room)
      const outcome = await line.run(
        compactScript,
        [log, head, snap],
        [position, Buffer.from(update), Buffer.from(index), String(now() - forgottenMs)],
      )
      if (outcome === -1) throw new RangeError('the snapshot is ahead of the log')
    },
    follow: (room, after, arrived, missed) => follower.follow(room, after, arrived, missed),
    restore: async (room, snapshot) => {
      const epoch = restored.get(snapshot) ?? randomUUID()
      restored.set(snapshot, epoch)
      const { head, snap } = roomKeys(room)
      const [outcome] = await Promise.all([
        line.run(restoreScript, [head, snap], [epoch, Buffer.from(snapshot.update), Buffer.from(snapshot.index)]),
        line.ask(['ZADD', roomNames, '0', room]),
      ])
      if (outcome === 0) throw new Refusal('bundle/exists')
    },
    rooms: async (prefix) => {
      const listed = ((await line.ask(['ZRANGE', roomNames, ...beginningWith(prefix), 'BYLEX'])) as Buffer[]).map(String)
      const written = await Promise.all(
        listed.map(async (name) => {
          const { head, snap } = roomKeys(name)
          const [last, snapshot] = await Promise.all([line.ask(['HEXISTS', head, 'last']), line.ask(['EXISTS', snap])])
          return last === 1 || snapshot === 1
        }),
      )
      return listed.filter((_, index) => written[index])
    },
    forget: async (rooms) => {
      if (!rooms.every(({ room }) => isErasable(room))) throw new RangeError('this room is not kept to be erased')
      const erased = await Promise.all(
        rooms.map(async ({ room, position }) => {
          const { log, head, snap } = roomKeys(room)
          return (await line.run(forgetScript, [log, head, snap], [position])) === 1
        }),
      )
      const gone = rooms.filter((_, index) => erased[index]).map(({ room }) => room)
      if (gone.length > 0) {
        await line.ask(['ZREM', roomNames, ...gone])
        // Somebody may have begun it anew before it was taken off the list.
        const anew = await Promise.all(gone.map((room) => line.ask(['HEXISTS', roomKeys(room).head, 'last'])))
        const listed = gone.filter((_, index) => anew[index] === 1)
        if (listed.length > 0) await line.ask(['ZADD', roomNames, ...listed.flatMap((name) => ['0', name])])
        await rewrite(line)
      }
      return rooms.filter((_, index) => !erased[index]).map(({ room }) => room)
    },
  }
}

/** Undefined when it must be read again: the room has just got its epoch, or the log was trimmed between the questions (its numbers have no gaps). */
const load = async (line: Line, room: string): Promise<LoadedRoom | undefined> => {
  const { log, head, snap } = roomKeys(room)
  const [[epoch, last], [position, update, index]] = (await Promise.all([
    line.ask(['HMGET', head, 'epoch', 'last']),
    line.ask(['HMGET', snap, 'position', 'update', 'index']),
  ])) as [[Buffer | null, Buffer | null], [Buffer | null, Buffer, Buffer]]
  if (!epoch) {
    await line.ask(['HSETNX', head, 'epoch', randomUUID()])
    return undefined
  }
  const snapshot: Snapshot | undefined = position ? { update, index, position: position.toString() } : undefined
  const tail: StoredEntry[] = []
  for (let next = Number(snapshot?.position ?? 0) + 1; next <= Number(last ?? 0);) {
    const page = ((await line.ask(['XRANGE', log, `${next}-0`, '+', 'COUNT', String(pageEntries)])) as [Buffer, Buffer[]][]).map(readEntry)
    if (page[0]?.n !== next) return undefined
    for (const { stored } of page) tail.push(stored)
    next += page.length
  }
  return { epoch: epoch.toString(), snapshot, tail }
}

/** Puts verified snapshots in place of rooms' long logs. Made from the log itself, never from memory. */
import type { RoomLog, Snapshot } from '../store/ports.ts'
import { figures } from './figures.ts'
import { Folding } from './folding.ts'
import type { Log } from './log.ts'
import type { Room } from './room.ts'

/** After a failed compaction a room is left alone for a while. */
const againMs = 60_000

/** Answers the snapshot that stands in the log afterwards, if there is one. @throws Error, Refusal store/away: the log is as before */
export const compact = async (log: RoomLog, room: string, folding: Folding): Promise<Snapshot | undefined> => {
  const loaded = await log.load(room)
  const last = loaded.tail.at(-1)
  // Another process was here already.
  if (!last) return loaded.snapshot
  const snapshot = { ...(await folding.fold(loaded)), position: last.position }
  await log.compact(room, snapshot)
  figures.compactions++
  return snapshot
}

/** Which rooms are being compacted, and which are left alone for now. */
export class Compactions {
  readonly folding = new Folding()
  private readonly roomLog: RoomLog
  private readonly log: Log
  private readonly running = new Map<Room, Promise<void>>()
  private readonly notBefore = new WeakMap<Room, number>()

  constructor(roomLog: RoomLog, log: Log) {
    this.roomLog = roomLog
    this.log = log
  }

  begin(room: Room): void {
    if (room.ended || this.running.has(room) || performance.now() < (this.notBefore.get(room) ?? 0)) return
    const before = { ...room.tail }
    const running = compact(this.roomLog, room.name, this.folding)
      .then((snapshot) => snapshot && room.compacted(snapshot, before))
      .catch((error: unknown) => {
        figures.compactionFailures++
        this.leaveAlone(room, performance.now() + againMs)
        this.log.error({ room: room.name, err: error }, 'compaction failed; the log stays as it is')
      })
      .finally(() => this.running.delete(room))
    this.running.set(room, running)
  }

  /** Works while none is under way or begun in these rooms. */
  async without<T>(rooms: readonly Room[], work: () => Promise<T>): Promise<T> {
    for (const room of rooms) this.leaveAlone(room, Infinity)
    try {
      await Promise.all(rooms.map((room) => this.done(room)))
      return await work()
    } finally {
      for (const room of rooms) this.notBefore.delete(room)
    }
  }

  /** Resolves when none is under way in the room. */
  async done(room: Room): Promise<void> {
    await this.running.get(room)
  }

  private leaveAlone(room: Room, until: number): void {
    this.notBefore.set(room, Math.max(until, this.notBefore.get(room) ?? 0))
  }
}

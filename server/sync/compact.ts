/** Puts a verified snapshot in place of a room's long log. Made from the log itself, never from memory. */
import type { RoomLog, Snapshot } from '../store/ports.ts'
import { figures } from './figures.ts'
import type { Folding } from './folding.ts'

/** Answers the new snapshot, or undefined when there was nothing to fold. @throws Error, Refusal store/away: the log is as before */
export const compact = async (log: RoomLog, room: string, folding: Folding): Promise<Snapshot | undefined> => {
  const loaded = await log.load(room)
  const last = loaded.tail.at(-1)
  if (!last) return undefined
  const snapshot = { ...(await folding.fold(loaded)), position: last.position }
  await log.compact(room, snapshot)
  figures.compactions++
  return snapshot
}

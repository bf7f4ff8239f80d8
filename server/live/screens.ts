/**
 * How many screens show a seminar as its wall just now, over all processes: who leads turns no wall that nobody has opened.
 *
 *   screen   showWall(seminarId)   → counted for as long as its line stands
 *   process  its own screens       → to all others, at once and every `repeatMs`
 *   server   walls                 → to who leads, when their number changes
 */
import type { SeminarId } from '#shared/id.ts'
import { audiences, screensOf } from './audiences.ts'
import type { Between, Io } from './between.ts'
import { openPresence } from './presence.ts'

interface Said {
  node: string
  seminarId: SeminarId
  sockets: string[]
}

export const openScreens = (io: Io, between: Between, node: string, now: () => number) => {
  const open = openPresence<SeminarId, string>(node, now)
  /** Of seminars that have any. */
  const told = new Map<SeminarId, number>()
  const roomOf = (id: SeminarId): string => audiences.screens(id)[0]!
  const count = (id: SeminarId): number => open.online(id).size

  const tell = (id: SeminarId): void => {
    const screens = count(id)
    if (screens === (told.get(id) ?? 0)) return
    if (screens > 0) told.set(id, screens)
    else told.delete(id)
    io.local.to(audiences.leaders(id)).emit('walls', screens)
  }
  const hear = ({ node, seminarId, sockets }: Said): void => {
    open.tell(node, seminarId, sockets)
    tell(seminarId)
  }
  const spread = between('screens', hear)
  const look = (room: string): void => {
    const seminarId = screensOf(room)
    if (!seminarId) return
    const own = { node, seminarId, sockets: [...(io.of('/').adapter.rooms.get(room) ?? [])] }
    hear(own)
    spread(own)
  }
  io.of('/').adapter.on('join-room', look)
  io.of('/').adapter.on('leave-room', look)

  return {
    count,
    /** Says again what stands here, and notices screens whose process has fallen silent. */
    repeat: (): void => {
      for (const id of told.keys()) {
        if (io.of('/').adapter.rooms.has(roomOf(id))) look(roomOf(id))
        else tell(id)
      }
    },
  }
}

/** Somebody who watches the seminar's announcements: what each group was last said to be doing, and when. */
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { GroupNow, SeatNotice } from '#shared/live/events.ts'
import { openLine, watch, type LiveLine } from '../helpers/live-line.ts'
import type { Person } from '../helpers/server.ts'

export interface Watching {
  socket: LiveLine
  /** Every announcement, in order. */
  heard: GroupNow[][]
  seats: SeatNotice[]
  now(groupId: GroupId): GroupNow | undefined
}

export const watchCourse = async (person: Person, seminarId: SeminarId, url: string): Promise<Watching> => {
  const socket = openLine(url, person)
  const heard: GroupNow[][] = []
  const seats: SeatNotice[] = []
  const latest = new Map<GroupId, GroupNow>()
  socket.on('now', (groups) => {
    heard.push(groups)
    for (const group of groups) latest.set(group.groupId, group)
  })
  socket.on('seat', (notice) => seats.push(notice))
  const answer = await watch(socket, seminarId)
  if (!answer.ok) throw new Error(answer.code)
  return { socket, heard, seats, now: (groupId) => latest.get(groupId) }
}

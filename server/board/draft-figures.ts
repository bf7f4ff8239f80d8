/** How much is hidden in the drafts of each group, and of how many people: counted, never read out, and never by whom. */
import { setImmediate as turn } from 'node:timers/promises'
import type { BoardId, GroupId } from '#shared/id.ts'
import { ideasOf, readIdea } from '#shared/idea/idea.ts'
import { draftRooms } from '#shared/sync/wire.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import type { Register } from '../access/register.ts'
import type { Courses, DraftFigures } from '../activity/ports.ts'
import { openPace } from '../live/pace.ts'
import type { RoomLog } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'

export interface DraftFigureParts {
  register: Register
  courses: Courses
  rooms: Rooms
  log: RoomLog
  /** Other processes have this store too: what is written through them is looked up from time to time. */
  shared: boolean
  failed(error: unknown): void
}

const nothing = { ideas: 0, writers: 0 }
const countGapMs = 400
const othersMs = 3_000

export const openDraftFigures = ({ register, courses, rooms, log, shared, failed }: DraftFigureParts) => {
  const counted = new Map<GroupId, { ideas: number; writers: number }>()
  const listeners = new Set<(groupId: GroupId) => void>()
  const hides = (groupId: GroupId): boolean => ['hidden', 'some'].includes(courses.under(groupId).run?.reveal ?? 'none')

  const countRoom = (room: string): Promise<number> =>
    rooms.read(room, (doc) => [...ideasOf(doc)].filter(([id, map]) => isVisible(readIdea(id, map)?.text ?? '')).length)

  const count = async (groupId: GroupId): Promise<void> => {
    const group = await register.groups.need(groupId)
    const each: number[] = []
    // One room at a time: three hundred of them at once would hold up the whole hall.
    for (const room of hides(groupId) ? await log.rooms(draftRooms(group.boardId)) : []) {
      // A reveal may have erased it meanwhile: to look into it would write its name, and with it a seat's, anew.
      if ((await log.rooms(room)).includes(room)) each.push(await countRoom(room))
      await turn()
    }
    const now = { ideas: each.reduce((sum, ideas) => sum + ideas, 0), writers: each.filter((ideas) => ideas > 0).length }
    const before = counted.get(groupId) ?? nothing
    counted.set(groupId, now)
    if (now.ideas !== before.ideas || now.writers !== before.writers) for (const listener of listeners) listener(groupId)
  }
  let ended = false
  let line = Promise.resolve()
  const pace = openPace<GroupId>(countGapMs, (_, groups) => {
    for (const group of groups) line = line.then(() => (ended ? undefined : count(group))).catch(failed)
  })
  const groupOf = (boardId: BoardId): GroupId | undefined => register.boards.get(boardId)?.groupId
  const soon = (groupId: GroupId | undefined): void => {
    if (groupId) pace.add(groupId, groupId)
  }

  const stops = [rooms.onDraft((boardId) => soon(groupOf(boardId))), courses.onChange((_, groups) => groups.forEach(soon))]
  const hidden = (): GroupId[] => [...register.groups.all()].map(({ id }) => id).filter(hides)
  const repeat = shared ? setInterval(() => hidden().forEach(soon), othersMs).unref() : undefined
  hidden().forEach(soon)

  return {
    // What is revealed is not hidden from that moment on, also before it is counted.
    of: (groupId) => (hides(groupId) ? (counted.get(groupId) ?? nothing) : nothing),
    look: soon,
    onChange: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    close: (): void => {
      ended = true
      clearInterval(repeat)
      pace.stop()
      stops.forEach((stop) => stop())
    },
  } satisfies DraftFigures & { close(): void }
}

/** Where those who watch sit, so that a change of table is told, and told once. */
import type { GroupId, SeatId } from '#shared/id.ts'
import type { SeatNotice } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import { chair, placesOf, table } from './audiences.ts'
import type { Io } from './between.ts'

export interface SeatingParts {
  register: Register
  course: { tableOf(seatId: SeatId): GroupId | undefined; groupsFor(seat: Seat): GroupId[] }
  failed(error: unknown): void
}

export const openSeating = (io: Io, { register, course, failed }: SeatingParts) => {
  const sitting = new Map<SeatId, GroupId | undefined>()
  const tablesOf = (seat: Seat): string[] => register.groupsOf(seat.seminarId).map(({ id }) => table(id))

  /** What a seat must be told of where it belongs now. */
  const noticeOf = async (seat: Seat): Promise<SeatNotice | undefined> => {
    if (seat.revoked) return { kind: 'revoked' }
    const groupId = course.tableOf(seat.id) ?? seat.groupId
    const group = groupId && (await register.groups.find(groupId))
    return group && { kind: 'moved', groupId: group.id, boardId: group.boardId, room: boardRoom(group.boardId) }
  }

  /** Answers whether it sits at another table than before. */
  const seatAnew = (seat: Seat): boolean => {
    const [before, at] = [sitting.get(seat.id), course.tableOf(seat.id)]
    if (!sitting.has(seat.id) || before === at) return false
    const here = io.local.in(chair(seat.id))
    here.socketsLeave(tablesOf(seat))
    here.socketsJoin(course.groupsFor(seat).map(table))
    sitting.set(seat.id, at)
    return true
  }

  const tellMoved = (seat: Seat): Promise<void> =>
    noticeOf(seat).then((notice) => void (notice && io.local.to(chair(seat.id)).emit('seat', notice)), failed)

  return {
    noticeOf,
    /** Remembers where somebody sits who has begun to watch. */
    sit: (seatId: SeatId): void => void sitting.set(seatId, course.tableOf(seatId)),
    /** The course may have sent it to another table. */
    look: (seat: Seat): void => {
      if (seatAnew(seat)) void tellMoved(seat)
    },
    /** It was moved or taken back. Whoever is taken back hears it, and nothing more. */
    moved: async (seat: Seat): Promise<void> => {
      seatAnew(seat)
      await tellMoved(seat)
      if (!seat.revoked) return
      sitting.delete(seat.id)
      io.local.in(chair(seat.id)).socketsLeave([...placesOf(seat.seminarId, seat.id), ...tablesOf(seat)])
    },
  }
}

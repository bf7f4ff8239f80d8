/** The door of the sync rooms: by cookie (a browser, Origin checked) or by ticket (anything else). See server/sync/ports.ts. */
import type { IncomingMessage } from 'node:http'
import { Refusal } from '#shared/refusal.ts'
import type { BoardId, GroupId, SeatId, SeminarId } from '#shared/id.ts'
import type { Standing } from '#shared/role.ts'
import { readRoom, type Room } from '#shared/sync/wire.ts'
import type { Admission, Door } from '../sync/ports.ts'
import { inTurns } from './in-turns.ts'
import { checkOrigin } from './origin.ts'
import type { Register } from './register.ts'
import type { Rights } from './rights.ts'
import type { Tickets } from './tickets.ts'

/** Tables that are looked at again in one turn of the process. */
const groupsAtOnce = 8

export const openDoor = (parts: {
  register: Register
  rights: Rights
  tickets: Tickets
  courses: {
    tableOf(seatId: SeatId): GroupId | undefined
    onChange(changed: (seminarId: SeminarId, groups: readonly GroupId[]) => void): () => void
  }
  calls: { onSummons(changed: (seminarId: SeminarId) => void): () => void }
  publicUrl: string | undefined
  now: () => number
}): Door => {
  const { register, rights, tickets, courses, calls, publicUrl, now } = parts

  /** A draft room is its seat's own and nobody else's, whoever leads. */
  const standingIn = (room: Omit<Room, 'boardId'> & { seatId?: SeatId }, seatId: SeatId, boardId: BoardId) => (): Standing | undefined =>
    room.kind === 'board' ? rights.standing(seatId, boardId) : room.seatId === seatId ? rights.drafting(seatId, boardId) : undefined

  const byTicket = async (ticket: string, room: string): Promise<Admission> => {
    const kept = await tickets.look(ticket)
    if (!kept) throw new Refusal('seat/missing')
    if (kept.room !== room) throw new Refusal('board/not-found')
    const { boardId, ...own } = readRoom(room)!
    const [seat, board] = await Promise.all([register.seats.find(kept.seatId), register.boards.find(boardId)])
    if (!seat || seat.revoked) throw new Refusal('seat/revoked')
    if (board) await register.seminars.find(board.seminarId)
    const standing = standingIn(own, seat.id, boardId)
    if (!standing()) throw new Refusal('board/not-found')
    return { seatId: seat.id, standing: () => (kept.endsAt > now() ? standing() : undefined) }
  }

  const byCookie = async (request: IncomingMessage, room: string): Promise<Admission> => {
    checkOrigin(request, publicUrl)
    const { boardId, ...own } = readRoom(room)!
    const caller = await rights.callerOf(request)
    const { seat } = await rights.read(own.kind === 'draft' ? { ...caller, wanted: own.seatId } : caller, boardId)
    const standing = standingIn(own, seat.id, boardId)
    if (!standing()) throw new Refusal('board/not-found')
    return { seatId: seat.id, standing }
  }

  return {
    admit: async (request, room) => {
      if (!readRoom(room)) throw new Refusal('board/not-found')
      const query = new URLSearchParams(request.url?.split('?')[1] ?? '')
      const ticket = query.get('ticket')
      return ticket === null ? byCookie(request, room) : byTicket(ticket, room)
    },
    onChange: (changed) => {
      const all = (seminarId: SeminarId): SeatId[] => register.seatsOf(seminarId).map((seat) => seat.id)
      /** Who sits at one of these tables, or came from it, and all who sit at none. */
      const atTables = (seminarId: SeminarId, groups: readonly GroupId[]): SeatId[] => {
        const touched = (group: GroupId | undefined): boolean => group === undefined || groups.includes(group)
        return register
          .seatsOf(seminarId)
          .filter((seat) => touched(seat.groupId) || touched(courses.tableOf(seat.id)))
          .map((seat) => seat.id)
      }
      const stops = [
        register.seats.onChange((seat, before) => before && changed([seat.id])),
        register.boards.onChange((board, before) => before && changed(all(board.seminarId))),
        register.seminars.onChange((seminar, before) => before && before.state !== seminar.state && changed(all(seminar.id))),
        calls.onSummons((seminarId) => changed(all(seminarId))),
        // The gate asks again at every edit, so that the last table may hear of it a moment later.
        courses.onChange((seminarId, groups) => inTurns(groups, groupsAtOnce, (some) => changed(atTables(seminarId, some)))),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

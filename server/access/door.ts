/** The door of the sync rooms: by cookie (a browser, Origin checked) or by ticket (anything else). See server/sync/ports.ts. */
import type { IncomingMessage } from 'node:http'
import { Refusal } from '#shared/refusal.ts'
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Standing } from '#shared/role.ts'
import { readRoom, type Room } from '#shared/sync/wire.ts'
import type { Admission, Door } from '../sync/ports.ts'
import { inTurns } from './in-turns.ts'
import { checkOrigin } from './origin.ts'
import type { Register } from './register.ts'
import type { Caller, Rights } from './rights.ts'
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
  const standingIn = (room: Room, seatId: SeatId) => (): Standing | undefined => {
    if (room.kind === 'shelf') return rights.shelving(seatId, room.seminarId)
    if (room.kind === 'board') return rights.standing(seatId, room.boardId)
    return room.seatId === seatId ? rights.drafting(seatId, room.boardId) : undefined
  }

  /** What standings rest on must be in memory before they are asked. */
  const remember = async (room: Room): Promise<void> => {
    const board = room.kind === 'shelf' ? undefined : await register.boards.find(room.boardId)
    const seminarId = room.kind === 'shelf' ? room.seminarId : board?.seminarId
    if (seminarId) await register.seminars.find(seminarId)
  }

  const byTicket = async (ticket: string, name: string): Promise<Admission> => {
    const kept = await tickets.look(ticket)
    if (!kept) throw new Refusal('seat/missing')
    if (kept.room !== name) throw new Refusal('board/not-found')
    const room = readRoom(name)!
    const [seat] = await Promise.all([register.seats.find(kept.seatId), remember(room)])
    if (!seat || seat.revoked) throw new Refusal('seat/revoked')
    const standing = standingIn(room, seat.id)
    if (!standing()) throw new Refusal('board/not-found')
    return { seatId: seat.id, standing: () => (kept.endsAt > now() ? standing() : undefined) }
  }

  const seatFor = async (caller: Caller, room: Room): Promise<Seat> => {
    if (room.kind === 'shelf') return rights.takeNotes(caller, room.seminarId)
    const wanted = room.kind === 'draft' ? { ...caller, wanted: room.seatId } : caller
    return (await rights.read(wanted, room.boardId)).seat
  }

  const byCookie = async (request: IncomingMessage, name: string): Promise<Admission> => {
    checkOrigin(request, publicUrl)
    const room = readRoom(name)!
    const seat = await seatFor(await rights.callerOf(request), room)
    await remember(room)
    const standing = standingIn(room, seat.id)
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

/**
 * Who is asking, and what may they do. Ids that are unknown and ids that are not theirs get the same answer, so that
 * nobody learns what exists by asking.
 */
import type { IncomingMessage } from 'node:http'
import { mayDraft, rightsIn, type Under } from '#shared/activity/rights.ts'
import type { Board } from '#shared/board/board.ts'
import { maxIdeasPerDraft } from '#shared/idea/idea.ts'
import { isId, type BoardId, type GroupId, type SeatId, type SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { may, closedBoard, draftRights, openBoard, type Role, type Standing } from '#shared/role.ts'
import type { Register } from './register.ts'
import { derivedId } from './secret.ts'
import type { Session, Sessions } from './session.ts'

export interface Caller {
  readonly session: Session | undefined
  /** All seats of the session, revoked ones too. */
  readonly seats: readonly Seat[]
  /** The seat that the request asks to act as (`?seat=`). */
  readonly wanted: string | undefined
}

export interface Rights {
  callerOf(request: IncomingMessage): Promise<Caller>
  /** The caller's strongest seat in the seminar. @throws seat/missing, seat/revoked, seminar/not-found */
  seatIn(caller: Caller, seminarId: SeminarId): Promise<Seat>
  /** The caller's seat, if it leads the seminar. @throws as seatIn, seat/forbidden */
  lead(caller: Caller, seminarId: SeminarId): Promise<Seat>
  /** The board and the caller's strongest seat that reads it. @throws seat/missing, seat/revoked, board/not-found */
  read(caller: Caller, boardId: BoardId): Promise<{ board: Board; seat: Seat }>
  /** As `read`, and the seat leads the board's seminar. @throws as read, seat/forbidden */
  leadBoard(caller: Caller, boardId: BoardId): Promise<{ board: Board; seat: Seat }>
  /** How a seat stands to a board at this moment; undefined = not admitted. */
  standing(seatId: SeatId, boardId: BoardId): Standing | undefined
  /** How a seat stands to its own draft room for a board; undefined = it has none there. */
  drafting(seatId: SeatId, boardId: BoardId): Standing | undefined
  /** How a seat stands to the seminar's shelf of themes; undefined = it is not for this seat. */
  shelving(seatId: SeatId, seminarId: SeminarId): Standing | undefined
  /** The caller's seat, if it leads the seminar or takes notes there. @throws as seatIn, seat/forbidden */
  takeNotes(caller: Caller, seminarId: SeminarId): Promise<Seat>
}

/** What the course of a seminar says of rights (server/activity/courses.ts). */
interface CourseRights {
  under(groupId: GroupId): Under
  tableOf(seatId: SeatId): GroupId | undefined
  /** Whether who leads has called the seat to the board. */
  isCalledTo(seat: Seat, boardId: BoardId): boolean
}

const strength: readonly Role[] = ['wall', 'participant', 'noteTaker', 'facilitator', 'organizer']
const strongest = (seats: readonly Seat[]): Seat | undefined =>
  [...seats].sort((a, b) => strength.indexOf(b.role) - strength.indexOf(a.role) || b.joinedAt - a.joinedAt)[0]

export const leads = (seat: Seat): boolean => seat.role === 'facilitator' || seat.role === 'organizer'
/** Who decides about themes. */
export const takesNotes = (seat: Seat): boolean => leads(seat) || seat.role === 'noteTaker'

const wantedOf = (request: IncomingMessage): string | undefined => {
  const at = request.url?.indexOf('?') ?? -1
  const seat = at < 0 ? null : new URLSearchParams(request.url!.slice(at)).get('seat')
  return isId(seat) ? seat : undefined
}

export const openRights = (register: Register, sessions: Sessions, courses: CourseRights, now: () => number): Rights => {
  const { seats, seminars, boards } = register

  const callerOf = async (request: IncomingMessage): Promise<Caller> => {
    const session = await sessions.of(request)
    const held = await Promise.all((session?.seats ?? []).map((id) => seats.find(id)))
    return { session, seats: held.filter((seat) => seat !== undefined), wanted: wantedOf(request) }
  }

  /** The organizer takes a seat where one is needed: the same one from every device. */
  const organizersSeat = async (seminarId: SeminarId): Promise<Seat> => {
    const id = derivedId<'seat'>(`organizer:${seminarId}`)
    const seat: Seat = { id, seminarId, role: 'organizer', name: '', joinedAt: now(), revoked: false }
    const taken = (await seats.find(id)) ?? (await seats.create(seat).catch(() => seats.reread(id)))
    if (!taken) throw new Refusal('store/away')
    return taken
  }

  const held = async (caller: Caller, seminarId: SeminarId): Promise<Seat[]> => {
    const own = caller.seats.filter((seat) => seat.seminarId === seminarId)
    if (caller.session?.organizer && (await seminars.find(seminarId))) own.push(await organizersSeat(seminarId))
    return caller.wanted === undefined ? own : own.filter((seat) => seat.id === caller.wanted)
  }

  const pick = (own: readonly Seat[], otherwise: 'seminar/not-found' | 'board/not-found', fits: (seat: Seat) => boolean): Seat => {
    const seat = strongest(own.filter((seat) => !seat.revoked && fits(seat)))
    if (seat) return seat
    throw new Refusal(own.length > 0 && own.every((seat) => seat.revoked) ? 'seat/revoked' : otherwise)
  }

  const seatIn: Rights['seatIn'] = async (caller, seminarId) => {
    if (!caller.session) throw new Refusal('seat/missing')
    return pick(await held(caller, seminarId), 'seminar/not-found', () => true)
  }

  /** Whether it is the own board of somebody who visits another table just now: it is read, and written over there. */
  const isAway = (seat: Seat, board: Board): boolean => {
    const table = seat.groupId === board.groupId ? courses.tableOf(seat.id) : undefined
    return table !== undefined && table !== board.groupId
  }

  const standing: Rights['standing'] = (seatId, boardId) => {
    const seat = seats.get(seatId)
    const board = boards.get(boardId)
    const seminar = board && seminars.get(board.seminarId)
    if (!seat || !board || !seminar || seat.revoked || seat.seminarId !== board.seminarId) return undefined
    const closed = board.closed || seminar.state === 'closed'
    const member = seat.groupId === board.groupId || (seat.groupId !== undefined && courses.tableOf(seatId) === board.groupId)
    const guest = !member && courses.isCalledTo(seat, boardId)
    const permitted = rightsIn(courses.under(board.groupId), now())
    const found = { role: seat.role, member, guest, closed, ...permitted, ...((closed || isAway(seat, board)) && { rights: closedBoard }) }
    return may('read', found, false) ? found : undefined
  }

  const drafting: Rights['drafting'] = (seatId, boardId) => {
    const onBoard = standing(seatId, boardId)
    const board = boards.get(boardId)
    if (!board || !onBoard?.member) return undefined
    const away = isAway(seats.get(seatId)!, board)
    const open = !onBoard.closed && !away && mayDraft(courses.under(board.groupId), now())
    const { closed, frozen = false } = onBoard
    // No office counts here: whoever leads has no more right to it than anybody else at the table. The room has no zones of
    // its own: those of the phase are looked at when its drafts are brought over.
    return {
      role: 'participant',
      member: true,
      closed,
      frozen,
      inPhase: true,
      rights: open ? draftRights : closedBoard,
      mostIdeas: maxIdeasPerDraft,
    }
  }

  const shelving: Rights['shelving'] = (seatId, seminarId) => {
    const seat = seats.get(seatId)
    const seminar = seminars.get(seminarId)
    if (!seat || !seminar || seat.revoked || seat.seminarId !== seminarId || !takesNotes(seat)) return undefined
    return { role: seat.role, member: true, closed: seminar.state === 'closed', rights: openBoard }
  }

  const read: Rights['read'] = async (caller, boardId) => {
    if (!caller.session) throw new Refusal('seat/missing')
    const board = await boards.need(boardId)
    // The standing is answered from memory: what it rests on must be there first.
    await Promise.all([seminars.need(board.seminarId), register.groups.find(board.groupId)])
    const seat = pick(await held(caller, board.seminarId), 'board/not-found', (seat) => standing(seat.id, boardId) !== undefined)
    return { board, seat }
  }

  const leading = (seat: Seat): Seat => {
    if (!leads(seat)) throw new Refusal('seat/forbidden')
    return seat
  }

  return {
    callerOf,
    seatIn,
    lead: async (caller, seminarId) => leading(await seatIn(caller, seminarId)),
    read,
    leadBoard: async (caller, boardId) => {
      const found = await read(caller, boardId)
      return { ...found, seat: leading(found.seat) }
    },
    standing,
    drafting,
    shelving,
    takeNotes: async (caller, seminarId) => {
      const seat = await seatIn(caller, seminarId)
      if (!takesNotes(seat)) throw new Refusal('seat/forbidden')
      return seat
    },
  }
}

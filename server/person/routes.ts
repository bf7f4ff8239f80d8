/** Seats: who am I, the same person on another tablet, names, moving between groups, taking a seat back. */
import { meSchema, seatChangeSchema, seatCodeSchema, seatSchema, type Me, type Seat } from '#shared/person/seat.ts'
import type { GroupId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { SeatCodes } from './seat-codes.ts'

export interface PersonParts {
  register: Register
  rights: Rights
  audit: Audit
  seatCodes: SeatCodes
  /** Keeps the groups' counts right. @throws join/unknown-group */
  move(seat: Seat, to: GroupId): Promise<void>
  leave(seat: Seat): Promise<void>
}

export const openPersonRoutes = (api: Api, { register, rights, audit, seatCodes, move, leave }: PersonParts): void => {
  /** A seat that is the caller's own, or of a seminar that the caller leads. Unknown and foreign seats get one answer. */
  const reach = async (caller: Caller, id: SeatId): Promise<{ seat: Seat; by: Seat; leading: boolean }> => {
    if (!caller.session) throw new Refusal('seat/missing')
    const seat = await register.seats.find(id)
    if (!seat) throw new Refusal('seminar/not-found')
    const by = await rights.seatIn(caller, seat.seminarId)
    if (!leads(by) && by.id !== seat.id) throw new Refusal('seat/forbidden')
    return { seat, by, leading: leads(by) }
  }

  api.open(
    { method: 'get', path: '/api/me', about: "Every seat that this browser's session holds.", answer: meSchema },
    async ({ caller }): Promise<Me> => {
      const seats = caller.seats
        .filter((seat) => !seat.revoked)
        .map(async (seat) => {
          const [seminar, group] = await Promise.all([
            register.seminars.find(seat.seminarId),
            seat.groupId ? register.groups.find(seat.groupId) : undefined,
          ])
          const sits = group && { group: { id: group.id, name: group.name, boardId: group.boardId } }
          return { ...seat, seminarTitle: seminar?.title ?? '', ...sits }
        })
      return { seats: await Promise.all(seats), organizer: caller.session?.organizer ?? false }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seats/me/code',
      about: 'Eight letters that bring the same person to another tablet, once, within 15 minutes.',
      answer: seatCodeSchema,
      refusals: ['seat/missing', 'seat/revoked'],
    },
    async ({ caller }) => {
      const own = caller.seats.filter((seat) => caller.wanted === undefined || seat.id === caller.wanted)
      const seat = own.filter((seat) => !seat.revoked).sort((a, b) => b.joinedAt - a.joinedAt)[0]
      if (!seat) throw new Refusal(own.length > 0 ? 'seat/revoked' : 'seat/missing')
      return seatCodes.issue(seat.id)
    },
  )

  api.open(
    {
      method: 'patch',
      path: '/api/seats/:id',
      about: "Changes one's own name; who leads the seminar changes anybody's, and moves people between groups.",
      body: seatChangeSchema,
      answer: seatSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'join/name-needed', 'join/unknown-group'],
    },
    async ({ caller, body, id }) => {
      const { seat, by, leading } = await reach(caller, id<'seat'>())
      const { name, groupId } = body
      const seminar = await register.seminars.need(seat.seminarId)
      if (name === '' && seminar.namesNeeded && seat.role === 'participant') throw new Refusal('join/name-needed')
      if (groupId !== undefined && groupId !== seat.groupId) {
        if (!leading || seat.role !== 'participant') throw new Refusal('seat/forbidden')
        await move(seat, groupId)
      }
      const changed = await register.seats.change(seat.id, (now) => ({
        ...now,
        ...(name !== undefined && { name }),
        ...(groupId && { groupId }),
      }))
      if (by.id !== seat.id)
        await audit({ seminarId: seat.seminarId, by: by.id, act: 'seat-changed', on: { seat: seat.id, moved: groupId !== undefined } })
      return changed
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seats/:id/revoke',
      about: 'Takes a seat back: its sockets close at once, its tickets and codes are dead.',
      answer: seatSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found'],
    },
    async ({ caller, id }) => {
      const { seat, by, leading } = await reach(caller, id<'seat'>())
      // Nobody may lock the seminar out of its own leaders.
      if (!leading || leads(seat)) throw new Refusal('seat/forbidden')
      if (seat.revoked) return seat
      const revoked = await register.seats.change(seat.id, (now) => ({ ...now, revoked: true }))
      await leave(seat)
      await audit({ seminarId: seat.seminarId, by: by.id, act: 'seat-revoked', on: { seat: seat.id } })
      return revoked
    },
  )
}

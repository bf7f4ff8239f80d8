/** Taking a seat: by the code on the wall, the secret of the QR, a seat code or the facilitator's link. */
import type { Group } from '#shared/group/group.ts'
import type { SeatId, SeminarId } from '#shared/id.ts'
import type { Join, Joined, Looked, Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import type { Caller } from '../access/rights.ts'
import { derivedId, freshId } from '../access/secret.ts'
import type { SeatCodes } from '../person/seat-codes.ts'
import type { WaysIn } from '../seminar/ways-in.ts'
import type { Filler } from './filling.ts'

/** How many seats one seminar has: far more than any hall, far less than a script could fill. */
const maxSeats = 3_000
/** How long an asking whose answer was lost may be repeated. */
const againMs = 10 * 60_000

export interface JoiningParts {
  register: Register
  waysIn: WaysIn
  seatCodes: SeatCodes
  filler: Filler
  limits: Limits
  now: () => number
}
export interface Key {
  code?: string | undefined
  secret?: string | undefined
  key?: string | undefined
}
/** What a code or a secret turned out to be: a way to a new seat, or a seat that exists. */
type Found = { seminar: Seminar; seat: undefined } | { seminar: Seminar; seat: Seat }

const digits = /^\d{6}$/

export const openJoining = ({ register, waysIn, seatCodes, filler, limits, now }: JoiningParts) => {
  const seated = async (seatId: SeatId): Promise<Found> => {
    const seat = await register.seats.need(seatId)
    if (seat.revoked) throw new Refusal('seat/revoked')
    return { seminar: await register.seminars.need(seat.seminarId), seat }
  }

  /** Where a participant of this session sits already; a revoked seat keeps the session out. */
  const former = (caller: Caller, seminarId: SeminarId): Seat | undefined => {
    const own = caller.seats.filter((seat) => seat.seminarId === seminarId && seat.role === 'participant')
    const seat = own.find((seat) => !seat.revoked)
    if (!seat && own.length > 0) throw new Refusal('seat/revoked')
    return seat
  }

  /** A closed seminar lets in who was there, to read. */
  const bySecret = async (secret: string, caller: Caller): Promise<Found> => {
    const { seminar, leads } = await waysIn.bySecret(secret)
    if (leads) return seated(leads)
    if (seminar.state === 'open') return { seminar, seat: undefined }
    const seat = former(caller, seminar.id)
    if (!seat) throw new Refusal('seminar/closed')
    return { seminar, seat }
  }

  /** A wrong code and a code whose lobby is closed count alike: both are what somebody who guesses meets. */
  const byCode = async (raw: string, key: string | undefined, address: string, use: 'look' | 'redeem'): Promise<Found> => {
    await limits.beforeCode(address)
    const code = raw.normalize('NFKC').replace(/[\s-]/g, '')
    try {
      if (digits.test(code)) {
        const seminar = await waysIn.byCode(code)
        if (seminar) return { seminar, seat: undefined }
      } else {
        const seatId = await seatCodes[use](code, key)
        if (seatId) return await seated(seatId)
      }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'join/lobby-closed') await limits.wrongCode(address)
      throw error
    }
    await limits.wrongCode(address)
    throw new Refusal('join/unknown-code')
  }

  const open = ({ code, secret, key }: Key, caller: Caller, address: string, use: 'look' | 'redeem'): Promise<Found> => {
    if (secret) return bySecret(secret, caller)
    if (code) return byCode(code, key, address, use)
    throw new Refusal('request/malformed', { field: 'code' })
  }

  /** By id, by number from 1 as people say it, or by name. */
  const chosen = (groups: readonly Group[], wish: string | number | undefined): Group | undefined => {
    if (wish === undefined || wish === '') return undefined
    const group =
      groups.find((group) => group.id === wish) ??
      groups.find((group) => group.name === wish) ??
      (/^\d+$/.test(String(wish)) ? groups[Number(wish) - 1] : undefined)
    if (!group) throw new Refusal('join/unknown-group')
    return group
  }

  /** The id of the seat that an asking means: the same key with the same words is the same asking. */
  const meant = (seminarId: SeminarId, { key, name = '', group = '' }: Join): SeatId | undefined =>
    key === undefined ? undefined : derivedId<'seat'>(`join ${JSON.stringify([seminarId, key, name, group])}`)

  const isLong = (seat: Seat): boolean => now() - seat.joinedAt > againMs
  /** The seat that an asking took whose answer was lost. */
  const taken = async (id: SeatId | undefined): Promise<Seat | undefined> => {
    const seat = id && (await register.seats.find(id))
    if (!seat || isLong(seat)) return undefined
    if (seat.revoked) throw new Refusal('seat/revoked')
    return seat
  }

  const sitDown = async (seminar: Seminar, { name = '', group: wish }: Join, meantId: SeatId | undefined): Promise<Seat> => {
    if (seminar.namesNeeded && name === '') throw new Refusal('join/name-needed')
    const groups = register.groupsOf(seminar.id)
    const wanted = chosen(groups, wish)
    if (register.seatsOf(seminar.id).filter((seat) => !seat.revoked).length >= maxSeats)
      throw new Refusal('request/too-many', { seconds: 60 })
    const groupId = await filler.place(seminar.id, groups, wanted?.id)
    const before = meantId && register.seats.get(meantId)
    const id = meantId && !(before && isLong(before)) ? meantId : freshId<'seat'>()
    try {
      return await register.seats.create({ id, seminarId: seminar.id, role: 'participant', name, groupId, joinedAt: now(), revoked: false })
    } catch (error) {
      // The same asking was quicker on another line.
      if (!(error instanceof Refusal && error.code === 'record/changed')) throw error
      await filler.leave(seminar.id, groupId)
      return register.seats.need(id)
    }
  }

  const told = async (seat: Seat): Promise<Joined> => {
    const { id: seatId, seminarId, role, name } = seat
    const group = seat.groupId && (await register.groups.find(seat.groupId))
    if (!group) return { seatId, seminarId, role, name }
    const board = { id: group.boardId, room: boardRoom(group.boardId) }
    return { seatId, seminarId, role, name, group: group.id, groupName: group.name, board }
  }

  return {
    /** What the join screen shows. @throws join/unknown-code, join/lobby-closed, seminar/closed, seat/revoked, request/too-many */
    look: async (key: Key, caller: Caller, address: string): Promise<Looked> => {
      const { seminar, seat } = await open(key, caller, address, 'look')
      const taken = register.seatsOf(seminar.id).filter((seat) => !seat.revoked)
      const groups = register.groupsOf(seminar.id).map(({ id, name, order }) => {
        return { id, name, order, seats: taken.filter((seat) => seat.groupId === id).length }
      })
      return { title: seminar.title, namesNeeded: seminar.namesNeeded, seated: seat !== undefined, groups }
    },
    /** Sits down, or finds the seat again. `claimed`: the seat existed. @throws as look, join/name-needed, join/unknown-group */
    join: async (join: Join, caller: Caller, address: string): Promise<{ seat: Seat; answer: Joined; claimed: boolean }> => {
      const found = await open(join, caller, address, 'redeem')
      const before = found.seat ?? former(caller, found.seminar.id)
      const id = meant(found.seminar.id, join)
      const again = before ?? (await taken(id))
      const seat = again ?? (await sitDown(found.seminar, join, id))
      // Only for a new seat: one that is found again would forgive for ever.
      if (!again && !join.secret) await limits.rightCode(address)
      return { seat, answer: await told(seat), claimed: before !== undefined }
    },
  }
}
export type Joining = ReturnType<typeof openJoining>

/** Opening a seminar: its record, its groups, a seeded board for each, and the seat of who leads it. */
import { seedBoard } from '#shared/board/board.ts'
import type { Group } from '#shared/group/group.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Quick, Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { thaiDate } from '#shared/thai/date.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { freshId } from '../access/secret.ts'
import type { WaysIn } from '../seminar/ways-in.ts'
import type { Rooms } from '../sync/ports.ts'

export interface OpeningParts {
  register: Register
  waysIn: WaysIn
  rooms: Rooms
  audit: Audit
  now: () => number
}
export interface OpenedSeminar {
  seminar: Seminar
  groups: Group[]
  seat: Seat
  joinSecret: string
  leadSecret: string
}

const defaultGroups = 3

export const openOpening =
  ({ register, waysIn, rooms, audit, now }: OpeningParts) =>
  /** Everything is stored before the seminar's own record appears: nobody can enter a half-made one. */
  async ({ title, groups: count = defaultGroups, template = 'free' }: Quick, names: readonly string[] = []): Promise<OpenedSeminar> => {
    const seminarId = freshId<'seminar'>()
    const openedAt = now()
    const openGroup = async (_: unknown, order: number): Promise<Group> => {
      const group: Group = { id: freshId(), seminarId, name: names[order] ?? `กลุ่ม ${order + 1}`, order, boardId: freshId() }
      await rooms.write(boardRoom(group.boardId), (doc) => seedBoard(doc, group.name, template))
      await register.boards.create({ id: group.boardId, seminarId, groupId: group.id, template, closed: false })
      return register.groups.create(group)
    }
    const groups = await Promise.all(Array.from({ length: count }, openGroup))
    const seat: Seat = { id: freshId(), seminarId, role: 'facilitator', name: '', joinedAt: openedAt, revoked: false }
    const [joinCode, joinSecret, leadSecret] = await Promise.all([
      waysIn.claimCode(seminarId),
      waysIn.makeSecret(seminarId),
      waysIn.makeLeadSecret(seminarId, seat.id),
      register.seats.create(seat),
    ])
    const seminar: Seminar = {
      id: seminarId,
      title: title || `สัมมนา ${thaiDate(openedAt)}`,
      template,
      state: 'open',
      openedAt,
      lobbyOpen: true,
      joinCode,
      namesNeeded: false,
    }
    await register.seminars.create(seminar)
    await audit({ seminarId, by: seat.id, act: 'seminar-opened', on: { groups: count, template } })
    return { seminar, groups, seat, joinSecret, leadSecret }
  }
export type Opening = ReturnType<typeof openOpening>

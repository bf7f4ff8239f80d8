/** Moving between groups and leaving one: the counts that joining goes by stay right. */
import type { GroupId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Register } from '../access/register.ts'
import type { Filler } from './filling.ts'

export const openMoving = (register: Register, filler: Filler) => ({
  /** @throws join/unknown-group */
  move: async (seat: Seat, to: GroupId): Promise<void> => {
    const groups = register.groupsOf(seat.seminarId)
    if (!groups.some((group) => group.id === to)) throw new Refusal('join/unknown-group')
    await filler.place(seat.seminarId, groups, to, seat.groupId)
  },
  leave: async (seat: Seat): Promise<void> => {
    if (seat.groupId) await filler.leave(seat.seminarId, seat.groupId)
  },
})

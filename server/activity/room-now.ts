/** What each group is doing now, as its tablets, the console and the wall are told. */
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { GroupNow } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Register } from '../access/register.ts'
import { leads } from '../access/rights.ts'
import type { KeptCourses } from './courses.ts'
import type { Dones } from './dones.ts'

export const openRoomNow = (parts: { register: Register; courses: KeptCourses; dones: Dones; now: () => number }) => {
  const { register, courses, dones, now } = parts
  return {
    of: (seminarId: SeminarId, groups: readonly GroupId[]): GroupNow[] => {
      const { hushed } = courses.get(seminarId)
      return groups.map((groupId) => {
        const { run, phase, frozen } = courses.under(groupId)
        const activity = run && courses.activityOf(run.activityId)
        const under = run && {
          run,
          ...(phase && { phase }),
          ...(activity && { activityTitle: activity.title, of: activity.phases.length }),
        }
        const { done, people } = dones.count(seminarId, groupId)
        return { groupId, ...under, frozen, hushed: hushed.includes(groupId), done, people, serverNow: now() }
      })
    },
    /** The groups of which a seat is told: who sits at a table, of it and of the own one; who sits at none, of all. */
    groupsFor: (seat: Seat): GroupId[] => {
      const all = register.groupsOf(seat.seminarId).map(({ id }) => id)
      if (leads(seat) || !seat.groupId) return all
      const table = courses.tableOf(seat.id)
      return table === undefined || table === seat.groupId ? [seat.groupId] : [seat.groupId, table]
    },
  }
}
export type RoomNow = ReturnType<typeof openRoomNow>

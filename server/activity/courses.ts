/**
 * The courses, in memory and fresh: "what may this group do now?" stands on the path of every edit. The record is the
 * truth, one for each seminar; each process hears of its change and tells its own sockets.
 */
import * as v from 'valibot'
import { courseSchema, type Course, type GroupRun } from '#shared/activity/course.ts'
import type { Under } from '#shared/activity/rights.ts'
import { emptyCourse, revealed, type ActivityOf } from '#shared/activity/step.ts'
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { Kept } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'
import { openActivities, type Activities } from './activities.ts'
import type { Courses } from './ports.ts'

type Listener = Parameters<Courses['onChange']>[0]
/** What was known of a group, and by what it is seen to have changed. */
interface Known extends Under {
  readonly told: string
}
/** Thrown through a change that changes nothing, so that nothing is stored. */
class Unchanged extends Error {}

const open: Under = { frozen: false }
/** Of a course that cannot be read nobody knows what it forbids. */
const unknown: Under = { frozen: true }

export interface KeptCourses extends Courses {
  activities: Activities
  activityOf: ActivityOf
  /** As known in this process. */
  get(seminarId: SeminarId): Course
  /** As stored. */
  reread(seminarId: SeminarId): Promise<Course>
  all(): Iterable<Course>
  /** Compare-and-set until nobody came in between; answers the course as it then stands. @throws whatever `edit` throws */
  change(seminarId: SeminarId, edit: (course: Course) => Course): Promise<Course>
  /** The rights of these groups changed by the clock alone. */
  passed(seminarId: SeminarId, groups: readonly GroupId[]): void
  close(): void
}

export const openCourses = async (parts: {
  records: Records
  register: Register
  aside: SetAside
  now: () => number
  failed(error: unknown): void
}): Promise<KeptCourses> => {
  const { records, register, aside, now, failed } = parts
  const activities = openActivities(records, aside, now)
  const kept = new Kept<Course>(records, 'course', 'seminar/not-found', (raw) => v.parse(courseSchema, raw), aside)
  const known = new Map<GroupId, Known>()
  const visiting = new Map<SeminarId, string>()
  const listeners = new Set<Listener>()

  const activityOf: ActivityOf = (id) => activities.kept.get(id)
  const tell = (seminarId: SeminarId, groups: readonly GroupId[]): void => {
    if (groups.length > 0) for (const listener of listeners) listener(seminarId, groups)
  }

  const knowAs = (course: Course, groupId: GroupId): Known => {
    const run = course.runs[groupId]
    const phase = run && activityOf(run.activityId)?.phases[run.phase]
    const frozen = course.frozen.includes(groupId)
    return { run, phase, frozen, told: JSON.stringify([run, phase, frozen, course.hushed.includes(groupId)]) }
  }
  /** Looks at a course anew and tells what is different now. */
  const look = (course: Course): void => {
    const groups = [...new Set([...Object.keys(course.runs), ...course.frozen, ...course.hushed])] as GroupId[]
    const before = register.groupsOf(course.seminarId).map(({ id }) => id)
    const changed = [...new Set([...groups, ...before])].filter((groupId) => {
      const now = knowAs(course, groupId)
      if ((known.get(groupId)?.told ?? '[null,null,false,false]') === now.told) return false
      known.set(groupId, now)
      return true
    })
    const hosts = JSON.stringify(course.hosts)
    const tables = hosts === (visiting.get(course.seminarId) ?? '[]') ? [] : groups.filter((group) => course.runs[group]?.visits)
    visiting.set(course.seminarId, hosts)
    tell(course.seminarId, [...new Set([...changed, ...tables])])
  }

  kept.onChange((course) => {
    look(course)
    // The course may be heard of before the activity that it names.
    for (const { activityId } of Object.values(course.runs)) if (!activityOf(activityId)) activities.kept.reread(activityId).catch(failed)
  })
  activities.kept.onChange(({ id, seminarId }) => {
    const course = kept.get(seminarId)
    if (course && Object.values(course.runs).some(({ activityId }) => activityId === id)) look(course)
  })
  const unwatch = records.watch((kind, id) => {
    if (kind === kept.kind) kept.reread(id).catch(failed)
    else if (kind === activities.kept.kind) activities.kept.reread(id).catch(failed)
  })
  await activities.kept.load()
  await kept.load()

  const get = (seminarId: SeminarId): Course => kept.get(seminarId) ?? emptyCourse(seminarId)
  const begun = async (seminarId: SeminarId): Promise<void> => {
    if (await kept.find(seminarId)) return
    await kept.create(emptyCourse(seminarId)).catch((error: unknown) => {
      // Another process was first.
      if (!(error instanceof Refusal) || error.code !== 'record/changed') throw error
    })
  }
  const change: KeptCourses['change'] = async (seminarId, edit) => {
    await begun(seminarId)
    let seen = get(seminarId)
    try {
      return await kept.change(seminarId, (course) => {
        seen = course
        const next = edit(course)
        if (next === course) throw new Unchanged()
        return next
      })
    } catch (error) {
      if (error instanceof Unchanged) return seen
      throw error
    }
  }

  return {
    activities,
    activityOf,
    get,
    reread: async (seminarId) => (await kept.reread(seminarId)) ?? emptyCourse(seminarId),
    all: () => kept.all(),
    under: (groupId) => known.get(groupId) ?? (kept.isSetAside(register.groups.get(groupId)?.seminarId ?? '') ? unknown : open),
    tableOf: (seatId: SeatId) => {
      const seat = register.seats.get(seatId)
      if (!seat?.groupId) return undefined
      const visits = known.get(seat.groupId)?.run?.visits
      return visits && !get(seat.seminarId).hosts.includes(seatId) ? visits : seat.groupId
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    revealed: async (seminarId, runs, how: GroupRun['reveal']) =>
      void (await change(seminarId, (course) => revealed(course, new Map(runs.map((run) => [run, how]))))),
    change,
    passed: tell,
    close: unwatch,
  }
}

/** The course of a seminar: seen by everyone for their own part, conducted by who leads, and "we are done" from each. */
import * as v from 'valibot'
import { activitySchema } from '#shared/activity/activity.ts'
import { courseActSchema, courseSchema, groupRunSchema, type Course, type CourseAct } from '#shared/activity/course.ts'
import { phaseSchema } from '#shared/activity/phase.ts'
import { idSchema } from '#shared/id-schema.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { wordsSchema } from '#shared/words-schema.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { leads, type Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Conducting } from './conducting.ts'
import type { KeptCourses } from './courses.ts'
import type { Dones } from './dones.ts'
import type { RoomNow } from './room-now.ts'

export interface CourseParts {
  register: Register
  rights: Rights
  audit: Audit
  rooms: Pick<Rooms, 'settle'>
  /** Resolves when every other process obeys what was stored before. */
  othersObey(): Promise<void>
  courses: KeptCourses
  conducting: Conducting
  dones: Dones
  roomNow: RoomNow
  failed(error: unknown): void
}

const groupNowSchema = v.object({
  groupId: idSchema<'group'>(),
  run: v.optional(groupRunSchema),
  phase: v.optional(phaseSchema),
  activityTitle: v.optional(wordsSchema),
  of: v.optional(v.number()),
  frozen: v.boolean(),
  hushed: v.boolean(),
  done: v.number(),
  people: v.number(),
  serverNow: v.number(),
})
const courseViewSchema = v.object({
  course: courseSchema,
  activities: v.array(activitySchema),
  now: v.array(groupNowSchema),
  /** Whether the asking seat has said that it is done. */
  done: v.boolean(),
})
const doneSchema = v.object({ run: idSchema<'run'>(), done: v.boolean() })

/** What a seat may see of the course: its own group's part. */
const partFor = (seat: Seat, course: Course): Course => {
  const own = (group: string): boolean => group === seat.groupId
  return {
    ...course,
    runs: Object.fromEntries(Object.entries(course.runs).filter(([group]) => own(group))),
    frozen: course.frozen.filter(own),
    hushed: course.hushed.filter(own),
    hosts: course.hosts.filter((host) => host === seat.id),
  }
}

/** For the log that all who lead see: figures and ids, never texts. */
const told = (act: CourseAct, groups: number): Record<string, string | number> => ({
  groups,
  ...('activityId' in act && { activity: act.activityId }),
  ...('phase' in act && act.phase !== undefined && { phase: act.phase }),
  ...('minutes' in act && { minutes: act.minutes }),
  ...('whose' in act && { whose: act.whose }),
  ...('seats' in act && { seats: act.seats.length }),
})

/** Acts that may end writing. */
const stopping: ReadonlySet<CourseAct['do']> = new Set(['freeze', 'end', 'start', 'next', 'back', 'repeat', 'go', 'leave'])

export const openCourseRoutes = (api: Api, parts: CourseParts): void => {
  const { register, rights, audit, rooms, othersObey, courses, conducting, dones, roomNow, failed } = parts
  const open = async (seminarId: SeminarId): Promise<void> => {
    if ((await register.seminars.need(seminarId)).state === 'closed') throw new Refusal('seminar/closed')
  }
  const view = (seat: Seat): v.InferOutput<typeof courseViewSchema> => {
    const { seminarId } = seat
    const course = courses.get(seminarId)
    const run = seat.groupId && course.runs[seat.groupId]?.run
    const done = run !== undefined && run !== '' && dones.has(seat.id, run)
    const now = roomNow.of(seminarId, roomNow.groupsFor(seat))
    if (leads(seat)) return { course, activities: courses.activities.listOf(seminarId), now, done }
    return { course: partFor(seat, course), activities: [], now, done }
  }

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/course',
      about: 'The phase, clock and state of each group, for who leads with all activities; for others their own part.',
      answer: courseViewSchema,
      refusals: ['seat/missing', 'seat/revoked', 'seminar/not-found'],
    },
    async ({ caller, id }) => view(await rights.seatIn(caller, id<'seminar'>())),
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/course',
      about: 'One act on the course of some groups, or of all, at one stroke; `stillIn` keeps whoever presses second from going on twice.',
      body: courseActSchema,
      answer: courseViewSchema,
      refusals: [
        'seat/missing',
        'seat/forbidden',
        'seminar/not-found',
        'seminar/closed',
        'join/unknown-group',
        'activity/not-found',
        'activity/no-such-phase',
        'phase/over',
        'board/frozen',
        'board/closed',
        'board/full',
        'vote/too-many-choices',
        'vote/too-many',
        'record/changed',
      ],
    },
    async ({ caller, body: { groups, stillIn, act }, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      const { seminarId } = by
      await open(seminarId)
      if (act.do === 'hosts')
        for (const host of act.seats) if ((await register.seats.find(host))?.seminarId !== seminarId) throw new Refusal('seminar/not-found')
      if (act.do === 'start' && (await courses.activities.kept.need(act.activityId)).seminarId !== seminarId)
        throw new Refusal('activity/not-found')
      const { before, after } = await conducting.act(seminarId, { chosen: groups, stillIn }, act)
      const current = new Set(Object.values(after.runs).map(({ run }) => run))
      const past = Object.values(before.runs).filter(({ run }) => !current.has(run))
      dones.forget(past.map(({ run }) => run)).catch(failed)
      // Answered only when what was accepted before is stored: from this answer on the board does not change.
      if (stopping.has(act.do)) {
        await othersObey()
        await Promise.all(register.groupsOf(seminarId).map(({ boardId }) => rooms.settle(boardRoom(boardId))))
      }
      await audit({ seminarId, by: by.id, act: `course-${act.do}`, on: told(act, (groups ?? register.groupsOf(seminarId)).length) })
      return view(by)
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/done',
      about: 'Says, or takes back, that one is done in this run; when everyone of the group is, the phase ends for it.',
      body: doneSchema,
      answer: v.object({ done: v.boolean() }),
      refusals: ['seat/missing', 'seat/revoked', 'seat/forbidden', 'seminar/not-found', 'seminar/closed', 'phase/over'],
    },
    async ({ caller, body, id }) => {
      const seat = await rights.seatIn(caller, id<'seminar'>())
      await open(seat.seminarId)
      await dones.say(seat, body.run, body.done)
      return { done: body.done }
    },
  )
}

/** Ends a group's phase as soon as all of its people have said that they are done, wherever they said it; who goes is not waited for. */
export const endWhenAllDone = (parts: Pick<CourseParts, 'register' | 'courses' | 'conducting' | 'dones' | 'failed'>): void => {
  const { register, courses, conducting, dones, failed } = parts
  const look = (seminarId: SeminarId, groupId: GroupId): void => {
    const { run } = courses.under(groupId)
    const { done, people } = dones.count(seminarId, groupId)
    if (run && people > 0 && done === people) conducting.allDone(seminarId, run.run).catch(failed)
  }
  dones.onChange(look)
  register.seats.onChange((seat, before) => {
    if (before?.groupId && (seat.revoked || seat.groupId !== before.groupId)) look(seat.seminarId, before.groupId)
  })
}

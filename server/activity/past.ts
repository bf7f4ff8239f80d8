/** What each group was doing when: read out of the earlier states of the course. */
import type { Course, GroupRun } from '#shared/activity/course.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import type { Past } from '../theme/errands.ts'
import type { Courses } from './ports.ts'

/** A phase counts from its beginning: while its instruction is read nothing can be written. */
const isBegun = ({ state, startedAt }: GroupRun): boolean => state !== 'reading' && startedAt !== undefined

/** `states`: the course as it was put, with when (epoch ms), oldest first. */
export const pastOf = (states: readonly { value: Course; at: number }[]): Record<GroupId, Past> => {
  const past: Record<GroupId, Past[number][]> = {}
  const last = new Map<GroupId, string>()
  for (const { value, at } of states) {
    for (const groupId of new Set([...Object.keys(value.runs), ...last.keys()]) as Set<GroupId>) {
      const run = value.runs[groupId]
      if (run && !isBegun(run)) continue
      const told = run?.run ?? 'open'
      if (last.get(groupId) === told || (!run && !last.has(groupId))) continue
      last.set(groupId, told)
      ;(past[groupId] ??= []).push(run ? { from: run.startedAt!, activityId: run.activityId, phase: run.phase } : { from: at })
    }
  }
  return past
}

export const openPast = (records: Records, courses: Courses) => ({
  of: async (seminarId: SeminarId): Promise<Record<GroupId, Past>> => {
    const [history, now] = await Promise.all([records.history('course', seminarId), records.get('course', seminarId)])
    const states = (history as { value: Course; at: number }[]).map(({ value, at }) => ({ value, at }))
    return pastOf(now ? [...states, { value: now.value as Course, at: Date.now() }] : states)
  },
  /** A group went on, or left its activity. */
  onChange: (changed: (seminarId: SeminarId) => void): (() => void) => courses.onChange((seminarId) => changed(seminarId)),
})

/** What each group was doing when: read out of the earlier states of the course once, and kept as it goes on. */
import type { Course, GroupRun } from '#shared/activity/course.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import type { Past } from '../theme/errands.ts'
import type { Courses } from './ports.ts'

/** The course as it was put, with when (epoch ms). */
interface State {
  readonly value: Pick<Course, 'runs'>
  readonly at: number
}

/** A phase counts from its beginning: while its instruction is read nothing can be written. */
const isBegun = ({ state, startedAt }: GroupRun): boolean => state !== 'reading' && startedAt !== undefined

/** Takes states in their order, and knows the past that they make. */
export class PastReader {
  readonly past: Record<GroupId, Past[number][]> = {}
  readonly #last = new Map<GroupId, string>()

  add({ value: { runs }, at }: State): void {
    for (const groupId of new Set([...Object.keys(runs), ...this.#last.keys()]) as Set<GroupId>) {
      const run = runs[groupId]
      if (run && !isBegun(run)) continue
      const now = run?.run ?? 'open'
      if (this.#last.get(groupId) === now || (!run && !this.#last.has(groupId))) continue
      this.#last.set(groupId, now)
      ;(this.past[groupId] ??= []).push(run ? { from: run.startedAt!, activityId: run.activityId, phase: run.phase } : { from: at })
    }
  }
}

export const openPast = (
  records: Records,
  courses: Pick<Courses, 'onChange'> & { get(seminarId: SeminarId): Course },
  now: () => number,
) => {
  const readers = new Map<SeminarId, Promise<PastReader>>()
  /** A day has a thousand states: they are read once. */
  const read = async (seminarId: SeminarId): Promise<PastReader> => {
    const reader = new PastReader()
    for (const state of (await records.history('course', seminarId)) as State[]) reader.add(state)
    return reader
  }
  const readOn = async (seminarId: SeminarId, reading: Promise<PastReader>): Promise<PastReader> => {
    const reader = await reading
    reader.add({ value: courses.get(seminarId), at: now() })
    return reader
  }
  // Also while nobody asks: what was begun and left meanwhile is of the past, too. Who asks hears why it could not be read.
  courses.onChange((seminarId) => {
    const reading = readers.get(seminarId)
    if (reading) readOn(seminarId, reading).catch(() => readers.delete(seminarId))
  })
  return {
    of: async (seminarId: SeminarId): Promise<Record<GroupId, Past>> => {
      const reading = readers.get(seminarId) ?? read(seminarId)
      readers.set(seminarId, reading)
      reading.catch(() => readers.delete(seminarId))
      return (await readOn(seminarId, reading)).past
    },
    /** A group went on, or left its activity. */
    onChange: (changed: (seminarId: SeminarId) => void): (() => void) => courses.onChange((seminarId) => changed(seminarId)),
  }
}

/** Clocks that stop a phase: each process looks at the soonest of each seminar, so that rights change on the dot whichever process lives. */
import type { GroupRun } from '#shared/activity/course.ts'
import type { SeminarId } from '#shared/id.ts'
import type { Conducting } from './conducting.ts'
import type { KeptCourses } from './courses.ts'

const againMs = 1_000
/** A timer that is set for longer rings at once. */
const longestMs = 2 ** 31 - 1

export const openClocks = (parts: { courses: KeptCourses; conducting: Conducting; now: () => number; failed(error: unknown): void }) => {
  const { courses, conducting, now, failed } = parts
  const timers = new Map<SeminarId, NodeJS.Timeout>()

  const stopping = (seminarId: SeminarId): (GroupRun & { endsAt: number })[] =>
    Object.values(courses.get(seminarId).runs).filter(
      (run): run is GroupRun & { endsAt: number } =>
        run.state === 'running' && run.endsAt !== undefined && courses.under(run.groupId).phase?.stopsAtEnd === true,
    )

  const arm = (seminarId: SeminarId, atLeastMs = 0): void => {
    clearTimeout(timers.get(seminarId))
    timers.delete(seminarId)
    const running = stopping(seminarId)
    if (running.length === 0) return
    const soonest = Math.min(...running.map(({ endsAt }) => endsAt))
    timers.set(seminarId, setTimeout(() => ring(seminarId), Math.min(longestMs, Math.max(atLeastMs, soonest - now()))).unref())
  }

  const ring = (seminarId: SeminarId): void => {
    timers.delete(seminarId)
    const over = stopping(seminarId).filter(({ endsAt }) => endsAt <= now())
    // A timer may fire a millisecond early.
    if (over.length === 0) return arm(seminarId, 1)
    // The rights are over whether or not that can be stored now.
    courses.passed(
      seminarId,
      over.map(({ groupId }) => groupId),
    )
    // Only now: passing has set the clock for what is over already. It rings again in case that cannot be stored.
    arm(seminarId, againMs)
    conducting.runOut(seminarId).catch(failed)
  }

  const stop = courses.onChange((seminarId) => arm(seminarId))
  for (const { seminarId } of courses.all()) arm(seminarId)
  return {
    close: (): void => {
      stop()
      timers.forEach(clearTimeout)
      timers.clear()
    },
  }
}

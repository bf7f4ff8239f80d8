/** The activities of each seminar, in memory and fresh; the phases of one that is under way are answered at once. */
import * as v from 'valibot'
import { activitySchema, type Activity, type ActivityId } from '#shared/activity/activity.ts'
import type { GroupRun } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { Kept } from '../access/kept.ts'
import { freshId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'

/** A facilitator makes a dozen; a script shall not fill the memory of the house. */
const maxActivities = 200

/** On what word people write and vote in a phase: what is hidden, whose names will show, what their marks are. */
const wordOf = ({ visibility, anonymity, vote }: Phase): string => JSON.stringify([visibility, anonymity, vote])

export type Written = Pick<Activity, 'title' | 'phases' | 'method'>

export const openActivities = (records: Records, aside: SetAside, now: () => number) => {
  const kept = new Kept<Activity>(records, 'activity', 'activity/not-found', (raw) => v.parse(activitySchema, raw), aside)
  const bySeminar = new Map<SeminarId, Set<ActivityId>>()
  kept.onChange(({ id, seminarId }) => bySeminar.set(seminarId, (bySeminar.get(seminarId) ?? new Set()).add(id)))

  /** In order of making. */
  const listOf = (seminarId: SeminarId): Activity[] =>
    [...(bySeminar.get(seminarId) ?? [])].map((id) => kept.get(id)!).sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))

  return {
    kept,
    listOf,
    make: (seminarId: SeminarId, written: Written): Promise<Activity> => {
      if (listOf(seminarId).length >= maxActivities) throw new Refusal('request/too-large', { limit: maxActivities })
      return kept.create({ ...written, id: freshId(), seminarId, madeAt: now() })
    },
    /** `runs`: those of the activity at the moment of writing. Their phases keep their place, and those that have begun their word. @throws activity/no-such-phase, phase/under-way */
    edit: (id: ActivityId, { title, phases }: Written, runs: () => readonly GroupRun[]): Promise<Activity> =>
      kept.change(id, (activity) => {
        for (const { phase: at, state } of runs()) {
          const [before, after] = [activity.phases[at], phases[at]]
          if (before?.id !== after?.id) throw new Refusal('activity/no-such-phase')
          if (before && after && state !== 'reading' && wordOf(before) !== wordOf(after)) throw new Refusal('phase/under-way')
        }
        return { ...activity, title, phases }
      }),
  }
}
export type Activities = ReturnType<typeof openActivities>

/** The activities of each seminar, in memory and fresh; the phases of one that is under way are answered at once. */
import * as v from 'valibot'
import { activitySchema, type Activity, type ActivityId } from '#shared/activity/activity.ts'
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { Kept } from '../access/kept.ts'
import { freshId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'

/** A facilitator makes a dozen; a script shall not fill the memory of the house. */
const maxActivities = 200

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
    /** Phases that groups are in keep their place. @throws activity/no-such-phase */
    edit: (id: ActivityId, { title, phases }: Written, inUse: readonly number[]): Promise<Activity> =>
      kept.change(id, (activity) => {
        if (inUse.some((at) => activity.phases[at]?.id !== phases[at]?.id)) throw new Refusal('activity/no-such-phase')
        return { ...activity, title, phases }
      }),
  }
}
export type Activities = ReturnType<typeof openActivities>

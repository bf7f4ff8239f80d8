/** What a tablet asks about the course of its seminar. All throw Refused or Unreachable. */
import type { Course, RunId } from '#shared/activity/course.ts'
import type { HandAsk } from '#shared/activity/attention.ts'
import type { Activity } from '#shared/activity/activity.ts'
import type { SeminarId } from '#shared/id.ts'
import type { GroupNow } from '#shared/live/events.ts'
import { ask } from '../net/call.ts'

/** `GET /api/seminars/:id/course`: to a participant the own group (and the table visited), to who leads all. */
export interface CourseAnswer {
  course: Course
  activities: Activity[]
  now: GroupNow[]
  /** Whether this seat has said that it is done. */
  done: boolean
}

export const course = (id: SeminarId) => ask<CourseAnswer>(`/api/seminars/${id}/course`)
export const sayDone = (id: SeminarId, run: RunId, done: boolean) =>
  ask<unknown>(`/api/seminars/${id}/done`, { method: 'POST', body: { run, done } })
export const raiseHand = (id: SeminarId, hand: HandAsk) => ask<unknown>(`/api/seminars/${id}/hand`, { method: 'POST', body: hand })

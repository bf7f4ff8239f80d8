/** What who leads asks about the course of the seminar. All throw Refused or Unreachable. */
import type { Activity, Method, MethodId } from '#shared/activity/activity.ts'
import type { AttentionAsk } from '#shared/activity/attention.ts'
import type { CourseAct, RunId } from '#shared/activity/course.ts'
import type { Log } from '#shared/activity/log.ts'
import type { WallCode } from '#shared/activity/wall.ts'
import type { GroupId, HandId, SeminarId } from '#shared/id.ts'
import type { WallShow } from '#shared/live/events.ts'
import type { TemplateId } from '#shared/seminar/template-id.ts'
import { ask } from '../../net/call.ts'
import type { CourseAnswer } from '../room-asks.ts'

export type WrittenActivity = Pick<Activity, 'title' | 'phases'> & { method?: MethodId }
export type WrittenMethod = Omit<Method, 'id'>
/** Absent: all groups. */
export type Chosen = readonly GroupId[] | undefined

/** Bringing the drafts of 40 groups onto their boards takes longer than a join. */
const longMs = 60_000
const short: ReadonlySet<CourseAct['do']> = new Set(['pause', 'resume', 'prolong', 'freeze', 'thaw', 'hush', 'unhush'])
const to = (seminarId: SeminarId, path: string) => `/api/seminars/${seminarId}/${path}`
const withGroups = (groups: Chosen) => (groups ? { groups } : {})

export const course = (id: SeminarId) => ask<CourseAnswer>(to(id, 'course'))
/** `stillIn`: the runs that it is meant for; none = whatever the groups are in. */
export const act = (id: SeminarId, groups: Chosen, act: CourseAct, stillIn: readonly RunId[] = []) =>
  ask<CourseAnswer>(to(id, 'course'), {
    method: 'POST',
    body: { ...withGroups(groups), ...(stillIn.length > 0 && { stillIn }), act },
    ...(!short.has(act.do) && { timeoutMs: longMs }),
  })
export const makeActivity = (id: SeminarId, body: WrittenActivity) => ask<Activity>(to(id, 'activities'), { method: 'POST', body })
export const editActivity = (id: Activity['id'], body: WrittenActivity) => ask<Activity>(`/api/activities/${id}`, { method: 'PUT', body })
/** Puts the zones of a template first on the boards; without one, the boards' own. */
export const layZones = (id: SeminarId, groups: Chosen, template: TemplateId | undefined) =>
  ask<unknown>(to(id, 'zones'), { method: 'POST', body: { ...withGroups(groups), ...(template && { template }) }, timeoutMs: longMs })

export const methods = () => ask<{ methods: Method[] }>('/api/methods')
export const saveMethod = (body: WrittenMethod) => ask<Method>('/api/methods', { method: 'POST', body })
export const forgetMethod = (id: MethodId) => ask<unknown>(`/api/methods/${id}`, { method: 'DELETE' })

export const call = (id: SeminarId, groups: Chosen, attention: AttentionAsk['attention']) =>
  ask<unknown>(to(id, 'attention'), { method: 'POST', body: { ...withGroups(groups), attention } })
export const lowerHand = (id: SeminarId, hand: HandId) => ask<unknown>(to(id, `hands/${hand}/lower`), { method: 'POST', body: {} })

export const turnWall = (id: SeminarId, body: WallShow) => ask<WallShow>(to(id, 'wall'), { method: 'PUT', body })
export const wallCode = (id: SeminarId) => ask<WallCode>(to(id, 'wall/code'), { method: 'POST', body: {} })
export const log = (id: SeminarId) => ask<Log>(to(id, 'log'))

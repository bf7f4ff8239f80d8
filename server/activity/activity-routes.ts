/** Activities of a seminar, and methods that somebody saved to use again. */
import * as v from 'valibot'
import { activitySchema, methodSchema, type Method, type MethodId } from '#shared/activity/activity.ts'
import { idSchema } from '#shared/id-schema.ts'
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import { freshId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Api } from '../http/route.ts'
import type { Records } from '../store/ports.ts'
import type { KeptCourses } from './courses.ts'

export interface ActivityParts {
  records: Records
  register: Register
  rights: Rights
  audit: Audit
  courses: KeptCourses
  aside: SetAside
}

const writtenSchema = v.pick(activitySchema, ['title', 'phases', 'method'])
const writtenMethodSchema = v.omit(methodSchema, ['id'])
/** `seminarId`: where it was saved; absent = by the organizer, for the whole house. */
const keptMethodSchema = v.object({ ...methodSchema.entries, seminarId: v.optional(idSchema<'seminar'>()) })
type KeptMethod = v.InferOutput<typeof keptMethodSchema>
const kind = 'method'
const maxMethods = 500

export const openActivityRoutes = (api: Api, { records, register, rights, audit, courses, aside }: ActivityParts): void => {
  const { activities } = courses
  const leadOpen = async (caller: Caller, seminarId: SeminarId) => {
    const by = await rights.lead(caller, seminarId)
    if ((await register.seminars.need(seminarId)).state === 'closed') throw new Refusal('seminar/closed')
    return by
  }
  const refusals = ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'seminar/closed'] as const

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/activities',
      about: 'The activities of the seminar, in order of making.',
      answer: v.object({ activities: v.array(activitySchema) }),
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found'],
    },
    async ({ caller, id }) => ({ activities: activities.listOf((await rights.lead(caller, id<'seminar'>())).seminarId) }),
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/activities',
      about: 'A new activity, its phases written out; nothing begins by itself.',
      body: writtenSchema,
      answer: activitySchema,
      status: 201,
      refusals: [...refusals, 'request/too-large'],
    },
    async ({ caller, body, id }) => {
      const by = await leadOpen(caller, id<'seminar'>())
      const made = await activities.make(by.seminarId, body)
      await audit({ seminarId: by.seminarId, by: by.id, act: 'activity-made', on: { activity: made.id, phases: made.phases.length } })
      return made
    },
  )

  api.open(
    {
      method: 'put',
      path: '/api/activities/:id',
      about:
        'Rewrites an activity; what is changed in phases that groups are in holds at once. These keep their place, and once begun what is private, whose names show, and the vote.',
      body: writtenSchema,
      answer: activitySchema,
      refusals: [...refusals, 'activity/not-found', 'activity/no-such-phase', 'phase/under-way'],
    },
    async ({ caller, body, id }) => {
      if (!caller.session) throw new Refusal('seat/missing')
      const activity = await activities.kept.need(id<'activity'>())
      // Who has no seat in its seminar gets the same answer as for one that does not exist.
      const by = await leadOpen(caller, activity.seminarId).catch((error: unknown) => {
        throw error instanceof Refusal && error.code === 'seminar/not-found' ? new Refusal('activity/not-found') : error
      })
      await courses.reread(activity.seminarId)
      const runs = () => Object.values(courses.get(activity.seminarId).runs).filter(({ activityId }) => activityId === activity.id)
      const changed = await activities.edit(activity.id, body, runs)
      await audit({
        seminarId: by.seminarId,
        by: by.id,
        act: 'activity-changed',
        on: { activity: changed.id, phases: changed.phases.length },
      })
      return changed
    },
  )

  /** The seminars that the caller leads; undefined = all, being the organizer. */
  const reach = (caller: Caller): Set<SeminarId> | undefined => {
    if (!caller.session) throw new Refusal('seat/missing')
    if (caller.session.organizer) return undefined
    const led = caller.seats.filter((seat) => leads(seat) && !seat.revoked && (caller.wanted === undefined || seat.id === caller.wanted))
    if (led.length === 0) throw new Refusal('seat/forbidden')
    return new Set(led.sort((a, b) => b.joinedAt - a.joinedAt).map(({ seminarId }) => seminarId))
  }
  const read = (id: string, raw: unknown): KeptMethod | undefined => aside.attempt(kind, id, () => v.parse(keptMethodSchema, raw))
  const saved = async (): Promise<KeptMethod[]> => (await records.list(kind)).flatMap(({ id, value }) => read(id, value) ?? [])
  /** A method that the caller may change, and its version. */
  const own = async (caller: Caller, id: MethodId) => {
    const within = reach(caller)
    const found = await records.get(kind, id)
    const method = found && read(id, found.value)
    if (!method || (within && !(method.seminarId && within.has(method.seminarId)))) throw new Refusal('method/not-found')
    return { method, version: found.version }
  }
  const methodOf = ({ seminarId: _, ...method }: KeptMethod): Method => method
  const office = ['seat/missing', 'seat/forbidden'] as const

  api.open(
    {
      method: 'get',
      path: '/api/methods',
      about: "Saved methods: the organizer's, and those of the seminars that one leads.",
      answer: v.object({ methods: v.array(methodSchema) }),
      refusals: office,
    },
    async ({ caller }) => {
      const within = reach(caller)
      const seen = (await saved()).filter(({ seminarId }) => !within || !seminarId || within.has(seminarId))
      return { methods: seen.map(methodOf) }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/methods',
      about: "Saves a method to use again: the organizer's for the whole house, a facilitator's for the own seminar.",
      body: writtenMethodSchema,
      answer: methodSchema,
      status: 201,
      refusals: [...office, 'request/too-large'],
    },
    async ({ caller, body }) => {
      const within = reach(caller)
      const seminarId = within && [...within][0]
      if ((await saved()).filter((method) => method.seminarId === seminarId).length >= maxMethods)
        throw new Refusal('request/too-large', { limit: maxMethods })
      const method: KeptMethod = { ...body, id: freshId(), ...(seminarId && { seminarId }) }
      await records.put(kind, method.id, method, 0)
      return methodOf(method)
    },
  )

  api.open(
    {
      method: 'put',
      path: '/api/methods/:id',
      about: 'Rewrites a saved method; activities made from it stay as they are.',
      body: writtenMethodSchema,
      answer: methodSchema,
      refusals: [...office, 'method/not-found', 'record/changed'],
    },
    async ({ caller, body, id }) => {
      const { method, version } = await own(caller, id<'method'>())
      const changed: KeptMethod = { ...body, id: method.id, ...(method.seminarId && { seminarId: method.seminarId }) }
      await records.put(kind, method.id, changed, version)
      return methodOf(changed)
    },
  )

  api.open(
    { method: 'delete', path: '/api/methods/:id', about: 'Forgets a saved method.', refusals: [...office, 'method/not-found'] },
    async ({ caller, id }) => {
      const { method } = await own(caller, id<'method'>())
      await records.remove(kind, method.id)
    },
  )
}

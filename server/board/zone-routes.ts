/** Giving boards the zones that a method needs, before its first phase. */
import * as v from 'valibot'
import { hasZones, layZones } from '#shared/board/lay-zones.ts'
import { templateIds, templates } from '#shared/board/template.ts'
import type { Group } from '#shared/group/group.ts'
import { groupIdsSchema } from '#shared/group/group-ids.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Courses } from '../activity/ports.ts'

export interface ZoneParts {
  register: Register
  rights: Rights
  audit: Audit
  rooms: Rooms
  courses: Pick<Courses, 'under'>
}

/** `POST /api/seminars/:id/zones`. Without groups: all. Without a template: each board's own. */
const zonesAskSchema = v.object({
  template: v.optional(v.picklist(templateIds)),
  groups: v.optional(groupIdsSchema),
})

export const openZoneRoutes = (api: Api, { register, rights, audit, rooms, courses }: ZoneParts): void =>
  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/zones',
      about: "Gives boards a template's zones; earlier zones that hold ideas stay beside them. Answers how many boards changed.",
      body: zonesAskSchema,
      answer: v.object({ boards: v.number() }),
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'seminar/closed', 'join/unknown-group', 'board/frozen'],
    },
    async ({ caller, body, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      if ((await register.seminars.need(by.seminarId)).state === 'closed') throw new Refusal('seminar/closed')
      const all = register.groupsOf(by.seminarId)
      const groups = body.groups ? all.filter((group) => body.groups!.includes(group.id)) : all
      if (body.groups && groups.length < new Set(body.groups).size) throw new Refusal('join/unknown-group')
      const templateOf = async ({ boardId }: Group) => templates[body.template ?? (await register.boards.need(boardId)).template]
      const lacking = await Promise.all(
        groups.map(async (group) => {
          const template = await templateOf(group)
          return !(await rooms.read(boardRoom(group.boardId), (doc) => hasZones(doc, template)))
        }),
      )
      const laid = groups.filter((_, i) => lacking[i])
      // A frozen board does not change by one byte; nothing is laid anywhere then.
      if (laid.some((group) => courses.under(group.id).frozen)) throw new Refusal('board/frozen')
      const lay = async (group: Group): Promise<void> => {
        const template = await templateOf(group)
        return rooms.write(boardRoom(group.boardId), (doc) => {
          // Asked again at the moment of writing: it may have been frozen, or the seminar closed, meanwhile.
          if (courses.under(group.id).frozen) throw new Refusal('board/frozen')
          if (register.seminars.get(group.seminarId)?.state === 'closed') throw new Refusal('seminar/closed')
          layZones(doc, template)
        })
      }
      await Promise.all(laid.map(lay))
      if (laid.length > 0)
        await audit({
          seminarId: by.seminarId,
          by: by.id,
          act: 'zones-laid',
          on: { ...(body.template && { template: body.template }), boards: laid.length },
        })
      return { boards: laid.length }
    },
  )

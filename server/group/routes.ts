/** Groups and who sits in them: joining, the seminar at a glance, names of groups. */
import {
  groupChangeSchema,
  groupSchema,
  seminarListSchema,
  seminarViewSchema,
  type Group,
  type SeminarList,
  type SeminarView,
} from '#shared/group/group.ts'
import { joinSchema, joinedSchema, lookSchema, lookedSchema } from '#shared/person/seat.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { leads, type Rights } from '../access/rights.ts'
import type { Sessions } from '../access/session.ts'
import type { Api } from '../http/route.ts'
import { joinUrlOf } from '../seminar/routes.ts'
import type { WaysIn } from '../seminar/ways-in.ts'
import type { Joining } from './joining.ts'

export interface GroupParts {
  register: Register
  rights: Rights
  sessions: Sessions
  audit: Audit
  waysIn: WaysIn
  joining: Joining
  /** Whether the group's board takes no change now, not even of its title. */
  frozen(id: GroupId): boolean
  /** Puts the group's new name over its board. `mayChange` throws when that takes no change, and is asked at the moment of writing. */
  retitle(group: Group, mayChange: () => void): Promise<void>
}

export const openGroupRoutes = (api: Api, { register, rights, sessions, audit, waysIn, joining, frozen, retitle }: GroupParts): void => {
  const refusals = ['join/unknown-code', 'join/lobby-closed', 'seminar/closed', 'seat/revoked', 'request/too-many'] as const

  api.open(
    {
      method: 'post',
      path: '/api/join/look',
      about: 'What a code or a secret opens, before a seat is taken.',
      body: lookSchema,
      answer: lookedSchema,
      uncounted: true,
      refusals,
    },
    ({ body, caller, address }) => joining.look(body, caller, address),
  )

  api.open(
    {
      method: 'post',
      path: '/api/join',
      about: "Takes a seat by the wall's code or the QR's secret, or finds it again by a seat code or the facilitator's link.",
      body: joinSchema,
      answer: joinedSchema,
      uncounted: true,
      refusals: [...refusals, 'join/name-needed', 'join/unknown-group'],
    },
    async ({ body, caller, address, secure, setCookie }) => {
      const { seat, answer, claimed } = await joining.join(body, caller, address)
      const { cookie } = await sessions.grant(caller.session, { seat: seat.id }, secure)
      setCookie(cookie)
      if (claimed && !caller.session?.seats.includes(seat.id)) await audit({ seminarId: seat.seminarId, by: seat.id, act: 'seat-claimed' })
      return answer
    },
  )

  /** The code is the leaders' to show. */
  const seen = (seminar: Seminar, leading: boolean): Seminar => (leading ? seminar : { ...seminar, joinCode: '', bundle: undefined })

  const waysOf = async (seminar: Seminar, baseUrl: string): Promise<Partial<SeminarView>> => {
    if (seminar.state === 'closed') return {}
    return { joinCode: seminar.joinCode, joinUrl: joinUrlOf(baseUrl, await waysIn.secretOf(seminar.id)) }
  }

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id',
      about:
        'The seminar at a glance; who leads it also sees the seats, the code and the QR; a wall sees the code and the QR; a note taker sees who leads and who takes notes.',
      answer: seminarViewSchema,
      refusals: ['seat/missing', 'seat/revoked', 'seminar/not-found'],
    },
    async ({ caller, baseUrl, id }): Promise<SeminarView> => {
      const me = await rights.seatIn(caller, id<'seminar'>())
      const seminar = await register.seminars.need(me.seminarId)
      // A wall shows the way in, and nobody's name.
      const shows = leads(me) || me.role === 'wall'
      const view = {
        seminar: seen(seminar, shows),
        groups: register.groupsOf(seminar.id),
        me,
        ...(shows && (await waysOf(seminar, baseUrl))),
      }
      const seats = register.seatsOf(seminar.id)
      if (leads(me)) return { ...view, seats }
      return me.role === 'noteTaker' ? { ...view, seats: seats.filter((seat) => leads(seat) || seat.role === 'noteTaker') } : view
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars',
      about: 'The organizer sees all seminars, a facilitator the own ones, newest first.',
      answer: seminarListSchema,
      refusals: ['seat/missing'],
    },
    async ({ caller }): Promise<SeminarList> => {
      if (!caller.session) throw new Refusal('seat/missing')
      const led = new Set<SeminarId>(caller.seats.filter((seat) => leads(seat) && !seat.revoked).map((seat) => seat.seminarId))
      const mine = [...register.seminars.all()].filter(({ id }) => caller.session?.organizer || led.has(id))
      const counted = mine.map((seminar) => ({
        ...seminar,
        groups: register.groupsOf(seminar.id).length,
        seats: register.seatsOf(seminar.id).filter((seat) => seat.role === 'participant' && !seat.revoked).length,
      }))
      return { seminars: counted.sort((a, b) => b.openedAt - a.openedAt) }
    },
  )

  api.open(
    {
      method: 'patch',
      path: '/api/groups/:id',
      about: 'Renames a group.',
      body: groupChangeSchema,
      answer: groupSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'seminar/closed', 'board/frozen'],
    },
    async ({ caller, body, id }) => {
      if (!caller.session) throw new Refusal('seat/missing')
      const group = await register.groups.find(id<'group'>())
      if (!group) throw new Refusal('seminar/not-found')
      const by = await rights.lead(caller, group.seminarId)
      await register.seminars.need(group.seminarId)
      const mayChange = (): void => {
        if (register.seminars.get(group.seminarId)?.state === 'closed') throw new Refusal('seminar/closed')
        if (frozen(group.id)) throw new Refusal('board/frozen')
      }
      await retitle({ ...group, name: body.name }, mayChange)
      const changed = await register.groups.change(group.id, (now) => {
        mayChange()
        return { ...now, name: body.name }
      })
      await audit({ seminarId: group.seminarId, by: by.id, act: 'group-renamed', on: { group: group.id } })
      return changed
    },
  )
}

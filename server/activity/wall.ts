/**
 * The wall. What it shows stands on a record that any facilitator writes from any device, so that a projector which lost
 * its operator is taken over by the next. The projector itself sits on a seat of the role `wall`, which reads and nothing
 * else: no facilitator's session stays behind on a hotel's computer.
 *
 *   console   POST …/wall/code   → a code and a link, once, within 15 minutes
 *   projector joins by it        → the seminar's seat `wall`
 *   console   PUT …/wall         → every wall turns
 */
import * as v from 'valibot'
import { usualWall, wallCodeSchema, wallShowSchema, type WallCode } from '#shared/activity/wall.ts'
import { idSchema } from '#shared/id-schema.ts'
import type { SeatId, SeminarId } from '#shared/id.ts'
import type { WallShow } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import { Kept } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import { leads, type Rights } from '../access/rights.ts'
import { derivedId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Api } from '../http/route.ts'
import type { SeatCodes } from '../person/seat-codes.ts'
import type { Records } from '../store/ports.ts'

const shownSchema = v.object({ id: idSchema<'seminar'>(), show: wallShowSchema })
type Shown = v.InferOutput<typeof shownSchema>

export const openWalls = async (records: Records, aside: SetAside, failed: (error: unknown) => void) => {
  const kept = new Kept<Shown>(records, 'wall', 'seminar/not-found', (raw) => v.parse(shownSchema, raw), aside)
  const unwatch = records.watch((kind, id) => void (kind === kept.kind && kept.reread(id).catch(failed)))
  await kept.load()
  return {
    of: (seminarId: SeminarId): WallShow => kept.get(seminarId)?.show ?? usualWall,
    turn: async (seminarId: SeminarId, show: WallShow): Promise<void> => void (await kept.set(seminarId, () => ({ id: seminarId, show }))),
    /** On every process. */
    onChange: (turned: (seminarId: SeminarId, show: WallShow) => void) => kept.onChange(({ id, show }) => turned(id, show)),
    close: unwatch,
  }
}
export type Walls = Awaited<ReturnType<typeof openWalls>>

export interface WallParts {
  register: Register
  rights: Rights
  audit: Audit
  seatCodes: SeatCodes
  walls: Walls
  now: () => number
}

export const openWallRoutes = (api: Api, { register, rights, audit, seatCodes, walls, now }: WallParts): void => {
  const refusals = ['seat/missing', 'seat/forbidden', 'seminar/not-found'] as const

  /** One seat for all projectors of the seminar: it holds nothing of its own. Once it was taken back the next code gives the next. */
  const wallSeat = async (seminarId: SeminarId): Promise<SeatId> => {
    for (let before = 0; ; before++) {
      const id = derivedId<'seat'>(before === 0 ? `wall:${seminarId}` : `wall:${seminarId}:${before}`)
      const seat: Seat = { id, seminarId, role: 'wall', name: '', joinedAt: now(), revoked: false }
      const taken = (await register.seats.find(id)) ?? (await register.seats.create(seat).catch(() => register.seats.reread(id)))
      if (!taken) throw new Refusal('store/away')
      if (!taken.revoked) return taken.id
    }
  }
  /** What is shown must be of this seminar. */
  const own = async (seminarId: SeminarId, show: WallShow): Promise<void> => {
    const of = 'boardId' in show ? await register.boards.need(show.boardId) : undefined
    const group = 'groupId' in show && show.groupId ? await register.groups.need(show.groupId) : undefined
    if (of && of.seminarId !== seminarId) throw new Refusal('board/not-found')
    if (group && group.seminarId !== seminarId) throw new Refusal('join/unknown-group')
  }

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/wall',
      about: 'What the wall shows; for who leads, and for the wall itself.',
      answer: wallShowSchema,
      refusals,
    },
    async ({ caller, id }): Promise<WallShow> => {
      const seat = await rights.seatIn(caller, id<'seminar'>())
      if (!leads(seat) && seat.role !== 'wall') throw new Refusal('seat/forbidden')
      return walls.of(seat.seminarId)
    },
  )

  api.open(
    {
      method: 'put',
      path: '/api/seminars/:id/wall',
      about: 'Turns every wall of the seminar to something else, from whatever device.',
      body: wallShowSchema,
      answer: wallShowSchema,
      refusals: [...refusals, 'board/not-found', 'join/unknown-group'],
    },
    async ({ caller, body, id }): Promise<WallShow> => {
      const by = await rights.lead(caller, id<'seminar'>())
      await own(by.seminarId, body)
      await walls.turn(by.seminarId, body)
      await audit({ seminarId: by.seminarId, by: by.id, act: 'wall-turned', on: { show: body.show } })
      return body
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/wall/code',
      about: 'A code and a link that make another screen a wall of the seminar, once, within 15 minutes.',
      answer: wallCodeSchema,
      refusals,
    },
    async ({ caller, baseUrl, id }): Promise<WallCode> => {
      const by = await rights.lead(caller, id<'seminar'>())
      const { code, expiresAt } = await seatCodes.issue(await wallSeat(by.seminarId))
      await audit({ seminarId: by.seminarId, by: by.id, act: 'wall-code-made' })
      return { code, expiresAt, url: `${baseUrl}/present/seminar/${by.seminarId}#${code}` }
    },
  )
}

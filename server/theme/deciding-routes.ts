/** Deciding about themes over the API: corrections, the trail of all that was decided, and the way back. */
import { isId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { ticketSchema } from '#shared/sync/ticket.ts'
import { oneLine } from '#shared/thai/one-line.ts'
import { correction, type Correction } from '#shared/theme/correction.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import { decidedSchema, trailSchema, type Trail } from '#shared/theme/trail.ts'
import type { Rights } from '../access/rights.ts'
import type { Tickets } from '../access/tickets.ts'
import type { Api } from '../http/route.ts'
import type { RoomThemes } from './holding.ts'
import type { ThemeTrail } from './trail.ts'

export interface DecidingRouteParts {
  rights: Rights
  tickets: Tickets
  themes: RoomThemes
  trail: ThemeTrail
}
const refusals = ['seat/missing', 'seat/revoked', 'seat/forbidden', 'seminar/not-found'] as const
const deciding = [...refusals, 'seminar/closed', 'theme/not-found', 'theme/away'] as const

/** Ids that a correction names or makes stand in documents and addresses, and names of themes in lists. @throws request/malformed */
const cleaned = (given: Correction): Correction => {
  for (const [field, value] of Object.entries(given)) {
    if (field === 'op' || field === 'label') continue
    if (![value].flat().every(isId)) throw new Refusal('request/malformed', { field })
  }
  if (!('label' in given) || given.label === undefined) return given
  const label = oneLine(given.label)
  if (label === '') throw new Refusal('request/malformed', { field: 'label' })
  return { ...given, label }
}
const numberIn = (value: unknown, otherwise: number, most: number): number => {
  const number = Number(value ?? otherwise)
  if (!Number.isInteger(number) || number < 1) throw new Refusal('request/malformed', { field: 'query' })
  return Math.min(number, most)
}

export const openDecidingRoutes = (api: Api, { rights, tickets, themes, trail }: DecidingRouteParts): void => {
  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/themes/corrections',
      about: 'Decides something about themes, for now and for every later run; answers the revision from which on it shows.',
      body: correction,
      answer: decidedSchema,
      refusals: [...deciding, 'request/malformed'],
    },
    async ({ caller, body, id }) => {
      const seat = await rights.takeNotes(caller, id<'seminar'>())
      return { revision: await themes.correct(seat, cleaned(body)) }
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes/trail',
      about: 'What was decided about themes, newest first (`?before=` a number, `?limit=` up to 500).',
      answer: trailSchema,
      refusals: [...refusals, 'request/malformed'],
    },
    async ({ caller, request, id }): Promise<Trail> => {
      const { seminarId } = await rights.takeNotes(caller, id<'seminar'>())
      const { before, limit } = request.query
      return trail.read(seminarId, numberIn(before, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), numberIn(limit, 100, 500))
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/themes/trail/:n/undo',
      about: 'Takes back what an entry of the trail changed, unless it was changed since. The way back is an entry of its own.',
      answer: decidedSchema,
      refusals: [...deciding, 'theme/changed-since'],
    },
    async ({ caller, id }) => {
      const seat = await rights.takeNotes(caller, id<'seminar'>())
      const n = Number(id('n'))
      if (!Number.isInteger(n)) throw new Refusal('theme/not-found')
      return { revision: await themes.undo(seat, n) }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/shelf/ticket',
      about: 'The shelf of themes for a client that cannot send cookies: one seat, 12 hours.',
      answer: ticketSchema,
      refusals,
    },
    async ({ caller, hereUrl, id }) => {
      const seat = await rights.takeNotes(caller, id<'seminar'>())
      const room = shelfRoom(seat.seminarId)
      return { url: `${hereUrl.replace(/^http/, 'ws')}/sync`, room, params: { ticket: await tickets.issue(seat.id, room) } }
    },
  )
}

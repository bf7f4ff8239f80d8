/** Note takers (คุณลิขิต): whoever leads the seminar seats them, and they come in by a code of their own. */
import { noteTakerCodeSchema, noteTakerSchema, type NoteTakerCode } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import { freshId } from '../access/secret.ts'
import type { Api } from '../http/route.ts'
import type { SeatCodes } from './seat-codes.ts'

/** More note takers than any seminar has; a script could ask for more. */
const mostNoteTakers = 60

export interface NoteTakerParts {
  register: Register
  rights: Rights
  audit: Audit
  seatCodes: SeatCodes
  now: () => number
}

export const openNoteTakerRoute = (api: Api, { register, rights, audit, seatCodes, now }: NoteTakerParts): void =>
  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/note-takers',
      about: 'Seats a note taker; answers a code and a link that bring that person to the shelf, once, within 15 minutes.',
      body: noteTakerSchema,
      answer: noteTakerCodeSchema,
      status: 201,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'request/too-many'],
    },
    async ({ caller, body, baseUrl, id }): Promise<NoteTakerCode> => {
      const by = await rights.lead(caller, id<'seminar'>())
      const { seminarId } = by
      const seated = register.seatsOf(seminarId).filter((seat) => seat.role === 'noteTaker' && !seat.revoked)
      if (seated.length >= mostNoteTakers) throw new Refusal('request/too-many', { seconds: 60 })
      const seat = { id: freshId<'seat'>(), seminarId, role: 'noteTaker', name: body.name ?? '', joinedAt: now(), revoked: false } as const
      await register.seats.create(seat)
      const { code, expiresAt } = await seatCodes.issue(seat.id)
      await audit({ seminarId, by: by.id, act: 'note-taker-seated', on: { seat: seat.id } })
      return { seatId: seat.id, code, expiresAt, url: `${baseUrl}/shelf/${seminarId}#${code}` }
    },
  )

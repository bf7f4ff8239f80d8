/** The seminar itself: title, lobby, code and QR. */
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { lobbySchema, rotatedSchema, seminarChangeSchema, seminarSchema, type Rotated, type Seminar } from '#shared/seminar/seminar.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import type { Caller, Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { WaysIn } from './ways-in.ts'

export interface SeminarParts {
  register: Register
  rights: Rights
  audit: Audit
  waysIn: WaysIn
}

/** The secret stands in the fragment, which no browser sends and no log sees. */
export const joinUrlOf = (baseUrl: string, secret: string): string => `${baseUrl}/join#${secret}`
export const consoleUrlOf = (baseUrl: string, seminarId: SeminarId, secret: string): string => `${baseUrl}/console/${seminarId}#${secret}`

export const openSeminarRoutes = (api: Api, { register, rights, audit, waysIn }: SeminarParts): void => {
  const leadOpen = async (caller: Caller, id: SeminarId) => {
    const by = await rights.lead(caller, id)
    const seminar = await register.seminars.need(id)
    if (seminar.state === 'closed') throw new Refusal('seminar/closed')
    return by
  }
  const refusals = ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'seminar/closed'] as const

  api.open(
    {
      method: 'patch',
      path: '/api/seminars/:id',
      about: 'Changes the title, or whether participants must give a name.',
      body: seminarChangeSchema,
      answer: seminarSchema,
      refusals,
    },
    async ({ caller, body, id }): Promise<Seminar> => {
      const by = await leadOpen(caller, id<'seminar'>())
      const { title, namesNeeded } = body
      const change = { ...(title !== undefined && { title }), ...(namesNeeded !== undefined && { namesNeeded }) }
      const changed = await register.seminars.change(by.seminarId, (now) => ({ ...now, ...change }))
      await audit({ seminarId: by.seminarId, by: by.id, act: 'seminar-changed' })
      return changed
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/lobby',
      about: 'Opens or closes the lobby: whether the code on the wall works. The QR works as long as the seminar is open.',
      body: lobbySchema,
      answer: seminarSchema,
      refusals,
    },
    async ({ caller, body, id }): Promise<Seminar> => {
      const by = await leadOpen(caller, id<'seminar'>())
      const changed = await register.seminars.change(by.seminarId, (now) => ({ ...now, lobbyOpen: body.open }))
      await audit({ seminarId: by.seminarId, by: by.id, act: 'lobby-changed', on: { open: body.open } })
      return changed
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/rotate',
      about: 'A new code and a new QR; the old ones are dead, who sits stays seated.',
      answer: rotatedSchema,
      refusals,
    },
    async ({ caller, baseUrl, id }): Promise<Rotated> => {
      const by = await leadOpen(caller, id<'seminar'>())
      const { joinCode } = await waysIn.rotate(by.seminarId)
      await audit({ seminarId: by.seminarId, by: by.id, act: 'way-in-rotated' })
      return { joinCode, joinUrl: joinUrlOf(baseUrl, await waysIn.secretOf(by.seminarId)) }
    },
  )
}

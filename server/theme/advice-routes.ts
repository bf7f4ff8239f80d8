/** Advice on the names of themes over the API: who leads switches it on, knowing where texts go; who takes notes reads it. */
import { Refusal } from '#shared/refusal.ts'
import { adviceSchema, adviceTurnSchema, proposalsSchema } from '#shared/theme/advice.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { ThemeAdvice } from './advice.ts'
import type { Themes } from './themes.ts'

export interface AdviceRouteParts {
  register: Pick<Register, 'seminars'>
  rights: Rights
  audit: Audit
  themes: Pick<Themes, 'now'>
  advice: ThemeAdvice
}
const refusals = ['seat/missing', 'seat/revoked', 'seat/forbidden', 'seminar/not-found'] as const

export const openAdviceRoutes = (api: Api, { register, rights, audit, themes, advice }: AdviceRouteParts): void => {
  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes/advice',
      about: 'Whether a language model may propose names of themes, and where texts would go.',
      answer: adviceSchema,
      refusals,
    },
    async ({ caller, id }) => advice.of((await rights.takeNotes(caller, id<'seminar'>())).seminarId),
  )

  api.open(
    {
      method: 'put',
      path: '/api/seminars/:id/themes/advice',
      about: 'Switches proposals of a language model on, which sends texts of ideas to it, or off.',
      body: adviceTurnSchema,
      answer: adviceSchema,
      refusals: [...refusals, 'seminar/closed', 'theme/advice-off'],
    },
    async ({ caller, body, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      if (body.on && (await register.seminars.need(by.seminarId)).state === 'closed') throw new Refusal('seminar/closed')
      const turned = await advice.turn(by.seminarId, body.on)
      await audit({ seminarId: by.seminarId, by: by.id, act: 'theme-advice-turned', on: { on: body.on } })
      return turned
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes/proposals',
      about: 'Names that a language model proposes for themes that nobody has named, each with the ideas that it rests on.',
      answer: proposalsSchema,
      refusals: [...refusals, 'seminar/closed', 'theme/away', 'theme/advice-off', 'theme/advice-away'],
    },
    async ({ caller, id }) => {
      const { seminarId } = await rights.takeNotes(caller, id<'seminar'>())
      if ((await register.seminars.need(seminarId)).state === 'closed') throw new Refusal('seminar/closed')
      return { proposals: await advice.proposals(seminarId, await themes.now(seminarId)) }
    },
  )
}

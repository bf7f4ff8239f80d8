/** The lexicon of the house over the API: the organizer reads and changes it, and looks at what it was before. */
import * as v from 'valibot'
import { standardConcepts, standardLexicon } from '#shared/theme/lexicon/standard.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import type { Caller } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import { ownWordsSchema, type Lexicons } from './lexicons.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const writtenSchema = v.object({ ...ownWordsSchema.entries, basedOn: count })
const lexiconAnswerSchema = v.object({
  version: count,
  ...ownWordsSchema.entries,
  standard: v.object({ version: v.string(), concepts: v.string() }),
})
const versionsSchema = v.object({ versions: v.array(v.object({ version: count, at: v.number(), ...ownWordsSchema.entries })) })

export const openLexiconRoutes = (api: Api, { lexicons, audit }: { lexicons: Lexicons; audit: Audit }): void => {
  const refusals = ['seat/missing', 'seat/forbidden'] as const
  const organizerOnly = ({ session }: Caller): void => {
    if (!session) throw new Refusal('seat/missing')
    if (!session.organizer) throw new Refusal('seat/forbidden')
  }
  const answer = (): v.InferOutput<typeof lexiconAnswerSchema> => {
    const { version, words } = lexicons.own()
    return { version, ...words, standard: { version: standardLexicon.version, concepts: standardConcepts } }
  }

  api.open(
    {
      method: 'get',
      path: '/api/lexicon',
      about: "The words that themes are found by: the house's own, and the standard ones that they stand on.",
      answer: lexiconAnswerSchema,
      refusals,
    },
    async ({ caller }) => {
      organizerOnly(caller)
      return answer()
    },
  )

  api.open(
    {
      method: 'put',
      path: '/api/lexicon',
      about: "Keeps a new version of the house's own words; `basedOn` is the version that was read. Themes found from now on go by it.",
      body: writtenSchema,
      answer: lexiconAnswerSchema,
      refusals: [...refusals, 'lexicon/unreadable', 'record/changed'],
    },
    async ({ caller, body: { basedOn, ...words } }) => {
      organizerOnly(caller)
      await lexicons.write(words, basedOn)
      await audit({ act: 'lexicon-changed', on: { version: lexicons.own().version } })
      return answer()
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/lexicon/versions',
      about: "All versions of the house's own words, oldest first.",
      answer: versionsSchema,
      refusals,
    },
    async ({ caller }): Promise<v.InferOutput<typeof versionsSchema>> => {
      organizerOnly(caller)
      return { versions: (await lexicons.versions()).map(({ words, ...version }) => ({ ...version, ...words })) }
    },
  )
}

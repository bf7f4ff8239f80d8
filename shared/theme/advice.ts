/** Names that a language model of the operator's choice proposes for themes. It decides nothing: people take a name, or leave it. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'

export const maxProposedCharacters = 80

/** `GET /api/seminars/:id/themes/advice` */
export const adviceSchema = v.object({
  /** Where texts would go, as a host name; absent: whoever runs this server has named none, and it cannot be switched on. */
  host: v.optional(v.string()),
  on: v.boolean(),
})
export type Advice = v.InferOutput<typeof adviceSchema>

/** `PUT` of the same: who switches it on says that they know where people's texts go. */
export const adviceTurnSchema = v.variant('on', [
  v.object({ on: v.literal(true), textsLeaveThisServer: v.literal(true) }),
  v.object({ on: v.literal(false) }),
])
export type AdviceTurn = v.InferOutput<typeof adviceTurnSchema>

/** `GET /api/seminars/:id/themes/proposals` */
export const proposalsSchema = v.object({
  proposals: v.array(
    v.object({
      theme: idSchema<'theme'>(),
      label: v.pipe(v.string(), v.maxLength(maxProposedCharacters)),
      /** Ideas of that theme that speak for the name: at least one. */
      ideaIds: v.array(idSchema<'idea'>()),
    }),
  ),
})
export type Proposal = v.InferOutput<typeof proposalsSchema>['proposals'][number]

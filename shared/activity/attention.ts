/** Asking for attention: what who leads may ask of the tablets, and how a seat asks for help. */
import * as v from 'valibot'
import { groupIdsSchema } from '../group/group-ids.ts'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'

export const maxMessageCharacters = 300

const board = { boardId: idSchema<'board'>() }

/** `POST /api/seminars/:id/attention`: to some groups, or to all. The server adds the words that the tablets show. */
export const attentionAskSchema = v.object({
  groups: v.optional(groupIdsSchema),
  attention: v.variant('kind', [
    /** Everybody's tablet goes to the board. `follow`: and to the next one that is summoned to. */
    v.object({ kind: v.literal('summon'), ...board, ideaId: v.optional(idSchema<'idea'>()), follow: v.boolean() }),
    v.object({ kind: v.literal('summon-off') }),
    /** One idea large on every screen. */
    v.object({ kind: v.literal('spotlight'), ...board, ideaId: idSchema<'idea'>() }),
    v.object({ kind: v.literal('spotlight-off') }),
    v.object({
      kind: v.literal('message'),
      text: v.pipe(v.string(), v.maxLength(maxMessageCharacters), v.transform(oneLine), v.minLength(1)),
    }),
  ]),
})
export type AttentionAsk = v.InferOutput<typeof attentionAskSchema>

/** `POST /api/seminars/:id/hand`: raises or lowers one's own hand. */
export const handAskSchema = v.object({ up: v.boolean(), kind: v.picklist(['question', 'help']) })
export type HandAsk = v.InferOutput<typeof handAskSchema>

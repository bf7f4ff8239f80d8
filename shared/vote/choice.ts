/** One thing that can be chosen in a vote. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'

/** A vote's own short ids, `c1` in order: ids of ideas are made by tablets and may repeat over boards. */
export const choiceIdSchema = v.pipe(v.string(), v.regex(/^c[1-9]\d{0,2}$/))

export const choiceSchema = v.object({
  id: choiceIdSchema,
  /** As it stood when the vote was opened. */
  text: v.string(),
  ideaId: v.optional(idSchema<'idea'>()),
  groupId: v.optional(idSchema<'group'>()),
  boardId: v.optional(idSchema<'board'>()),
})
export type Choice = v.InferOutput<typeof choiceSchema>

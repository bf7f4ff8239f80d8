/** The log (บันทึก) of a seminar: what was done by right of an office, for all who lead to see. */
import * as v from 'valibot'

/** `GET /api/seminars/:id/log`: oldest first. `by`: a name, or the role of whoever has none. */
export const logSchema = v.object({
  lines: v.array(
    v.object({
      at: v.number(),
      by: v.string(),
      act: v.string(),
      on: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
    }),
  ),
})
export type Log = v.InferOutput<typeof logSchema>

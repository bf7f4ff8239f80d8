/** An activity (กิจกรรม): a method made ready for one seminar, as a list of phases. A method (วิธี) is the same without a seminar: ready-made or saved. */
import * as v from 'valibot'
import type { Id } from '../id.ts'
import { idSchema } from '../id-schema.ts'
import { templateIds } from '../seminar/template-id.ts'
import { wordsSchema } from '../words-schema.ts'
import { phaseSchema } from './phase.ts'

export type ActivityId = Id<'activity'>
export type MethodId = Id<'method'>

export const maxPhases = 40
const phases = v.pipe(
  v.array(phaseSchema),
  v.minLength(1),
  v.maxLength(maxPhases),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'phase ids repeat'),
)

export const methodSchema = v.object({
  id: idSchema<'method'>(),
  title: wordsSchema,
  /** One line: what it is good for. */
  about: wordsSchema,
  /** The board that suits it. */
  template: v.optional(v.picklist(templateIds)),
  phases,
})
export type Method = v.InferOutput<typeof methodSchema>

export const activitySchema = v.object({
  id: idSchema<'activity'>(),
  seminarId: idSchema<'seminar'>(),
  title: wordsSchema,
  /** The method it was made from. */
  method: v.optional(idSchema<'method'>()),
  phases,
  /** Epoch ms. */
  madeAt: v.number(),
})
export type Activity = v.InferOutput<typeof activitySchema>

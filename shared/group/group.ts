/** A group (กลุ่ม): people who share one board. */
import * as v from 'valibot'
import { idSchema } from '../id.ts'

export const groupSchema = v.object({
  id: idSchema<'group'>(),
  seminarId: idSchema<'seminar'>(),
  name: v.string(),
  /** Its place in lists, from 0. */
  order: v.number(),
  boardId: idSchema<'board'>(),
})
export type Group = v.InferOutput<typeof groupSchema>

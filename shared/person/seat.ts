/** A seat (ที่นั่ง): one person in one seminar, known by a cookie and not by an account. */
import * as v from 'valibot'
import { idSchema } from '../id.ts'
import { roles } from '../role.ts'

export const maxNameCharacters = 60

export const seatSchema = v.object({
  id: idSchema<'seat'>(),
  seminarId: idSchema<'seminar'>(),
  role: v.picklist(roles),
  /** Empty when nameless. */
  name: v.string(),
  groupId: v.optional(idSchema<'group'>()),
  joinedAt: v.number(),
  revoked: v.boolean(),
})
export type Seat = v.InferOutput<typeof seatSchema>

/** `POST /api/join`: by the wall's code, by the QR's secret, or by a seat code (the same person on another tablet). */
export const joinSchema = v.object({
  code: v.optional(v.pipe(v.string(), v.maxLength(40))),
  secret: v.optional(v.pipe(v.string(), v.maxLength(100))),
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxNameCharacters))),
  /** Group id, or its number from 1 as people say it. */
  group: v.optional(v.union([v.string(), v.number()])),
})
export type Join = v.InferOutput<typeof joinSchema>

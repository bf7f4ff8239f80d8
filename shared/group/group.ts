/** A group (กลุ่ม): people who share one board. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'
import { seatSchema } from '../person/seat.ts'
import { seminarSchema } from '../seminar/seminar.ts'

const maxGroupNameCharacters = 60

export const groupSchema = v.object({
  id: idSchema<'group'>(),
  seminarId: idSchema<'seminar'>(),
  name: v.string(),
  /** Its place in lists, from 0. */
  order: v.number(),
  boardId: idSchema<'board'>(),
})
export type Group = v.InferOutput<typeof groupSchema>

/** `PATCH /api/groups/:id` */
export const groupChangeSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.maxLength(maxGroupNameCharacters), v.transform(oneLine), v.minLength(1)),
})

/** `GET /api/seminars/:id`. `seats` for who leads it, and of those who lead and take notes for a note taker; `joinUrl` and `joinCode` for the wall too; for others `seminar.joinCode` is empty. */
export const seminarViewSchema = v.object({
  seminar: seminarSchema,
  groups: v.array(groupSchema),
  seats: v.optional(v.array(seatSchema)),
  joinUrl: v.optional(v.string()),
  joinCode: v.optional(v.string()),
  me: seatSchema,
})
export type SeminarView = v.InferOutput<typeof seminarViewSchema>

/** `GET /api/seminars`: the organizer sees all, a facilitator the own ones, newest first. */
export const seminarListSchema = v.object({
  seminars: v.array(v.object({ ...seminarSchema.entries, groups: v.number(), seats: v.number() })),
})
export type SeminarList = v.InferOutput<typeof seminarListSchema>

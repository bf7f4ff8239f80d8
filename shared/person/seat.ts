/** A seat (ที่นั่ง): one person in one seminar, known by a cookie and not by an account. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'
import { roles } from '../role.ts'

const maxNameCharacters = 60

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
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxNameCharacters), v.transform(oneLine))),
  /** Group id, or its number from 1 as people say it. */
  group: v.optional(v.union([v.pipe(v.string(), v.maxLength(64)), v.number()])),
  /** Made by who asks. Asked again with it within minutes, because an answer was lost, the same seat is answered. */
  key: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/))),
})
export type Join = v.InferOutput<typeof joinSchema>

/**
 * What `POST /api/join` answers. A code or a secret may also belong to a seat that exists (a seat code; the
 * facilitator's link): `role` tells; a seat without a group has neither `group` nor `board`.
 */
export const joinedSchema = v.object({
  seatId: idSchema<'seat'>(),
  seminarId: idSchema<'seminar'>(),
  role: v.picklist(roles),
  name: v.string(),
  group: v.optional(idSchema<'group'>()),
  groupName: v.optional(v.string()),
  board: v.optional(v.object({ id: idSchema<'board'>(), room: v.string() })),
})
export type Joined = v.InferOutput<typeof joinedSchema>

/** `POST /api/join/look`: what the join screen shows before a seat is taken. */
const { code, secret, key } = joinSchema.entries
export const lookSchema = v.object({ code, secret, key })
export const lookedSchema = v.object({
  title: v.string(),
  namesNeeded: v.boolean(),
  /** True when code or secret belong to a seat that exists: nothing to ask, just join. */
  seated: v.boolean(),
  groups: v.array(v.object({ id: idSchema<'group'>(), name: v.string(), order: v.number(), seats: v.number() })),
})
export type Looked = v.InferOutput<typeof lookedSchema>

/** `GET /api/me`: every seat that this browser's session holds. */
const mySeatSchema = v.object({
  ...seatSchema.entries,
  seminarTitle: v.string(),
  group: v.optional(v.object({ id: idSchema<'group'>(), name: v.string(), boardId: idSchema<'board'>() })),
})
export type MySeat = v.InferOutput<typeof mySeatSchema>
export const meSchema = v.object({ seats: v.array(mySeatSchema), organizer: v.boolean() })
export type Me = v.InferOutput<typeof meSchema>

/** `PATCH /api/seats/:id`: one's own name; a facilitator also moves people between groups. */
export const seatChangeSchema = v.object({
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxNameCharacters), v.transform(oneLine))),
  groupId: v.optional(idSchema<'group'>()),
})
export type SeatChange = v.InferOutput<typeof seatChangeSchema>

/** `POST /api/seats/me/code`: eight letters that bring the same person to another tablet, once, within 15 minutes. */
export const seatCodeSchema = v.object({ code: v.string(), expiresAt: v.number() })

/** `POST /api/seminars/:id/note-takers`: seats a note taker (คุณลิขิต), under this name. */
export const noteTakerSchema = v.object({
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxNameCharacters), v.transform(oneLine))),
})
/** Brings the note taker to the shelf, once, within 15 minutes (`expiresAt`: epoch ms). `url` opens it there. */
export const noteTakerCodeSchema = v.object({ seatId: idSchema<'seat'>(), code: v.string(), url: v.string(), expiresAt: v.number() })
export type NoteTakerCode = v.InferOutput<typeof noteTakerCodeSchema>

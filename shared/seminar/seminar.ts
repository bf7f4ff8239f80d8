/** A seminar (สัมมนา): title, state, and how one gets in. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'
import { templateIds } from './template-id.ts'

export const maxGroups = 40
export const maxTitleCharacters = 200

export const seminarSchema = v.object({
  id: idSchema<'seminar'>(),
  title: v.string(),
  template: v.picklist(templateIds),
  /** `open`: live. `closed`: boards are frozen for good and the bundle is made. */
  state: v.picklist(['open', 'closed']),
  /** Epoch ms, server's clock. */
  openedAt: v.number(),
  closedAt: v.optional(v.number()),
  /** Whether the short code on the wall works; the secret in the QR does as long as the seminar is open. */
  lobbyOpen: v.boolean(),
  /** Six digits, shown on the wall; rotated in one tap. */
  joinCode: v.string(),
  namesNeeded: v.boolean(),
  /** SHA-256 of the bundle in the blob store, once a closed seminar has it. */
  bundle: v.optional(v.string()),
})
export type Seminar = v.InferOutput<typeof seminarSchema>

/** `POST /api/quick`: a live seminar in one call. */
export const quickSchema = v.object({
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxTitleCharacters), v.transform(oneLine))),
  groups: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxGroups))),
  template: v.optional(v.picklist(templateIds)),
})
export type Quick = v.InferOutput<typeof quickSchema>

/** What `POST /api/quick` answers. `facilitatorUrl` claims the facilitator's seat on another device. */
export const quickAnswerSchema = v.object({
  seminarId: idSchema<'seminar'>(),
  title: v.string(),
  joinCode: v.string(),
  joinUrl: v.string(),
  boards: v.array(v.object({ id: idSchema<'board'>(), room: v.string(), group: idSchema<'group'>(), groupName: v.string() })),
  facilitatorUrl: v.string(),
  /** The facilitator's own seat, held by the session that came with this answer. */
  seatId: idSchema<'seat'>(),
})
export type QuickAnswer = v.InferOutput<typeof quickAnswerSchema>

/** `PATCH /api/seminars/:id` */
export const seminarChangeSchema = v.object({
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxTitleCharacters), v.transform(oneLine), v.minLength(1))),
  namesNeeded: v.optional(v.boolean()),
})
export type SeminarChange = v.InferOutput<typeof seminarChangeSchema>

/** `POST /api/seminars/:id/lobby`: an open lobby is one where the code on the wall works. */
export const lobbySchema = v.object({ open: v.boolean() })

/** `POST /api/seminars/:id/rotate`: the new code and QR; the old ones are dead, the seated stay. */
export const rotatedSchema = v.object({ joinCode: v.string(), joinUrl: v.string() })
export type Rotated = v.InferOutput<typeof rotatedSchema>

/** A seminar (สัมมนา): title, state, and how one gets in. */
import * as v from 'valibot'
import { idSchema } from '../id.ts'
import { templateIds } from '../board/template.ts'

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
})
export type Seminar = v.InferOutput<typeof seminarSchema>

/** `POST /api/quick`: a live seminar in one call. */
export const quickSchema = v.object({
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxTitleCharacters))),
  groups: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxGroups))),
  template: v.optional(v.picklist(templateIds)),
})
export type Quick = v.InferOutput<typeof quickSchema>

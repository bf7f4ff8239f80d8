/** A version (ฉบับ) of a board: the whole as it stood at one moment, kept to look back, to compare and to restore. */
import * as v from 'valibot'
import type { Id } from '../id.ts'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'
import { isWords } from '../words.ts'
import type { Zone } from './zone.ts'

export type VersionId = Id<'version'>

const maxLabelCharacters = 120

export const versionSchema = v.object({
  id: idSchema<'version'>(),
  boardId: idSchema<'board'>(),
  /** Epoch ms, server's clock. */
  at: v.number(),
  /** `phase`: kept by itself at a phase's end · `asked`: on demand · `before`: what a restore replaced · `restored`: what it put there. */
  why: v.picklist(['phase', 'asked', 'before', 'restored']),
  label: v.string(),
  ideas: v.number(),
  /** SHA-256 of the kept bytes, in the blob store. */
  blob: v.string(),
  /** Canonical hash of the content: two versions with the same one are alike. */
  hash: v.string(),
})
export type Version = v.InferOutput<typeof versionSchema>

/** `POST /api/boards/:id/versions` */
export const keepVersionSchema = v.object({
  label: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxLabelCharacters), v.transform(oneLine))),
})

/** One idea as it was. Free of authors: who reads a version reads what was said. */
const pastIdeaSchema = v.object({
  id: v.string(),
  text: v.string(),
  /** Of a zone that the version's board has. */
  zone: v.string(),
  at: v.optional(v.number()),
  colour: v.optional(v.string()),
})
export type PastIdea = v.InferOutput<typeof pastIdeaSchema>

/** `GET /api/boards/:id/versions`, oldest first. */
export const versionListSchema = v.array(v.omit(versionSchema, ['blob']))
export type VersionList = v.InferOutput<typeof versionListSchema>

/** `GET /api/boards/:id/versions/:version`; `now` in its place is the board as it stands. */
export const pastBoardSchema = v.object({
  zones: v.array(v.custom<Zone>((zone) => typeof zone === 'object' && zone !== null && isWords((zone as Zone).title))),
  ideas: v.array(pastIdeaSchema),
})
export type PastBoard = v.InferOutput<typeof pastBoardSchema>

/** `GET /api/boards/:id/withdrawn`: ideas that were taken off the board, newest first. */
export const withdrawnSchema = v.array(
  v.object({ id: v.string(), text: v.string(), zone: v.optional(v.string()), withdrawnAt: v.number() }),
)
export type Withdrawn = v.InferOutput<typeof withdrawnSchema>

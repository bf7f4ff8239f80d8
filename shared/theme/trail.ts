/** The trail of themes: every decision, by whom, when, and what it changed from what to what. It is only ever added to. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import { correction, type Correction } from './correction.ts'
import { changingRoots } from './facts.ts'

const ideas = v.array(v.string())
/** What somebody did on the shelf itself, without asking the server for a correction. */
const shelved = v.variant('op', [
  v.object({ op: v.literal('file'), ideas, theme: v.string() }),
  v.object({ op: v.literal('unfile'), ideas }),
  v.object({ op: v.literal('park'), ideas }),
  v.object({ op: v.literal('unpark'), ideas }),
  v.object({ op: v.literal('refine'), ideas }),
  v.object({ op: v.literal('note'), theme: v.string() }),
  /** Takes back what the entry of that number changed. */
  v.object({ op: v.literal('undo'), of: v.number() }),
])
export type Shelved = v.InferOutput<typeof shelved>
export type Decision = Correction | Shelved

const keyChange = v.object({
  root: v.picklist(changingRoots),
  key: v.string(),
  before: v.optional(v.unknown()),
  after: v.optional(v.unknown()),
})

/** As it is kept: without anybody's name. */
export const trailRecordSchema = v.object({
  /** From 1, without gaps. */
  n: v.number(),
  /** Epoch ms, server's clock. */
  at: v.number(),
  by: idSchema<'seat'>(),
  what: v.union([correction, shelved]),
  changes: v.array(keyChange),
})
export type TrailRecord = v.InferOutput<typeof trailRecordSchema>

/** One line of `GET /api/seminars/:id/themes/trail`. */
const trailLineSchema = v.object({
  ...v.omit(trailRecordSchema, ['changes']).entries,
  /** Name of whoever did it, or their role where nameless. */
  name: v.string(),
  /** How many ideas were chosen for it, merged or pinned; not those that were pinned along so that a theme stays. */
  ideas: v.number(),
  /** Labels before and after of the themes that it named, closed or joined; absent = the machine's. */
  labels: v.array(v.object({ theme: v.string(), before: v.optional(v.string()), after: v.optional(v.string()) })),
  /** The entry that took it back. */
  undoneBy: v.optional(v.number()),
})
export type TrailLine = v.InferOutput<typeof trailLineSchema>

/** Newest first; `?before=` a number and `?limit=` go further back. */
export const trailSchema = v.object({ lines: v.array(trailLineSchema), more: v.boolean() })
export type Trail = v.InferOutput<typeof trailSchema>

/** What a correction and an undo answer: the revision from which on it shows. */
export const decidedSchema = v.object({ revision: v.number() })

/**
 * Ideas without a name, in a shared phase: handed to the server, which writes them and keeps nothing of who sent them. Their
 * author holds a key that was made on the tablet and never leaves it but to reword or withdraw the idea in the same phase.
 */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import type { IdeaId } from '../id.ts'
import { maxIdeaCharacters } from './idea.ts'

const text = v.pipe(v.string(), v.maxLength(4 * maxIdeaCharacters))
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{32,64}$/))

/** `POST /api/boards/:id/unnamed-ideas`. `keyHash`: SHA-256 of the key, in hex. Asked twice with one hash it answers one idea. */
export const unnamedIdeaSchema = v.object({
  text,
  zone: v.optional(idSchema<'zone'>()),
  /** The idea that it builds on. */
  from: v.optional(idSchema<'idea'>()),
  keyHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})
export type UnnamedIdea = v.InferOutput<typeof unnamedIdeaSchema>
export const unnamedAnswerSchema = v.object({ id: idSchema<'idea'>() })
export type UnnamedAnswer = { id: IdeaId }

/** `PATCH /api/boards/:id/unnamed-ideas/:idea` */
export const unnamedChangeSchema = v.object({ key, text })
/** `DELETE /api/boards/:id/unnamed-ideas/:idea` */
export const unnamedWithdrawalSchema = v.object({ key })

import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'

/** An idea of another group, shown to be built on. */
const inspiringIdeaSchema = v.object({ id: idSchema<'idea'>(), text: v.string(), groupName: v.string() })
export type InspiringIdea = v.InferOutput<typeof inspiringIdeaSchema>
/** `GET /api/boards/:id/inspiration` */
export const inspirationSchema = v.object({ ideas: v.array(inspiringIdeaSchema) })

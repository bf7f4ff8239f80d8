import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'

/** Some groups (กลุ่ม) of a seminar, as they are chosen from outside. */
export const groupIdsSchema = v.pipe(v.array(idSchema<'group'>()), v.minLength(1), v.maxLength(100))

import * as v from 'valibot'
import { isId, type Id } from './id.ts'

/** The schema of an id; apart from it, because pages that know ids need no schema library. */
export const idSchema = <Concept extends string>() => v.custom<Id<Concept>>(isId)

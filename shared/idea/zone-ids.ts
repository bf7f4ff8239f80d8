import * as v from 'valibot'

/** Names of zones (ช่อง), as they come from outside: a board that lacks one has nothing there. */
export const zoneIdsSchema = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.maxLength(40))

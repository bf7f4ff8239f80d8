import { desk } from './th-desk.ts'
import { tablet } from './th-tablet.ts'

/** All Thai words: what English must match. */
export const th = { ...tablet, ...desk }

export type Dictionary = typeof th

import { desk } from './th-desk.ts'
import { room } from './th-room.ts'
import { tablet } from './th-tablet.ts'

/** All Thai words: what English must match. */
export const th = { ...tablet, ...room, ...desk }

export type Dictionary = typeof th

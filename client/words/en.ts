import { desk } from './en-desk.ts'
import { room } from './en-room.ts'
import { tablet } from './en-tablet.ts'
import type { Dictionary } from './th.ts'

/** All English words. */
export const en = { ...tablet, ...room, ...desk } satisfies Dictionary

/** The other processes that share the store: what one has decided they hear of a moment later. */
import { setTimeout as pause } from 'node:timers/promises'

/** Within this a change of rights acts on the open sockets of every process, twice over. */
const hearMs = 2_000
/** A freeze is answered when every process has long heard of it: a facilitator does not wait for the worst case as a closing does. */
const obeyMs = 250

export interface Others {
  /** Resolves when every other process has heard of what was stored before, come what may. */
  hear(): Promise<void>
  /** Resolves when every other process has heard of what was stored before, as it mostly goes. */
  obey(): Promise<void>
}

/** `alone`: there are none. */
export const openOthers = (alone: boolean): Others => ({
  hear: async () => void (alone || (await pause(hearMs))),
  obey: async () => void (alone || (await pause(obeyMs))),
})

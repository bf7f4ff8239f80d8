/**
 * When an idea was written is said by the tablet that wrote it, and a clock that is ahead would keep it on top for as
 * long. The server sets such times back by its own hand, once; what was written before that stays before it.
 */
import type * as Y from 'yjs'
import { ideasOf } from '#shared/idea/idea.ts'

/** Clocks that follow the server's, over a slow line. */
const toleranceMs = 2_000

/** The right times of those of these ideas that claim to be written after `now` (epoch ms): all set back alike. */
export const timesSetBack = (doc: Y.Doc, ids: Iterable<string>, now: number): Map<string, number> => {
  const ahead = new Map<string, number>()
  for (const id of ids) {
    const at = ideasOf(doc).get(id)?.get('at')
    if (typeof at === 'number' && at > now + toleranceMs) ahead.set(id, at)
  }
  const latest = Math.max(...ahead.values())
  for (const [id, at] of ahead) ahead.set(id, Math.max(0, now - (latest - at)))
  return ahead
}

export const setTimes = (doc: Y.Doc, times: ReadonlyMap<string, number>): void => {
  for (const [id, at] of times) ideasOf(doc).get(id)?.set('at', at)
}

/**
 * What note takers do on the shelf itself, brought into the trail: filing, parking and taking back at once; the wording of a
 * text as a whole, once its writer rests.
 */
import type { SeatId, SeminarId } from '#shared/id.ts'
import { changeOf, isNews, type KeyChange } from '#shared/theme/facts.ts'
import type { Shelved } from '#shared/theme/trail.ts'
import type { Rooms } from '../sync/ports.ts'
import { deedsOf, isText, wordingOf } from './deeds.ts'
import type { ThemeTrail } from './trail.ts'

/** A text is told when nobody wrote in it for so long, and at the latest after so long. */
const restMs = 4_000
const longestMs = 60_000

interface Waiting {
  seminarId: SeminarId
  seat: SeatId
  change: KeyChange
  since: number
  timer: NodeJS.Timeout
}

export const openShelfTrail = ({
  rooms,
  trail,
  now,
  failed,
}: {
  rooms: Pick<Rooms, 'onShelved'>
  trail: ThemeTrail
  now: () => number
  failed(error: unknown): void
}) => {
  const waiting = new Map<string, Waiting>()
  const add = (seminarId: SeminarId, by: SeatId, what: Shelved, changes: readonly KeyChange[]): Promise<void> =>
    trail.add(seminarId, { by, at: now(), what }, changes).catch(failed)

  const tellText = (name: string): Promise<void> => {
    const text = waiting.get(name)
    waiting.delete(name)
    clearTimeout(text?.timer)
    if (text) trail.writing(text.seminarId, text.change, false)
    if (!text || !isNews(text.change)) return Promise.resolve()
    const { seminarId, seat, change } = text
    return add(seminarId, seat, wordingOf(change), [change])
  }
  const hear = (seminarId: SeminarId, seat: SeatId, change: KeyChange): void => {
    const name = `${seminarId} ${seat} ${change.root} ${change.key}`
    const before = waiting.get(name)
    clearTimeout(before?.timer)
    const since = before?.since ?? performance.now()
    const inMs = Math.max(0, Math.min(restMs, since + longestMs - performance.now()))
    const timer = setTimeout(() => void tellText(name), inMs)
    trail.writing(seminarId, change, true)
    const first = before ? before.change.before : change.before
    waiting.set(name, { seminarId, seat, since, timer, change: changeOf(change.root, change.key, first, change.after) })
  }

  const stop = rooms.onShelved((seminarId, seat, changes) => {
    const news = changes.filter(isNews)
    for (const change of news) if (isText(change)) hear(seminarId, seat, change)
    for (const { what, changes: done } of deedsOf(news)) void add(seminarId, seat, what, done)
  })
  return {
    close: async (): Promise<void> => {
      stop()
      await Promise.all([...waiting.keys()].map(tellText))
      await trail.close()
    },
  }
}

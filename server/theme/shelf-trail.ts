/**
 * What note takers do on the shelf itself, brought into the trail: filing, parking and taking back at once; the wording of a
 * text as a whole, once its writer rests.
 */
import type { SeatId, SeminarId } from '#shared/id.ts'
import { changeOf, type KeyChange } from '#shared/theme/facts.ts'
import type { Shelved } from '#shared/theme/trail.ts'
import type { Rooms } from '../sync/ports.ts'
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

/** One update taken apart into what was done; each with the keys that it changed. */
export const deedsOf = (changes: readonly KeyChange[]): { what: Shelved; changes: KeyChange[] }[] => {
  const of = new Map<string, { filed?: KeyChange; parked?: KeyChange }>()
  for (const change of changes) {
    if (change.root !== 'filed' && change.root !== 'parked') continue
    of.set(change.key, { ...of.get(change.key), [change.root]: change })
  }
  const deeds = new Map<string, { what: Shelved & { ideas: string[] }; changes: KeyChange[] }>()
  const add = (name: string, what: Shelved & { ideas: string[] }, idea: string, both: readonly (KeyChange | undefined)[]): void => {
    const deed = deeds.get(name) ?? { what, changes: [] }
    deeds.set(name, deed)
    deed.what.ideas.push(idea)
    deed.changes.push(...both.filter((change) => change !== undefined))
  }
  for (const [idea, { filed, parked }] of of) {
    const theme = filed?.after
    if (parked?.after !== undefined) add('park', { op: 'park', ideas: [] }, idea, [filed, parked])
    else if (typeof theme === 'string') add(`file ${theme}`, { op: 'file', ideas: [], theme }, idea, [filed, parked])
    else if (parked) add('unpark', { op: 'unpark', ideas: [] }, idea, [filed, parked])
    else add('unfile', { op: 'unfile', ideas: [] }, idea, [filed])
  }
  return [...deeds.values()]
}

const isNews = ({ before, after }: KeyChange): boolean => JSON.stringify(before) !== JSON.stringify(after)

export const openShelfTrail = ({
  rooms,
  trail,
  failed,
}: {
  rooms: Pick<Rooms, 'onShelved'>
  trail: ThemeTrail
  failed(error: unknown): void
}) => {
  const waiting = new Map<string, Waiting>()
  const add = (seminarId: SeminarId, seat: SeatId, what: Shelved, changes: readonly KeyChange[]): Promise<void> =>
    trail.add(seminarId, seat, what, changes).catch(failed)

  const tellText = (name: string): Promise<void> => {
    const text = waiting.get(name)
    waiting.delete(name)
    if (!text || !isNews(text.change)) return Promise.resolve()
    clearTimeout(text.timer)
    const { seminarId, seat, change } = text
    const what: Shelved = change.root === 'notes' ? { op: 'note', theme: change.key } : { op: 'refine', ideas: [change.key] }
    return add(seminarId, seat, what, [change])
  }
  const hear = (seminarId: SeminarId, seat: SeatId, change: KeyChange): void => {
    const name = `${seminarId} ${seat} ${change.root} ${change.key}`
    const before = waiting.get(name)
    clearTimeout(before?.timer)
    const since = before?.since ?? performance.now()
    const inMs = Math.max(0, Math.min(restMs, since + longestMs - performance.now()))
    const timer = setTimeout(() => void tellText(name), inMs)
    const first = before ? before.change.before : change.before
    waiting.set(name, { seminarId, seat, since, timer, change: changeOf(change.root, change.key, first, change.after) })
  }

  const stop = rooms.onShelved((seminarId, seat, changes) => {
    const news = changes.filter(isNews)
    for (const change of news) if (change.root === 'refined' || change.root === 'notes') hear(seminarId, seat, change)
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

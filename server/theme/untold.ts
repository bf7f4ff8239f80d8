/**
 * What was done on a shelf and stands in no line of the trail, since a process died between the two. The room's log says who sent what
 * it has not folded yet; of what the server wrote the shelf's own `meta` says who decided it.
 */
import * as v from 'valibot'
import * as Y from 'yjs'
import type { SeatId } from '#shared/id.ts'
import { changeOf, changingRoots, isNews, valueAt, type KeyChange } from '#shared/theme/facts.ts'
import { trailRecordSchema, type TrailRecord } from '#shared/theme/trail.ts'
import type { LoadedRoom } from '../store/ports.ts'
import { deedsOf, isText, wordingOf } from './deeds.ts'

export type Decided = Pick<TrailRecord, 'by' | 'at' | 'what'>
const decidedSchema = v.pick(trailRecordSchema, ['by', 'at', 'what'])

/** Says on the shelf itself who decides what; in the transaction that writes it. */
export const noteDecided = (doc: Y.Doc, decided: Decided): void => void doc.getMap('meta').set('decided', decided)
/** The last decision, as the shelf knows it. */
const decidedOn = (doc: Y.Doc): Decided | undefined => {
  const read = v.safeParse(decidedSchema, doc.getMap('meta').get('decided'))
  return read.success ? read.output : undefined
}

export const nameOf = ({ root, key }: Pick<KeyChange, 'root' | 'key'>): string => `${root} ${key}`

/** Keys that entries of the log touched, with who touched each last. */
const touchedIn = (doc: Y.Doc, tail: LoadedRoom['tail']): { change: Pick<KeyChange, 'root' | 'key'>; seat: SeatId | 'server' }[] => {
  const touched = new Map<string, { change: Pick<KeyChange, 'root' | 'key'>; seat: SeatId | 'server' }>()
  let seat: SeatId | 'server' = 'server'
  for (const root of changingRoots)
    doc.getMap(root).observeDeep((events) => {
      for (const { path, keys } of events)
        for (const key of path.length > 0 ? [String(path[0])] : keys.keys())
          touched.set(nameOf({ root, key }), { change: { root, key }, seat })
    })
  for (const entry of tail) {
    seat = entry.seat
    Y.applyUpdate(doc, entry.update)
  }
  return [...touched.values()]
}

export interface TrailSoFar {
  /** The last change of each key that the trail tells. */
  told: ReadonlyMap<string, KeyChange>
  /** Somebody is writing there: it will be told when they rest. */
  isInWriting(change: KeyChange): boolean
  /** The time of what nobody noted, epoch ms. */
  now: number
}
/** The missing lines. */
export const untoldOf = ({ snapshot, tail }: LoadedRoom, { told, isInWriting, now }: TrailSoFar): Omit<TrailRecord, 'n'>[] => {
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update)
  const bySeat = new Map<SeatId | 'server', KeyChange[]>()
  for (const { change, seat } of touchedIn(doc, tail)) {
    const { root, key } = change
    const missing = changeOf(root, key, told.get(nameOf(change))?.after, valueAt(doc, root, key))
    if (isNews(missing) && !isInWriting(missing)) bySeat.set(seat, [...(bySeat.get(seat) ?? []), missing])
  }
  const decided = decidedOn(doc)
  doc.destroy()
  return [...bySeat].flatMap(([by, changes]) => {
    if (by === 'server') return decided ? [{ ...decided, changes }] : []
    const wordings = changes.filter(isText).map((change) => ({ what: wordingOf(change), changes: [change] }))
    return [...deedsOf(changes), ...wordings].map((deed) => ({ by, at: now, ...deed }))
  })
}

/**
 * Who comes goes to the group that is least filled. Three hundred come at once: all who wait share one write of the
 * seminar's counts, and a compare-and-set keeps a second process from filling the same chair.
 */
import * as v from 'valibot'
import type { GroupId, SeminarId } from '#shared/id.ts'
import type { Group } from '#shared/group/group.ts'
import { amend } from '../access/kept.ts'
import type { Records } from '../store/ports.ts'

const fillingSchema = v.object({ counts: v.record(v.string(), v.number()) })
type Filling = v.InferOutput<typeof fillingSchema>

interface Waiting {
  /** Undefined: whichever is least filled. */
  wanted: GroupId | undefined
  left: GroupId | undefined
  placed(group: GroupId): void
  failed(error: unknown): void
}

export interface Filler {
  /** Takes a place in the wanted group, or in the least filled one (the first of equals); gives up the place in `left`. */
  place(seminarId: SeminarId, groups: readonly Group[], wanted?: GroupId, left?: GroupId): Promise<GroupId>
  /** Gives up a place. */
  leave(seminarId: SeminarId, left: GroupId): Promise<void>
}

export const openFiller = (records: Records): Filler => {
  const queues = new Map<SeminarId, Waiting[]>()

  const leastFilled = (groups: readonly Group[], counts: Filling['counts']): GroupId =>
    groups.reduce((least, group) => ((counts[group.id] ?? 0) < (counts[least.id] ?? 0) ? group : least)).id

  const fill = async (seminarId: SeminarId, groups: readonly Group[], batch: readonly Waiting[]): Promise<void> => {
    let places: GroupId[] = []
    await amend<Filling>(records, 'filling', seminarId, (now) => {
      const counts = { ...(now && v.parse(fillingSchema, now).counts) }
      // The edit may run again when another process came first: it begins from nothing each time.
      places = batch.map(({ wanted, left }) => {
        if (left) counts[left] = Math.max(0, (counts[left] ?? 0) - 1)
        const group = wanted ?? leastFilled(groups, counts)
        counts[group] = (counts[group] ?? 0) + 1
        return group
      })
      return { counts }
    })
    batch.forEach((waiting, index) => waiting.placed(places[index]!))
  }

  const drain = async (seminarId: SeminarId, groups: readonly Group[]): Promise<void> => {
    const queue = queues.get(seminarId)!
    while (queue.length > 0) {
      const batch = queue.splice(0)
      await fill(seminarId, groups, batch).catch((error: unknown) => batch.forEach((waiting) => waiting.failed(error)))
    }
    queues.delete(seminarId)
  }

  return {
    place: (seminarId, groups, wanted, left) =>
      new Promise((placed, failed) => {
        const waiting = { wanted, left, placed, failed }
        const queue = queues.get(seminarId)
        if (queue) return void queue.push(waiting)
        queues.set(seminarId, [waiting])
        void drain(seminarId, groups)
      }),
    leave: async (seminarId, left) => {
      await amend<Filling>(records, 'filling', seminarId, (now) => {
        const counts = { ...(now && v.parse(fillingSchema, now).counts) }
        return { counts: { ...counts, [left]: Math.max(0, (counts[left] ?? 0) - 1) } }
      })
    },
  }
}

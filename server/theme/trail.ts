/** The trail, kept: one record for each decision, numbered without gaps whoever writes it on whichever process. */
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { SeatId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { ideasIn, type KeyChange } from '#shared/theme/facts.ts'
import { trailRecordSchema, type Decision, type Trail, type TrailLine, type TrailRecord } from '#shared/theme/trail.ts'
import type { Register } from '../access/register.ts'
import type { Records } from '../store/ports.ts'

const kind = 'theme-trail'
/** A decision that moves more keys becomes several entries: a record is read whole. */
const changesAtOnce = 2_000
const digits = 7
/** While the store is away. */
const againMs = 500
const mostTries = 120

/** An entry as it is listed: how much it changed, not what. */
type Entry = Omit<TrailLine, 'name' | 'undoneBy'>

const labelOf = (value: unknown): string | undefined => (value as { label?: string } | undefined)?.label
const entryOf = ({ changes, ...entry }: TrailRecord): Entry => ({
  ...entry,
  ideas: ideasIn(changes as KeyChange[]).length,
  labels: changes.flatMap(({ root, key, before, after }) => {
    if (root !== 'themes') return []
    const [was, is] = [labelOf(before), labelOf(after)]
    return [{ theme: key, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  }),
})

export const openTrail = ({ records, register, now }: { records: Records; register: Pick<Register, 'seats'>; now: () => number }) => {
  const idOf = (seminarId: SeminarId, n: number): string => `${seminarId}-${String(n).padStart(digits, '0')}`
  const known = new Map<SeminarId, Promise<Entry[]>>()
  let line: Promise<unknown> = Promise.resolve()
  let ended = false

  const list = async (seminarId: SeminarId): Promise<Entry[]> =>
    (await records.list(kind, `${seminarId}-`)).map(({ value }) => entryOf(v.parse(trailRecordSchema, value)))
  /** All entries, oldest first, without what they changed: read once, then one by one what came since. */
  const entriesOf = async (seminarId: SeminarId): Promise<Entry[]> => {
    const before = known.get(seminarId) ?? list(seminarId)
    const reading = before.then(async (entries) => {
      for (;;) {
        const next = await records.get(kind, idOf(seminarId, entries.length + 1))
        if (!next) return entries
        entries.push(entryOf(v.parse(trailRecordSchema, next.value)))
      }
    })
    known.set(seminarId, reading)
    reading.catch(() => known.delete(seminarId))
    return reading
  }

  /** The decision stands by now: it is told as soon as the store can take it. */
  const append = async (seminarId: SeminarId, entry: Omit<TrailRecord, 'n' | 'at'>): Promise<void> => {
    const at = now()
    let n = 0
    for (let tries = 1; ; tries++) {
      try {
        if (n === 0) n = (await entriesOf(seminarId)).length + 1
        await records.put(kind, idOf(seminarId, n), { n, at, ...entry } satisfies TrailRecord, 0)
        break
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (error.code === 'record/changed') {
          // Another process was first with this number; or it was us, and the answer was lost.
          const there = (await records.get(kind, idOf(seminarId, n)))?.value
          if (JSON.stringify(there) === JSON.stringify({ n, at, ...entry })) break
          n++
        } else if (tries > mostTries || ended) throw error
        else await pause(againMs, undefined, { ref: false })
      }
    }
  }

  const lineOf = async (entry: Entry, undone: ReadonlyMap<number, number>): Promise<TrailLine> => {
    const seat = await register.seats.find(entry.by)
    const undoneBy = undone.get(entry.n)
    return { ...entry, name: seat?.name || (seat?.role ?? 'organizer'), ...(undoneBy !== undefined && { undoneBy }) }
  }

  return {
    /** Adds what was done, in order of calling; nothing when nothing changed. */
    add: (seminarId: SeminarId, by: SeatId, what: Decision, changes: readonly KeyChange[]): Promise<void> => {
      const adding = line.then(async () => {
        for (let at = 0; at < changes.length; at += changesAtOnce)
          await append(seminarId, { by, what, changes: changes.slice(at, at + changesAtOnce) })
      })
      // Whoever asked hears of what went wrong; the next one only waits its turn.
      line = adding.catch(() => undefined)
      return adding
    },
    /** @throws theme/not-found */
    entry: async (seminarId: SeminarId, n: number): Promise<TrailRecord> => {
      const found = await records.get(kind, idOf(seminarId, n))
      if (!found) throw new Refusal('theme/not-found')
      return v.parse(trailRecordSchema, found.value)
    },
    /** Newest first: at most `limit` lines whose number is below `before`. */
    read: async (seminarId: SeminarId, before: number, limit: number): Promise<Trail> => {
      const all = await entriesOf(seminarId)
      const undone = new Map(all.flatMap(({ n, what }) => (what.op === 'undo' ? [[what.of, n]] : [])))
      const some = all.filter(({ n }) => n < before).reverse()
      return { lines: await Promise.all(some.slice(0, limit).map((entry) => lineOf(entry, undone))), more: some.length > limit }
    },
    close: async (): Promise<void> => {
      ended = true
      await line
    },
  }
}
export type ThemeTrail = ReturnType<typeof openTrail>

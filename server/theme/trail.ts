/** The trail, kept: one record for each decision, numbered without gaps whoever writes it on whichever process. */
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { ideasIn, type KeyChange } from '#shared/theme/facts.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import { trailRecordSchema, type Trail, type TrailLine, type TrailRecord } from '#shared/theme/trail.ts'
import type { Register } from '../access/register.ts'
import type { Records, RoomLog } from '../store/ports.ts'
import { Lines } from './lines.ts'
import { nameOf, untoldOf, type Decided } from './untold.ts'

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
/** How many ideas it was about. What was pinned along, so that a theme stays, nobody chose. */
const chosenIn = ({ what, changes }: TrailRecord, told: readonly Entry[]): number => {
  if ('ideas' in what) return new Set(what.ideas).size
  if ('idea' in what) return 1
  if (what.op === 'undo') return told.find(({ n }) => n === what.of)?.ideas ?? 0
  return what.op === 'merge' || what.op === 'pin' ? ideasIn(changes as KeyChange[]).length : 0
}
const entryOf = ({ changes, ...entry }: TrailRecord, told: readonly Entry[]): Entry => ({
  ...entry,
  ideas: chosenIn({ ...entry, changes }, told),
  labels: changes.flatMap(({ root, key, before, after }) => {
    if (root !== 'themes') return []
    const [was, is] = [labelOf(before), labelOf(after)]
    return [{ theme: key, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  }),
})

/** What the trail tells so far. */
interface Told {
  /** Oldest first, without what they changed. */
  readonly entries: Entry[]
  /** The last change of each key. */
  readonly changes: Map<string, KeyChange>
}

export interface TrailParts {
  records: Records
  log: Pick<RoomLog, 'load'>
  register: Pick<Register, 'seats'>
  now: () => number
  failed(error: unknown): void
}

export const openTrail = ({ records, log, register, now, failed }: TrailParts) => {
  const idOf = (seminarId: SeminarId, n: number): string => `${seminarId}-${String(n).padStart(digits, '0')}`
  const known = new Map<SeminarId, Promise<Told>>()
  const caughtUp = new Map<SeminarId, Promise<void>>()
  const inWriting = new Set<string>()
  const lines = new Lines()
  let ended = false

  const take = ({ entries, changes }: Told, value: unknown): void => {
    const record = v.parse(trailRecordSchema, value)
    entries.push(entryOf(record, entries))
    for (const change of record.changes as KeyChange[]) changes.set(nameOf(change), change)
  }
  const list = async (seminarId: SeminarId): Promise<Told> => {
    const told: Told = { entries: [], changes: new Map() }
    for (const { value } of await records.list(kind, `${seminarId}-`)) take(told, value)
    return told
  }
  /** Somebody has written under a key, and it will be told; `false`: now. */
  const writing = (seminarId: SeminarId, change: KeyChange, isWriting: boolean): void => {
    const name = `${seminarId} ${nameOf(change)}`
    if (isWriting) inWriting.add(name)
    else inWriting.delete(name)
  }
  /** Read once, then one by one what came since. */
  const toldOf = async (seminarId: SeminarId): Promise<Told> => {
    const before = known.get(seminarId) ?? list(seminarId)
    const reading = before.then(async (told) => {
      for (;;) {
        const next = await records.get(kind, idOf(seminarId, told.entries.length + 1))
        if (!next) return told
        take(told, next.value)
      }
    })
    known.set(seminarId, reading)
    reading.catch(() => known.delete(seminarId))
    return reading
  }

  /** The decision stands by now: it is told as soon as the store can take it, but what was told to the letter already. */
  const append = async (seminarId: SeminarId, { changes, ...entry }: Omit<TrailRecord, 'n'>): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        const told = await toldOf(seminarId)
        const isTold = (change: KeyChange): boolean => JSON.stringify(told.changes.get(nameOf(change))) === JSON.stringify(change)
        const news = (changes as KeyChange[]).filter((change) => !isTold(change))
        if (news.length === 0) return
        const n = told.entries.length + 1
        await records.put(kind, idOf(seminarId, n), { n, ...entry, changes: news } satisfies TrailRecord, 0)
        return
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        // Another process was first with this number; or it was us, and the answer was lost: what stands there tells.
        if (error.code === 'record/changed') continue
        if (tries > mostTries || ended) throw error
        await pause(againMs, undefined, { ref: false })
      }
    }
  }

  const appendAll = async (seminarId: SeminarId, { changes, ...entry }: Omit<TrailRecord, 'n'>): Promise<void> => {
    for (let at = 0; at < changes.length; at += changesAtOnce)
      await append(seminarId, { ...entry, changes: changes.slice(at, at + changesAtOnce) })
  }

  /** Tells what an earlier process did and did not come to tell; once for each seminar. @throws store/away */
  const catchUp = (seminarId: SeminarId): Promise<void> => {
    const before = caughtUp.get(seminarId)
    if (before) return before
    const catching = (async () => {
      const [loaded, { changes: told }] = await Promise.all([log.load(shelfRoom(seminarId)), toldOf(seminarId)])
      const isInWriting = (change: KeyChange): boolean => inWriting.has(`${seminarId} ${nameOf(change)}`)
      for (const line of untoldOf(loaded, { told, isInWriting, now: now() })) await appendAll(seminarId, line)
    })()
    caughtUp.set(seminarId, catching)
    catching.catch(() => caughtUp.delete(seminarId))
    return catching
  }

  const lineOf = async (entry: Entry, undone: ReadonlyMap<number, number>): Promise<TrailLine> => {
    const seat = await register.seats.find(entry.by)
    const undoneBy = undone.get(entry.n)
    return { ...entry, name: seat?.name || (seat?.role ?? 'organizer'), ...(undoneBy !== undefined && { undoneBy }) }
  }

  return {
    /** Adds what was done, in order of calling; nothing when nothing changed. */
    add: (seminarId: SeminarId, decided: Decided, changes: readonly KeyChange[]): Promise<void> => {
      for (const change of changes) writing(seminarId, change, true)
      return lines.act(seminarId, async () => {
        await catchUp(seminarId).catch(failed)
        for (const change of changes) writing(seminarId, change, false)
        await appendAll(seminarId, { ...decided, changes: [...changes] })
      })
    },
    writing,
    /** @throws theme/not-found */
    entry: async (seminarId: SeminarId, n: number): Promise<TrailRecord> => {
      const found = await records.get(kind, idOf(seminarId, n))
      if (!found) throw new Refusal('theme/not-found')
      return v.parse(trailRecordSchema, found.value)
    },
    /** Newest first: at most `limit` lines whose number is below `before`. */
    read: async (seminarId: SeminarId, before: number, limit: number): Promise<Trail> => {
      await catchUp(seminarId)
      const { entries } = await toldOf(seminarId)
      const undone = new Map(entries.flatMap(({ n, what }) => (what.op === 'undo' ? [[what.of, n]] : [])))
      const some = entries.filter(({ n }) => n < before).reverse()
      return { lines: await Promise.all(some.slice(0, limit).map((entry) => lineOf(entry, undone))), more: some.length > limit }
    },
    close: async (): Promise<void> => {
      ended = true
      await lines.end()
    },
  }
}
export type ThemeTrail = ReturnType<typeof openTrail>

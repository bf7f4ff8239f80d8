/**
 * Calls for attention that stand until they are taken away, and the last message. One record for each seminar, so that a
 * tablet that comes back hears what it missed, from whatever process, and after a restart.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { BoardId, GroupId, SeminarId } from '#shared/id.ts'
import type { Attention } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { leads } from '../access/rights.ts'
import { Kept } from '../access/kept.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'

/** To whom: these groups; absent = all. */
const to = { groups: v.optional(v.array(idSchema<'group'>())) }
const board = { boardId: idSchema<'board'>() }
const callsSchema = v.object({
  id: idSchema<'seminar'>(),
  summons: v.optional(v.object({ ...to, ...board, ideaId: v.optional(idSchema<'idea'>()), follow: v.boolean(), at: v.number() })),
  spotlight: v.optional(v.object({ ...to, ...board, ideaId: idSchema<'idea'>(), text: v.string(), groupName: v.string() })),
  message: v.optional(v.object({ ...to, text: v.string(), from: v.string(), at: v.number() })),
})
export type StandingCalls = v.InferOutput<typeof callsSchema>

/** Who comes later than this is not told the last message any more. */
const messageLastsMs = 5 * 60_000

export interface Calls {
  /** How things stand for a seat: what is called, and what is called no more. */
  for(seat: Seat): Attention[]
  change(seminarId: SeminarId, edit: (calls: StandingCalls) => StandingCalls): Promise<void>
  /** Whether the seat is called to the board: it may read it for as long as the summons stands. */
  isCalledTo(seat: Seat, boardId: BoardId): boolean
  /** On every process; `newsFor`: what has changed for a seat. */
  onChange(changed: (seminarId: SeminarId, newsFor: (seat: Seat) => Attention[]) => void): () => void
  /** Who may read which board has changed. */
  onSummons(changed: (seminarId: SeminarId) => void): () => void
  close(): void
}

export const openCalls = async (parts: {
  records: Records
  aside: SetAside
  /** Where a seat sits now. */
  tableOf(seat: Seat): GroupId | undefined
  now: () => number
  failed(error: unknown): void
}): Promise<Calls> => {
  const { records, aside, tableOf, now, failed } = parts
  const kept = new Kept<StandingCalls>(records, 'calls', 'seminar/not-found', (raw) => v.parse(callsSchema, raw), aside)
  const unwatch = records.watch((kind, id) => void (kind === kept.kind && kept.reread(id).catch(failed)))
  await kept.load()
  const of = (seminarId: SeminarId): StandingCalls => kept.get(seminarId) ?? { id: seminarId }

  /** Who leads, and the wall, are told everything. */
  const isFor = (seat: Seat, groups: readonly GroupId[] | undefined): boolean => {
    if (groups === undefined || leads(seat) || seat.role === 'wall') return true
    const table = tableOf(seat)
    return table !== undefined && groups.includes(table)
  }
  const standingFor = (seat: Seat, { summons, spotlight, message }: StandingCalls): Attention[] => {
    const calls: Attention[] = [{ kind: 'summon-off' }, { kind: 'spotlight-off' }]
    if (summons && isFor(seat, summons.groups)) {
      const { boardId, ideaId, follow, at } = summons
      calls[0] = { kind: 'summon', boardId, ...(ideaId && { ideaId }), follow, at }
    }
    if (spotlight && isFor(seat, spotlight.groups)) {
      const { boardId, ideaId, text, groupName } = spotlight
      calls[1] = { kind: 'spotlight', boardId, ideaId, text, groupName }
    }
    if (message && isFor(seat, message.groups) && now() - message.at < messageLastsMs) {
      const { text, from, at } = message
      calls.push({ kind: 'message', text, from, at })
    }
    return calls
  }

  return {
    for: (seat) => standingFor(seat, of(seat.seminarId)),
    change: async (seminarId, edit) => {
      await kept.set(seminarId, (calls) => edit(calls ?? { id: seminarId }))
    },
    isCalledTo: (seat, boardId) => {
      const { summons } = of(seat.seminarId)
      return summons?.boardId === boardId && isFor(seat, summons.groups)
    },
    onChange: (changed) =>
      kept.onChange((standing, before) =>
        changed(standing.id, (seat) => {
          const known = new Set(standingFor(seat, before ?? { id: standing.id }).map((call) => JSON.stringify(call)))
          return standingFor(seat, standing).filter((call) => !known.has(JSON.stringify(call)))
        }),
      ),
    onSummons: (changed) =>
      kept.onChange((standing, before) => {
        if (JSON.stringify(standing.summons) !== JSON.stringify(before?.summons)) changed(standing.id)
      }),
    close: unwatch,
  }
}

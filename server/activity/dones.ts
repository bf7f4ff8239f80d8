/**
 * Who has said "เสร็จแล้ว" in which run. One small record for each person and run, so that a hall that finishes at once waits
 * for nobody; outwardly only a number.
 */
import * as v from 'valibot'
import type { RunId } from '#shared/activity/course.ts'
import { isUnderWay } from '#shared/activity/rights.ts'
import { idSchema } from '#shared/id-schema.ts'
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { amend } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'
import type { KeptCourses } from './courses.ts'

const kind = 'done'
const doneSchema = v.object({ run: idSchema<'run'>(), seatId: idSchema<'seat'>(), groupId: idSchema<'group'>(), done: v.boolean() })
type Done = v.InferOutput<typeof doneSchema>

export interface Dones {
  /** @throws phase/over when the run is not under way (any more), seat/forbidden for who sits in no group */
  say(seat: Seat, run: RunId, done: boolean): Promise<void>
  /** Of the group's people now, in its run now. */
  count(seminarId: SeminarId, groupId: GroupId): { done: number; people: number }
  has(seatId: SeatId, run: RunId): boolean
  onChange(changed: (seminarId: SeminarId, groupId: GroupId, run: RunId) => void): () => void
  /** These runs are over for good. */
  forget(runs: readonly RunId[]): Promise<void>
  close(): void
}

export const openDones = async (parts: {
  records: Records
  register: Register
  courses: KeptCourses
  aside: SetAside
  now: () => number
  failed(error: unknown): void
}): Promise<Dones> => {
  const { records, register, courses, aside, now, failed } = parts
  const byRun = new Map<RunId, Set<SeatId>>()
  const listeners = new Set<Parameters<Dones['onChange']>[0]>()

  const note = ({ run, seatId, groupId, done }: Done): void => {
    const seats = byRun.get(run) ?? new Set<SeatId>()
    if (seats.has(seatId) === done) return
    if (done) seats.add(seatId)
    else seats.delete(seatId)
    byRun.set(run, seats)
    const seminarId = register.groups.get(groupId)?.seminarId
    if (seminarId) for (const listener of listeners) listener(seminarId, groupId, run)
  }
  const take = (id: string, raw: unknown): void => {
    const said = aside.attempt(kind, id, () => v.parse(doneSchema, raw))
    if (said) note(said)
  }
  const hear = async (id: string): Promise<void> => {
    const found = await records.get(kind, id)
    if (found) take(id, found.value)
  }
  const unwatch = records.watch((changed, id) => void (changed === kind && hear(id).catch(failed)))
  for (const { id, value } of await records.list(kind)) take(id, value)

  return {
    say: async (seat, run, done) => {
      if (seat.role !== 'participant' || !seat.groupId) throw new Refusal('seat/forbidden')
      const under = courses.under(seat.groupId)
      if (under.run?.run !== run || !isUnderWay(under, now())) throw new Refusal('phase/over')
      const said: Done = { run, seatId: seat.id, groupId: seat.groupId, done }
      if (byRun.get(run)?.has(seat.id) !== done) await amend<Done>(records, kind, `${run}-${seat.id}`, () => said)
      note(said)
    },
    count: (seminarId, groupId) => {
      const people = register.seatsOf(seminarId).filter((seat) => seat.groupId === groupId && seat.role === 'participant' && !seat.revoked)
      const run = courses.under(groupId).run?.run
      const seats = run && byRun.get(run)
      return { done: seats ? people.filter(({ id }) => seats.has(id)).length : 0, people: people.length }
    },
    has: (seatId, run) => byRun.get(run)?.has(seatId) === true,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: async (runs) => {
      for (const run of runs) {
        byRun.delete(run)
        for (const { id } of await records.list(kind, `${run}-`)) await records.remove(kind, id)
      }
    },
    close: unwatch,
  }
}

/**
 * Raised hands. One small record for each hand that is up, so that it outlives a reload and a restart, and a hall that
 * raises hands at once waits for nobody; a lowered hand leaves nothing behind. A hand that was raised in a phase without
 * names never tells whose it is: only its group.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { GroupId, HandId, SeatId, SeminarId } from '#shared/id.ts'
import type { HandUp, OwnHand } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { amend } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import { freshId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'
import type { Courses } from './ports.ts'

const kind = 'hand'
const handSchema = v.object({
  /** The seat's id: one hand each. */
  id: idSchema<'seat'>(),
  seminarId: idSchema<'seminar'>(),
  hand: idSchema<'hand'>(),
  kind: v.picklist(['question', 'help']),
  since: v.number(),
  named: v.boolean(),
})
type Hand = v.InferOutput<typeof handSchema>

export interface Hands {
  /** Raises it, or says what for. @throws seat/forbidden for who sits in no group */
  raise(seat: Seat, what: HandUp['kind']): Promise<void>
  lower(seatId: SeatId): Promise<void>
  /** Whose hand it is; undefined when it is not up any more. */
  holder(seminarId: SeminarId, hand: HandId): SeatId | undefined
  /** All that are up, the longest first. */
  of(seminarId: SeminarId): HandUp[]
  own(seatId: SeatId): OwnHand
  onChange(changed: (seminarId: SeminarId, seatId: SeatId) => void): () => void
  close(): void
}

export const openHands = async (parts: {
  records: Records
  register: Register
  courses: Pick<Courses, 'under' | 'tableOf'>
  aside: SetAside
  now: () => number
  failed(error: unknown): void
}): Promise<Hands> => {
  const { records, register, courses, aside, now, failed } = parts
  const read = (id: string, raw: unknown): Hand | undefined => aside.attempt(kind, id, () => v.parse(handSchema, raw))
  const up = new Map<SeatId, Hand>()
  const listeners = new Set<Parameters<Hands['onChange']>[0]>()

  const tableOf = (seat: Seat): GroupId | undefined => courses.tableOf(seat.id) ?? seat.groupId
  const note = (seatId: SeatId, hand: Hand | undefined): void => {
    const before = up.get(seatId)
    const { seminarId } = hand ?? before ?? {}
    if (!seminarId || (before?.hand === hand?.hand && before?.kind === hand?.kind)) return
    if (hand) up.set(seatId, hand)
    else up.delete(seatId)
    for (const listener of listeners) listener(seminarId, seatId)
  }
  const lower = async (seatId: SeatId): Promise<void> => {
    await records.remove(kind, seatId)
    note(seatId, undefined)
  }
  const isOver = (seminarId: SeminarId): boolean => register.seminars.get(seminarId)?.state === 'closed'
  const hear = async (seatId: SeatId): Promise<void> => {
    const found = await records.get(kind, seatId)
    const hand = found && read(seatId, found.value)
    note(seatId, hand)
    // Raised through another process before it heard of the closing.
    if (hand && isOver(hand.seminarId)) await lower(seatId)
  }
  const unwatch = records.watch((changed, id) => void (changed === kind && hear(id as SeatId).catch(failed)))
  for (const { id, value } of await records.list(kind)) {
    const hand = read(id, value)
    if (hand) up.set(hand.id, hand)
    // Its process died before it could lower it.
    if (hand && isOver(hand.seminarId)) await lower(hand.id)
  }
  /** Nobody waits for help in a seminar that is closed. */
  const lowerAll = async (seminarId: SeminarId): Promise<void> => {
    for (const hand of [...up.values()]) if (hand.seminarId === seminarId) await lower(hand.id)
  }
  const unfollow = register.seminars.onChange(({ id, state }) => {
    if (state === 'closed') lowerAll(id).catch(failed)
  })

  return {
    raise: async (seat, what) => {
      const group = tableOf(seat)
      if (seat.role !== 'participant' || !group) throw new Refusal('seat/forbidden')
      const named = (courses.under(group).phase?.anonymity ?? 'named') === 'named'
      const fresh: Hand = { id: seat.id, seminarId: seat.seminarId, hand: freshId<'hand'>(), kind: what, since: now(), named }
      if (aside.has(kind, seat.id)) throw new Refusal('record/changed')
      const { value } = await amend<Hand>(records, kind, seat.id, (before) => (before ? { ...before, kind: what } : fresh))
      note(seat.id, value)
    },
    lower,
    holder: (seminarId, hand) => [...up.values()].find((one) => one.hand === hand && one.seminarId === seminarId)?.id,
    of: (seminarId) =>
      [...up.values()]
        .filter((hand) => hand.seminarId === seminarId)
        .sort((a, b) => a.since - b.since)
        .flatMap(({ id, hand, kind, since, named }): HandUp[] => {
          const seat = register.seats.get(id)
          const groupId = seat && tableOf(seat)
          if (!seat || !groupId || seat.revoked) return []
          return [{ hand, groupId, name: named ? seat.name : '', ...(named && { seatId: id }), kind, since }]
        }),
    own: (seatId) => {
      const hand = up.get(seatId)
      return hand ? { up: true, kind: hand.kind, since: hand.since } : { up: false }
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      unwatch()
      unfollow()
    },
  }
}

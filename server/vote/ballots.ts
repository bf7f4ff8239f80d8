/**
 * The ballot boxes. A ballot is a record of its own, put whole, and only while its vote stands open: that is one stroke in
 * the store, so none arrives once the closing has begun, whichever process took it and however late its command.
 *
 *   vote/ballot  <vote>/<seat>            { turn, ballot }     of a person; without `ballot` it was withdrawn
 *   vote/ballot  <vote>/proxy/<number>    { turn, ballot, key, groupId }     entered by a scribe
 *
 * `turn` grows with each change, so that a late copy of an earlier ballot changes nothing.
 */
import * as v from 'valibot'
import type { GroupId, SeatId, VoteId } from '#shared/id.ts'
import { idSchema } from '#shared/id-schema.ts'
import { Refusal } from '#shared/refusal.ts'
import { ballotSchema, type Ballot } from '#shared/vote/ballot.ts'
import type { Records, Standing, Versioned } from '../store/ports.ts'

export const ballotKind = 'vote/ballot'
/** More than any hall has people without a tablet: a scribe's typing cannot outweigh the hall for ever. */
const maxProxies = 500

const keptSchema = v.object({
  turn: v.number(),
  ballot: v.optional(ballotSchema),
  key: v.optional(v.string()),
  groupId: v.optional(idSchema<'group'>()),
})
type KeptBallot = v.InferOutput<typeof keptSchema>

/** A ballot found in a box. */
export interface Found {
  id: string
  /** Undefined: entered by a scribe. */
  seatId: SeatId | undefined
  groupId: GroupId | undefined
  ballot: Ballot | undefined
}

const maxTries = 100
const same = (a: Ballot | undefined, b: Ballot | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

export const seatOf = (recordId: string): { voteId: VoteId; seatId: SeatId | undefined } => {
  const [voteId, seatId, number] = recordId.split('/')
  return { voteId: voteId as VoteId, seatId: number === undefined ? (seatId as SeatId) : undefined }
}

/** `openAt` answers on which version of the vote's record casting depends; `afresh`: ask the store, not the memory. @throws vote/closed */
export const openBallots = (records: Records, openAt: (voteId: VoteId, afresh: boolean) => Promise<Standing>) => {
  const read = async (id: string): Promise<Versioned<KeptBallot> | undefined> => {
    const found = await records.get(ballotKind, id)
    return found && { value: v.parse(keptSchema, found.value), version: found.version }
  }

  /** Tries until nobody came in between; a vote that was closed meanwhile is told by `openAt`. */
  const retried = async <T>(voteId: VoteId, attempt: (standing: Standing) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      const standing = await openAt(voteId, tries > 1)
      try {
        return await attempt(standing)
      } catch (error) {
        // A refusal of ours that carries a turn is an answer; the store's own means: look again.
        const again = error instanceof Refusal && error.code === 'record/changed' && error.detail['turn'] === undefined
        if (!again || tries >= maxTries) throw error
      }
    }
  }

  /** Puts a ballot, or withdraws it (undefined). @throws vote/closed, record/changed {turn} when a newer one stands */
  const cast = (voteId: VoteId, seatId: SeatId, ballot: Ballot | undefined, turn: number | undefined): Promise<number> =>
    retried(voteId, async (standing) => {
      const id = `${voteId}/${seatId}`
      const seen = await read(id)
      const stands = seen?.value.turn ?? 0
      if (seen && (turn === undefined || turn === stands) && same(seen.value.ballot, ballot)) return stands
      if (turn !== undefined && turn <= stands) throw new Refusal('record/changed', { turn: stands })
      const next: KeptBallot = { turn: turn ?? stands + 1, ...(ballot && { ballot }) }
      await records.put(ballotKind, id, next, seen?.version ?? 0, standing)
      return next.turn
    })

  /** Puts a ballot of somebody without a tablet; sent again with its key it answers the same number. @throws vote/closed, vote/too-many-proxies */
  const castProxy = (voteId: VoteId, { ballot, key, groupId }: { ballot: Ballot; key: string; groupId: GroupId | undefined }) =>
    retried(voteId, async (standing): Promise<{ number: number; fresh: boolean }> => {
      const box = `${voteId}/proxy/`
      const all = await records.list(ballotKind, box)
      const numbered = all.map(({ id, value }) => ({ number: Number(id.slice(box.length)), key: v.parse(keptSchema, value).key }))
      const known = numbered.find((one) => one.key === key)
      if (known) return { number: known.number, fresh: false }
      const number = Math.max(0, ...numbered.map((one) => one.number)) + 1
      if (number > maxProxies) throw new Refusal('vote/too-many-proxies', { limit: maxProxies })
      const next: KeptBallot = { turn: 1, ballot, key, ...(groupId && { groupId }) }
      await records.put(ballotKind, `${box}${number}`, next, 0, standing)
      return { number, fresh: true }
    })

  /** @throws vote/closed, vote/not-found when there is no such number */
  const withdrawProxy = (voteId: VoteId, number: number): Promise<void> =>
    retried(voteId, async (standing) => {
      const id = `${voteId}/proxy/${number}`
      const seen = await read(id)
      if (!seen) throw new Refusal('vote/not-found')
      const { ballot, ...rest } = seen.value
      if (ballot) await records.put(ballotKind, id, { ...rest, turn: rest.turn + 1 }, seen.version, standing)
    })

  /** All that is in a box, the withdrawn too. */
  const inBox = async (voteId: VoteId): Promise<Found[]> =>
    (await records.list(ballotKind, `${voteId}/`)).map(({ id, value }) => {
      const { ballot, groupId } = v.parse(keptSchema, value)
      return { id, seatId: seatOf(id).seatId, groupId, ballot }
    })

  return {
    cast,
    castProxy,
    withdrawProxy,
    inBox,
    /** The caller's own, as it stands. */
    of: async (voteId: VoteId, seatId: SeatId): Promise<KeptBallot | undefined> => (await read(`${voteId}/${seatId}`))?.value,
    /** Whether a ballot stands under this record's id. */
    stands: async (id: string): Promise<boolean> => (await read(id))?.value.ballot !== undefined,
    /** Removes what is in a box, with every earlier version: from here on nobody can tell how anybody voted. */
    erase: async (voteId: VoteId): Promise<void> => {
      const left = await records.list(ballotKind, `${voteId}/`)
      await Promise.all(left.map(({ id }) => records.remove(ballotKind, id)))
    },
    /** Votes that still have ballots. */
    boxes: async (): Promise<Set<VoteId>> => new Set((await records.list(ballotKind)).map(({ id }) => seatOf(id).voteId)),
  }
}
export type Ballots = ReturnType<typeof openBallots>

/**
 * The ballot boxes. A ballot is a record of its own, put whole, and only while its vote stands open: that is one stroke in
 * the store, so none arrives once the closing has begun, whichever process took it and however late its command.
 *
 *   vote/key     <vote>                   { key }              goes first when the box is emptied
 *   vote/ballot  <vote>/<person>          { turn, seatId, ballot }           of a person; without `ballot` it was withdrawn
 *   vote/ballot  <vote>/proxy/<number>    { turn, ballot, key, groupId }     entered by a scribe
 *
 * `turn` grows with each change, so that a late copy of an earlier ballot changes nothing. A store remembers the ids of what
 * was removed: `person` is the seat's id hashed with the vote's key, so that they tell how many have cast, and not who.
 */
import * as v from 'valibot'
import type { GroupId, SeatId, VoteId } from '#shared/id.ts'
import { idSchema } from '#shared/id-schema.ts'
import { Refusal } from '#shared/refusal.ts'
import { ballotSchema, type Ballot } from '#shared/vote/ballot.ts'
import { hashed, newSecret } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records, Standing, Versioned } from '../store/ports.ts'

export const ballotKind = 'vote/ballot'
const keyKind = 'vote/key'
/** More than any hall has people without a tablet: a scribe's typing cannot outweigh the hall for ever. */
const maxProxies = 500

const keySchema = v.object({ key: v.string() })
const keptSchema = v.object({
  turn: v.number(),
  seatId: v.optional(idSchema<'seat'>()),
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

export const voteOf = (recordId: string): VoteId => recordId.split('/')[0] as VoteId
const isOver = (error: unknown): boolean => error instanceof Refusal && error.code === 'record/changed'

/** `openAt` answers on which version of the vote's record casting depends; `afresh`: ask the store, not the memory. @throws vote/closed */
export const openBallots = (records: Records, aside: SetAside, openAt: (voteId: VoteId, afresh: boolean) => Promise<Standing>) => {
  /** One that cannot be read does not keep a hall from its results; it is named in the log, and not counted. */
  const attempt = (id: string, raw: unknown): KeptBallot | undefined => aside.attempt(ballotKind, id, () => v.parse(keptSchema, raw))
  const read = async (id: string): Promise<Versioned<KeptBallot> | undefined> => {
    const found = await records.get(ballotKind, id)
    return found && { value: v.parse(keptSchema, found.value), version: found.version }
  }

  const keys = new Map<VoteId, Promise<string | undefined>>()
  const storedKey = async (voteId: VoteId): Promise<string | undefined> => {
    const found = await records.get(keyKind, voteId)
    return found && v.parse(keySchema, found.value).key
  }
  const newKey = async (voteId: VoteId, standing: Standing): Promise<string | undefined> => {
    const key = newSecret()
    try {
      await records.put(keyKind, voteId, { key }, 0, standing)
      return key
    } catch (error) {
      // Another process was first, or the vote is over.
      if (!isOver(error)) throw error
      return storedKey(voteId)
    }
  }
  /** Under which id the ballot of a seat stands; undefined: there is no key, so that nobody has cast (any more). */
  const idOf = async (voteId: VoteId, seatId: SeatId, standing?: Standing): Promise<string | undefined> => {
    const known = keys.get(voteId) ?? storedKey(voteId).then((key) => key ?? (standing && newKey(voteId, standing)))
    keys.set(voteId, known)
    const key = await known.catch((error: unknown) => {
      keys.delete(voteId)
      throw error
    })
    if (key === undefined) keys.delete(voteId)
    return key === undefined ? undefined : `${voteId}/${hashed(`${key} ${seatId}`).slice(0, 32)}`
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

  /** Puts a ballot, or withdraws it (undefined); answers its turn and the id of its record. @throws vote/closed, record/changed {turn} when a newer one stands */
  const cast = (
    voteId: VoteId,
    seatId: SeatId,
    ballot: Ballot | undefined,
    turn: number | undefined,
  ): Promise<{ turn: number; id: string }> =>
    retried(voteId, async (standing) => {
      const id = await idOf(voteId, seatId, standing)
      if (id === undefined) throw new Refusal('record/changed')
      const seen = await read(id)
      const stands = seen?.value.turn ?? 0
      if (seen && (turn === undefined || turn === stands) && same(seen.value.ballot, ballot)) return { turn: stands, id }
      if (turn !== undefined && turn <= stands) throw new Refusal('record/changed', { turn: stands })
      const next: KeptBallot = { turn: turn ?? stands + 1, seatId, ...(ballot && { ballot }) }
      await records.put(ballotKind, id, next, seen?.version ?? 0, standing)
      return { turn: next.turn, id }
    })

  /** Puts a ballot of somebody without a tablet; sent again with its key it answers the same number. @throws vote/closed, vote/too-many-proxies */
  const castProxy = (voteId: VoteId, { ballot, key, groupId }: { ballot: Ballot; key: string; groupId: GroupId | undefined }) =>
    retried(voteId, async (standing): Promise<{ number: number; fresh: boolean }> => {
      const box = `${voteId}/proxy/`
      const all = await records.list(ballotKind, box)
      const numbered = all.map(({ id, value }) => ({ number: Number(id.slice(box.length)), key: attempt(id, value)?.key }))
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
    (await records.list(ballotKind, `${voteId}/`)).flatMap(({ id, value }) => {
      const kept = attempt(id, value)
      return kept ? { id, seatId: kept.seatId, groupId: kept.groupId, ballot: kept.ballot } : []
    })

  return {
    cast,
    castProxy,
    withdrawProxy,
    inBox,
    /** The caller's own, as it stands. */
    of: async (voteId: VoteId, seatId: SeatId): Promise<KeptBallot | undefined> => {
      const id = await idOf(voteId, seatId)
      return id === undefined ? undefined : (await read(id))?.value
    },
    /** The ballot that stands under a record's id; undefined: none, or it was withdrawn. */
    standing: async (id: string): Promise<KeptBallot | undefined> => {
      const found = (await read(id))?.value
      return found?.ballot && found
    },
    /** Removes what is in a box, with every earlier version: from here on nobody can tell who voted, nor how. */
    erase: async (voteId: VoteId): Promise<void> => {
      await records.remove(keyKind, voteId)
      keys.delete(voteId)
      const left = await records.list(ballotKind, `${voteId}/`)
      await Promise.all(left.map(({ id }) => records.remove(ballotKind, id)))
    },
    /** Votes that still have ballots. */
    boxes: async (): Promise<Set<VoteId>> => new Set((await records.list(ballotKind)).map(({ id }) => voteOf(id))),
  }
}
export type Ballots = ReturnType<typeof openBallots>

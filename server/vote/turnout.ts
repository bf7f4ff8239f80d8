/** How many have cast their ballot in each open vote: all that anybody learns before the close. Followed over all processes. */
import type { SeatId, VoteId } from '#shared/id.ts'
import { openPace } from '../live/pace.ts'
import type { Records } from '../store/ports.ts'
import { ballotKind, seatOf, type Ballots } from './ballots.ts'

const tellGapMs = 1_000

/** `told` is called at most once a second for each vote, after its turnout may have changed. */
export const openTurnout = (records: Records, ballots: Ballots, told: (voteId: VoteId) => void, failed: (error: unknown) => void) => {
  /** By vote: the ids of records of ballots that stand. */
  const boxes = new Map<VoteId, Promise<Set<string>>>()

  const box = (voteId: VoteId): Promise<Set<string>> => {
    const known = boxes.get(voteId)
    if (known) return known
    const loading = ballots.inBox(voteId).then((found) => new Set(found.filter(({ ballot }) => ballot).map(({ id }) => id)))
    boxes.set(voteId, loading)
    loading.catch(() => boxes.delete(voteId))
    return loading
  }
  const note = async (id: string, stands: boolean): Promise<void> => {
    const standing = await box(seatOf(id).voteId)
    if (stands) standing.add(id)
    else standing.delete(id)
  }
  const look = async (voteId: VoteId, ids: Iterable<string>): Promise<void> => {
    await Promise.all([...ids].map(async (id) => note(id, await ballots.stands(id))))
    told(voteId)
  }

  const pace = openPace<string>(tellGapMs, (voteId, ids) => void look(voteId as VoteId, ids).catch(failed))
  const unwatch = records.watch((kind, id) => {
    // A box that nobody has asked for is read whole when somebody does.
    if (kind === ballotKind && boxes.has(seatOf(id).voteId)) pace.add(seatOf(id).voteId, id)
  })

  return {
    /** Seats that have cast, and how many ballots a scribe has entered. */
    of: async (voteId: VoteId): Promise<{ seats: SeatId[]; proxies: number }> => {
      const found = [...(await box(voteId))].map((id) => seatOf(id).seatId)
      const seats = found.filter((seatId) => seatId !== undefined)
      return { seats, proxies: found.length - seats.length }
    },
    /** What this process has just stored, so that its own next answer knows it. */
    note,
    forget: (voteId: VoteId): void => void boxes.delete(voteId),
    close: (): void => {
      unwatch()
      pace.stop()
    },
  }
}

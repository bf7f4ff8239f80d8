/** How many have cast their ballot in each open vote: all that anybody learns before the close. Followed over all processes. */
import type { SeatId, VoteId } from '#shared/id.ts'
import { openPace } from '../live/pace.ts'
import type { Records } from '../store/ports.ts'
import { ballotKind, voteOf, type Ballots } from './ballots.ts'

const tellGapMs = 1_000

/** `told` is called at most once a second for each vote, after its turnout may have changed. */
export const openTurnout = (records: Records, ballots: Ballots, told: (voteId: VoteId) => void, failed: (error: unknown) => void) => {
  /** By vote: whose ballots stand, by the ids of their records; a scribe's are nobody's. */
  const boxes = new Map<VoteId, Promise<Map<string, SeatId | undefined>>>()

  const box = (voteId: VoteId): Promise<Map<string, SeatId | undefined>> => {
    const known = boxes.get(voteId)
    if (known) return known
    const loading = ballots
      .inBox(voteId)
      .then((found) => new Map(found.flatMap(({ id, seatId, ballot }) => (ballot ? [[id, seatId]] : []))))
    boxes.set(voteId, loading)
    loading.catch(() => boxes.delete(voteId))
    return loading
  }
  const note = async (id: string, stands: boolean, seatId?: SeatId): Promise<void> => {
    const standing = await box(voteOf(id))
    if (stands) standing.set(id, seatId)
    else standing.delete(id)
  }
  const look = async (voteId: VoteId, ids: Iterable<string>): Promise<void> => {
    const read = async (id: string): Promise<void> => {
      const ballot = await ballots.standing(id)
      await note(id, ballot !== undefined, ballot?.seatId)
    }
    await Promise.all([...ids].map(read))
    told(voteId)
  }

  const pace = openPace<string>(tellGapMs, (voteId, ids) => void look(voteId as VoteId, ids).catch(failed))
  const unwatch = records.watch((kind, id) => {
    // A box that nobody has asked for is read whole when somebody does.
    if (kind === ballotKind && boxes.has(voteOf(id))) pace.add(voteOf(id), id)
  })

  return {
    /** Seats that have cast, and how many ballots a scribe has entered. */
    of: async (voteId: VoteId): Promise<{ seats: SeatId[]; proxies: number }> => {
      const found = [...(await box(voteId)).values()]
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

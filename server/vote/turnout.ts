/** How many have cast their ballot in each open vote, and how many left nothing out: all that anybody learns before the close. Followed over all processes. */
import type { SeatId, VoteId } from '#shared/id.ts'
import type { Ballot } from '#shared/vote/ballot.ts'
import { openPace } from '../live/pace.ts'
import type { Records } from '../store/ports.ts'
import { ballotKind, voteOf, type Ballots } from './ballots.ts'

const tellGapMs = 1_000

interface TurnoutParts {
  records: Records
  ballots: Ballots
  isFull(voteId: VoteId, ballot: Ballot): boolean
  /** Called at most once a second for each vote, after its turnout may have changed. */
  told(voteId: VoteId): void
  failed(error: unknown): void
}
interface Cast {
  /** Undefined: entered by a scribe. */
  seatId: SeatId | undefined
  full: boolean
}

export const openTurnout = ({ records, ballots, isFull, told, failed }: TurnoutParts) => {
  /** By vote: the ballots that stand, by the ids of their records. */
  const boxes = new Map<VoteId, Promise<Map<string, Cast>>>()

  const box = (voteId: VoteId): Promise<Map<string, Cast>> => {
    const known = boxes.get(voteId)
    if (known) return known
    const loading = ballots
      .inBox(voteId)
      .then((found) => new Map(found.flatMap(({ id, seatId, ballot }) => (ballot ? [[id, { seatId, full: isFull(voteId, ballot) }]] : []))))
    boxes.set(voteId, loading)
    loading.catch(() => boxes.delete(voteId))
    return loading
  }
  const note = async (id: string, ballot: Ballot | undefined, seatId?: SeatId): Promise<void> => {
    const standing = await box(voteOf(id))
    if (ballot) standing.set(id, { seatId, full: isFull(voteOf(id), ballot) })
    else standing.delete(id)
  }
  const look = async (voteId: VoteId, ids: Iterable<string>): Promise<void> => {
    const read = async (id: string): Promise<void> => {
      const kept = await ballots.standing(id)
      await note(id, kept?.ballot, kept?.seatId)
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
    of: async (voteId: VoteId): Promise<Cast[]> => [...(await box(voteId)).values()],
    /** What this process has just stored, so that its own next answer knows it. */
    note,
    forget: (voteId: VoteId): void => void boxes.delete(voteId),
    close: (): void => {
      unwatch()
      pace.stop()
    },
  }
}

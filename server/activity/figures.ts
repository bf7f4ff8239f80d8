/**
 * Figures of each group for the console: ideas, drafts, the pace of the last ten minutes, how many people have written.
 * They are counted beside the path of edits: when boards have changed, at most once a second, and only while somebody
 * looks. Who wrote without a name is held in memory alone, for the length of the run, and leaves here as a number.
 *
 * Of several processes each counts for those who look at it. They tell each other in which groups something was written
 * through them, and of how many people without a name; nobody writes at two of them, so that the numbers add up.
 */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { isUnderWay, type Under } from '#shared/activity/rights.ts'
import type { RunId } from '#shared/activity/course.ts'
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { GroupFigures } from '#shared/live/events.ts'
import type { Group } from '#shared/group/group.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import { openPace } from '../live/pace.ts'
import type { Rooms } from '../sync/ports.ts'
import { MinuteRing } from './minute-ring.ts'
import type { DraftFigures } from './ports.ts'

const gapMs = 1_000
const minuteMs = 60_000
/** What was not looked at for so long is read afresh. */
const staleMs = 2 * minuteMs
const tenMinutesMs = 10 * minuteMs

export interface FigureParts {
  register: Register
  rooms: Rooms
  courses: {
    under(groupId: GroupId): Under
    onChange(changed: (seminarId: SeminarId, groups: readonly GroupId[]) => void): () => void
  }
  drafts: DraftFigures
  /** Whether anybody who leads the seminar looks now, at this process. */
  isWatched(seminarId: SeminarId): boolean
  /** To everyone here who leads it. */
  tell(seminarId: SeminarId, rows: GroupFigures[]): void
  /** A line to the same part of the other processes. */
  between(heard: (wrote: Wrote) => void): (wrote: Wrote) => void
  now: () => number
  failed(error: unknown): void
}

/** Something was written at a group's table through one process; `unnamed`: of how many people without a name, in `run`. */
interface Wrote {
  /** The process. */
  from: string
  groupId: GroupId
  run?: RunId | undefined
  unnamed: number
}

interface Tally {
  ring: MinuteRing
  ideas: number
  drafts: number
  /** Drafts that were counted as they were written, and will come onto the board. */
  owed: number
  /** Most people known to have written in `run`: drafts that are revealed without a name tell it no more. */
  run: RunId | undefined
  writers: number
  at: number
}

/** One look at a board: how many ideas, when written of late, and by whom since the run began. */
const look = (doc: Y.Doc, since: number, recent: number) => {
  const writers = new Set<unknown>()
  const times: number[] = []
  let [ideas, last] = [0, 0]
  for (const [, map] of ideasOf(doc)) {
    ideas++
    const [at, by] = map instanceof Y.Map ? [map.get('at'), map.get('by')] : []
    if (typeof at !== 'number') continue
    if (at > last) last = at
    if (at > recent) times.push(at)
    if (at >= since && typeof by === 'string') writers.add(by)
  }
  return { ideas, last, times, writers: writers.size }
}

export const openFigures = (parts: FigureParts) => {
  const { register, rooms, courses, drafts, isWatched, tell, between, now, failed } = parts
  const own = randomUUID()
  const tallies = new Map<GroupId, Tally>()
  const lastEditAt = new Map<GroupId, number>()
  const unnamed = new Map<GroupId, { run: RunId; seats: Set<SeatId> }>()
  /** What other processes have told, by group and process. */
  const elsewhere = new Map<GroupId, Map<string, Wrote>>()
  const unnamedHere = (groupId: GroupId, run: RunId | undefined): number => {
    const known = unnamed.get(groupId)
    return known && known.run === run ? known.seats.size : 0
  }
  const unnamedIn = (groupId: GroupId, run: RunId | undefined): number =>
    [...(elsewhere.get(groupId)?.values() ?? [])].reduce(
      (sum, wrote) => (wrote.run === run ? sum + wrote.unnamed : sum),
      unnamedHere(groupId, run),
    )

  const peopleOf = ({ id, seminarId }: Group): number =>
    register.seatsOf(seminarId).filter((seat) => seat.groupId === id && seat.role === 'participant' && !seat.revoked).length

  const tallied = (groupId: GroupId, ideas: number, hidden: number, times: readonly number[]): Tally => {
    const at = now()
    const before = tallies.get(groupId)
    if (before && at - before.at < staleMs) {
      const written = Math.max(0, hidden - before.drafts)
      const arrived = Math.max(0, ideas - before.ideas)
      // What was counted as a draft is not counted again when it comes onto the board.
      const brought = Math.min(arrived, before.owed)
      before.ring.add(at, written + arrived - brought)
      return Object.assign(before, { ideas, drafts: hidden, owed: before.owed + written - brought, at })
    }
    const ring = new MinuteRing()
    for (const time of times) ring.add(Math.min(time, at), 1)
    const tally: Tally = { ring, ideas, drafts: hidden, owed: hidden, run: undefined, writers: 0, at }
    tallies.set(groupId, tally)
    return tally
  }

  const rowOf = async (group: Group): Promise<GroupFigures> => {
    const { run } = courses.under(group.id)
    const seen = await rooms.read(boardRoom(group.boardId), (doc) => look(doc, run?.startedAt ?? 0, now() - tenMinutesMs))
    const hidden = drafts.of(group.id)
    const tally = tallied(group.id, seen.ideas, hidden.ideas, seen.times)
    const before = tally.run === run?.run ? tally.writers : 0
    const partly = run?.reveal === 'some'
    // While people are revealed one by one those on the board are not hidden any more: who was not counted before is one of the two.
    const named = partly && before === 0 ? seen.writers + hidden.writers : Math.max(seen.writers, hidden.writers)
    // What was written before a phase begins is no answer to it.
    const writers = run?.state === 'reading' ? 0 : Math.max(before, named, unnamedIn(group.id, run?.run))
    Object.assign(tally, { run: run?.run, writers: partly ? before : writers })
    const people = peopleOf(group)
    const last = Math.max(lastEditAt.get(group.id) ?? 0, seen.last)
    return {
      groupId: group.id,
      ideas: seen.ideas,
      // On their way onto the board they are counted there.
      drafts: partly ? Math.min(hidden.ideas, tally.owed) : hidden.ideas,
      perMinute: tally.ring.upTo(now()),
      writers: Math.min(people, writers),
      people,
      ...(last > 0 && { lastEditAt: last }),
    }
  }
  const rowsOf = (groups: readonly Group[]): Promise<GroupFigures[]> => Promise.all(groups.map(rowOf))

  const pace = openPace<GroupId>(gapMs, (seminarId, groups) => {
    if (!isWatched(seminarId as SeminarId)) return
    const known = [...groups].flatMap((id) => register.groups.get(id) ?? [])
    rowsOf(known).then((rows) => tell(seminarId as SeminarId, rows), failed)
  })
  const count = (groupId: GroupId): void => {
    const group = register.groups.get(groupId)
    if (group) pace.add(group.seminarId, groupId)
  }
  const hints = openPace<GroupId>(gapMs, (_, [groupId]) => {
    const run = courses.under(groupId!).run?.run
    tellOthers({ from: own, groupId: groupId!, run, unnamed: unnamedHere(groupId!, run) })
  })
  /** Through this process: the others are told, too. */
  const wrote = (groupId: GroupId): void => {
    count(groupId)
    hints.add(groupId, groupId)
  }
  const tellOthers = between((told) => {
    const { from, groupId } = told
    elsewhere.set(groupId, (elsewhere.get(groupId) ?? new Map<string, Wrote>()).set(from, told))
    const seminarId = register.groups.get(groupId)?.seminarId
    if (!seminarId || !isWatched(seminarId)) return
    count(groupId)
    drafts.look(groupId)
  })
  /** The columns of the last ten minutes move on also where nobody writes. */
  const move = (): void => {
    for (const [groupId, { ring }] of tallies) if (ring.upTo(now()).some((written) => written > 0)) count(groupId)
  }

  const stops = [
    rooms.onActivity(({ room, boardId, kind }) => {
      if (kind !== 'edit') return
      const groupId = register.boards.get(boardId)?.groupId
      if (!groupId) return
      if (room === boardRoom(boardId)) lastEditAt.set(groupId, now())
      wrote(groupId)
    }),
    rooms.onDraft((boardId) => {
      const groupId = register.boards.get(boardId)?.groupId
      if (groupId) hints.add(groupId, groupId)
    }),
    drafts.onChange(count),
    courses.onChange((_, groups) => groups.forEach(count)),
    register.seats.onChange((seat, before) => {
      for (const groupId of new Set([seat.groupId, before?.groupId])) if (groupId) count(groupId)
    }),
  ]
  const moving = setInterval(move, minuteMs).unref()

  return {
    /** How every group of the seminar stands now. */
    of: (seminarId: SeminarId): Promise<GroupFigures[]> => rowsOf(register.groupsOf(seminarId)),
    /** A seat has written without a name at a group's table. Never stored, never told. */
    wroteUnnamed: (groupId: GroupId, seatId: SeatId): void => {
      const under = courses.under(groupId)
      if (!under.run || !isUnderWay(under, now())) return
      const known = unnamed.get(groupId)
      if (known?.run === under.run.run) known.seats.add(seatId)
      else unnamed.set(groupId, { run: under.run.run, seats: new Set([seatId]) })
      wrote(groupId)
    },
    close: (): void => {
      clearInterval(moving)
      stops.forEach((stop) => stop())
      pace.stop()
      hints.stop()
    },
  }
}

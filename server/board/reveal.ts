/**
 * The reveal (เปิดเผย): drafts onto their boards, each exactly once. For each board:
 *
 *   held      nobody else reveals it now, in whatever process; what is held outlives a crash and is completed at the start
 *   read      the drafts as they are durable; nobody may write them any more (shared/activity/rights.ts)
 *   refused   if any of the boards would be too full; nothing was moved
 *   brought   one transaction on the board: ideas, and marks of the rooms that they came from
 *   erased    the draft rooms, each if nothing was written since; what another process still took is brought first
 *
 * After a crash anywhere a mark on the board tells what was brought, so that doing it again doubles nothing.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { RunId } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import { isHiding } from '#shared/activity/step.ts'
import type { BoardId, GroupId, SeatId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom, draftRooms } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import type { Courses, Drafts } from '../activity/ports.ts'
import type { Records, RoomLog } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'
import { bringOver, readMarks, refuseOver, type Bringing } from './bring-over.ts'
import { readDrafts, type SeatDrafts } from './drafts.ts'
import { openHolding } from './holding.ts'

export interface RevealParts {
  register: Register
  courses: Courses
  rooms: Rooms
  log: RoomLog
  records: Records
  /** No other process has this store. */
  alone: boolean
  failed(error: unknown): void
  now: () => number
}
interface Revealed {
  groupId: GroupId
  boardId: BoardId
  run: RunId
  phase: Phase
}
/** What is done to one board. */
interface Plan extends Revealed {
  bringing: Bringing
  /** Brought now, and left hidden for another time. */
  drafts: readonly SeatDrafts[]
  left: readonly SeatDrafts[]
}
/** `begun`: those whose ideas are on the board already, so that only their rooms are left to be erased. */
type Whose = 'all' | 'next' | 'begun'

/** Without names nobody's ideas come apart from the others': they would stand together as one person's. */
const whoseIn = ({ phase }: Pick<Revealed, 'phase'>, whose: Whose): Whose =>
  whose === 'next' && phase.anonymity !== 'named' ? 'all' : whose

const coarseMs = 60_000
/** Each round takes what another process had still accepted before it heard of the reveal. */
const mostRounds = 8

export const openReveal = ({ register, courses, rooms, log, records, alone, failed, now }: RevealParts) => {
  const holding = openHolding(records, alone, now)

  /** Who of those that have written something comes next: in order of coming. */
  const nextOf = (drafts: readonly SeatDrafts[]): SeatDrafts | undefined => {
    const writers = drafts.filter(({ ideas }) => ideas.length > 0)
    const came = (seatId: SeatId): number => register.seats.get(seatId)?.joinedAt ?? Infinity
    return writers.sort((a, b) => came(a.seatId) - came(b.seatId) || (a.seatId < b.seatId ? -1 : 1))[0]
  }

  /** With those whose ideas are on the board already: their rooms go, and until then their marks stay. */
  const chosen = async (of: Revealed, all: readonly SeatDrafts[], whose: Whose): Promise<readonly SeatDrafts[]> => {
    if (whose === 'all') return all
    const marks = await rooms.read(boardRoom(of.boardId), readMarks)
    const begun = all.filter((one) => one.at(marks) !== undefined)
    const next = whose === 'next' && nextOf(all.filter((one) => !begun.includes(one)))
    return next ? [...begun, next] : begun
  }

  const plan = async (of: Revealed, whose: Whose): Promise<Plan> => {
    const { boardId, phase } = of
    await rooms.drop(draftRooms(boardId))
    const all = await readDrafts(log, boardId)
    const brought = await chosen(of, all, whose)
    const left = all.filter((one) => one.ideas.length > 0 && !brought.includes(one))
    // After the last person not even the empty rooms are left.
    const drafts = left.length === 0 ? all : brought
    const at = Math.floor(now() / coarseMs) * coarseMs
    return { ...of, drafts, left, bringing: { named: phase.anonymity === 'named', at, zones: phase.zones, placed: new Map() } }
  }

  /** Boards of seminars that are being closed: what is frozen there takes its drafts all the same, before it closes for good. */
  const ending = new Set<BoardId>()
  /** A frozen board does not change by one byte, nor does a closed one. */
  const mayChange = ({ boardId, groupId }: Pick<Revealed, 'boardId' | 'groupId'>): void => {
    if (courses.under(groupId).frozen && !ending.has(boardId)) throw new Refusal('board/frozen')
    if (register.boards.get(boardId)?.closed) throw new Refusal('board/closed')
  }

  const bring = (of: Plan, drafts: readonly SeatDrafts[]): Promise<void> =>
    drafts.length === 0
      ? Promise.resolve()
      : rooms.write(boardRoom(of.boardId), (doc) => {
          // Asked at the moment of writing: the drafts took a while to be read.
          mayChange(of)
          bringOver(doc, drafts, of.bringing)
        })

  /** Brings and erases, until nothing was written in between. Several boards at once; the loop breathes between them. */
  const bringAll = async (plans: readonly Plan[]): Promise<void> => {
    let rest = plans.map((plan) => ({ plan, drafts: plan.drafts }))
    for (let round = 0; rest.length > 0; round++) {
      if (round === mostRounds) throw new Refusal('store/away')
      const bringing: Promise<void>[] = []
      let failure: unknown
      for (const { plan, drafts } of rest) {
        bringing.push(bring(plan, drafts).catch((error: unknown) => void (failure = error)))
        await turn()
      }
      await Promise.all(bringing)
      if (failure !== undefined) throw failure
      const late = new Set(await rooms.forget(rest.flatMap(({ drafts }) => drafts)))
      const waiting = rest.map(({ plan, drafts }) => ({ plan, names: drafts.map(({ room }) => room).filter((room) => late.has(room)) }))
      rest = await Promise.all(
        waiting
          .filter(({ names }) => names.length > 0)
          .map(async ({ plan, names }) => ({ plan, drafts: await readDrafts(log, plan.boardId, names) })),
      )
    }
  }

  const revealHeld = async (runs: readonly Revealed[], whose: Whose): Promise<Map<RunId, 'some' | 'done'>> => {
    const plans: Plan[] = []
    for (const run of runs) {
      // Whose turn comes late meets a group that has gone on: what is in its drafts by now is not to be seen yet.
      if (courses.under(run.groupId).run?.run !== run.run) continue
      plans.push(await plan(run, whoseIn(run, whose)))
      await turn()
    }
    for (const { boardId, drafts } of plans) {
      const ideas = drafts.reduce((sum, one) => sum + one.ideas.length, 0)
      await rooms.read(boardRoom(boardId), (doc) => refuseOver(doc, ideas))
    }
    await bringAll(plans)
    return new Map(plans.map(({ run, left }) => [run, left.length > 0 ? 'some' : 'done']))
  }

  const reveal = async (runs: readonly Revealed[], whose: 'all' | 'next', asFound = false): Promise<Map<RunId, 'some' | 'done'>> => {
    const held = await holding.take(runs.map(({ boardId, groupId, run, phase }) => ({ boardId, groupId, run, phase, whose })))
    try {
      return await revealHeld(runs, asFound && whose === 'next' ? 'begun' : whose)
    } finally {
      await holding.letGo(held)
    }
  }

  /** Runs whose drafts were to come over all at once when something ended it. */
  const interrupted = (): (Revealed & { whose: 'all' })[] =>
    [...register.boards.all()].flatMap(({ id: boardId, groupId }) => {
      const { run, phase } = courses.under(groupId)
      const between = run?.reveal === 'some' && phase !== undefined && phase.reveal !== 'one-by-one'
      return between ? [{ boardId, groupId, run: run.run, phase, whose: 'all' as const }] : []
    })

  /**
   * Drafts that can no longer be written leave memory, on every process: another one erases them. One that missed it would
   * hold a room which is gone, and take edits that lean on it.
   */
  const known = new Map([...register.groups.all()].map(({ id }): [GroupId, RunId | undefined] => [id, courses.under(id).run?.run]))
  let dropping = Promise.resolve()
  const drop = async (groupId: GroupId): Promise<void> => {
    const group = await register.groups.find(groupId)
    if (group) await rooms.drop(draftRooms(group.boardId))
  }
  const stop = courses.onChange((_, groups) => {
    for (const group of groups) {
      const { run } = courses.under(group)
      const goesOn = run?.reveal === 'hidden' && known.get(group) === run.run
      known.set(group, run?.run)
      // One after the other: the loop is not held up by three hundred rooms at once.
      if (!goesOn) dropping = dropping.then(() => drop(group)).catch(failed)
    }
  })

  /** A reveal of one person has happened or has not, one of all happens. */
  const complete = async (): Promise<void> => {
    const found = await holding.all()
    const more = interrupted().filter(({ boardId }) => !found.some((held) => held.boardId === boardId))
    for (const { whose, ...of } of [...found, ...more]) {
      try {
        const { seminarId } = await register.boards.need(of.boardId)
        for (const [run, how] of await reveal([of], whose, true)) await courses.revealed(seminarId, [run], how)
      } catch (error) {
        failed(error)
      }
    }
  }

  return {
    reveal: (runs, whose) => reveal(runs, whose),
    /** Whatever is still hidden in a seminar that ends. @throws board/full */
    ofSeminar: async (seminarId: SeminarId): Promise<void> => {
      const runs = register.groupsOf(seminarId).flatMap(({ id: groupId, boardId }) => {
        const { run, phase } = courses.under(groupId)
        return run && phase && isHiding(run) ? [{ groupId, boardId, run: run.run, phase }] : []
      })
      if (runs.length === 0) return
      const ids = runs.map(({ run }) => run)
      // Marked first, so that nobody writes a draft any more.
      await courses.revealed(seminarId, ids, 'some')
      for (const { boardId } of runs) ending.add(boardId)
      try {
        await reveal(runs, 'all')
      } finally {
        for (const { boardId } of runs) ending.delete(boardId)
      }
      await courses.revealed(seminarId, ids, 'done')
    },
    close: stop,
    /** Completes what a crash has left half done. Beside other processes nobody waits for it: one that died holds on for some seconds. */
    complete: async (): Promise<void> => (alone ? complete() : void complete().catch(failed)),
  } satisfies Drafts & { ofSeminar(id: SeminarId): Promise<void>; complete(): Promise<void>; close(): void }
}

/**
 * The course's one verb: an act of who leads, on one group, some, or all, at one stroke. Pure: course in, course out, or a
 * refusal; the very same course when nothing changes, so that pressing twice is harmless.
 *
 *   start, next, back, go, repeat → a fresh run, `reading` → begin → `running` ⇄ `paused` → `over` → … → leave
 *
 * An act for several groups is done to those that it fits; it is refused when it fits none.
 */
import type { GroupId } from '../id.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Activity, ActivityId } from './activity.ts'
import type { Course, CourseAct, GroupRun, RunId } from './course.ts'
import type { Phase } from './phase.ts'

export interface ChosenGroups {
  /** All groups of the seminar, in their order. */
  order: readonly GroupId[]
  /** Those acted on; absent = all. */
  chosen?: readonly GroupId[] | undefined
  /** Only those that are still in one of these runs; absent = in any. */
  stillIn?: readonly RunId[] | undefined
}
export type ActivityOf = (id: ActivityId) => Activity | undefined

const minuteMs = 60_000

export const emptyCourse = (seminarId: Course['id']): Course => ({
  id: seminarId,
  seminarId,
  runs: {},
  frozen: [],
  hushed: [],
  hosts: [],
})

/** Whether drafts of the run may still wait to be brought onto the board. Before it begins nobody has written any. */
export const isHiding = ({ state, reveal }: GroupRun): boolean => state !== 'reading' && (reveal === 'hidden' || reveal === 'some')

const stopped = ({ endsAt: _endsAt, leftMs: _leftMs, ...run }: GroupRun): GroupRun => run
const over = (run: GroupRun): GroupRun => ({ ...stopped(run), state: 'over' })

/** The course with some runs changed; itself when `edit` changed none. */
const changed = (course: Course, edit: (run: GroupRun) => GroupRun): Course => {
  const runs = Object.fromEntries(Object.entries(course.runs).map(([group, run]) => [group, edit(run)]))
  return Object.keys(runs).every((group) => runs[group] === course.runs[group]) ? course : { ...course, runs }
}

/** Ends the runs whose clock has run out and whose phase stops by it. `now`: epoch ms, server. */
export const ranOut = (course: Course, activityOf: ActivityOf, now: number): Course =>
  changed(course, (run) => {
    const stops = activityOf(run.activityId)?.phases[run.phase]?.stopsAtEnd === true
    return stops && run.state === 'running' && run.endsAt !== undefined && now >= run.endsAt ? over(run) : run
  })

/** Ends these runs, as everyone of their groups has said that they are done. Drafts stay hidden. */
export const allDone = (course: Course, runs: readonly RunId[]): Course =>
  changed(course, (run) => (runs.includes(run.run) && (run.state === 'running' || run.state === 'paused') ? over(run) : run))

/** The end of the day: what runs is over, and who only read an instruction is in no phase any more. */
export const allOver = (course: Course): Course => {
  const begun = Object.entries(course.runs).filter(([, { state }]) => state !== 'reading')
  if (begun.length === Object.keys(course.runs).length && begun.every(([, { state }]) => state === 'over')) return course
  return { ...course, runs: Object.fromEntries(begun.map(([group, run]) => [group, run.state === 'over' ? run : over(run)])) }
}

/** Notes how far the drafts of these runs are on the board; what is all there is never hidden again. */
export const revealed = (course: Course, how: ReadonlyMap<RunId, GroupRun['reveal']>): Course =>
  changed(course, (run) => {
    const reveal = how.get(run.run)
    return reveal === undefined || reveal === run.reveal || run.reveal === 'done' || run.reveal === 'none' ? run : { ...run, reveal }
  })

/** Notes which vote belongs to which run. */
export const voting = (course: Course, votes: ReadonlyMap<RunId, GroupRun['voteId']>): Course =>
  changed(course, (run) => {
    const voteId = votes.get(run.run)
    return voteId === undefined || voteId === run.voteId ? run : { ...run, voteId }
  })

const draftsOf = ({ visibility }: Phase): GroupRun['reveal'] => (visibility === 'private' ? 'hidden' : 'none')
const enter = (activity: Activity, phase: number, groupId: GroupId, run: RunId): GroupRun => ({
  groupId,
  activityId: activity.id,
  phase,
  run,
  state: 'reading',
  reveal: draftsOf(activity.phases[phase]!),
})

/**
 * World Café: in the nth phase that rotates a group sits n tables on, among the groups of the same activity; in any other
 * it is at home. So going back or repeating brings people to the table where they were.
 */
const tableAt = (activity: Activity, phase: number, own: GroupId, ring: readonly GroupId[]): GroupId | undefined => {
  if (!activity.phases[phase]?.rotates) return undefined
  const shift = activity.phases.slice(0, phase + 1).filter(({ rotates }) => rotates).length
  const table = ring[(ring.indexOf(own) + shift) % ring.length]
  return table === own ? undefined : table
}

const begin = (run: GroupRun, activity: Activity, now: number): GroupRun | RefusalCode => {
  if (run.state === 'over') return 'phase/over'
  if (run.state !== 'reading') return run
  const phase = activity.phases[run.phase]
  if (!phase) return 'activity/no-such-phase'
  const endsAt = phase.minutes === undefined ? undefined : now + phase.minutes * minuteMs
  // Asked again: the phase may have been rewritten while it was read.
  return { ...run, state: 'running', startedAt: now, reveal: draftsOf(phase), ...(endsAt !== undefined && { endsAt }) }
}

const prolong = (run: GroupRun, minutes: number, now: number): GroupRun | RefusalCode => {
  const more = minutes * minuteMs
  if (more <= 0 && run.endsAt === undefined && run.leftMs === undefined)
    return run.state === 'running' || run.state === 'paused' ? run : 'phase/over'
  if (run.state === 'paused') return { ...run, leftMs: Math.max(0, (run.leftMs ?? 0) + more) }
  if (run.state === 'running') return { ...run, endsAt: Math.max(now, Math.max(run.endsAt ?? now, now) + more) }
  // What has been revealed or counted is not opened again: that takes a fresh run.
  const spent = run.reveal === 'some' || run.reveal === 'done' || run.voteId !== undefined
  return run.state === 'reading' || spent || more <= 0
    ? 'phase/over'
    : { ...run, state: 'running', startedAt: run.startedAt ?? now, endsAt: now + more }
}

const pause = (run: GroupRun, now: number): GroupRun | RefusalCode => {
  if (run.state === 'paused') return run
  if (run.state !== 'running') return 'phase/over'
  return { ...stopped(run), state: 'paused', ...(run.endsAt !== undefined && { leftMs: Math.max(0, run.endsAt - now) }) }
}

const resume = (run: GroupRun, now: number): GroupRun | RefusalCode => {
  if (run.state === 'running') return run
  if (run.state !== 'paused') return 'phase/over'
  return { ...stopped(run), state: 'running', ...(run.leftMs !== undefined && { endsAt: now + run.leftMs }) }
}

const reveal = (run: GroupRun, { whose, turns }: CourseAct & { do: 'reveal' }): GroupRun | RefusalCode => {
  if (run.reveal === 'none' || run.state === 'reading') return 'activity/no-such-phase'
  if (run.reveal === 'done') return run
  const shown = run.turns ?? 0
  // Somebody else has pressed too.
  if (whose === 'next' && (turns?.[run.run] ?? shown) !== shown) return run
  // From this stroke on nobody writes drafts: what is brought over is all there is.
  if (whose === 'next') return { ...run, reveal: 'some', turns: shown + 1 }
  return run.reveal === 'hidden' ? { ...run, reveal: 'some' } : run
}

/** What the act makes of one group's run: another one, none (`left`), or why it does not fit. */
const moved = (
  run: GroupRun | undefined,
  groupId: GroupId,
  activityOf: ActivityOf,
  act: CourseAct,
  now: number,
  freshRun: () => RunId,
): GroupRun | RefusalCode | undefined => {
  const at = (activity: Activity, phase: number): GroupRun | RefusalCode =>
    // A phase that is being read is not put in front anew.
    run?.state === 'reading' && run.activityId === activity.id && run.phase === phase
      ? run
      : activity.phases[phase]
        ? enter(activity, phase, groupId, freshRun())
        : 'activity/no-such-phase'
  if (act.do === 'leave') return undefined
  if (act.do === 'start') {
    const activity = activityOf(act.activityId)
    if (!activity) return 'activity/not-found'
    return at(activity, act.phase === undefined ? 0 : activity.phases.findIndex(({ id }) => id === act.phase))
  }
  const activity = run && activityOf(run.activityId)
  if (!run || !activity) return 'activity/no-such-phase'
  switch (act.do) {
    case 'begin':
      return begin(run, activity, now)
    case 'next':
      return at(activity, run.phase + 1)
    case 'back':
      return at(activity, run.phase - 1)
    case 'repeat':
      return at(activity, run.phase)
    case 'go':
      return at(
        activity,
        activity.phases.findIndex(({ id }) => id === act.phase),
      )
    case 'prolong':
      return prolong(run, act.minutes, now)
    case 'pause':
      return pause(run, now)
    case 'resume':
      return resume(run, now)
    case 'end':
      return run.state === 'over' && !isHiding(run) ? run : over(run)
    case 'reveal':
      return reveal(run, act)
    default:
      return run
  }
}

/** Acts that leave the phase: drafts must be on the board by then. */
const leaving: ReadonlySet<CourseAct['do']> = new Set(['start', 'next', 'back', 'repeat', 'go', 'end', 'leave'])

const listed = <T>(list: readonly T[], given: readonly T[], on: boolean): T[] =>
  on ? [...new Set([...list, ...given])] : list.filter((one) => !given.includes(one))
const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, i) => one === b[i])

const lists = (course: Course, chosen: readonly GroupId[], act: CourseAct): Course | undefined => {
  if (act.do === 'hosts') return sameList(course.hosts, act.seats) ? course : { ...course, hosts: [...new Set(act.seats)] }
  const which = act.do === 'freeze' || act.do === 'thaw' ? 'frozen' : act.do === 'hush' || act.do === 'unhush' ? 'hushed' : undefined
  if (!which) return undefined
  const next = listed(course[which], chosen, act.do === 'freeze' || act.do === 'hush')
  return sameList(course[which], next) ? course : { ...course, [which]: next }
}

/** The groups that an act is for. @throws join/unknown-group */
const meant = (course: Course, { order, chosen = order, stillIn }: ChosenGroups): readonly GroupId[] => {
  if (chosen.some((group) => !order.includes(group))) throw new Refusal('join/unknown-group')
  if (!stillIn) return chosen
  return chosen.filter((group) => {
    const run = course.runs[group]
    return run !== undefined && stillIn.includes(run.run)
  })
}

/**
 * Does one act. `now`: epoch ms, server; `freshRun` gives ids that were never used.
 * @throws Refusal join/unknown-group, activity/not-found, activity/no-such-phase, phase/over; board/frozen when drafts would
 * be brought onto a frozen board; record/changed when drafts would be left behind: they are revealed first (`toReveal`)
 */
export const step = (
  before: Course,
  activityOf: ActivityOf,
  groups: ChosenGroups,
  act: CourseAct,
  now: number,
  freshRun: () => RunId,
): Course => {
  const { order } = groups
  const course = ranOut(before, activityOf, now)
  const chosen = meant(course, groups)
  // All that were meant have gone on already: somebody else pressed first.
  if (chosen.length === 0) return course
  const listedCourse = lists(course, chosen, act)
  if (listedCourse) return listedCourse
  const runs: Record<string, GroupRun> = { ...course.runs }
  let refused: RefusalCode | undefined
  let fits = false
  const entered: GroupRun[] = []
  for (const groupId of new Set(chosen)) {
    const run = course.runs[groupId]
    const next = moved(run, groupId, activityOf, act, now, freshRun)
    if (typeof next === 'string') {
      refused ??= next
      continue
    }
    fits = true
    if (next === run) continue
    const drafts = run !== undefined && isHiding(run)
    if (drafts && (act.do === 'reveal' || leaving.has(act.do)) && course.frozen.includes(groupId)) throw new Refusal('board/frozen')
    if (drafts && leaving.has(act.do)) throw new Refusal('record/changed')
    if (next === undefined) delete runs[groupId]
    else runs[groupId] = next
    if (next && next.run !== run?.run) entered.push(next)
  }
  if (!fits) throw new Refusal(refused ?? 'join/unknown-group')
  for (const run of entered) {
    const ring = order.filter((group) => runs[group]?.activityId === run.activityId)
    const visits = tableAt(activityOf(run.activityId)!, run.phase, run.groupId, ring)
    if (visits) runs[run.groupId] = { ...run, visits }
  }
  const same = Object.keys(runs).length === Object.keys(course.runs).length && Object.keys(runs).every((id) => runs[id] === course.runs[id])
  return same ? course : { ...course, runs }
}

/** The runs whose drafts must be on the board before the act. @throws as `step`, so that an act in vain reveals nothing */
export const toReveal = (before: Course, activityOf: ActivityOf, groups: ChosenGroups, act: CourseAct, now: number): GroupRun[] => {
  if (!leaving.has(act.do)) return []
  const course = ranOut(before, activityOf, now)
  const asIf = changed(course, (run) => (isHiding(run) ? { ...run, reveal: 'done' } : run))
  const after = step(asIf, activityOf, groups, act, now, () => '' as RunId)
  const chosen = meant(course, groups)
  const left = Object.values(course.runs).filter(
    (run) => isHiding(run) && chosen.includes(run.groupId) && (act.do === 'end' || after.runs[run.groupId] !== asIf.runs[run.groupId]),
  )
  // A frozen board does not change; asked now, before anything is brought over.
  if (left.some(({ groupId }) => course.frozen.includes(groupId))) throw new Refusal('board/frozen')
  return left
}

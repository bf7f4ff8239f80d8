/**
 * Conducting the course. One act's way: drafts that it would leave behind are brought onto their boards, votes that it ends
 * are closed, votes that it begins are opened, and last the record changes at one stroke. Each of these may be done again:
 * an act that broke in the middle is completed by the same act.
 */
import type { Course, CourseAct, GroupRun, RunId } from '#shared/activity/course.ts'
import { allDone, ranOut, revealed, step, toReveal, voting, type ChosenGroups } from '#shared/activity/step.ts'
import type { GroupId, SeminarId, VoteId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Register } from '../access/register.ts'
import { freshId } from '../access/secret.ts'
import type { KeptCourses } from './courses.ts'
import type { Drafts, PhaseVotes } from './ports.ts'

export interface ConductingParts {
  register: Register
  courses: KeptCourses
  drafts: Drafts
  votes: PhaseVotes
  /** Told of the runs that an act or the clock has just ended. */
  ended(runs: readonly GroupRun[]): void
  now: () => number
}

const isUnderWay = ({ state }: GroupRun): boolean => state === 'running' || state === 'paused'
const votesUnderWay = (course: Course): Set<VoteId> =>
  new Set(
    Object.values(course.runs)
      .filter(isUnderWay)
      .flatMap(({ voteId }) => voteId ?? []),
  )
const maxAttempts = 5
/** Runs that were under way before and are not any more. */
const endedBetween = (before: Course, after: Course): GroupRun[] =>
  Object.values(before.runs).filter((run) => {
    const now = after.runs[run.groupId]
    return isUnderWay(run) && (now?.run !== run.run || !isUnderWay(now))
  })

export const openConducting = ({ register, courses, drafts, votes, ended, now }: ConductingParts) => {
  const { activityOf } = courses
  const phaseOf = (run: GroupRun) => activityOf(run.activityId)?.phases[run.phase]

  /** Marks first, so that nobody writes a draft any more; then the drafts; then how far they are. */
  const bringOver = async (seminarId: SeminarId, runs: readonly GroupRun[], whose: 'all' | 'next'): Promise<void> => {
    if (runs.length === 0) return
    await courses.change(seminarId, (course) => revealed(course, new Map(runs.map(({ run }) => [run, 'some']))))
    const hidden = runs.map(async ({ groupId, activityId, phase, run }) => {
      const activity = await courses.activities.kept.need(activityId)
      return { groupId, boardId: (await register.groups.need(groupId)).boardId, run, phase: activity.phases[phase]! }
    })
    const left = await drafts.reveal(await Promise.all(hidden), whose)
    await courses.change(seminarId, (course) => revealed(course, left))
  }

  const openVotes = async (course: Course): Promise<Map<RunId, VoteId>> => {
    const opened = new Map<RunId, VoteId>()
    for (const run of Object.values(course.runs)) {
      const phase = phaseOf(run)
      if (!phase?.vote || run.voteId || !isUnderWay(run)) continue
      // A vote of the whole seminar is one: who begins later takes part in it.
      const shared = phase.vote.on === 'seminar'
      const others = Object.values(course.runs).filter(
        (other) => shared && isUnderWay(other) && other.activityId === run.activityId && other.phase === run.phase,
      )
      const known = others.map((other) => other.voteId ?? opened.get(other.run)).find((id) => id !== undefined)
      const of = { seminarId: course.seminarId, groupId: shared ? undefined : run.groupId, run: run.run }
      const voteId = known ?? (await votes.open({ ...of, title: phase.title, setup: phase.vote }))
      opened.set(run.run, voteId)
    }
    return opened
  }

  /** Does `edit` with all that hangs on it. `ready` brings over what must be on the board before. */
  const conduct = async (
    seminarId: SeminarId,
    edit: (course: Course) => Course,
    ready: (course: Course) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ before: Course; after: Course }> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await ready(await courses.reread(seminarId))
        const before = await courses.reread(seminarId)
        const planned = edit(before)
        const going = votesUnderWay(planned)
        await Promise.all([...votesUnderWay(before)].filter((vote) => !going.has(vote)).map((vote) => votes.close(vote)))
        const opened = await openVotes(planned)
        const after = await courses.change(seminarId, (course) => voting(edit(course), opened))
        ended(endedBetween(before, after))
        return { before, after }
      } catch (error) {
        // Something came in between: it is looked at again, and the act is done to what there is now.
        if (!(error instanceof Refusal) || error.code !== 'record/changed' || attempt >= maxAttempts) throw error
      }
    }
  }

  return {
    /** One act of who leads. @throws as `step`, and whatever bringing over drafts or opening votes throws */
    act: async (
      seminarId: SeminarId,
      { chosen, stillIn }: { chosen?: readonly GroupId[] | undefined; stillIn?: readonly RunId[] | undefined },
      act: CourseAct,
    ) => {
      const seen: { before?: Course } = {}
      const groups: ChosenGroups = { order: register.groupsOf(seminarId).map(({ id }) => id), chosen, stillIn }
      if (act.do === 'start') await courses.activities.kept.find(act.activityId)
      const done = await conduct(
        seminarId,
        (course) => step((seen.before = course), activityOf, groups, act, now(), () => freshId<'run'>()),
        (course) => bringOver(seminarId, toReveal(course, activityOf, groups, act, now()), 'all'),
      )
      if (act.do !== 'reveal') return done
      const asked = (run: GroupRun): boolean =>
        (chosen ?? groups.order).includes(run.groupId) && (stillIn === undefined || stillIn.includes(run.run))
      // Of two who press at once one has taken the turn.
      const turned = (run: GroupRun): boolean => act.whose === 'all' || seen.before?.runs[run.groupId]?.turns !== run.turns
      const shown = Object.values(done.after.runs).filter((run) => run.reveal === 'some' && asked(run) && turned(run))
      await bringOver(seminarId, shown, act.whose)
      return { ...done, after: courses.get(seminarId) }
    },
    /** Ends what the clock has ended. */
    runOut: (seminarId: SeminarId) => conduct(seminarId, (course) => ranOut(course, activityOf, now())),
    /** Ends all that is under way in a seminar that closes: no clock goes on. */
    endAll: async (seminarId: SeminarId): Promise<void> => {
      const goesOn = (course: Course): RunId[] => Object.values(course.runs).flatMap((run) => (isUnderWay(run) ? run.run : []))
      if (goesOn(await courses.reread(seminarId)).length === 0) return
      await conduct(seminarId, (course) => allDone(course, goesOn(course)))
    },
    /** Ends a run early: everyone of the group is done. */
    allDone: (seminarId: SeminarId, run: RunId) => conduct(seminarId, (course) => allDone(course, [run])),
  }
}
export type Conducting = ReturnType<typeof openConducting>

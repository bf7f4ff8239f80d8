/**
 * Conducting the course. One act's way: drafts that it would leave behind are brought onto their boards, votes that it ends
 * are closed, votes that it begins are opened, and last the record changes at one stroke. Each of these may be done again:
 * an act that broke in the middle is completed by the same act.
 */
import type { Course, CourseAct, GroupRun, RunId } from '#shared/activity/course.ts'
import { allDone, allOver, ranOut, revealed, step, toReveal, voting, type ChosenGroups } from '#shared/activity/step.ts'
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
  /** Told of the runs that an act or the clock has just ended, and again once drafts came over after the end. */
  ended(runs: readonly GroupRun[]): void
  now: () => number
}

const isUnderWay = ({ state }: GroupRun): boolean => state === 'running' || state === 'paused'
const underWay = (course: Course): GroupRun[] => Object.values(course.runs).filter(isUnderWay)
const votesUnderWay = (course: Course): Set<VoteId> => new Set(underWay(course).flatMap(({ voteId }) => voteId ?? []))
const votesEnding = (before: Course, after: Course): VoteId[] => {
  const going = votesUnderWay(after)
  return [...votesUnderWay(before)].filter((vote) => !going.has(vote))
}
const maxAttempts = 5
/** Runs that were under way before and are not any more. */
const endedBetween = (before: Course, after: Course): GroupRun[] =>
  underWay(before).filter((run) => {
    const now = after.runs[run.groupId]
    return now?.run !== run.run || !isUnderWay(now)
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
    const after = await courses.change(seminarId, (course) => revealed(course, left))
    // What a clock has ended is whole only now.
    ended(
      runs.filter(
        ({ groupId, run }) => left.get(run) === 'done' && after.runs[groupId]?.run === run && after.runs[groupId].state === 'over',
      ),
    )
  }

  /** Of the runs that an act changes those that are to have a vote and have none. */
  const voteless = (before: Course, after: Course): GroupRun[] =>
    underWay(after).filter((run) => run !== before.runs[run.groupId] && !run.voteId && phaseOf(run)?.vote)
  const isShared = (run: GroupRun): boolean => phaseOf(run)?.vote?.on === 'seminar'
  /** A vote of the whole seminar is one: who begins later takes part in it. */
  const shares = (run: GroupRun) => (other: GroupRun) =>
    other === run || (isShared(run) && other.activityId === run.activityId && other.phase === run.phase)
  const sharedVote = (course: Course, run: GroupRun) => underWay(course).find((other) => other.voteId && shares(run)(other))?.voteId

  const openVotes = async (before: Course, after: Course): Promise<Map<RunId, VoteId>> => {
    const lacking = voteless(before, after)
    const first = (run: GroupRun) => lacking.find(shares(run))!
    const asked = lacking.filter((run) => first(run) === run && !sharedVote(after, run))
    const opened = await votes.open(
      asked.map((run) => {
        const { title, vote } = phaseOf(run)!
        return { seminarId: after.seminarId, groupId: isShared(run) ? undefined : run.groupId, run: run.run, title, setup: vote! }
      }),
    )
    return new Map(lacking.map((run) => [run.run, sharedVote(after, run) ?? opened[asked.indexOf(first(run))]!]))
  }

  /** Does `edit` with all that hangs on it. `ready` brings over what must be on the board before. */
  const conduct = async (
    seminarId: SeminarId,
    edit: (course: Course) => Course,
    ready: (course: Course) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ before: Course; after: Course }> => {
    const begun = new Set<VoteId>()
    for (let attempt = 1; ; attempt++) {
      try {
        await ready(await courses.reread(seminarId))
        const before = await courses.reread(seminarId)
        const planned = edit(before)
        const closed = votesEnding(before, planned)
        await Promise.all(closed.map((vote) => votes.close(vote)))
        const opened = await openVotes(before, planned)
        for (const vote of opened.values()) begun.add(vote)
        let stood = before
        const after = await courses.change(seminarId, (course) => {
          stood = course
          const edited = edit(course)
          const next = voting(edited, opened)
          // Somebody came in between: what they began has another vote, or none yet; what they opened is to be closed.
          const lacks = (run: GroupRun): boolean => {
            const vote = opened.get(run.run)
            return vote === undefined || (sharedVote(edited, run) ?? vote) !== vote
          }
          if (voteless(course, edited).some(lacks) || votesEnding(course, next).some((vote) => !closed.includes(vote)))
            throw new Refusal('record/changed')
          return next
        })
        // Opened for runs that somebody else has ended meanwhile.
        const going = votesUnderWay(after)
        await Promise.all([...begun].filter((vote) => !going.has(vote)).map((vote) => votes.close(vote)))
        ended(endedBetween(stood, after))
        return { before: stood, after }
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
      const groups: ChosenGroups = { order: register.groupsOf(seminarId).map(({ id }) => id), chosen, stillIn }
      if (act.do === 'start') await courses.activities.kept.find(act.activityId)
      const done = await conduct(
        seminarId,
        (course) => step(course, activityOf, groups, act, now(), () => freshId<'run'>()),
        (course) => bringOver(seminarId, toReveal(course, activityOf, groups, act, now()), 'all'),
      )
      if (act.do !== 'reveal') return done
      const asked = (run: GroupRun): boolean =>
        (chosen ?? groups.order).includes(run.groupId) && (stillIn === undefined || stillIn.includes(run.run))
      // Of two who press at once one has taken the turn.
      const turned = (run: GroupRun): boolean => act.whose === 'all' || done.before.runs[run.groupId]?.turns !== run.turns
      const shown = Object.values(done.after.runs).filter((run) => run.reveal === 'some' && asked(run) && turned(run))
      await bringOver(seminarId, shown, act.whose)
      return { ...done, after: courses.get(seminarId) }
    },
    /** Ends what the clock has ended. */
    runOut: (seminarId: SeminarId) => conduct(seminarId, (course) => ranOut(course, activityOf, now())),
    /** Ends all that is under way in a seminar that closes: no clock goes on. */
    endAll: async (seminarId: SeminarId): Promise<void> => {
      const course = await courses.reread(seminarId)
      if (allOver(course) !== course) await conduct(seminarId, allOver)
    },
    /** Ends a run early: everyone of the group is done. */
    allDone: (seminarId: SeminarId, run: RunId) => conduct(seminarId, (course) => allDone(course, [run])),
  }
}
export type Conducting = ReturnType<typeof openConducting>

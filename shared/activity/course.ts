/**
 * The course (ลำดับงาน) of a seminar: which phase each group is in, on one record, so that a change for all groups is one
 * stroke. Time is "ends at" on the server's clock; a tablet adds its measured offset.
 */
import * as v from 'valibot'
import { groupIdsSchema } from '../group/group-ids.ts'
import type { Id } from '../id.ts'
import { idSchema } from '../id-schema.ts'

/** One run of one phase by one group. A repeated phase has a fresh one: acts that name an old run come too late. */
export type RunId = Id<'run'>

export const groupRunSchema = v.object({
  groupId: idSchema<'group'>(),
  activityId: idSchema<'activity'>(),
  /** Index into the activity's phases. */
  phase: v.number(),
  run: idSchema<'run'>(),
  /** `reading`: the instruction is on screen, nothing may be done yet · `running` · `paused`: the clock stands, work goes on · `over`: ended by hand, by everyone, or by a clock that stops. */
  state: v.picklist(['reading', 'running', 'paused', 'over']),
  /** Epoch ms, server. */
  startedAt: v.optional(v.number()),
  /** Epoch ms, server; absent without a clock and while paused. */
  endsAt: v.optional(v.number()),
  /** Left on the clock while paused. */
  leftMs: v.optional(v.number()),
  /** Drafts of a private phase: still hidden, on their way to the board one by one, or all there. */
  reveal: v.picklist(['none', 'hidden', 'some', 'done']),
  /** How often the next person was revealed. */
  turns: v.optional(v.number()),
  /** World Café: the table at which this group's people (but its hosts) sit now. */
  visits: v.optional(idSchema<'group'>()),
  /** The vote that belongs to this run. */
  voteId: v.optional(idSchema<'vote'>()),
})
export type GroupRun = v.InferOutput<typeof groupRunSchema>

export const courseSchema = v.object({
  /** The seminar's id: one course each. */
  id: idSchema<'seminar'>(),
  seminarId: idSchema<'seminar'>(),
  runs: v.record(v.string(), groupRunSchema),
  /** Groups whose boards do not change by one byte until they are thawed. */
  frozen: v.array(idSchema<'group'>()),
  /** Groups whose tablets hide their controls for a moment ("look at the wall"). */
  hushed: v.array(idSchema<'group'>()),
  /** World Café: people who stay at their own table. */
  hosts: v.array(idSchema<'seat'>()),
})
export type Course = v.InferOutput<typeof courseSchema>

/** Ten at each of forty tables. */
const maxHosts = 400
const phaseId = v.pipe(v.string(), v.maxLength(40))

/** `POST /api/seminars/:id/course`: what a facilitator does to some groups (absent = all) at one stroke. */
export const courseActSchema = v.object({
  groups: v.optional(groupIdsSchema),
  /** Only groups that are still in one of these runs: "next", pressed by two people at once, goes on by one phase. */
  stillIn: v.optional(v.pipe(v.array(idSchema<'run'>()), v.minLength(1), v.maxLength(100))),
  act: v.variant('do', [
    /** Puts an activity's phase in front of the groups: `reading`. Without `phase`: the first. */
    v.object({ do: v.literal('start'), activityId: idSchema<'activity'>(), phase: v.optional(phaseId) }),
    /** `reading` → `running`; the clock starts. */
    v.object({ do: v.literal('begin') }),
    v.object({ do: v.literal('next') }),
    v.object({ do: v.literal('back') }),
    v.object({ do: v.literal('repeat') }),
    v.object({ do: v.literal('go'), phase: phaseId }),
    /** Minutes more (or fewer, below 0); wakes a clock that ran out. */
    v.object({ do: v.literal('prolong'), minutes: v.pipe(v.number(), v.minValue(-600), v.maxValue(600)) }),
    v.object({ do: v.literal('pause') }),
    v.object({ do: v.literal('resume') }),
    v.object({ do: v.literal('end') }),
    /**
     * Drafts onto the board: all, or of the next person only. `turns`: by run, how many people had been revealed when the
     * button was pressed; where there are more by now somebody else has pressed too, and nobody else is revealed.
     */
    v.object({
      do: v.literal('reveal'),
      whose: v.picklist(['all', 'next']),
      turns: v.optional(
        v.pipe(
          v.record(idSchema<'run'>(), v.number()),
          v.check((turns) => Object.keys(turns).length <= 100),
        ),
      ),
    }),
    /** Out of the activity: an open board again. */
    v.object({ do: v.literal('leave') }),
    v.object({ do: v.literal('freeze') }),
    v.object({ do: v.literal('thaw') }),
    v.object({ do: v.literal('hush') }),
    v.object({ do: v.literal('unhush') }),
    v.object({ do: v.literal('hosts'), seats: v.pipe(v.array(idSchema<'seat'>()), v.maxLength(maxHosts)) }),
  ]),
})
export type CourseAct = v.InferOutput<typeof courseActSchema>['act']

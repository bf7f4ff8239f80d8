/** How a vote (การลงคะแนน) is held: what kind of marks, how many, on which criteria. Part of a phase, or of a vote started by hand. */
import * as v from 'valibot'
import { groupIdsSchema } from '../group/group-ids.ts'
import { isId } from '../id.ts'
import { zoneIdsSchema } from '../idea/zone-ids.ts'
import { oneLine } from '../thai/one-line.ts'
import { wordsSchema } from '../words-schema.ts'

/** `dots`: a budget of dots · `points`: 100 points shared out · `rating`: each criterion on a scale · `ranking`: a few in order · `pairs`: which of two, when few · `yes-no`: yes, no, abstain */
export const voteKinds = ['dots', 'points', 'rating', 'ranking', 'pairs', 'yes-no'] as const
export type VoteKind = (typeof voteKinds)[number]

export const maxCriteria = 6
/** As many as anybody reads before voting; of more, the setup takes a part (`zones`, `fromGroups`, `bestOfEach`). */
const maxChoices = 200
/** The most ideas of one group that `bestOfEach` may name. */
export const maxBestOfEach = 50
/** Every choice against every other: 28 questions, as many as anybody answers with care. */
const maxPairChoices = 8
export const maxChoiceCharacters = 600

const criterionSchema = v.object({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9-]{1,32}$/),
    v.check((id) => isId(id), 'a name that every object has'),
  ),
  title: wordsSchema,
  /** What the top of the scale means, in a few words. */
  hint: v.optional(wordsSchema),
  /** Its share in the weighted mean. */
  weight: v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
})
export type Criterion = v.InferOutput<typeof criterionSchema>

/** Impact, feasibility, and newness as a criterion of its own: originality is lost where it is not asked for. */
export const usualCriteria: readonly Criterion[] = [
  { id: 'impact', title: { th: 'ผลที่เกิดกับเมือง', en: 'Impact' }, weight: 1 },
  { id: 'feasibility', title: { th: 'ทำได้จริง', en: 'Feasibility' }, weight: 1 },
  { id: 'newness', title: { th: 'ความใหม่', en: 'Newness' }, weight: 1 },
]

export const voteSetupSchema = v.object({
  kind: v.picklist(voteKinds),
  /** Dots for each person (`dots`; usually 5), how many to rank (`ranking`; usually 5). `points` is always 100. */
  budget: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
  /** At most so many of the dots on one choice; absent = all of them. */
  perChoice: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
  /** `rating` only. */
  criteria: v.optional(
    v.pipe(
      v.array(criterionSchema),
      v.minLength(1),
      v.maxLength(maxCriteria),
      v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'criteria repeat'),
    ),
  ),
  /** `rating` only: 1-5 or 0-10. */
  scale: v.optional(v.picklist(['1-5', '0-10'])),
  /** What is voted on: the ideas of the group's own board, those of all boards together, or what is given by hand. */
  on: v.picklist(['group', 'seminar', 'given']),
  /** Only ideas of these zones. */
  zones: v.optional(zoneIdsSchema),
  /** Only ideas from the boards of these groups. */
  fromGroups: v.optional(groupIdsSchema),
  /**
   * Of each group only so many ideas: those with most support, which is their place in the last closed vote that they stood
   * in, then reactions and near-duplicates stacked under them, then age. `fit`: as many of each as can be voted on.
   */
  bestOfEach: v.optional(v.union([v.literal('fit'), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxBestOfEach))])),
  /** `given` only: the choices, each one question or proposal; none = the title itself. */
  given: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.trim(),
          v.maxLength(maxChoiceCharacters),
          v.transform(oneLine),
          v.minLength(1),
          v.maxLength(maxChoiceCharacters),
        ),
      ),
      v.maxLength(maxChoices),
    ),
  ),
})
export type VoteSetup = v.InferOutput<typeof voteSetupSchema>

/** Dots or points to give, or choices to rank. */
export const budgetOf = ({ kind, budget }: VoteSetup): number => (kind === 'points' ? 100 : (budget ?? 5))
/** The most that one choice may get of one person. */
export const perChoiceOf = (setup: VoteSetup): number => Math.min(setup.perChoice ?? Infinity, budgetOf(setup))
export const criteriaOf = ({ criteria }: VoteSetup): readonly Criterion[] => criteria ?? usualCriteria
/** The lowest and the highest mark of a rating. */
export const scaleOf = ({ scale }: VoteSetup): { readonly from: number; readonly to: number } =>
  scale === '0-10' ? { from: 0, to: 10 } : { from: 1, to: 5 }
/** How many choices a vote of this kind takes. */
export const maxChoicesOf = ({ kind }: VoteSetup): number => (kind === 'pairs' ? maxPairChoices : maxChoices)

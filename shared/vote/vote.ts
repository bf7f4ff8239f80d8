/** A vote (การลงคะแนน): what is asked, of whom, and once it is closed its results. How somebody voted is never in it. */
import * as v from 'valibot'
import { groupIdsSchema } from '../group/group-ids.ts'
import { idSchema } from '../id-schema.ts'
import { oneLine } from '../thai/one-line.ts'
import { wordsSchema } from '../words-schema.ts'
import { ballotSchema } from './ballot.ts'
import { choiceIdSchema, choiceSchema } from './choice.ts'
import { voteSetupSchema } from './setup.ts'

const figure = { mean: v.number(), median: v.number(), spread: v.number(), marked: v.number(), counts: v.array(v.number()) }

/** One choice in the ranked list. */
const standingSchema = v.object({
  choice: choiceIdSchema,
  /** From 1; equal ones share a rank and the next is counted on: 1, 1, 3. */
  rank: v.number(),
  /** dots, points: their sum · rating: weighted mean · ranking: Borda points · pairs: Copeland points · yes-no: share of yes, 0..1. Absent when nobody marked it. */
  score: v.optional(v.number()),
  /** Of all dots, points, Borda points: 0..1 · pairs: of its comparisons won. */
  share: v.optional(v.number()),
  /** How much people disagree, 0..1 (spread.ts). */
  spread: v.number(),
  /** How many gave it a mark. */
  marked: v.number(),
  /** yes-no: how many said yes, no, abstain. */
  counts: v.optional(v.array(v.number())),
  /** rating: by criterion, in the setup's order; `counts` says how often each step of the scale was given, the lowest first. */
  criteria: v.optional(v.array(v.nullable(v.object(figure)))),
})
export type Ranked = v.InferOutput<typeof standingSchema>

const resultsSchema = v.object({
  /** People of whom a ballot was wanted, those without a tablet counted by their ballots. */
  people: v.number(),
  cast: v.number(),
  abstained: v.number(),
  /** How many of `cast` a scribe has entered. */
  proxies: v.number(),
  ranked: v.array(standingSchema),
  /**
   * Of a vote over several groups: by group, in the order of choices, dots and points as the mean of a ballot. Groups with so
   * few ballots that somebody's own could be told from them have no figures.
   */
  groups: v.optional(
    v.array(
      v.object({
        groupId: idSchema<'group'>(),
        cast: v.number(),
        scores: v.optional(v.array(v.nullable(v.number()))),
        ranks: v.optional(v.array(v.number())),
      }),
    ),
  ),
})
export type Results = v.InferOutput<typeof resultsSchema>

const voteStates = ['open', 'closing', 'closed'] as const

export const voteSchema = v.object({
  id: idSchema<'vote'>(),
  seminarId: idSchema<'seminar'>(),
  /** Only this group's people; absent = everybody's. */
  groupId: v.optional(idSchema<'group'>()),
  /** The run of a phase that it belongs to. */
  run: v.optional(idSchema<'run'>()),
  title: wordsSchema,
  setup: voteSetupSchema,
  choices: v.array(choiceSchema),
  /** `closing`: no ballot is taken any more and the results are being made. */
  state: v.picklist(voteStates),
  /** Epoch ms, server. */
  openedAt: v.number(),
  closedAt: v.optional(v.number()),
  results: v.optional(resultsSchema),
})
export type Vote = v.InferOutput<typeof voteSchema>

/** `POST /api/seminars/:id/votes`: `groups` = one vote for each of these; on `group` without them, one for each group. `key`: sent again, it opens nothing twice. */
export const openVoteSchema = v.object({
  title: v.union([wordsSchema, v.pipe(v.string(), v.trim(), v.maxLength(200), v.transform(oneLine), v.minLength(1), v.maxLength(200))]),
  setup: voteSetupSchema,
  groups: v.optional(groupIdsSchema),
  key: v.optional(v.pipe(v.string(), v.minLength(8), v.maxLength(64))),
})
export type OpenVote = v.InferInput<typeof openVoteSchema>

/** `POST /api/seminars/:id/votes/choices`: what a setup would find now, so that whoever opens a vote sees what to leave out. Nothing is opened. */
export const choicesAskSchema = v.object({ setup: voteSetupSchema })
const counted = v.number()
export const choicesFoundSchema = v.object({
  /** Choices that a vote of this kind takes. */
  limit: counted,
  /** Choices of the vote; on `group` of the largest board. A vote opens when they are at most `limit`. */
  found: counted,
  /** The largest `bestOfEach` that fits; 0: there are too many groups for that. Absent when everything fits. */
  fits: v.optional(counted),
  /** What could be chosen: each zone as far as the chosen groups have ideas in it, each group as far as it has ideas in the chosen zones. */
  zones: v.array(v.object({ id: v.string(), title: wordsSchema, found: counted })),
  groups: v.array(v.object({ groupId: idSchema<'group'>(), found: counted })),
})
export type ChoicesFound = v.InferOutput<typeof choicesFoundSchema>

/** A ballot as it stands. `turn` grows with each change: a late copy of an earlier one changes nothing. */
export const castSchema = v.object({ ballot: ballotSchema, turn: v.number() })
export type Cast = v.InferOutput<typeof castSchema>

/** `PUT /api/votes/:id/ballot`. `turn`: one more than the ballot it follows (the first is 1); without it, whatever stands is followed. */
export const castingSchema = v.object({
  ballot: ballotSchema,
  turn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9))),
})
/** `POST /api/votes/:id/proxy`: `key` is the scribe's own for this ballot: sent again, it counts once. */
export const proxySchema = v.object({
  ballot: ballotSchema,
  key: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  groupId: v.optional(idSchema<'group'>()),
})
/** `number` is written on the paper ballot, to withdraw it by. */
export const proxiedSchema = v.object({ number: v.number(), proxies: v.number() })

/** How a vote goes: all that anybody learns of it before the close. */
const turnoutSchema = v.object({
  cast: v.number(),
  people: v.number(),
  /** Of `cast`, those that left nothing out; while the vote is open. */
  full: v.optional(v.number()),
})
export type Turnout = v.InferOutput<typeof turnoutSchema>

/** `GET /api/votes/:id`. `mine`: the caller's own ballot while the vote is open. `may`: whether the caller has a ballot here. */
export const voteViewSchema = v.object({
  vote: voteSchema,
  ...turnoutSchema.entries,
  /** Only for who may enter ballots for others. */
  proxies: v.optional(v.number()),
  may: v.boolean(),
  mine: v.optional(castSchema),
  /** The turn of the next ballot. */
  turn: v.optional(v.number()),
})
export type VoteView = v.InferOutput<typeof voteViewSchema>

/** `GET /api/seminars/:id/votes`: newest first, without choices and results. */
export const voteListSchema = v.object({
  votes: v.array(
    v.object({
      ...v.omit(voteSchema, ['choices', 'results']).entries,
      choices: v.number(),
      ...turnoutSchema.entries,
      /** Whether the caller has a ballot here, and has cast it. */
      may: v.boolean(),
      done: v.boolean(),
    }),
  ),
})
export type VoteList = v.InferOutput<typeof voteListSchema>
export type VoteRow = VoteList['votes'][number]

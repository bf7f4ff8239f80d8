/**
 * A phase (ช่วง) of an activity: one instruction, what it permits, who sees what is written and under whose name, and
 * for how long. The server owns the running phase; a change acts on open sockets at once.
 */
import * as v from 'valibot'
import { zoneIdsSchema } from '../idea/zone-ids.ts'
import { voteSetupSchema } from '../vote/setup.ts'
import { instructionSchema, wordsSchema } from '../words-schema.ts'

const permit = v.picklist(['none', 'own', 'all'])

/** What participants may do on their group's board in the phase. */
const permitsSchema = v.object({
  write: v.picklist(['none', 'all']),
  reword: permit,
  move: permit,
  withdraw: permit,
  /** Putting near-duplicates on one stack. */
  stack: v.picklist(['none', 'all']),
  comment: v.picklist(['none', 'all']),
  react: v.picklist(['none', 'all']),
})
export type Permits = v.InferOutput<typeof permitsSchema>

export const maxPhaseMinutes = 600
export const maxInspiration = 10

const phaseFields = v.object({
  /** Unique in its activity. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  title: wordsSchema,
  /** Read on screen before the phase begins; fits on a tablet. */
  instruction: instructionSchema,
  /** Absent: no clock. */
  minutes: v.optional(v.pipe(v.number(), v.minValue(0.25), v.maxValue(maxPhaseMinutes))),
  /** When the clock runs out, writing ends by itself; otherwise the clock only warns. */
  stopsAtEnd: v.optional(v.boolean()),
  permits: permitsSchema,
  /** `private`: each writes in a draft room of their own, until the reveal. */
  visibility: v.picklist(['shared', 'private']),
  /** `anonymous`: written by the server without an author; `group`: the same, with the group's name. Earlier ideas keep what they had. */
  anonymity: v.picklist(['named', 'group', 'anonymous']),
  /** How a private phase is brought onto the board. One by one only with names: without, a person's ideas would stand together. */
  reveal: v.optional(v.picklist(['together', 'one-by-one'])),
  /** Zones to write in; absent = all. */
  zones: v.optional(zoneIdsSchema),
  /** At most so many new ideas of each person in this phase (6-3-5: three). Said on the tablet, not enforced. */
  ideasEach: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50))),
  /** So many ideas of other groups are shown to build on. */
  inspiration: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxInspiration))),
  /** At its start everyone but the hosts moves one table on (World Café). */
  rotates: v.optional(v.boolean()),
  /** A vote that opens with the phase and closes with it. */
  vote: v.optional(voteSetupSchema),
  /** What the tablet shows in front. */
  view: v.picklist(['board', 'vote', 'results']),
})
export const phaseSchema = v.pipe(
  phaseFields,
  v.transform((phase) =>
    phase.reveal === 'one-by-one' && phase.anonymity !== 'named' ? { ...phase, reveal: 'together' as const } : phase,
  ),
)
export type Phase = v.InferOutput<typeof phaseSchema>

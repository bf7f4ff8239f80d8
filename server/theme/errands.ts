/**
 * What the three speak of. The process hands on bytes as they became durable; the reading thread makes ideas of them and
 * composes what is told; the finding thread has the engines, and may think as long as it needs.
 *
 *   process   open, edits, past, stand, close → reading    board by board: first the whole, then what came
 *   reading   open, ideas, facts, close       → finding    ideas that rest for a moment, not every letter of them
 *   finding   found                           → reading    which idea belongs where, and the themes
 *   reading   told                            → process    rows that changed; a large change comes in several parts
 *   process   correct, why, finish (asked)  → reading → finding
 *
 * Each beginning of a seminar has a number of its own. What is told under an earlier one was on its way already, and is of no account.
 */
import type { BoardId, GroupId, Id, IdeaId, SeminarId, ThemeId } from '#shared/id.ts'
import type { Correction, Facts } from '#shared/theme/correction.ts'
import type { Likely } from '#shared/theme/engine.ts'
import type { KeyChange } from '#shared/theme/facts.ts'
import type { Lexicon } from '#shared/theme/lexicon/lexicon.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { IdeaRow, ThemeRow } from '#shared/theme/now.ts'
import type { ThemeIdea } from '#shared/theme/theme.ts'

/** What was found and must outlive the threads: with it ids, colours and places stay. */
export interface Memory {
  readonly themes: readonly { readonly id: ThemeId; readonly colour: number; readonly born: number; readonly label: string }[]
  readonly assignment: Readonly<Record<string, string>>
  readonly next: number
  /** Of the last change that was told. */
  readonly revision: number
  /** Of a closed seminar: what stands for good, and is not found again. */
  readonly kept?: KeptThemes | undefined
}
/** What a group was doing from a moment on (epoch ms); without an activity: an open board. In order of time. */
export type Past = readonly { readonly from: number; readonly activityId?: Id<'activity'>; readonly phase?: number }[]

/** Updates side by side in one buffer of their own, so that it can be moved. */
export interface Parcel {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lengths: readonly number[]
}
interface About {
  readonly seminarId: SeminarId
  /** Epoch ms, the process' clock. */
  readonly at: number
}

export type ToReading = About &
  (
    | { do: 'open'; life: number; context: string; lexicon?: Lexicon | undefined; memory?: Memory | undefined }
    /** `board` absent: the shelf. */
    | { do: 'edits'; board?: { id: BoardId; groupId: GroupId }; parcel: Parcel }
    /** All that stood when it was opened has been sent. */
    | { do: 'begin' }
    | { do: 'past'; past: Readonly<Record<GroupId, Past>> }
    | { do: 'correct'; correction: Correction }
    /** What the correction changed stands on the shelf, or could not be written. */
    | { do: 'corrected' }
    | { do: 'why'; a: IdeaId; b: IdeaId }
    /** Places all that came so far and tells it; answered when that is done. */
    | { do: 'finish' }
    /** The seminar is over: from now on this is what is told. */
    | { do: 'stand'; kept: KeptThemes }
    | { do: 'close' }
  )
export interface Told {
  readonly seminarId: SeminarId
  readonly life: number
  readonly computedAt: number
  readonly stalled: boolean
  readonly themes: readonly ThemeRow[]
  readonly goneThemes: readonly ThemeId[]
  readonly ideas: readonly IdeaRow[]
  readonly goneIdeas: readonly IdeaId[]
  readonly next: number
  /** More of the same change comes. */
  readonly more: boolean
}

export type ToFinding = { readonly seminarId: SeminarId } & (
  | { do: 'open'; life: number; context: string; lexicon?: Lexicon | undefined; memory?: Pick<Memory, 'assignment' | 'next'> | undefined }
  | { do: 'ideas'; put: readonly ThemeIdea[]; gone: readonly string[] }
  | { do: 'facts'; facts: Facts }
  | { do: 'begin' }
  | { do: 'correct'; correction: Correction }
  | { do: 'why'; a: string; b: string }
  | { do: 'finish' }
  | { do: 'close' }
)
export interface Placement {
  readonly id: string
  readonly theme?: string
  readonly strength?: number
  readonly likely?: readonly Likely[]
  readonly copyOf?: string
}
export interface FoundTheme {
  readonly id: string
  readonly label: string
  readonly keyphrases: readonly string[]
  readonly representatives: readonly string[]
  readonly curated: boolean
}
export interface Found {
  readonly seminarId: SeminarId
  readonly life: number
  /** Those that changed; an id without a theme is in none. */
  readonly placed: readonly Placement[]
  /** All that stand, oldest first. */
  readonly themes: readonly FoundTheme[]
  readonly next: number
}
/** What a correction changes on the shelf; undefined when it names what is not there. */
export type Corrected = readonly KeyChange[] | undefined

/**
 * What a room says right now: the themes and the ideas under them, as the server tells those who lead and take notes.
 * Where an idea belongs stands on the idea alone; everything else (counts, matrix, evenness) is reckoned from these rows.
 */
import type { BoardId, GroupId, Id, IdeaId, ThemeId } from '../id.ts'
import type { Likely } from './engine.ts'

export interface ThemeRow {
  readonly id: ThemeId
  readonly label: string
  readonly keyphrases: readonly string[]
  /** Up to three ideas that say best what the others say. */
  readonly representatives: readonly IdeaId[]
  /** Place in the palette, 0 to 11; the theme's own for as long as it lives. */
  readonly colour: number
  /** Epoch ms, server's clock: when it was first seen. */
  readonly born: number
  /** `found` by the machine, or `curated`: people have had a hand in it. */
  readonly made: 'found' | 'curated'
  readonly dismissed?: true
}
export interface IdeaRow {
  readonly id: IdeaId
  readonly text: string
  readonly boardId: BoardId
  readonly groupId: GroupId
  readonly zone?: string
  /** Epoch ms, when it was written. */
  readonly at: number
  readonly language: 'th' | 'en' | 'mixed' | 'none'
  /** The activity's phase in which it was written, where one ran. */
  readonly activityId?: Id<'activity'>
  readonly phase?: number
  /** Absent: ยังไม่เข้าประเด็น. */
  readonly theme?: ThemeId
  /** How surely it belongs there, 0 to 1; 1 for what people filed. */
  readonly strength?: number
  /** Filed by people, not found. */
  readonly filed?: true
  /** Set aside on the shelf (ที่พักไว้): in no theme, and not waiting for one. */
  readonly parked?: true
  /** Below `unsureBelow`: its likeliest themes, best first, at most three. */
  readonly likely?: readonly Likely[]
  /** The idea that stands for it and its near-duplicates; absent when it has none, or is the one itself. */
  readonly copyOf?: IdeaId
}

/** `GET /api/seminars/:id/themes/now`. Kept up to date by `ThemesChange`. */
export interface ThemesNow {
  /** Grows by one with each change. */
  readonly revision: number
  /** Epoch ms, server's clock: how old the figures are. */
  readonly computedAt: number
  /** The worker that finds themes is being restarted: what is shown may be old. */
  readonly stalled?: true
  /** Oldest first. */
  readonly themes: readonly ThemeRow[]
  readonly ideas: readonly IdeaRow[]
}
/** What became of `from`; whoever holds another revision asks for the whole. Rows come whole, at most twice a second. */
export interface ThemesChange {
  readonly from: number
  readonly revision: number
  readonly computedAt: number
  readonly stalled?: true
  readonly themes: readonly ThemeRow[]
  readonly goneThemes: readonly ThemeId[]
  readonly ideas: readonly IdeaRow[]
  readonly goneIdeas: readonly IdeaId[]
}

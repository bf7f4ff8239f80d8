/** Themes over all groups: what goes in, what comes out. A theme is a view over ideas; it changes neither their text nor their place. */

export interface ThemeIdea {
  readonly id: string
  readonly text: string
  /** Which board it stands on. */
  readonly group: string
  /** When it was written, in ms; orders arrivals. */
  readonly ts: number
}

export interface Theme {
  /** Stays while its members mostly stay; never used again for another theme. */
  readonly id: string
  readonly label: string
  /** Members, strongest first. An idea is in at most one theme. */
  readonly ideaIds: readonly string[]
  /** How surely each member belongs, 0 to 1, in the order of `ideaIds`; 1 for what people decided. */
  readonly strength: readonly number[]
  readonly keyphrases: readonly string[]
  /** Up to three ideas that say best what the others say. */
  readonly representatives: readonly string[]
  /** The groups that said it, in order of their ids. */
  readonly groups: readonly string[]
  /** Whether people have had a hand in it. */
  readonly curated: boolean
}

/** Below this association an idea is shown as unsure, with its likeliest themes. */
export const unsureBelow = 0.45
/** With fewer ideas there are no themes but those that people make. */
export const fewestIdeas = 6

/**
 * The note takers' shelf: the document of room `shelf/<seminarId>`, edited together. It is the one home of what people decided
 * about themes; the engine's facts are read from it (facts ⇄ shelf), and what the machine found is never written to it.
 *
 *   filed    ideaId  → themeId                      where people put an idea: one place, so that nobody counts it twice
 *   parked   ideaId  → {reason, by, at}             ที่พักไว้: out of the pile, with why
 *   refined  ideaId  → Y.Text                       cleaned wording beside the untouched original
 *   notes    themeId → Y.Text                       what the theme says, in a sentence or two
 *   themes   themeId → {label?, dismissed?, into?}  the server's: by `POST …/themes/corrections`
 *   bans     ideaId  → themeId[]                    the server's
 *   same     key     → ideaId[]                     the server's
 *   different key    → [ideaId, ideaId]             the server's
 *   meta     seminarId                              the server's
 */
import type * as Y from 'yjs'
import type { IdeaId, SeatId, SeminarId, ThemeId } from '../id.ts'

/** Roots that note takers and facilitators write themselves. */
export const shelfRoots = ['filed', 'parked', 'refined', 'notes'] as const
/** Roots that only the server writes. */
export const decidedRoots = ['themes', 'bans', 'same', 'different', 'meta'] as const

/** Longest reason for parking, and longest refined wording or note, in characters. */
export const maxReasonCharacters = 300
export const maxRefinedCharacters = 4_000
/** How many entries each root holds. */
export const maxShelfKeys = { filed: 20_000, parked: 5_000, refined: 5_000, notes: 1_000 } as const

/** A set-aside idea. `at`: epoch ms, server's clock as the tablet knows it. */
export interface Parked {
  readonly reason: string
  readonly by: SeatId
  readonly at: number
}
/** What people decided about one theme. */
export interface ShelfTheme {
  readonly label?: string
  readonly dismissed?: true
  /** It went into another theme. */
  readonly into?: ThemeId
}

export const shelfRoom = (seminarId: SeminarId): string => `shelf/${seminarId}`

export const filedOf = (doc: Y.Doc): Y.Map<ThemeId> => doc.getMap('filed')
export const parkedOf = (doc: Y.Doc): Y.Map<Parked> => doc.getMap('parked')
export const refinedOf = (doc: Y.Doc): Y.Map<Y.Text> => doc.getMap('refined')
export const notesOf = (doc: Y.Doc): Y.Map<Y.Text> => doc.getMap('notes')
export const shelfThemesOf = (doc: Y.Doc): Y.Map<ShelfTheme> => doc.getMap('themes')

/** Files ideas under a theme, in one transaction; an idea that was parked is parked no more. */
export const file = (doc: Y.Doc, ideas: readonly IdeaId[], theme: ThemeId): void =>
  doc.transact(() => {
    for (const id of ideas) {
      filedOf(doc).set(id, theme)
      parkedOf(doc).delete(id)
    }
  })
/** Gives ideas back to the machine to place. */
export const unfile = (doc: Y.Doc, ideas: readonly IdeaId[]): void =>
  doc.transact(() => {
    for (const id of ideas) filedOf(doc).delete(id)
  })
/** Sets ideas aside with a reason; they leave their theme. */
export const park = (doc: Y.Doc, ideas: readonly IdeaId[], parked: Parked): void =>
  doc.transact(() => {
    for (const id of ideas) {
      parkedOf(doc).set(id, parked)
      filedOf(doc).delete(id)
    }
  })

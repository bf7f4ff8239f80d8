/** The themes of a closed seminar, joined with the words on its boards and on the note takers' shelf: what their documents are made of. */
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { IdeaRow } from '#shared/theme/now.ts'
import { notesOf, parkedOf, refinedOf } from '#shared/theme/shelf.ts'
import type { Vote } from '#shared/vote/vote.ts'
import type { Words } from '#shared/words.ts'
import type * as Y from 'yjs'
import type { BoardSheet } from './sheet.ts'
import type { ThemeSheet } from './theme-sheet.ts'

/** What was typed on a shelf. Who set an idea aside is nobody's business outside the seminar. */
export const readShelf = (doc: Y.Doc): Pick<ThemeSheet, 'refined' | 'notes' | 'parked'> => ({
  refined: Object.fromEntries([...refinedOf(doc)].map(([id, text]) => [id, text.toString()])),
  notes: Object.fromEntries([...notesOf(doc)].map(([id, text]) => [id, text.toString()])),
  parked: Object.fromEntries([...parkedOf(doc)].map(([id, { reason, at }]) => [id, { reason, at }])),
})

interface KeptOf extends Pick<ThemeSheet, 'seminar' | 'language' | 'now'> {
  /** In the groups' order. */
  boards: readonly BoardSheet[]
  themes: KeptThemes
  /** Absent where nothing was ever laid on it. */
  shelf: Y.Doc | undefined
  /** All closed, oldest first. */
  votes: readonly Vote[]
}

export const keptSheet = ({ boards, themes, shelf, votes, ...about }: KeptOf): ThemeSheet => {
  const kept = new Map(themes.ideas.map((idea) => [idea.id, idea]))
  const rowsOf = ({ group, board, ideas }: BoardSheet): IdeaRow[] =>
    ideas.flatMap(({ id, text, zone, at = 0 }): IdeaRow[] => {
      const found = kept.get(id)
      // One that stands on a second board, too, is counted once.
      kept.delete(id)
      return found
        ? [{ text, ...(zone !== undefined && { zone }), at, boardId: board.id, groupId: group.id, language: 'none', ...found }]
        : []
    })
  const zones = boards.flatMap((board) => board.zones).reverse()
  return {
    ...about,
    ...(shelf ? readShelf(shelf) : { refined: {}, notes: {}, parked: {} }),
    groups: boards.map(({ group }) => group),
    themes: { revision: 0, computedAt: about.now, themes: themes.themes, ideas: boards.flatMap(rowsOf) },
    zones: Object.fromEntries(zones.map(({ id, title }): [string, Words] => [id, title])),
    votes: votes.toReversed(),
  }
}

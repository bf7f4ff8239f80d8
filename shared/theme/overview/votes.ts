/** What closed votes say of themes: which are most wanted, and on which people differ most. */
import type { IdeaId, ThemeId, VoteId } from '../../id.ts'
import type { IdeaRow, ThemeRow } from '../now.ts'
import { shownThemes, type Rows } from './members.ts'

/** Of a closed vote, what bears on themes; a `Vote` with results is one. */
export interface ClosedVote {
  readonly id: VoteId
  readonly setup: { readonly kind: string }
  readonly choices: readonly { readonly id: string; readonly text: string; readonly ideaId?: IdeaId }[]
  readonly results?: {
    readonly ranked: readonly {
      readonly choice: string
      readonly rank: number
      readonly score?: number
      readonly spread: number
      readonly marked: number
    }[]
  }
}

/** One choice of a vote, and the theme it speaks for: its idea's, or the one of that label. */
interface VotedChoice {
  readonly choice: string
  readonly text: string
  readonly idea?: IdeaRow
  readonly theme?: ThemeRow
  readonly rank: number
  readonly score?: number
  /** How much people disagree on it, 0 to 1. */
  readonly spread: number
  readonly marked: number
}
export interface VotedTheme {
  readonly theme: ThemeRow
  /** How many choices of the vote speak for it. */
  readonly choices: number
  /** Dots, points and ranks: the sum over its choices. Other kinds: their mean, each weighing as many as marked it. */
  readonly score: number
  /** Mean of its choices' spreads, each weighing as many as marked it, 0 to 1. */
  readonly spread: number
  readonly marked: number
}
export interface ThemesVoted {
  readonly vote: VoteId
  /** By rank. */
  readonly choices: readonly VotedChoice[]
  /** Most wanted first; themes that nobody marked are not in it. */
  readonly mostVoted: readonly VotedTheme[]
  /** Most disputed first, of those that at least two people marked and not all alike. */
  readonly mostDisputed: readonly VotedTheme[]
}

/** Kinds whose scores add up; a mean does not. */
const adding = new Set(['dots', 'points', 'ranking'])

const chosen = (rows: Rows, vote: ClosedVote): VotedChoice[] => {
  const themes = new Map(shownThemes(rows).map((theme) => [theme.id, theme]))
  const labels = new Map([...themes.values()].map((theme) => [theme.label, theme]))
  const ideas = new Map(rows.ideas.map((idea) => [idea.id, idea]))
  const choices = new Map(vote.choices.map((choice) => [choice.id, choice]))
  return (vote.results?.ranked ?? []).flatMap(({ choice: id, rank, score, spread, marked }) => {
    const choice = choices.get(id)
    if (!choice) return []
    const idea = choice.ideaId === undefined ? undefined : ideas.get(choice.ideaId)
    const filed = idea?.theme === undefined ? undefined : themes.get(idea.theme)
    const theme = choice.ideaId === undefined ? labels.get(choice.text) : filed
    return [{ choice: id, text: choice.text, ...(idea && { idea }), ...(theme && { theme }), rank, score, spread, marked }]
  })
}

const summed = (theme: ThemeRow, choices: readonly VotedChoice[], adds: boolean): VotedTheme => {
  const marked = choices.reduce((sum, one) => sum + one.marked, 0)
  const weighed = (value: (one: VotedChoice) => number): number =>
    marked === 0 ? 0 : choices.reduce((sum, one) => sum + value(one) * one.marked, 0) / marked
  const score = adds ? choices.reduce((sum, one) => sum + (one.score ?? 0), 0) : weighed((one) => one.score ?? 0)
  return { theme, choices: choices.length, score, spread: weighed(({ spread }) => spread), marked }
}

/** One answer for each vote that is closed, in their order; votes on something else than ideas or themes say nothing and are left out. */
export const votesOf = (rows: Rows, votes: readonly ClosedVote[]): ThemesVoted[] =>
  votes.flatMap((vote) => {
    const choices = chosen(rows, vote)
    const byTheme = new Map<ThemeId, VotedChoice[]>()
    for (const one of choices) if (one.theme) byTheme.set(one.theme.id, [...(byTheme.get(one.theme.id) ?? []), one])
    if (byTheme.size === 0) return []
    const themes = [...byTheme.values()].map((of) => summed(of[0]!.theme!, of, adding.has(vote.setup.kind)))
    const older = (a: VotedTheme, b: VotedTheme): number => a.theme.born - b.theme.born || (a.theme.id < b.theme.id ? -1 : 1)
    return [
      {
        vote: vote.id,
        choices,
        mostVoted: themes.filter(({ marked }) => marked > 0).sort((a, b) => b.score - a.score || older(a, b)),
        mostDisputed: themes.filter(({ marked, spread }) => marked > 1 && spread > 0).sort((a, b) => b.spread - a.spread || older(a, b)),
      },
    ]
  })

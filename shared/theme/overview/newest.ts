/** What is new in the last minutes. */
import type { IdeaRow, ThemeRow } from '../now.ts'
import { arisenOf, shownThemes, type Rows } from './members.ts'

interface Grown {
  readonly theme: ThemeRow
  /** Ideas that came to it meanwhile, newest first, copies among them. */
  readonly ideas: readonly IdeaRow[]
}
export interface Newest {
  /** Epoch ms: what is younger is new. */
  readonly since: number
  /** Themes that came up meanwhile, newest first. */
  readonly themes: readonly ThemeRow[]
  /** Themes, new ones too, that ideas came to, most ideas first. */
  readonly grown: readonly Grown[]
  /** All ideas written meanwhile, newest first, copies among them. */
  readonly ideas: readonly IdeaRow[]
}

/** What was written, and what came up, in the `minutes` before `now` (epoch ms, the server's clock). */
export const newestOf = (rows: Rows, now: number, minutes = 5): Newest => {
  const since = now - minutes * 60_000
  const arisen = arisenOf(rows)
  const arose = (theme: ThemeRow): number => arisen.get(theme.id) ?? -Infinity
  const ideas = rows.ideas.filter(({ at }) => at > since).sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const grown = shownThemes(rows)
    .map((theme): Grown => ({ theme, ideas: ideas.filter((idea) => idea.theme === theme.id) }))
    .filter((one) => one.ideas.length > 0)
    .sort((a, b) => b.ideas.length - a.ideas.length || a.theme.born - b.theme.born)
  return {
    since,
    themes: shownThemes(rows)
      .filter((theme) => arose(theme) > since)
      .sort((a, b) => arose(b) - arose(a)),
    grown,
    ideas,
  }
}

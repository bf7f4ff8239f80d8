/** How evenly the groups have their say. */
import type { GroupId, ThemeId } from '../../id.ts'
import { shownThemes, voiceOf, type Rows } from './members.ts'

interface GroupShare {
  readonly groupId: GroupId
  /** Ideas it wrote, copies among them. */
  readonly ideas: number
  /** Different ones among them: the same written twice is said once. */
  readonly voices: number
  /** Of the voices of all groups, 0 to 1. */
  readonly share: number
  /** How many themes it has spoken to. */
  readonly themes: number
  /** Less than half of what each would have if all had the same. */
  readonly quiet: boolean
}
export interface Evenness {
  /** In the order of the given groups, those that wrote nothing too. */
  readonly groups: readonly GroupShare[]
  /**
   * Pielou's J, 0 to 1: 1 when all groups said equally much, near 0 when one said almost everything. Absent for fewer than two
   * groups, and while nothing was said. Source: Pielou 1966, "The measurement of diversity in different types of biological collections".
   */
  readonly evenness?: number
}

/** Each group's share of what was said, and how even the shares are. */
export const evennessOf = (rows: Rows, groups: readonly GroupId[]): Evenness => {
  const shown = new Set(shownThemes(rows).map(({ id }) => id))
  const said = new Map(groups.map((id) => [id, { ideas: 0, voices: new Set<string>(), themes: new Set<ThemeId>() }]))
  for (const idea of rows.ideas) {
    const of = said.get(idea.groupId)
    if (!of) continue
    of.ideas++
    of.voices.add(voiceOf(idea))
    if (idea.theme !== undefined && shown.has(idea.theme)) of.themes.add(idea.theme)
  }
  const all = [...said.values()].reduce((sum, { voices }) => sum + voices.size, 0)
  const shares = [...said].map(([groupId, { ideas, voices, themes }]): GroupShare => {
    const share = all === 0 ? 0 : voices.size / all
    return { groupId, ideas, voices: voices.size, share, themes: themes.size, quiet: all > 0 && share < 0.5 / said.size }
  })
  if (said.size < 2 || all === 0) return { groups: shares }
  const entropy = shares.reduce((sum, { share }) => (share === 0 ? sum : sum - share * Math.log(share)), 0)
  return { groups: shares, evenness: Math.min(1, entropy / Math.log(said.size)) }
}

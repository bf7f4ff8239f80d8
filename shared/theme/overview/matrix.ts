/** Theme × group: who has said it, and who has not. */
import type { GroupId, ThemeId } from '../../id.ts'
import type { IdeaRow, ThemeRow } from '../now.ts'
import { countVoices, shownThemes, voiceOf, type Rows } from './members.ts'

export interface MatrixRow {
  readonly theme: ThemeRow
  /** Voices in each group, in the matrix's order of groups. An idea and its copy in another group count in both. */
  readonly cells: readonly number[]
  /** Voices over all groups: an idea and its copies count once, wherever they were written. */
  readonly voices: number
  /** Ideas over all groups, copies among them. */
  readonly ideas: number
  /** How many groups said it. */
  readonly breadth: number
  /** ความเห็นส่วนน้อย: the only group that said it, where more than one has written. */
  readonly minority?: GroupId
}
export interface Matrix {
  readonly groups: readonly GroupId[]
  /** Widest first: said by most groups, then by most voices, then oldest. Themes without ideas stand last. */
  readonly rows: readonly MatrixRow[]
  /** The highest cell, 0 when there is none. */
  readonly most: number
}

/** Themes that one group alone has said, with that group. Where only one group has written there are none: all would be. */
export const minoritiesOf = (rows: Rows): ReadonlyMap<ThemeId, GroupId> => {
  if (new Set(rows.ideas.map(({ groupId }) => groupId)).size < 2) return new Map()
  const sole = new Map<ThemeId, GroupId | undefined>()
  for (const { theme, groupId } of rows.ideas)
    if (theme !== undefined) sole.set(theme, sole.has(theme) && sole.get(theme) !== groupId ? undefined : groupId)
  return new Map([...sole].filter((one): one is [ThemeId, GroupId] => one[1] !== undefined))
}

const rowOf = (theme: ThemeRow, ideas: readonly IdeaRow[], groups: readonly GroupId[]): MatrixRow => {
  const said = new Map(groups.map((id) => [id, new Set<string>()]))
  for (const idea of ideas) said.get(idea.groupId)?.add(voiceOf(idea))
  const cells = groups.map((id) => said.get(id)!.size)
  return { theme, cells, voices: countVoices(ideas), ideas: ideas.length, breadth: cells.filter((count) => count > 0).length }
}

/**
 * The matrix of what is looked at, with `groups` in their order as columns; ideas of other groups are not in it. What is a minority
 * view is judged by `all`, the rows before any filter: a theme is not one group's because only that group is looked at.
 */
export const matrixOf = (rows: Rows, groups: readonly GroupId[], all: Rows = rows): Matrix => {
  const minorities = minoritiesOf(all)
  const columns = new Set(groups)
  const filed = new Map(shownThemes(rows).map((theme) => [theme.id, [] as IdeaRow[]]))
  for (const idea of rows.ideas) if (idea.theme !== undefined && columns.has(idea.groupId)) filed.get(idea.theme)?.push(idea)
  const found = shownThemes(rows).map((theme): MatrixRow => {
    const minority = minorities.get(theme.id)
    return { ...rowOf(theme, filed.get(theme.id)!, groups), ...(minority !== undefined && { minority }) }
  })
  found.sort((a, b) => b.breadth - a.breadth || b.voices - a.voices || a.theme.born - b.theme.born || (a.theme.id < b.theme.id ? -1 : 1))
  return { groups, rows: found, most: Math.max(0, ...found.flatMap(({ cells }) => cells)) }
}

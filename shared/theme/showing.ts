/** Themes as people see them: members by strength, names, groups. */
import type { Assignment } from './assignment.ts'
import type { Belonging } from './belonging.ts'
import { isMostlyThai, speaksThai, type Spoken } from './label.ts'
import type { Naming } from './naming.ts'
import type { Theme } from './theme.ts'

/** Members of a theme with how surely they belong, surest first; 1 for what people put there. */
export const byStrength = (theme: string, assignment: Assignment, belonging: Belonging): [id: string, strength: number][] =>
  assignment
    .membersOf(theme)
    .map((id): [string, number] => [id, assignment.isPinned(id) ? 1 : belonging.association(id, theme)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))

/** What the themes are shown with. */
interface Shelf {
  readonly assignment: Assignment
  readonly belonging: Belonging
  readonly naming: Naming
  readonly spoken: ReadonlyMap<string, Spoken>
  groupOf(id: string): string
}

/** The three that say best what the others say, in the language of most of them, in which the theme is named, where there are any. */
const quoted = (strong: readonly [id: string, strength: number][], spoken: ReadonlyMap<string, Spoken>): string[] => {
  const ids = strong.map(([id]) => id)
  const thai = isMostlyThai(ids.map((id) => spoken.get(id)!))
  const isNamedSo = (id: string) => speaksThai(spoken.get(id)!) === thai
  return [...ids.filter(isNamedSo), ...ids.filter((id) => !isNamedSo(id))].slice(0, 3)
}

/** All themes that are shown, oldest first. One without members is shown only for the name that people gave it. */
export const shownThemes = ({ assignment, belonging, naming, spoken, groupOf }: Shelf): Theme[] => {
  const given = (theme: string) => assignment.facts.themes[theme]?.label
  const shown = assignment.shown().filter((theme) => assignment.membersOf(theme).length > 0 || given(theme) !== undefined)
  const named = naming.name(
    shown.map((theme) => ({ theme, ids: assignment.membersOf(theme), given: given(theme) })),
    spoken,
  )
  return shown.map((theme) => {
    const strong = byStrength(theme, assignment, belonging)
    return {
      id: theme,
      ...named.get(theme)!,
      ideaIds: strong.map(([id]) => id),
      strength: strong.map(([, strength]) => strength),
      representatives: quoted(strong, spoken),
      groups: [...new Set(strong.map(([id]) => groupOf(id)))].sort(),
      curated: assignment.isCurated(theme),
    }
  })
}

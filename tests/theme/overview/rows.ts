import type { GroupId, IdeaId, ThemeId } from '#shared/id.ts'
import type { IdeaRow, ThemeRow } from '#shared/theme/now.ts'

export const groupIds = (...ids: string[]): GroupId[] => ids as GroupId[]
export const theme = (id: string, given: Partial<ThemeRow> = {}): ThemeRow => ({
  id: id as ThemeId,
  label: `ประเด็น ${id}`,
  keyphrases: [],
  representatives: [],
  colour: 0,
  born: 0,
  made: 'found',
  ...given,
})
/** `idea('i1', 'g1', 't1')`: written by a group, in a theme or in none. */
export const idea = (id: string, group: string, inTheme?: string, given: Partial<IdeaRow> = {}): IdeaRow => ({
  id: id as IdeaId,
  text: `ข้อ ${id}`,
  boardId: `b-${group}` as IdeaRow['boardId'],
  groupId: group as GroupId,
  at: 0,
  language: 'th',
  ...(inTheme !== undefined && { theme: inTheme as ThemeId, strength: 0.8 }),
  ...given,
})
export const copy = (id: string, group: string, inTheme: string, of: string, given: Partial<IdeaRow> = {}): IdeaRow =>
  idea(id, group, inTheme, { copyOf: of as IdeaId, ...given })

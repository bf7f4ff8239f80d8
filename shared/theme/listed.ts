/** The themes as outside tools read them: `GET /api/seminars/:id/themes`. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import type { IdeaId, ThemeId } from '../id.ts'
import type { IdeaRow, ThemesNow } from './now.ts'

const ideaId = idSchema<'idea'>()
const themeId = idSchema<'theme'>()
const likelySchema = v.array(v.object({ theme: v.string(), association: v.number() }))

export const themesListSchema = v.object({
  themes: v.array(
    v.object({
      id: themeId,
      label: v.string(),
      /** Surest first. */
      ideaIds: v.array(ideaId),
      /** How many of them each group wrote; groups that wrote none are left out. */
      groups: v.record(v.string(), v.number()),
      keyphrases: v.array(v.string()),
      representatives: v.array(ideaId),
      colour: v.number(),
      born: v.number(),
      made: v.picklist(['found', 'curated']),
      dismissed: v.optional(v.literal(true)),
    }),
  ),
  /** ยังไม่เข้าประเด็น, in order of writing. */
  leftOver: v.array(ideaId),
  /** ไม่แน่ใจ: members that may belong elsewhere, with their likeliest themes. */
  unsure: v.array(v.object({ idea: ideaId, likely: likelySchema })),
  computedAt: v.number(),
  revision: v.number(),
  stalled: v.optional(v.literal(true)),
})
export type ThemesList = v.InferOutput<typeof themesListSchema>

const surest = (a: IdeaRow, b: IdeaRow): number => (b.strength ?? 0) - (a.strength ?? 0) || a.at - b.at || (a.id < b.id ? -1 : 1)

/** The rows of a moment as a list of themes, oldest theme first. */
export const listed = ({ themes, ideas, computedAt, revision, stalled }: ThemesNow): ThemesList => {
  const members = new Map<ThemeId | undefined, IdeaRow[]>()
  for (const idea of ideas) {
    const of = members.get(idea.theme)
    if (of) of.push(idea)
    else members.set(idea.theme, [idea])
  }
  const countOf = (some: readonly IdeaRow[]): Record<string, number> => {
    const groups: Record<string, number> = {}
    for (const { groupId } of some) groups[groupId] = (groups[groupId] ?? 0) + 1
    return groups
  }
  const idOf = ({ id }: IdeaRow): IdeaId => id
  return {
    themes: themes.map(({ id, keyphrases, representatives, ...theme }) => {
      const own = (members.get(id) ?? []).sort(surest)
      return {
        id,
        ...theme,
        keyphrases: [...keyphrases],
        representatives: [...representatives],
        ideaIds: own.map(idOf),
        groups: countOf(own),
      }
    }),
    leftOver: (members.get(undefined) ?? [])
      .filter(({ parked }) => !parked)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(idOf),
    unsure: ideas.flatMap(({ id, theme, likely }) =>
      theme !== undefined && likely ? [{ idea: id, likely: likely.map((one) => ({ ...one })) }] : [],
    ),
    computedAt,
    revision,
    ...(stalled && { stalled }),
  }
}

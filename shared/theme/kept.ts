/** The themes of a closed seminar as its bundle keeps them: what was found and decided, and where each idea stood at the end. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import type { ThemesNow } from './now.ts'

const ideaId = idSchema<'idea'>()
const themeId = idSchema<'theme'>()
const yes = v.optional(v.literal(true))

export const keptThemesSchema = v.object({
  /** Oldest first. */
  themes: v.array(
    v.object({
      id: themeId,
      label: v.string(),
      keyphrases: v.array(v.string()),
      representatives: v.array(ideaId),
      colour: v.number(),
      born: v.number(),
      made: v.picklist(['found', 'curated']),
      dismissed: yes,
    }),
  ),
  /** In order of their ids. */
  ideas: v.array(
    v.object({
      id: ideaId,
      theme: v.optional(themeId),
      strength: v.optional(v.number()),
      filed: yes,
      parked: yes,
      copyOf: v.optional(ideaId),
    }),
  ),
  /** Number of the theme that would have been found next. */
  next: v.number(),
})
export type KeptThemes = v.InferOutput<typeof keptThemesSchema>

/** What is kept of a moment. */
export const keptOf = ({ themes, ideas }: Pick<ThemesNow, 'themes' | 'ideas'>, next: number): KeptThemes => ({
  themes: themes.map((theme) => ({ ...theme, keyphrases: [...theme.keyphrases], representatives: [...theme.representatives] })),
  ideas: ideas
    .map(({ id, theme, strength, filed, parked, copyOf }) => ({
      id,
      ...(theme !== undefined && { theme }),
      ...(strength !== undefined && { strength }),
      ...(filed && { filed }),
      ...(parked && { parked }),
      ...(copyOf !== undefined && { copyOf }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
  next,
})

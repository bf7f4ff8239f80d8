/** Colours of themes and of the matrix in documents: the light look of client/ui/tokens.css, `--theme-0` and on. */
import { look } from './drawing.ts'

const themeColours = [
  '#fed2cb',
  '#709eec',
  '#e17d7e',
  '#45a59f',
  '#c184cf',
  '#d0cafd',
  '#ccf99f',
  '#eaa857',
  '#b0f7fa',
  '#dba6be',
  '#88c0dc',
  '#79a24b',
] as const
/** `place`: of the theme in the palette, 0 to 11. */
export const themeColour = (place: number): string => themeColours[place % themeColours.length]!

/** How dark a cell of the matrix is, by its step, and what is written on it. */
export const steps = [look.panel, '#dcefec', '#a3d2cd', '#2a7c7a', '#0b4b4a'] as const
export const stepInks = [look.ink, look.ink, look.ink, '#ffffff', '#ffffff'] as const

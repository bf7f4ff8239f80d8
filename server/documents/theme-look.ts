/** Colours of themes and of the matrix in documents: the light look of client/ui/tokens.css, `--theme-0` and on. */
import { look } from './drawing.ts'

const themeColours = [
  '#7c9fda',
  '#bbbd74',
  '#d7b3f3',
  '#ce8d68',
  '#a1bcca',
  '#c089bb',
  '#efc7b9',
  '#e7e4fe',
  '#43a594',
  '#91e2dc',
  '#ed9ea9',
  '#c7f8bc',
] as const
/** `place`: of the theme in the palette, 0 to 11. */
export const themeColour = (place: number): string => themeColours[place % themeColours.length]!

/** How dark a cell of the matrix is, by its step, and what is written on it. */
export const steps = [look.panel, '#dcefec', '#a3d2cd', '#2a7c7a', '#0b4b4a'] as const
export const stepInks = [look.ink, look.ink, look.ink, '#ffffff', '#ffffff'] as const

import { recall, remember } from './memory.ts'

/** `auto` follows the tablet's own setting. */
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const remembered = themes.find((known) => known === recall('theme')) ?? 'auto'
export const theme = $state<{ now: Theme }>({ now: remembered })

export const applyTheme = (): void => {
  if (theme.now === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme.now
}
export const chooseTheme = (chosen: Theme): void => {
  theme.now = chosen
  remember('theme', chosen)
  applyTheme()
}

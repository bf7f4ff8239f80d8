import { ideaColours, type IdeaColour } from '#shared/idea/idea.ts'

/** The look's colours as a canvas takes them, for the theme of this moment. */
export interface Palette {
  readonly cards: Readonly<Record<IdeaColour, string>>
  readonly ink: string
  readonly line: string
}

/** Reads the tokens as they stand now: a canvas knows neither custom properties nor light-dark(). */
export const readPalette = (): Palette => {
  const probe = document.createElement('i')
  probe.hidden = true
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const cards = Object.fromEntries(ideaColours.map((colour) => [colour, read(`--idea-${colour}`)])) as Record<IdeaColour, string>
  const palette = { cards, ink: read('--ink'), line: read('--line') }
  probe.remove()
  return palette
}

/** Calls back when the theme changes, by the tablet's setting or by hand. */
export const watchTheme = (changed: () => void): (() => void) => {
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query))
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

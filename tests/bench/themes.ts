/** The engine under the contract by which themes are judged. */
import type { Correction } from '#shared/theme/correction.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import type { Theme, ThemeIdea } from '#shared/theme/theme.ts'

export const proposeThemes = (ideas: readonly ThemeIdea[], { context }: { context: string }): { themes: Theme[] } => {
  const engine = new ThemeEngine({ context })
  for (const idea of ideas) engine.add(idea)
  engine.settle()
  return { themes: engine.themes() }
}

export const nearDuplicates = (ideas: readonly ThemeIdea[]): { groups: string[][] } => {
  const engine = new ThemeEngine({ context: '' })
  for (const idea of ideas) engine.add(idea)
  return { groups: engine.nearDuplicates() }
}

export const createThemeEngine = ({ context }: { context: string }) => {
  const engine = new ThemeEngine({ context })
  return {
    add: (idea: ThemeIdea): void => engine.add(idea),
    settle: (): void => engine.settle(),
    themes: (): Theme[] => engine.themes(),
    correct: (given: Correction): void => {
      engine.correct(given)
    },
  }
}

import type { Words } from '#shared/words.ts'

/** A place that ideas can be put in, as far as an idea needs to know: the board's zones are such. */
export interface IdeaPlace {
  readonly id: string
  readonly title: Words
  readonly tone: string
}

import * as v from 'valibot'

/** A text in both languages. Data that people read (zones, templates, methods) carries both; Thai is the first. */
export interface Words {
  readonly th: string
  readonly en: string
}
export type Language = keyof Words

export const wordsSchema = v.object({ th: v.string(), en: v.string() })

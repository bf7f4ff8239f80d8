/** A text in both languages. Data that people read (zones, templates, methods) carries both; Thai is the first. */
export interface Words {
  readonly th: string
  readonly en: string
}
export type Language = keyof Words

export const isWords = (value: unknown): value is Words => {
  const { th, en } = Object(value) as Record<string, unknown>
  return typeof th === 'string' && typeof en === 'string'
}

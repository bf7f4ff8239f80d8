/** A zone (ช่อง) of a board: where ideas go, as data in the board's document. */
import type { TemplateId } from '../seminar/template-id.ts'
import { isWords, type Words } from '../words.ts'

const zoneTones = ['neutral', 'green', 'red', 'blue', 'orange', 'violet'] as const
export type ZoneTone = (typeof zoneTones)[number]

export interface Zone {
  readonly id: string
  readonly title: Words
  /** One line under the title: what belongs here. */
  readonly hint?: Words
  readonly tone: ZoneTone
  /** Where the zone stands on the canvas, in cells of a grid: quadrants are 2 x 2, columns 1 row. */
  readonly column: number
  readonly row: number
}
/** A template (แม่แบบกระดาน): the zones that a new board gets, under one name. */
export interface Template {
  readonly id: TemplateId
  readonly title: Words
  readonly about: Words
  readonly zones: readonly Zone[]
}
/** True for what a board's document must hold as a zone. By hand: the first page of a tablet carries no schema library. */
export const isZone = (value: unknown): value is Zone => {
  const { id, title, hint, tone, column, row } = Object(value) as Record<string, unknown>
  const placed = Number.isFinite(column) && Number.isFinite(row)
  return (
    typeof id === 'string' && isWords(title) && (hint === undefined || isWords(hint)) && zoneTones.some((one) => one === tone) && placed
  )
}

export const zone = (id: string, th: string, en: string, tone: ZoneTone, column: number, row: number, hint?: Words): Zone => ({
  id,
  title: { th, en },
  ...(hint && { hint }),
  tone,
  column,
  row,
})

/** The zones of a board that has none: one open space. */
export const freeZones: readonly Zone[] = [zone('all', 'ความคิดเห็น', 'Ideas', 'neutral', 0, 0)]

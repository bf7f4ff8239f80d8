/** What every export is made of: one seminar's boards with their ideas, and the columns of its tables. */
import type { Board } from '#shared/board/board.ts'
import { zoneOf } from '#shared/board/board.ts'
import type { Zone } from '#shared/board/template.ts'
import type { Group } from '#shared/group/group.ts'
import type { Idea, IdeaColour } from '#shared/idea/idea.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { bangkok } from '#shared/thai/date.ts'
import type { Language, Words } from '#shared/words.ts'

/** One board as read from its document. */
export interface BoardSheet {
  group: Group
  board: Board
  title: string
  zones: readonly Zone[]
  /** In order of writing. */
  ideas: readonly Idea[]
}
/** What a document is made from; `now` in epoch ms stands in it as the time of making. */
export interface SeminarSheets {
  seminar: Seminar
  boards: readonly BoardSheet[]
  language: Language
  now: number
}

const columnTitles: Record<'group' | 'zone' | 'text' | 'colour' | 'at' | 'id', Words> = {
  group: { th: 'กลุ่ม', en: 'Group' },
  zone: { th: 'ช่อง', en: 'Zone' },
  text: { th: 'ความคิดเห็น', en: 'Idea' },
  colour: { th: 'สี', en: 'Colour' },
  at: { th: 'เขียนเมื่อ', en: 'Written' },
  id: { th: 'รหัส', en: 'Id' },
}
const colourTitles: Record<IdeaColour, Words> = {
  plain: { th: '', en: '' },
  yellow: { th: 'เหลือง', en: 'Yellow' },
  green: { th: 'เขียว', en: 'Green' },
  blue: { th: 'ฟ้า', en: 'Blue' },
  pink: { th: 'ชมพู', en: 'Pink' },
}
export type Column = keyof typeof columnTitles
export const columns = Object.keys(columnTitles) as Column[]

const stamp = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: bangkok })
/** `2026-11-25 14:05:09` in Bangkok: what spreadsheets read as a date. Empty for a time that no calendar has. */
export const sheetTime = (epochMs: number | undefined): string =>
  epochMs === undefined || Number.isNaN(new Date(epochMs).getTime()) ? '' : stamp.format(epochMs)

/** The ideas of each zone, in the zones' order; none is left out. */
export const byZone = (sheet: BoardSheet): { zone: Zone; ideas: Idea[] }[] => {
  const filed = new Map<Zone, Idea[]>(sheet.zones.map((zone) => [zone, []]))
  for (const idea of sheet.ideas) filed.get(zoneOf(idea, sheet.zones))?.push(idea)
  return [...filed].map(([zone, ideas]) => ({ zone, ideas }))
}

/** Header and rows of all boards, as plain text that is not yet guarded. */
export const tableOf = ({ boards, language }: SeminarSheets): string[][] => [
  columns.map((column) => columnTitles[column][language]),
  ...boards.flatMap((sheet) =>
    byZone(sheet).flatMap(({ zone, ideas }) =>
      ideas.map((idea) => [
        sheet.group.name,
        zone.title[language],
        idea.text,
        colourTitles[idea.colour ?? 'plain'][language],
        sheetTime(idea.at),
        idea.id,
      ]),
    ),
  ),
]

/** The documents that the themes of a seminar can be taken away as: what they are called, and who makes them. */
import { press } from './press.ts'
import { fileStem } from './printable.ts'
import { sheetTime } from './sheet.ts'
import { themeWords, type Picture, type ThemeSheet } from './theme-sheet.ts'

export const themeContentTypes = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  pdf: 'application/pdf',
} as const
export type ThemeFormat = keyof typeof themeContentTypes
export const themeFormats = Object.keys(themeContentTypes) as ThemeFormat[]

/** One order to the press. `picture`: what `svg` and `png` show. */
export interface ThemeOrder {
  format: ThemeFormat
  picture: Picture
  sheet: ThemeSheet
}

/** Makes one document in a thread of its own. */
export const pressThemes = (order: ThemeOrder): Promise<Uint8Array> => press('themes', order)

export const themeFileName = ({ format, picture, sheet }: ThemeOrder): string => {
  const { language, seminar, now } = sheet
  const say = themeWords[language]
  const what = format === 'pdf' ? say.title : format === 'svg' || format === 'png' ? say[picture] : say.sheet
  return `${fileStem(`${what} ${seminar.title}`)}-${sheetTime(now).slice(0, 10)}.${format}`
}

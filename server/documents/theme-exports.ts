/** The documents that the themes of a seminar can be taken away as: what they are called, and who makes them. */
import { press } from './press.ts'
import { fileStem } from './printable.ts'
import { sheetTime } from './sheet.ts'
import { themeWords, type ThemeOrder } from './theme-sheet.ts'

/** Makes one document in a thread of its own. */
export const pressThemes = (order: ThemeOrder): Promise<Uint8Array> => press('themes', order)

export const themeFileName = ({ format, picture, sheet }: ThemeOrder): string => {
  const { language, seminar, now } = sheet
  const say = themeWords[language]
  const what = format === 'pdf' ? say.title : format === 'svg' || format === 'png' ? say[picture] : say.sheet
  return `${fileStem(`${what} ${seminar.title}`)}-${sheetTime(now).slice(0, 10)}.${format}`
}

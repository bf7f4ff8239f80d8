/** The press' end of an order for themes. Each format's library is loaded only where it is wanted. */
import { themeWords, type ThemeOrder } from './theme-sheet.ts'

export const writeThemes = async ({ format, picture, sheet }: ThemeOrder): Promise<Uint8Array> => {
  switch (format) {
    case 'json': {
      const [{ writeJson }, { themesValue }] = await Promise.all([import('./json.ts'), import('./theme-json.ts')])
      return writeJson(themesValue(sheet))
    }
    case 'csv': {
      const [{ csvOf }, { themeTable }] = await Promise.all([import('./csv.ts'), import('./theme-table.ts')])
      return csvOf(themeTable(sheet).rows)
    }
    case 'xlsx': {
      const [{ xlsxOf }, { themeTable }] = await Promise.all([import('./xlsx.ts'), import('./theme-table.ts')])
      const { rows, widths } = themeTable(sheet)
      return xlsxOf(rows, widths, themeWords[sheet.language].sheet)
    }
    case 'svg':
      return (await import('./theme-picture.ts')).writeThemeSvg(sheet, picture)
    case 'png':
      return (await import('./theme-picture.ts')).paintThemes(sheet, picture)
    case 'pdf':
      return (await import('./theme-page.ts')).writeThemePage(sheet)
  }
}

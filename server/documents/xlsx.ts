import writeExcelFile from 'write-excel-file/node'
import { printable } from './printable.ts'
import { columns, tableOf, type Column, type SeminarSheets } from './sheet.ts'

const widths: Record<Column, number> = { group: 26, zone: 18, text: 80, colour: 10, at: 20, id: 18 }
/** The face of Thai official papers; other machines take their own. */
const face = { fontFamily: 'TH SarabunPSK', fontSize: 16 } as const

/** A workbook with one sheet. Every cell is text by type and by format: none is computed, not even after it was edited. */
export const xlsxOf = async (
  table: readonly (readonly string[])[],
  columnWidths: readonly number[],
  sheet: string,
): Promise<Uint8Array> => {
  const [header = [], ...rows] = table
  const text = (value: string) =>
    ({ value: printable(value), type: String, format: '@', wrap: true, alignVertical: 'top', ...face }) as const
  const head = header.map((value) => ({ ...text(value), fontWeight: 'bold', backgroundColor: '#DCEFEC' }) as const)
  const bytes = await writeExcelFile([head, ...rows.map((row) => row.map(text))], {
    columns: columnWidths.map((width) => ({ width })),
    stickyRowsCount: 1,
    sheet,
  }).toBuffer()
  return new Uint8Array(bytes)
}

export const writeXlsx = (sheets: SeminarSheets): Promise<Uint8Array> =>
  xlsxOf(
    tableOf(sheets),
    columns.map((column) => widths[column]),
    sheets.language === 'th' ? 'ความคิดเห็น' : 'Ideas',
  )

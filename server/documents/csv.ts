import Papa from 'papaparse'
import { guardCell } from './printable.ts'
import { tableOf, type SeminarSheets } from './sheet.ts'

/** A table for spreadsheets: UTF-8 with its mark (Excel needs it for Thai), CRLF, every cell quoted and guarded, headers too. */
export const writeCsv = (sheets: SeminarSheets): Uint8Array => {
  const cells = tableOf(sheets).map((row) => row.map((cell) => guardCell(cell).replaceAll('\n', '\r\n')))
  return new TextEncoder().encode(`\uFEFF${Papa.unparse(cells, { quotes: true, newline: '\r\n' })}\r\n`)
}

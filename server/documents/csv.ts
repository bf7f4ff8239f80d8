import Papa from 'papaparse'
import { guardCell } from './printable.ts'
import { tableOf, type SeminarSheets } from './sheet.ts'

/** Rows for spreadsheets: UTF-8 with its mark (Excel needs it for Thai), CRLF, every cell quoted and guarded, headers too. */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array => {
  const cells = rows.map((row) => row.map((cell) => guardCell(cell).replaceAll('\n', '\r\n')))
  return new TextEncoder().encode(`\uFEFF${Papa.unparse(cells, { quotes: true, newline: '\r\n' })}\r\n`)
}

export const writeCsv = (sheets: SeminarSheets): Uint8Array => csvOf(tableOf(sheets))

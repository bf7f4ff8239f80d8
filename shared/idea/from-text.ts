/**
 * Ideas out of what people paste or upload: many lines, or a table (CSV, or tabs as a spreadsheet copies them). All or nothing:
 * the first fault is named by its line and nothing is read.
 */
import { Refusal } from '../refusal.ts'
import { cleanText } from './edit.ts'
import { maxIdeaCharacters, maxIdeasPerImport } from './idea.ts'

/** One idea as it was brought; `zone` as it stood there: an id or a title. */
export interface BroughtIdea {
  text: string
  zone?: string
}
interface Row {
  /** Line of the raw text where the row begins, from 1. */
  line: number
  cells: string[]
}

const textHeaders = new Set(['text', 'idea', 'ideas', 'ความคิดเห็น', 'ความเห็น', 'ข้อความ'])
const zoneHeaders = new Set(['zone', 'ช่อง', 'หมวด'])
const bullet = /^[•·▪‣◦*–-]\s+/
/** Spreadsheets and our own exports (server/documents/printable.ts) put ' before what would be a formula. */
const guardedFormula = /^'(?=[\s\p{Cf}]*[=+\-@|%＝＋－＠﹢﹣﹦﹫−])/u

/** Beyond these it is no table of ideas, or a quote is missing; a spreadsheet that means well stays far below. */
const maxLines = 200_000
const maxCells = 1_000_000
const maxCellsPerRow = 1_000
const maxQuotedCharacters = 100_000
/** So much of a table tells how it is written. */
const tellingCharacters = 2_000

const lineOf = (raw: string, at: number): number => raw.slice(0, at).split('\n').length

/** The most frequent of tab, semicolon and comma in the first row, outside quotes; a tab always wins. */
const delimiterOf = (raw: string): string => {
  const first = raw
    .trimStart()
    .slice(0, tellingCharacters)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n', 1)[0]!
  if (first.includes('\t')) return '\t'
  const count = (mark: string) => first.split(mark).length
  return count(';') > count(',') ? ';' : ','
}

/** Asked first: millions of line ends hold up everybody while they are exchanged. */
const hasManyLines = (raw: string): boolean => {
  let ends = 0
  for (let at = 0; at < raw.length && ends <= maxLines; at++) {
    const code = raw.charCodeAt(at)
    if (code === 10 || code === 13) ends++
  }
  return ends > maxLines
}

const tooMany = (line: number): Refusal => new Refusal('idea/too-many', { limit: maxIdeasPerImport, line })

/** Reads a table as RFC 4180 has it. @throws import/broken-csv with the line where a quote is wrong */
const readRows = (raw: string, delimiter: string): Row[] => {
  const rows: Row[] = []
  const plainEnd = new RegExp(`[${delimiter}\\n]`, 'g')
  let at = 0
  let line = 1
  let row: Row = { line, cells: [] }
  let cells = 0
  while (at <= raw.length) {
    let cell: string
    if (raw[at] === '"') {
      const opened = line
      let close = at + 1
      while ((close = raw.indexOf('"', close)) >= 0 && raw[close + 1] === '"' && close - at <= maxQuotedCharacters) close += 2
      if (close < 0 || close - at > maxQuotedCharacters) throw new Refusal('import/broken-csv', { line: opened })
      cell = raw.slice(at + 1, close).replaceAll('""', '"')
      line += cell.split('\n').length - 1
      at = close + 1
      if (at < raw.length && raw[at] !== delimiter && raw[at] !== '\n') throw new Refusal('import/broken-csv', { line })
    } else {
      plainEnd.lastIndex = at
      const end = plainEnd.exec(raw)?.index ?? raw.length
      cell = raw.slice(at, end)
      at = end
    }
    if (++cells > maxCells || row.cells.length >= maxCellsPerRow) throw new Refusal('import/broken-csv', { line: row.line })
    row.cells.push(cell.trim())
    if (raw[at] !== delimiter) {
      if (row.cells.some((one) => one !== '')) rows.push(row)
      // One more than fits, and the names of the columns.
      if (rows.length > maxIdeasPerImport + 1) throw tooMany(row.line)
      row = { line: ++line, cells: [] }
    }
    at++
  }
  return rows
}

const readTable = (raw: string): (BroughtIdea & { line: number })[] => {
  const rows = readRows(raw, delimiterOf(raw))
  const width = rows[0]?.cells.length ?? 0
  for (const { line, cells } of rows) {
    // A spreadsheet leaves empty cells at the end of a row away, or adds some.
    while (cells.length > width && cells.at(-1) === '') cells.pop()
    if (cells.length > width) throw new Refusal('import/broken-csv', { line })
  }
  const head = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? []
  const headed = head.some((name) => textHeaders.has(name))
  const textAt = headed ? head.findIndex((name) => textHeaders.has(name)) : 0
  const zoneAt = headed ? head.findIndex((name) => zoneHeaders.has(name)) : 1
  return rows.slice(headed ? 1 : 0).map(({ line, cells }) => {
    const zone = zoneAt < 0 ? undefined : cells[zoneAt]?.replace(guardedFormula, '')
    return { line, text: (cells[textAt] ?? '').replace(guardedFormula, ''), ...(zone && { zone }) }
  })
}

const readLines = (raw: string): (BroughtIdea & { line: number })[] => {
  const brought: (BroughtIdea & { line: number })[] = []
  for (let at = 0, line = 1; at <= raw.length; line++) {
    const newline = raw.indexOf('\n', at)
    const end = newline < 0 ? raw.length : newline
    const text = raw.slice(at, end).trim().replace(bullet, '')
    if (text !== '') brought.push({ line, text })
    if (brought.length > maxIdeasPerImport) throw tooMany(line)
    at = end + 1
  }
  return brought
}

/**
 * Reads ideas from lines (one idea a line; list bullets fall away) or from a table (columns `text`/`ความคิดเห็น` and `zone`/`ช่อง`, or without
 * a header text first, then zone). @throws import/broken-csv, idea/too-long, idea/empty with the line; idea/too-many; idea/empty when there is nothing
 */
export const readIdeasFromText = (raw: string, kind: 'lines' | 'csv'): BroughtIdea[] => {
  if (hasManyLines(raw)) throw tooMany(maxLines)
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const binary = text.search(/[\0\uFFFD]/)
  if (binary >= 0) throw new Refusal('import/broken-csv', { line: lineOf(text, binary) })
  const brought = kind === 'csv' ? readTable(text) : readLines(text)
  if (brought.length === 0) throw new Refusal('idea/empty')
  if (brought.length > maxIdeasPerImport) throw tooMany(brought[maxIdeasPerImport]!.line)
  return brought.map(({ line, text: one, zone }) => {
    try {
      return { text: cleanText(one), ...(zone && { zone }) }
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      throw new Refusal(fault.code, { ...fault.detail, line, limit: maxIdeaCharacters })
    }
  })
}

/** The other end of the press: one order, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Order, Work } from './press.ts'

/** Loaded only where they are wanted: most orders need one. */
const makers: { [W in Work]: (of: Order[W]) => Promise<Uint8Array> } = {
  csv: async (sheets) => (await import('./csv.ts')).writeCsv(sheets),
  xlsx: async (sheets) => (await import('./xlsx.ts')).writeXlsx(sheets),
  md: async (sheets) => (await import('./markdown.ts')).writeMarkdown(sheets),
  json: async (sheets) => {
    const { seminarValue, writeJson } = await import('./json.ts')
    return writeJson(seminarValue(sheets))
  },
  table: async ({ format, rows, widths, sheet }) =>
    format === 'csv' ? (await import('./csv.ts')).csvOf(rows) : (await import('./xlsx.ts')).xlsxOf(rows, widths, sheet),
  png: async ({ boards, ...about }) => (await import('./picture.ts')).paintBoard(boards[0]!, about),
  themes: async (order) => (await import('./theme-writing.ts')).writeThemes(order),
  bundle: async (parts) => (await import('./bundle-files.ts')).packBundle(parts),
}

const answer = async (): Promise<Answer> => {
  const { work, of } = workerData as { work: Work; of: never }
  try {
    return { made: await makers[work](of) }
  } catch (fault) {
    return { failed: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
  }
}
parentPort!.postMessage(await answer())

/**
 * The press: makes documents in a worker thread, because breaking lines, painting and packing take time that sockets need.
 *
 *   press   a worker with the order {work, of}
 *   worker  {made: bytes} or {failed: text}, and ends
 */
import { beginThread } from '../threads.ts'
import type { BundleParts } from './bundle-files.ts'
import type { SeminarSheets } from './sheet.ts'
import type { ThemeOrder } from './theme-sheet.ts'

export interface Order {
  csv: SeminarSheets
  xlsx: SeminarSheets
  md: SeminarSheets
  json: SeminarSheets
  /** Rows of any table, the header first. */
  table: { format: 'csv' | 'xlsx'; rows: readonly (readonly string[])[]; widths: readonly number[]; sheet: string }
  /** The first board of the sheets. */
  png: SeminarSheets
  bundle: BundleParts
  themes: ThemeOrder
}
export type Work = keyof Order
export type Answer = { made: Uint8Array } | { failed: string }

const atOnce = 2
const maxMs = 120_000
const maxMemoryMb = 1024

let running = 0
const waiting: (() => void)[] = []

const work = (order: { work: Work; of: Order[Work] }): Promise<Uint8Array> =>
  new Promise((made, failed) => {
    const limits = { maxOldGenerationSizeMb: maxMemoryMb }
    const worker = beginThread(new URL('./press-worker.ts', import.meta.url), order, { name: 'press', resourceLimits: limits })
    let answer: Answer = { failed: 'the worker ended' }
    const late = setTimeout(() => {
      answer = { failed: `it took over ${maxMs} ms` }
      void worker.terminate()
    }, maxMs)
    worker.once('message', (said: Answer) => (answer = said))
    worker.once('error', (error) => (answer = { failed: (error as Error).message }))
    // Once it has answered it ends by itself: what is cut off in the middle of its compiling can take the process along.
    worker.once('exit', () => {
      clearTimeout(late)
      if ('made' in answer) made(answer.made)
      else failed(new Error(`${order.work}: ${answer.failed}`))
    })
  })

/** Makes one document. Two are made at once, more wait their turn. */
export const press = async <W extends Work>(kind: W, of: Order[W]): Promise<Uint8Array> => {
  if (running >= atOnce) await new Promise<void>((turn) => waiting.push(turn))
  else running++
  try {
    return await work({ work: kind, of })
  } finally {
    const next = waiting.shift()
    // A turn is handed on, not given back and taken: nobody can slip in between.
    if (next) next()
    else running--
  }
}

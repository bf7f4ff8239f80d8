/**
 * The press: makes documents in a worker thread, because breaking lines, painting and packing take time that sockets need.
 *
 *   press   a worker with the order {work, of}
 *   worker  {made: bytes} or {failed: text}, and ends
 */
import { Worker } from 'node:worker_threads'
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
    const worker = new Worker(new URL('./press-worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
    })
    const late = setTimeout(() => end(() => failed(new Error(`${order.work} took over ${maxMs} ms`))), maxMs)
    const end = (tell: () => void) => {
      clearTimeout(late)
      tell()
      // The worker has nothing more to say; its memory should go now.
      worker.terminate().catch(failed)
    }
    worker.once('message', (answer: Answer) =>
      end(() => ('made' in answer ? made(answer.made) : failed(new Error(`${order.work}: ${answer.failed}`)))),
    )
    worker.once('error', (error) => end(() => failed(error)))
    worker.once('exit', (code) => end(() => failed(new Error(`${order.work}: the worker ended (${code})`))))
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

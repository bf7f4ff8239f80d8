import { getCompileCacheDir } from 'node:module'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Begins a thread with its first file; `given` is what it finds as `workerData`. */
export const beginThread = (main: URL, given: object, options: WorkerOptions): Worker =>
  new Worker(new URL('./thread-start.js', import.meta.url), {
    ...options,
    workerData: { ...given, main: main.href, codeCache: getCompileCacheDir?.() },
  })

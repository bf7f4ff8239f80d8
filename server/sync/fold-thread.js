// Where the folding worker begins. Plain JavaScript, so that nothing is stripped before the process's cache of stripped
// code is on: it then starts faster and without the stripper's memory.
import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'

if (workerData.codeCache) enableCompileCache(workerData.codeCache)
await import('./fold-worker.ts')

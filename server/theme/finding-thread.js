// Where the finding thread begins. Plain JavaScript, so that nothing is stripped before the process's cache of stripped
// code is on.
import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'

if (workerData.codeCache) enableCompileCache(workerData.codeCache)
await import('./finding-worker.ts')

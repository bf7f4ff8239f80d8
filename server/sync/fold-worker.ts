/** The worker's side of folding.ts: one job in, one answer out. */
import { parentPort } from 'node:worker_threads'
import { fold } from './fold.ts'
import type { FoldAnswer, ToFold } from './folding.ts'

parentPort!.on('message', (job: ToFold) => {
  if (job === 'end') return parentPort!.close()
  const { id, snapshot, tail } = job
  const answer = (message: FoldAnswer, moved: ArrayBuffer[] = []) => parentPort!.postMessage(message, moved)
  try {
    const folded = fold({ snapshot, tail })
    answer({ id, folded }, [folded.update.buffer, folded.index.buffer])
  } catch (error) {
    answer({ id, failure: (error as Error).message })
  }
})

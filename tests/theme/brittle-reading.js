// A reading thread that dies of one question.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ errand }) => {
  if (errand?.do === 'why' && errand.a === 'die') process.exit(3)
})
await import('../../server/theme/reading-worker.ts')

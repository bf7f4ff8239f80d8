// A finding thread that says what it found for a beginning that is over.
import { parentPort } from 'node:worker_threads'

const say = parentPort.postMessage.bind(parentPort)
let last
parentPort.postMessage = (said, moved) => {
  if (said.news) last = said
  say(said, moved)
}
parentPort.on('message', ({ errand }) => {
  if (errand?.do === 'open' && last) say(last)
})
await import('../../server/theme/finding-worker.ts')

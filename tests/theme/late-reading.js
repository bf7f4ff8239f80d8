// A reading thread of which something is still on its way when it is begun anew.
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
await import('../../server/theme/reading-worker.ts')

// A finding thread that dies of one word, and hangs at another.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ errand }) => {
  const texts = errand?.do === 'ideas' ? errand.put.map(({ text }) => text) : []
  if (texts.some((text) => text.includes('ระเบิด'))) throw new Error('died of a word')
  while (texts.some((text) => text.includes('ค้าง')));
})
await import('../../server/theme/finding-worker.ts')

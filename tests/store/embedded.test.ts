import diagnostics from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { newFolder, removeFolder, tempFolder } from '../helpers/temp.ts'
import { contract, entry, textOf } from './contract.ts'
import { appendUntilStored } from './writer.ts'

const dataDir = newFolder()
contract('embedded', {
  open: () => openEmbedded({ dataDir }),
  reopen: async (store) => {
    await store.close()
    return openEmbedded({ dataDir })
  },
  end: async () => removeFolder(dataDir),
})

test('[ST25] a store thread that dies is replaced: what was on its way is stored once, nothing acknowledged is missing', async () => {
  const threads: Worker[] = []
  const watch = (message: unknown) => threads.push((message as { worker: Worker }).worker)
  diagnostics.subscribe('worker_threads', watch)
  const store = await openEmbedded({ dataDir: tempFolder() })
  try {
    const sent: string[] = []
    for (let round = 0; round < 10; round++) {
      const going = Array.from({ length: 40 }, async (_, writer) => {
        for (let turn = 0; turn < 5; turn++) {
          sent.push(`${round}.${writer}.${turn}`)
          await appendUntilStored(store, `board/${writer % 3}`, [entry(sent.at(-1)!, `seat${writer}`)])
        }
      })
      while (sent.length < round * 200 + 41 + round * 15) await new Promise((resolve) => setImmediate(resolve))
      // The thread is at work now; it dies at a random instant of that.
      for (const at = performance.now() + Math.random() * 2; performance.now() < at;);
      await threads.at(-1)!.terminate()
      await Promise.all(going)
    }
    expect(threads).toHaveLength(11)
    const stored = (await Promise.all([0, 1, 2].map((room) => store.log.load(`board/${room}`)))).flatMap(({ tail }) => tail)
    expect(stored.map(textOf).sort()).toEqual(sent.sort())
    expect(stored.every((one) => one.seat === `seat${textOf(one).split('.')[1]}`)).toBe(true)
  } finally {
    await store.close()
    diagnostics.unsubscribe('worker_threads', watch)
  }
})

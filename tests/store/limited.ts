/** A process whose files must not grow: `node limited.ts <folder>` appends until it is refused, waits for a word, appends the same again. */
import { once } from 'node:events'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { appendUntilStored } from './writer.ts'

const store = await openEmbedded({ dataDir: process.argv[2]! })
const entryOf = (turn: number) => ({ update: Buffer.from(`${turn} ${'x'.repeat(20_000)}`), seat: 'server' as const })
let turn = 0
let refused = entryOf(turn)
for (;;) {
  try {
    await store.log.append('board/limited', [refused])
    refused = entryOf(++turn)
  } catch (error) {
    process.stdout.write(`refused ${(error as Error).message}\n`)
    break
  }
}
await once(process.stdin, 'data')
await appendUntilStored(store, 'board/limited', [refused])
await store.close()
process.stdout.write(`stored ${turn + 1}\n`)
process.exit()

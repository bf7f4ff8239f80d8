/** Runs one job of the load generator in its own process on core 1 and gives back its result. */
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Job, ResultOf } from '../load/job.ts'
import { loadCore, startPinned } from './pinned.ts'

const generator = join(import.meta.dirname, '../load/generator.ts')

export const runJob = async <J extends Job>(job: J): Promise<ResultOf[J['kind']]> => {
  const child = startPinned(loadCore, ['--max-old-space-size=6000', generator], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin!.end(JSON.stringify(job))
  const [answer, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit') as Promise<[number]>])
  if (code !== 0) throw new Error(`the load generator ended with ${code}`)
  return JSON.parse(answer) as ResultOf[J['kind']]
}

/** The load's own process, pinned to its own core: one job on standard input, one result on standard output. */
import { text } from 'node:stream/consumers'
import { runCrowd } from './crowd-run.ts'
import type { Job } from './job.ts'
import { runFill, runHistory, runIdle, runReopen, runStorm } from './one-offs.ts'
import { runSaturation } from './saturation-run.ts'

const run = (job: Job) => {
  switch (job.kind) {
    case 'crowd':
      return runCrowd(job)
    case 'saturation':
      return runSaturation(job)
    case 'storm':
      return runStorm(job)
    case 'idle':
      return runIdle(job)
    case 'history':
      return runHistory(job)
    case 'fill':
      return runFill(job)
    case 'reopen':
      return runReopen(job)
  }
}

const result = await run(JSON.parse(await text(process.stdin)) as Job)
process.stdout.write(JSON.stringify(result), () => process.exit(0))

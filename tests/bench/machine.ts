/** Where and when was this measured: nobody should read a figure without it. */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { ahead } from './pinned.ts'

export interface Machine {
  date: string
  commit: string
  processor: string
  cores: number
  memoryGb: number
  kernel: string
  node: string
  /** Load average of the last minute before the run: other work on the machine. */
  load: number
  /** Server and load had the right of way (BENCH_AHEAD=1). */
  ahead: boolean
}

/** An unpacked archive has no history, and a bare machine no git. */
const commit = (): string => {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : 'an unknown commit'
}

export const describeMachine = (): Machine => ({
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  commit: commit(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.version,
  load: loadavg()[0] ?? 0,
  ahead,
})

export const machineLine = (machine: Machine): string =>
  `Measured ${machine.date} UTC at ${machine.commit} on ${machine.cores} cores (${machine.processor}, ${machine.memoryGb} GB, Linux ${machine.kernel}), ` +
  `Node ${machine.node}, load before the run ${machine.load.toFixed(1)}; server on one core, load on the other${machine.ahead ? ', both ahead of other work' : ''}; contestants take turns.`

/** How a process is started on one core: the server on 0, the load on 1. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { writeFileSync } from 'node:fs'

export const serverCore = '0'
export const loadCore = '1'

/**
 * `BENCH_AHEAD=1` (root) lets server and load go before all other work on a busy machine: each gets a session of its own
 * with 80 times the weight of others. By default they wait their turn like everything else, and other work shows in every
 * latency.
 */
export const ahead = process.env['BENCH_AHEAD'] === '1'

/** taskset becomes the program, so the child's pid is the program's own; it does not outlive the bench. */
export const startPinned = (core: string, args: readonly string[], options: SpawnOptions): ChildProcess => {
  const child = spawn('taskset', ['-c', core, process.execPath, ...args], { ...options, detached: ahead })
  if (ahead && child.pid !== undefined) writeFileSync(`/proc/${child.pid}/autogroup`, '-20')
  const stopIt = () => child.kill('SIGKILL')
  process.once('exit', stopIt)
  child.once('exit', () => process.off('exit', stopIt))
  return child
}
// Ended by a signal, `exit` would not be heard.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

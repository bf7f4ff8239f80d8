/** How a process is started on one core: the server on 0, the load on 1. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

export const serverCore = '0'
export const loadCore = '1'

/** `BENCH_NICE=-15` lets server and load go ahead of other work on a busy machine (needs root); by default they are as nice as all. */
const niceness = process.env['BENCH_NICE']

/** taskset and nice become the program, so the child's pid is the program's own. */
export const startPinned = (core: string, args: readonly string[], options: SpawnOptions): ChildProcess => {
  const ahead = niceness === undefined ? [] : ['nice', '-n', niceness]
  return spawn('taskset', ['-c', core, ...ahead, process.execPath, ...args], options)
}

/** How a process is started on one core: the server on 0, the load on 1. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { writeFileSync } from 'node:fs'

export const serverCore = '0'
export const loadCore = '1'

/**
 * `BENCH_AHEAD=1` (root) lets server and load go before all other work on a busy machine: their session gets 80 times the
 * weight of the others. By default they wait their turn like everything else, and other work shows in every latency.
 */
export const ahead = process.env['BENCH_AHEAD'] === '1'
if (ahead) writeFileSync('/proc/self/autogroup', '-20')

/** taskset becomes the program, so the child's pid is the program's own. */
export const startPinned = (core: string, args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn('taskset', ['-c', core, process.execPath, ...args], options)

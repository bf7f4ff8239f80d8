/** How a process is started on one core: the server on 0, the load on 1. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

export const serverCore = '0'
export const loadCore = '1'

/**
 * `BENCH_AHEAD=1` lets server and load go ahead of all other work on a busy machine (real-time scheduling, needs root);
 * by default they wait their turn like everything else, and other work shows in every latency.
 */
export const ahead = process.env['BENCH_AHEAD'] === '1'

/** taskset and chrt become the program, so the child's pid is the program's own. */
export const startPinned = (core: string, args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn('taskset', ['-c', core, ...(ahead ? ['chrt', '-r', '1'] : []), process.execPath, ...args], options)

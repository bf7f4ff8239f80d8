/** With `BENCH_PERF=FILE` the measured seconds are recorded by Linux' perf; give the server `BENCH_NODE_FLAGS=--perf-basic-prof` so that its functions have names. */
import { spawn } from 'node:child_process'

export const recordServer = (pid: number, seconds: number): void => {
  const file = process.env['BENCH_PERF']
  if (file)
    spawn('perf', ['record', '-F', '1499', '-g', '-p', String(pid), '-o', file, '--', 'sleep', String(seconds)], { stdio: 'ignore' })
}

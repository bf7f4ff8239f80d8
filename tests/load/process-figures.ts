/** What Linux says of a running process: CPU time of all its threads, and memory. */
import { readdirSync, readFileSync } from 'node:fs'

/** Length of one tick of /proc/<pid>/stat in microseconds (USER_HZ is 100 on every Linux that we know). */
const tickMicros = 10_000

/** CPU time so far in microseconds, of all threads, those that have ended included. */
export const cpuMicros = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMicros
}

const field = (text: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN) / 1_024

export interface Memory {
  /** Resident, its highest so far, and the proportional share (shared pages divided among their users), in MB. */
  rss: number
  peak: number
  pss: number
}
export const memory = (pid: number): Memory => {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return {
    rss: field(status, 'VmRSS'),
    peak: field(status, 'VmHWM'),
    pss: field(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'), 'Pss'),
  }
}

/** CPU time so far in microseconds by the name of the thread: where a server's time goes. */
export const threadMicros = (pid: number): Record<string, number> => {
  const byName: Record<string, number> = {}
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const name = readFileSync(`/proc/${pid}/task/${thread}/comm`, 'latin1').trim()
    const nanos = Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0])
    byName[name] = (byName[name] ?? 0) + nanos / 1_000
  }
  return byName
}

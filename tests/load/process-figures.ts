/** What Linux says of a running process: CPU time of all its threads, and memory. */
import { readFileSync } from 'node:fs'

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

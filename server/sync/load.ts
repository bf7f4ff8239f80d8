/** How busy this process's event loop is, sampled by those who round. */
import { performance } from 'node:perf_hooks'

let before = performance.eventLoopUtilization()
let busy = false

/** Looks again; call it a few times a second. */
export const sampleLoad = (): void => {
  const now = performance.eventLoopUtilization()
  busy = performance.eventLoopUtilization(now, before).utilization > 0.5
  before = now
}

/** Whether the loop was busy for more than half of the time between the last two looks. */
export const isBusy = (): boolean => busy

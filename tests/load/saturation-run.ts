/** How many edits a second one room takes, ten cursor moves with each, before an edit needs longer than the limit to arrive. */
import { openAll, type Client } from './client.ts'
import { contentHash } from './compare.ts'
import { crowd, peopleOf, settle } from './crowd.ts'
import type { SaturationJob, SaturationResult } from './job.ts'
import { Probe, SendBook } from './probe.ts'
import { cpuMicros } from './process-figures.ts'
import { percentile } from './statistics.ts'

const probeCount = 2
/** After the first rate that is too much the step back is refined this often. */
const refinements = 2
const calmWithinMs = 20_000

export const runSaturation = async (job: SaturationJob): Promise<SaturationResult> => {
  const book = new SendBook()
  const probes = Array.from({ length: probeCount }, () => new Probe(book))
  const clients: Client[] = await openAll(job, 50, (seat) => ({
    keep: false,
    ...(seat < probeCount && { updated: (update: Uint8Array) => probes[seat]!.integrate(update) }),
  }))
  await settle(500)
  const people = peopleOf(clients, 'saturation')
  // The probes only read: their documents then hold everything, or the server lost some.
  const writers = people.slice(probeCount)
  const steps: SaturationResult['steps'] = []

  /** Waits until both probes have every edit so far. */
  const calm = async (): Promise<boolean> => {
    const final = book.final()
    const everybody = new Set(final.keys())
    const until = performance.now() + calmWithinMs
    while (!probes.every((probe) => probe.has(final, everybody))) {
      if (performance.now() > until) return false
      await settle(50)
    }
    await settle(500)
    return true
  }

  const step = async (rate: number): Promise<boolean> => {
    for (const person of writers) {
      person.editsPerSecond = rate / writers.length
      person.cursorHertz = (rate * job.cursorsPerEdit) / writers.length
    }
    const work = crowd(writers, book, { keep: false, seconds: job.stepSeconds + 1 })
    await work(1)
    const since = performance.now()
    for (const probe of probes) Object.assign(probe, { since, latencies: [] })
    const before = { cpu: cpuMicros(job.serverPid), load: process.cpuUsage() }
    const tally = await work(job.stepSeconds)
    const seconds = (performance.now() - since) / 1_000
    const cpu = cpuMicros(job.serverPid) - before.cpu
    const load = process.cpuUsage(before.load)
    const whole = await calm()
    const latencies = probes.flatMap((probe) => probe.latencies)
    const p99 = whole ? percentile(latencies, 0.99) : Infinity
    const reached = tally.edits / seconds
    steps.push({
      rate,
      reached,
      p50: percentile(latencies, 0.5),
      p99,
      serverBusy: cpu / 1e6 / seconds,
      loadBusy: (load.user + load.system) / 1e6 / seconds,
    })
    return p99 <= job.limitMs && clients.every((client) => client.refusal === undefined)
  }

  let good = 0
  let rate = job.firstRate
  while (await step(rate)) {
    good = rate
    rate *= job.factor
  }
  let bad = rate
  for (let n = 0; n < refinements && good > 0; n++) {
    const middle = Math.sqrt(good * bad)
    if (await step(middle)) good = middle
    else bad = middle
  }
  const best = steps.filter((taken) => taken.rate <= good).map((taken) => taken.reached)
  const equal = new Set(probes.map((probe) => contentHash(probe.doc))).size === 1
  const refusals = [...new Set(clients.flatMap((client) => client.refusal ?? []))]
  clients.forEach((client) => client.close())
  return { editsPerSecond: Math.max(0, ...best), steps, equal, refusals }
}

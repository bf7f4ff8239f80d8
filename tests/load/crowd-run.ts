/** One run of a crowd: open, warm up, measure, wait for the last edit, compare all documents. */
import { openAll, type Client } from './client.ts'
import { contentHash, documentOf } from './compare.ts'
import { crowd, peopleOf, settle, type Person } from './crowd.ts'
import type { CrowdJob, CrowdResult } from './job.ts'
import { Probe, SendBook } from './probe.ts'
import { cpuMicros, threadMicros } from './process-figures.ts'
import { recordServer } from './profile.ts'
import { percentile } from './statistics.ts'

/** How many rooms' first seat, and of one room how many seats, hold a whole document. */
const probesInOneRoom = 3
const arriveWithinMs = 15_000

const roomsOf = (job: CrowdJob): Map<string, number[]> => {
  const rooms = new Map<string, number[]>()
  job.seats.forEach((seat, n) => rooms.set(seat.room, [...(rooms.get(seat.room) ?? []), n]))
  return rooms
}

/** Waits until every probe has every edit of its room. */
const arrived = async (probes: ReadonlyMap<number, Probe>, people: readonly Person[], book: SendBook): Promise<boolean> => {
  const final = book.final()
  const until = performance.now() + arriveWithinMs
  const whole = () =>
    [...probes].every(([seat, probe]) => {
      const { room } = people[seat]!.client.address
      const others = people.filter((person, n) => n !== seat && person.client.address.room === room)
      return probe.has(final, new Set(others.map((person) => person.client.clientId)))
    })
  while (!whole()) {
    if (performance.now() > until) return false
    await settle(50)
  }
  await settle(300)
  return true
}

/** True when, in each room, everybody holds the same: what arrived and what they wrote themselves. */
const allEqual = (people: readonly Person[]): boolean => {
  const byRoom = new Map<string, Set<string>>()
  for (const person of people) {
    const hashes = byRoom.get(person.client.address.room) ?? new Set()
    byRoom.set(person.client.address.room, hashes.add(contentHash(documentOf([...person.client.kept, ...person.sent]))))
  }
  return [...byRoom.values()].every((hashes) => hashes.size === 1)
}

export const runCrowd = async (job: CrowdJob): Promise<CrowdResult> => {
  const rooms = roomsOf(job)
  const book = new SendBook()
  const probeSeats = rooms.size > 1 ? [...rooms.values()].map((seats) => seats[0]!) : [...rooms.values()][0]!.slice(0, probesInOneRoom)
  const probes = new Map(probeSeats.map((seat) => [seat, new Probe(book)]))
  const acks: number[] = []
  let people: Person[] = []
  let since = Infinity
  const acknowledged: number[] = job.seats.map(() => 0)
  const clients: Client[] = await openAll(job, 50, (seat) => ({
    keep: true,
    ...(probes.has(seat) && { updated: (update: Uint8Array) => probes.get(seat)!.integrate(update) }),
    acknowledged: (upTo) => {
      const now = performance.now()
      const person = people[seat]
      const last = upTo ?? acknowledged[seat]! + 1
      for (let frame = acknowledged[seat]!; frame < last; frame++) {
        const at = person?.sentAt[frame] ?? 0
        if (at >= since) acks.push(now - at)
      }
      acknowledged[seat] = last
    },
  }))
  await settle(500)
  people = peopleOf(clients, 'crowd')
  for (const seats of rooms.values()) {
    seats.forEach((seat, n) => {
      people[seat]!.editsPerSecond = job.editsPerSecond / job.seats.length
      people[seat]!.cursorHertz = n >= seats.length - job.cursorsPerRoom ? job.cursorHertz : 0
    })
  }
  const work = crowd(people, book, { keep: true, seconds: job.warmSeconds + job.seconds })
  await work(job.warmSeconds)

  since = performance.now()
  for (const probe of probes.values()) probe.since = since
  const sum = (of: (client: Client) => number) => clients.reduce((total, client) => total + of(client), 0)
  const before = {
    cpu: cpuMicros(job.serverPid),
    threads: threadMicros(job.serverPid),
    load: process.cpuUsage(),
    bytes: sum((c) => c.bytesIn),
    frames: sum((c) => c.framesIn),
  }
  recordServer(job.serverPid, job.seconds - 0.5)
  const tally = await work(job.seconds)
  const seconds = (performance.now() - since) / 1_000
  const cpu = cpuMicros(job.serverPid) - before.cpu
  const load = process.cpuUsage(before.load)
  const threads = Object.entries(threadMicros(job.serverPid)).map(([name, micros]) => [
    name,
    (micros - (before.threads[name] ?? 0)) / tally.deliveriesDue,
  ])
  const bytes = sum((c) => c.bytesIn) - before.bytes
  const frames = sum((c) => c.framesIn) - before.frames

  const whole = await arrived(probes, people, book)
  const latencies = [...probes.values()].flatMap((probe) => probe.latencies)
  const equal = whole && allEqual(people)
  const refusals = [...new Set(clients.flatMap((client) => client.refusal ?? []))]
  clients.forEach((client) => client.close())
  return {
    deliveriesDue: tally.deliveriesDue,
    cpuMicros: cpu,
    microsPerDelivery: cpu / tally.deliveriesDue,
    microsByThread: Object.fromEntries(threads) as Record<string, number>,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    ackP50: percentile(acks, 0.5),
    ackP99: percentile(acks, 0.99),
    bytesPerClientSecond: bytes / clients.length / seconds,
    framesPerSecond: frames / seconds,
    serverBusy: cpu / 1e6 / seconds,
    loadBusy: (load.user + load.system) / 1e6 / seconds,
    equal,
    documents: clients.length,
    refusals,
  }
}

/** The jobs that are one event each: a storm of joiners, an idle hall, a long history, a board filled, a board opened after a restart. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { ideasOf } from '#shared/idea/idea.ts'
import { Client, openAll } from './client.ts'
import { documentOf } from './compare.ts'
import { crowd, peopleOf, settle } from './crowd.ts'
import type { FillJob, HistoryJob, HistoryResult, IdleJob, IdleResult, ReopenJob, ReopenResult, StormJob, StormResult } from './job.ts'
import { Probe, SendBook } from './probe.ts'
import { cpuMicros, memory } from './process-figures.ts'

const ideaCount = (doc: Y.Doc): number => ideasOf(doc).size
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const runStorm = async (job: StormJob): Promise<StormResult> => {
  const [first] = job.seats
  const early = new Client(job, first!, { keep: false })
  await early.synced
  await settle(1_000)
  const memoryBefore = memory(job.serverPid).rss
  const cpuBefore = cpuMicros(job.serverPid)
  let memoryPeak = 0
  const watch = setInterval(() => (memoryPeak = Math.max(memoryPeak, memory(job.serverPid).rss)), 20)
  const start = performance.now()
  const clients = await openAll(job, job.seats.length, () => ({ keep: true }))
  const syncedMs = Math.max(...clients.map((client) => client.syncedAt)) - start
  const cpu = cpuMicros(job.serverPid) - cpuBefore
  await settle(2_000)
  clearInterval(watch)
  const memoryAfter = memory(job.serverPid).rss
  const states = new Map(clients.map((client) => [createHash('sha256').update(Buffer.concat(client.kept)).digest('hex'), client.kept]))
  const counts = [...states.values()].map((kept) => ideaCount(documentOf(kept)))
  const bytesPerClient = clients.reduce((sum, client) => sum + client.bytesIn, 0) / clients.length
  for (const client of [early, ...clients]) client.close()
  return {
    syncedMs,
    cpuMicros: cpu,
    memoryBefore,
    memoryPeak,
    memoryAfter,
    bytesPerClient,
    ideas: counts[0] ?? 0,
    equal: counts.every((count) => count === counts[0]),
  }
}

export const runIdle = async (job: IdleJob): Promise<IdleResult> => {
  const clients = await openAll(job, 50, () => ({ keep: false }))
  await settle(job.seconds * 1_000)
  const { rss, pss } = memory(job.serverPid)
  clients.forEach((client) => client.close())
  return { rss, pss }
}

export const runHistory = async (job: HistoryJob): Promise<HistoryResult> => {
  const book = new SendBook()
  const probe = new Probe(book)
  const clients = await openAll(job, 50, (seat) => ({
    keep: false,
    ...(seat === 0 && { updated: (update: Uint8Array) => probe.integrate(update) }),
  }))
  await settle(500)
  const writers = peopleOf(clients, 'history').slice(1)
  for (const person of writers) person.editsPerSecond = job.editsPerSecond / writers.length
  const start = performance.now()
  let edits = 0
  while (edits < job.edits) {
    const seconds = Math.min(5, (job.edits - edits) / job.editsPerSecond)
    edits += (await crowd(writers, book, { keep: false, seconds })(seconds)).edits
    const final = book.final()
    // A server that fell behind is waited for: the history must be there, not fast.
    while (!probe.has(final, new Set(final.keys())) && performance.now() - start < 300_000) await settle(20)
  }
  const seconds = (performance.now() - start) / 1_000
  await settle(500)
  const refusals = [...new Set(clients.flatMap((client) => client.refusal ?? []))]
  clients.forEach((client) => client.close())
  return { seconds, stateVector: base64(Y.encodeStateVector(probe.doc)), ideas: ideaCount(probe.doc), refusals }
}

export const runFill = async (job: FillJob): Promise<{ ideas: number }> => {
  const doc = new Y.Doc()
  const client = new Client(job, job.seats[0]!, { keep: false })
  const reader = new Client(job, job.seats[1] ?? job.seats[0]!, { keep: false, updated: (update) => Y.applyUpdate(doc, update) })
  await Promise.all([client.synced, reader.synced])
  const state = Buffer.from(job.state, 'base64')
  const wanted = ideaCount(documentOf([state]))
  client.send(client.frameEdit(state))
  const until = performance.now() + 20_000
  while (ideaCount(doc) < wanted && performance.now() < until) await settle(50)
  client.close()
  reader.close()
  return { ideas: ideaCount(doc) }
}

/** Tries until the server takes the connection; the answer is whole when all ideas (and all clocks, where told) are in it. */
export const runReopen = async (job: ReopenJob): Promise<ReopenResult> => {
  const start = performance.now()
  const wanted = job.stateVector ? Y.decodeStateVector(Buffer.from(job.stateVector, 'base64')) : new Map<number, number>()
  const doc = new Y.Doc()
  const complete = () => ideaCount(doc) >= job.ideas && [...wanted].every(([id, clock]) => Y.getState(doc.store, id) >= clock)
  let wholeAt = Number.NaN
  let answers = 0
  let answeredEmptyFirst = false
  const until = start + 120_000
  let client: Client
  for (;;) {
    client = new Client(job, job.seats[0]!, {
      keep: false,
      updated: (update) => {
        // The client's own work of reading it is the same for every server and is left out.
        const arrivedAt = performance.now()
        Y.applyUpdate(doc, update)
        answers++
        if (Number.isNaN(wholeAt) && complete()) wholeAt = arrivedAt
        else if (answers === 1) answeredEmptyFirst = true
      },
    })
    const taken = await client.synced.then(
      () => true,
      () => false,
    )
    if (taken || performance.now() > until) break
    await settle(5)
  }
  while (Number.isNaN(wholeAt) && performance.now() < until) await settle(5)
  const { openedAt } = client
  client.close()
  return {
    fromStartMs: performance.timeOrigin + wholeAt - job.spawnedAt,
    fromOpenMs: wholeAt - openedAt,
    answeredEmptyFirst,
    ideas: ideaCount(doc),
    complete: complete(),
    state: base64(Y.encodeStateAsUpdate(doc)),
  }
}

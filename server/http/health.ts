/** For whoever watches the service: does the process live, can it store, what are its figures. */
import type { Express } from 'express'
import { setTimeout as pause } from 'node:timers/promises'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { Refusal } from '#shared/refusal.ts'
import type { Store } from '../store/ports.ts'

const patienceMs = 2_000

/** Figures by name: a number, or numbers by label. */
export type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>

/** Resolves when something can be stored now; a store that does not answer is away. @throws store/away, store/full */
const readyWithin = async (store: Store): Promise<void> => {
  const stop = new AbortController()
  const late = pause(patienceMs, undefined, { signal: stop.signal, ref: false }).then(() => Promise.reject(new Refusal('store/away')))
  late.catch(() => undefined)
  await Promise.race([store.ready(), late]).finally(() => stop.abort())
}

/** `upgradesInFlight` → `upgrades_in_flight` */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** `sync` is asked at each scrape, and `unreadable` for how many records of each kind are set aside. */
export const openHealth = (app: Express, store: Store, sync: () => Figures, unreadable: () => Readonly<Record<string, number>>): void => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({ name: 'http_answers_total', help: 'Answers by status.', labelNames: ['status'], registers: [registry] })
  const setAside = new Gauge({
    name: 'records_set_aside',
    help: 'Records that cannot be read, by kind: each is named in the log.',
    labelNames: ['kind'],
    registers: [registry],
  })
  const gauges = new Map<string, Gauge>()
  const gaugeOf = (name: string): Gauge => {
    const known = gauges.get(name)
    if (known) return known
    const gauge = new Gauge({ name: `sync_${snake(name)}`, help: `Sync path: ${name}.`, labelNames: ['reason'], registers: [registry] })
    gauges.set(name, gauge)
    return gauge
  }

  app.use((_request, response, next) => {
    response.on('finish', () => answers.inc({ status: response.statusCode }))
    next()
  })
  app.get('/healthz', (_request, response) => void response.type('text').send('ok\n'))
  app.get('/readyz', async (_request, response) => {
    await readyWithin(store)
    response.type('text').send('ready\n')
  })
  app.get('/metrics', async (_request, response) => {
    for (const [name, value] of Object.entries(sync())) {
      if (typeof value === 'number') gaugeOf(name).set(value)
      else for (const [reason, count] of Object.entries(value)) gaugeOf(name).set({ reason }, count)
    }
    for (const [kind, count] of Object.entries(unreadable())) setAside.set({ kind }, count)
    response.type(registry.contentType).send(await registry.metrics())
  })
}

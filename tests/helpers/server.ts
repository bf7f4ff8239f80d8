/** A whole server on a free port, and hands to use it as people and tools do. */
import { onTestFinished } from 'vitest'
import type { Joined, Join } from '#shared/person/seat.ts'
import type { Quick, QuickAnswer } from '#shared/seminar/seminar.ts'
import { openApp, type App, type GivenParts } from '../../server/app.ts'
import { readConfig, type Config } from '../../server/config.ts'
import { newFolder, removeFolder } from './temp.ts'

/** A browser's cookies, kept by hand. */
export interface Person {
  cookie: string | undefined
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** JSON in, JSON out. @throws Error with status and body unless the answer is 2xx */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
  /** JSON in; the status and the refusal's code. */
  refused(method: string, path: string, body?: unknown): Promise<{ status: number; code: string | undefined }>
}
export type Leader = Person & { seminar: QuickAnswer }
export type Participant = Person & { seat: Joined }

export interface TestApp {
  url: string
  app: App
  config: Config
  /** A browser without cookies yet. */
  person(): Person
  /** Opens a seminar; answers its facilitator. */
  quick(quick?: Quick): Promise<Leader>
  /** Somebody new sits down; by code unless told otherwise. */
  join(seminar: Pick<QuickAnswer, 'joinCode'>, join?: Join): Promise<Participant>
  /** Ends the process' parts and opens them again over the same folder, on the same port. */
  restart(): Promise<void>
  close(): Promise<void>
}

export const secretOf = (url: string): string => new URL(url).hash.slice(1)

/** A browser without cookies yet, of a server that may move. */
export const newPerson = (at: () => string): Person => {
  const person: Person = {
    cookie: undefined,
    fetch: async (path, init = {}) => {
      const headers = new Headers(init.headers)
      // A line that is kept alive may be dead by the next question: a restart of the server ends it at any moment.
      headers.set('connection', 'close')
      if (person.cookie) headers.set('cookie', person.cookie)
      const response = await fetch(new URL(path, at()), { ...init, headers, redirect: 'manual' })
      const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('kp='))
      if (set) person.cookie = set.split(';')[0]
      return response
    },
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const response = await person.fetch(path, jsonOf(method, body))
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return JSON.parse(text) as T
    },
    refused: async (method, path, body) => {
      const response = await person.fetch(path, jsonOf(method, body))
      const { error } = (await response.json()) as { error?: { code: string } }
      return { status: response.status, code: error?.code }
    },
  }
  return person
}
const jsonOf = (method: string, body: unknown): RequestInit =>
  body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }

/** Opens a server over a new folder; the test that asked ends it, unless `keep` is set (then call `close`). */
export const openTestApp = async (overrides: Partial<Config> = {}, given: GivenParts & { keep?: boolean } = {}): Promise<TestApp> => {
  const folder = overrides.dataDir ?? newFolder('server')
  let config: Config = { ...readConfig({ LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0' }), dataDir: folder, ...overrides }
  let app = await openApp(config, given)
  const close = async (): Promise<void> => {
    await app.close()
    if (overrides.dataDir === undefined) removeFolder(folder)
  }
  if (!given.keep) onTestFinished(close)
  const person = () => newPerson(() => app.url)
  return {
    get url() {
      return app.url
    },
    get app() {
      return app
    },
    get config() {
      return config
    },
    person,
    quick: async (quick = {}) => {
      const leader = person()
      return Object.assign(leader, { seminar: await leader.ask<QuickAnswer>('POST', '/api/quick', quick) })
    },
    join: async ({ joinCode }, join = {}) => {
      const somebody = person()
      const way = join.secret === undefined && join.code === undefined ? { code: joinCode } : {}
      return Object.assign(somebody, { seat: await somebody.ask<Joined>('POST', '/api/join', { ...way, ...join }) })
    },
    restart: async () => {
      const port = Number(new URL(app.url).port)
      await app.close()
      config = { ...config, port }
      app = await openApp(config, given)
    },
    close,
  }
}

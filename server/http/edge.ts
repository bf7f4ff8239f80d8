/** The edge: what every request passes before a route answers it, and where it ends when none does. */
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Limits } from '../access/limits.ts'
import { checkOrigin } from '../access/origin.ts'
import type { Rights } from '../access/rights.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/ports.ts'
import { syncFigures } from '../sync/figures.ts'
import { baseUrlOf, hereUrlOf } from './address.ts'
import { clientFiles } from './client-files.ts'
import { openHealth } from './health.ts'
import { securityHeaders } from './headers.ts'
import { logRequests } from './log.ts'
import { nothingHere, refuse } from './refuse.ts'
import { Api } from './route.ts'

export interface EdgeParts {
  config: Config
  log: Logger
  store: Store
  /** How many records of each kind are set aside. */
  unreadable(): Readonly<Record<string, number>>
  rights: Rights
  limits: Limits
}

/** Routes are opened at `api`; once all are, `otherwise` sees to what none of them answers. */
export const openEdge = ({ config, log, store, unreadable, rights, limits }: EdgeParts): { http: Express; api: Api; otherwise(): void } => {
  const http = express()
  http.set('trust proxy', config.trustedProxies)
  http.disable('x-powered-by')
  http.set('query parser', 'simple')
  http.use(logRequests(log), securityHeaders())
  openHealth(http, store, syncFigures, unreadable)
  http.use((request, _response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') checkOrigin(request, config.publicUrl)
    next()
  })
  const api = new Api(http, {
    callerOf: rights.callerOf,
    limit: ({ session }, address) => (session ? limits.session(session.hash) : limits.address(address)),
    baseUrl: (request) => baseUrlOf(request, config),
    hereUrl: (request) => hereUrlOf(request, config),
  })
  const otherwise = (): void => {
    http.get('/api/openapi.json', async (_request, response) => {
      const { describeApi } = await import('./openapi.ts')
      response.json(describeApi(api.routes))
    })
    http.use(/^\/api\//, nothingHere)
    http.use(clientFiles(config.clientDir), nothingHere, refuse(log))
  }
  return { http, api, otherwise }
}

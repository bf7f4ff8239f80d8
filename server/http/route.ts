/** The edge of the API: one description per route serves validation, the refusals and /api/openapi.json. */
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import * as v from 'valibot'
import { isId, type Id } from '#shared/id.ts'
import { Refusal, type RefusalCode } from '#shared/refusal.ts'
import type { Language } from '#shared/words.ts'
import type { Caller } from '../access/rights.ts'

export interface Call<Body> {
  /** An id out of the path. @throws request/not-found when it cannot be one */
  id<Concept extends string>(name?: string): Id<Concept>
  body: Body
  caller: Caller
  language: Language
  /** The caller's network address. */
  address: string
  /** Where others can open a link of ours, and where this caller has found us. */
  baseUrl: string
  hereUrl: string
  /** Whether the caller came by https. */
  secure: boolean
  setCookie(header: string | undefined): void
  request: Request
}

/** Bytes to hand out as they are. */
export class Download {
  readonly bytes: Uint8Array | string
  readonly type: string
  readonly name: string | undefined
  /** Named by its own hash, so that whoever has it need not ask again. */
  readonly lasting: boolean

  constructor(bytes: Uint8Array | string, type: string, name?: string, lasting = false) {
    this.bytes = bytes
    this.type = type
    this.name = name
    this.lasting = lasting
  }
}

type Schema = v.GenericSchema<unknown, unknown>
type Taken = 'nothing' | 'json' | 'ideas' | 'picture'
export interface Route<Body extends Schema = Schema> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As express writes it: `/api/boards/:id`. */
  path: string
  /** One sentence. */
  about: string
  body?: Body
  answer?: Schema
  status?: 200 | 201
  /** `ideas`, `picture`: the bytes of a large body (JSON, CSV or lines of text; an image), read only after `before` has passed. */
  takes?: Taken
  refusals?: readonly RefusalCode[]
  /** Not counted against the caller's address: nobody in the hotel may keep the others from joining. */
  uncounted?: true
  /** For downloads: media types by what stands for them. */
  downloads?: readonly string[]
}

const jsonLimitBytes = 100 * 1024
const importLimitBytes = 15 * 1024 * 1024
export const maxPictureBytes = 5 * 1024 * 1024

const parsers: Record<Taken, readonly RequestHandler[]> = {
  nothing: [],
  json: [express.json({ limit: jsonLimitBytes })],
  ideas: [express.raw({ limit: importLimitBytes, type: ['application/json', 'text/*'] })],
  picture: [express.raw({ limit: maxPictureBytes, type: ['image/*', 'application/octet-stream'] })],
}

export interface Edge {
  callerOf(request: Request): Promise<Caller>
  /** Counts the request against its session or its address. */
  limit(caller: Caller, address: string): Promise<void>
  baseUrl(request: Request): string
  hereUrl(request: Request): string
}

/** Thai first; English for who asks for it. */
export const languageOf = (request: Request): Language => (request.acceptsLanguages(['th', 'en']) === 'en' ? 'en' : 'th')
const addressOf = (request: Request): string => request.ip ?? 'unknown'

const validated = <Body extends Schema>(schema: Body | undefined, raw: unknown): unknown => {
  if (!schema) return raw
  // valibot takes a list for an object without fields.
  if (Array.isArray(raw) && schema.type === 'object') throw new Refusal('request/malformed', { field: 'body' })
  const read = v.safeParse(schema, raw ?? {})
  if (read.success) return read.output
  throw new Refusal('request/malformed', { field: v.getDotPath(read.issues[0]) ?? 'body' })
}

export class Api {
  readonly routes: Route[] = []
  readonly #app: Express
  readonly #edge: Edge

  constructor(app: Express, edge: Edge) {
    this.#app = app
    this.#edge = edge
  }

  /** Opens a route. `before` may refuse by right, while nothing of the body was read. */
  open<Body extends Schema = Schema>(
    route: Route<Body>,
    answer: (call: Call<v.InferOutput<Body>>) => Promise<unknown>,
    before?: (call: Call<undefined>) => Promise<unknown>,
  ): void {
    this.routes.push(route as unknown as Route)
    const calls = new WeakMap<Request, Call<unknown>>()
    const arrive = async (request: Request, response: Response, next: NextFunction) => {
      const caller = await this.#edge.callerOf(request)
      if (!route.uncounted) await this.#edge.limit(caller, addressOf(request))
      const call = this.#call(request, response, caller)
      calls.set(request, call)
      await before?.(call as Call<undefined>)
      next()
    }
    const act = async (request: Request, response: Response) => {
      const call = calls.get(request)!
      // A list of ideas is read line by line by its own reader, which names the line.
      call.body = route.takes === 'ideas' ? request.body : validated(route.body, request.body)
      const result = await answer(call as Call<v.InferOutput<Body>>)
      send(response, result, route.status ?? 200)
    }
    this.#app[route.method](route.path, arrive, ...parsers[route.takes ?? (route.body ? 'json' : 'nothing')], act)
  }

  #call(request: Request, response: Response, caller: Caller): Call<unknown> {
    return {
      id: <Concept extends string>(name = 'id') => {
        const id = request.params[name]
        if (!isId(id)) throw new Refusal('request/not-found')
        return id as Id<Concept>
      },
      body: undefined,
      caller,
      language: languageOf(request),
      address: addressOf(request),
      baseUrl: this.#edge.baseUrl(request),
      hereUrl: this.#edge.hereUrl(request),
      secure: this.#edge.hereUrl(request).startsWith('https:'),
      setCookie: (header) => void (header && response.append('Set-Cookie', header)),
      request,
    }
  }
}

const send = (response: Response, result: unknown, status: number): void => {
  response.status(status).set('Cache-Control', 'no-store')
  if (!(result instanceof Download)) return void response.json(result ?? {})
  response.set('Content-Type', result.type)
  if (result.lasting) response.set('Cache-Control', 'private, max-age=31536000, immutable')
  if (result.name) response.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(result.name)}`)
  response.send(typeof result.bytes === 'string' ? result.bytes : Buffer.from(result.bytes))
}

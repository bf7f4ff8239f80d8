import { expect, test } from 'vitest'
import { openTestApp } from '../helpers/server.ts'

type Described = { type?: string; items?: Described | Described[]; properties?: Record<string, Described> } & Record<string, unknown>

/** Lists and texts of a body that may be as long as anybody likes. */
const unbounded = (schema: Described, at: string): string[] => {
  const inner = [
    ...Object.entries(schema.properties ?? {}).map(([name, of]) => [`${at}.${name}`, of] as const),
    ...[schema.items ?? []].flat().map((of) => [`${at}[]`, of] as const),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((key) => ((schema[key] as Described[]) ?? []).map((of) => [at, of] as const)),
    ...(typeof schema['additionalProperties'] === 'object' ? [[`${at}{}`, schema['additionalProperties'] as Described] as const] : []),
  ]
  // A tuple lists what it holds.
  const endless = schema.type === 'array' && schema['maxItems'] === undefined && !Array.isArray(schema.items)
  const bounds = ['maxLength', 'pattern', 'enum', 'const', 'format']
  const long = schema.type === 'string' && bounds.every((bound) => schema[bound] === undefined)
  return [...(endless || long ? [at] : []), ...inner.flatMap(([name, of]) => unbounded(of, name))]
}

test('[HT16] every list and every text that a request may hold has a bound', async () => {
  const { url } = await openTestApp()
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Described }> } }>>
  }
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const body = requestBody?.content['application/json']?.schema
      // Ideas come in by a reader of their own, which counts while it reads (BO4, BO5).
      return body && !path.endsWith('/ideas') ? unbounded(body, `${method} ${path} `) : []
    }),
  )
  expect(found).toEqual([])
})

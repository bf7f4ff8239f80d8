/** GET /api/openapi.json: the API as it is, made from the schemas that validate it. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { refusalStatus, type RefusalCode } from '#shared/refusal.ts'
import type { Route } from './route.ts'

const schemaOf = (schema: v.GenericSchema<unknown, unknown>, typeMode: 'input' | 'output') => {
  const described = toJsonSchema(schema, {
    typeMode,
    errorMode: 'ignore',
    // Ids are checked by a function: this is what the function checks.
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'custom' ? { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' } : undefined,
  })
  return { ...described, $schema: undefined }
}

const refusal = { $ref: '#/components/schemas/Refusal' }
const json = (schema: unknown) => ({ 'application/json': { schema } })

const answersOf = ({ answer, status = 200, downloads, refusals = [] }: Route): Record<string, unknown> => {
  const content = downloads
    ? Object.fromEntries(downloads.map((type) => [type, {}]))
    : json(answer ? schemaOf(answer, 'output') : { type: 'object' })
  const answers: Record<string, unknown> = { [status]: { description: 'Done.', content } }
  const codes = new Map<number, RefusalCode[]>()
  for (const code of refusals) codes.set(refusalStatus[code], [...(codes.get(refusalStatus[code]) ?? []), code])
  for (const [refused, list] of codes) answers[refused] = { description: list.join(', '), content: json(refusal) }
  return { ...answers, default: { description: 'Refused.', content: json(refusal) } }
}

const bodyOf = ({ body, takes }: Route): Record<string, unknown> => {
  if (takes === 'picture')
    return { requestBody: { required: true, content: { 'image/*': { schema: { type: 'string', format: 'binary' } } } } }
  if (!body) return {}
  const schema = schemaOf(body, 'input')
  const text = { schema: { type: 'string' } }
  return {
    requestBody: { required: true, content: { ...json(schema), ...(takes === 'ideas' && { 'text/csv': text, 'text/plain': text }) } },
  }
}

const operationOf = (route: Route) => {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
  return {
    summary: route.about,
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...bodyOf(route),
    responses: answersOf(route),
  }
}

export const describeApi = (routes: readonly Route[]) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  const code = { type: 'string', enum: Object.keys(refusalStatus) }
  const error = { type: 'object', required: ['code', 'message'], properties: { code, message: { type: 'string' } } }
  return {
    openapi: '3.1.0',
    info: { title: 'Khlang Panya', version: '1', description: 'Messages are Thai, or English by Accept-Language.' },
    paths,
    components: { schemas: { Refusal: { type: 'object', required: ['error'], properties: { error } } } },
  }
}

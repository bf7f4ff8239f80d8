import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalStatus, Refusal, type RefusalCode } from '#shared/refusal.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openLog } from '../../server/http/log.ts'
import { sayRefusal } from '../../server/http/refusal-words.ts'
import { openTestApp, secretOf, type Leader, type TestApp } from '../helpers/server.ts'
import { tempFolder } from '../helpers/temp.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

let server: TestApp
let leader: Leader
beforeAll(async () => {
  server = await openTestApp({}, { keep: true })
  leader = await server.quick({ groups: 1 })
})
afterAll(() => server.close())

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  leader.fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code

test('[HT1] every answer carries a strict policy, and nothing that demands https', async () => {
  const { headers } = await fetch(server.url + '/healthz')
  const policy = headers.get('content-security-policy')!
  expect(policy.split(';')).toEqual(
    expect.arrayContaining([
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "connect-src 'self' ws: wss:",
    ]),
  )
  expect(policy).not.toContain('upgrade-insecure-requests')
  expect(headers.get('strict-transport-security')).toBeNull()
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('[HT2] an unsafe request of another origin is refused; tools without an origin are welcome', async () => {
  const refused = await post('/api/quick', '{}', { origin: 'http://evil.example' })
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'request/foreign-origin'])
  expect((await post('/api/quick', '{}', { origin: 'null' })).status).toBe(403)
  expect((await post('/api/quick', '{}', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post('/api/quick', '{}', { origin: server.url })).status).toBe(201)
  expect((await post('/api/quick', '{}')).status).toBe(201)
})

test('[HT3] what is malformed, too large or unknown is refused in words', async () => {
  const cases: [Promise<Response>, number, RefusalCode][] = [
    [post('/api/quick', '{"groups":'), 400, 'request/malformed'],
    [post('/api/quick', '{"groups":41}'), 400, 'request/malformed'],
    [post('/api/quick', '{"template":"nosuch"}'), 400, 'request/malformed'],
    [post('/api/quick', '[]'), 400, 'request/malformed'],
    [post('/api/join', '{}'), 400, 'request/malformed'],
    [post('/api/join', JSON.stringify({ code: '1'.repeat(200_000) })), 413, 'request/too-large'],
    [leader.fetch('/api/nosuch'), 404, 'request/not-found'],
    [leader.fetch('/nosuch'), 404, 'request/not-found'],
    [leader.fetch('/api/boards/%00'), 404, 'request/not-found'],
    [leader.fetch('/api/boards/%E0%A4%A'), 400, 'request/malformed'],
    [leader.fetch('/api/boards/__proto__'), 404, 'request/not-found'],
  ]
  for (const [asked, status, code] of cases) {
    const response = await asked
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    expect([response.status, error.code]).toEqual([status, code])
    expect(error.message).toMatch(/[ก-๙]/)
  }
})

test('[HT4] every refusal of the closed list has words in both languages, without gaps', () => {
  for (const code of Object.keys(refusalStatus) as RefusalCode[]) {
    const detailed = new Refusal(code, { line: 12, limit: 2_000, seconds: 3, field: 'groups' })
    for (const refusal of [new Refusal(code), detailed]) {
      expect(sayRefusal(refusal, 'th'), code).toMatch(/[ก-๙]/)
      expect(sayRefusal(refusal, 'en'), code).toMatch(/^[^ก-๙]+\.\)?$/)
    }
    expect(sayRefusal(detailed, 'th') + sayRefusal(detailed, 'en'), code).not.toMatch(/[{}()]/)
  }
  expect(sayRefusal(new Refusal('idea/too-long', { line: 12, limit: 2_000 }), 'en')).toBe(
    'Line 12: An idea has at most 2,000 characters. Nothing was saved.',
  )
})

test('[HT5] the API describes itself', async () => {
  const described = (await (await fetch(server.url + '/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, unknown>>
  }
  expect(described.openapi).toBe('3.1.0')
  for (const path of [
    '/api/quick',
    '/api/join',
    '/api/boards/{id}/ticket',
    '/api/boards/{id}/ideas',
    '/api/boards/{id}/export.csv',
    '/api/seminars/{id}/close',
  ]) {
    expect(Object.keys(described.paths)).toContain(path)
  }
  expect(described.paths['/api/quick']!['post']).toMatchObject({
    requestBody: { content: { 'application/json': { schema: { properties: { groups: { minimum: 1, maximum: 40 } } } } } },
    responses: { 201: { content: { 'application/json': { schema: { required: expect.arrayContaining(['joinCode', 'boards']) } } } } },
  })
})

test('[HT6] /readyz says whether anything can be stored, /healthz whether the process lives, /metrics how it does', async () => {
  const store = openMemory()
  const own = await openTestApp({}, { store })
  expect((await fetch(own.url + '/readyz')).status).toBe(200)
  store.fault = 'store/full'
  const full = await fetch(own.url + '/readyz')
  expect([full.status, await codeOf(full)]).toEqual([507, 'store/full'])
  const refused = await own.person().refused('POST', '/api/quick', {})
  expect(refused).toEqual({ status: 507, code: 'store/full' })
  expect((await fetch(own.url + '/healthz')).status).toBe(200)
  const metrics = await (await fetch(own.url + '/metrics')).text()
  expect(metrics).toMatch(/^sync_rooms \d+$/m)
  expect(metrics).toMatch(/^http_answers_total\{status="507"\} 2$/m)
  store.fault = undefined
})

test('[HT7] no secret, code, ticket, cookie, name or idea reaches the log, at its most talkative', async () => {
  const lines: string[] = []
  const own = await openTestApp({ logLevel: 'trace' }, { log: openLog('trace', { write: (line) => void lines.push(line) }) })
  const facilitator = await own.quick({ groups: 1, title: 'หัวข้อลับ' })
  const { joinCode, joinUrl, facilitatorUrl, boards } = facilitator.seminar
  const somebody = await own.join(facilitator.seminar, { secret: secretOf(joinUrl), name: 'ชื่อลับ' })
  const { params } = await somebody.ask<{ params: { ticket: string } }>('POST', `/api/boards/${boards[0]!.id}/ticket`)
  const { code } = await somebody.ask<{ code: string }>('POST', '/api/seats/me/code')
  await facilitator.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'ความคิดลับ' }])
  await fetch(`${own.url}/sync/board/${boards[0]!.id}?ticket=${params.ticket}`)
  await fetch(`${own.url}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"secret":"${secretOf(joinUrl)}`,
  })
  const log = lines.join('')
  expect(log).toContain('/api/join')
  const secrets = [
    joinCode,
    secretOf(joinUrl),
    secretOf(facilitatorUrl),
    params.ticket,
    code,
    somebody.cookie!.slice(3),
    facilitator.cookie!.slice(3),
  ]
  for (const secret of [...secrets, 'ชื่อลับ', 'ความคิดลับ', 'หัวข้อลับ']) expect(log).not.toContain(secret)
})

const builtClient = (): string => {
  const clientDir = tempFolder('client')
  for (const folder of ['assets', '.vite']) mkdirSync(join(clientDir, folder))
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>คลังปัญญา</title>')
  writeFileSync(join(clientDir, 'assets/app-1234.js'), 'export {}')
  writeFileSync(join(clientDir, 'assets/app-1234.js.br'), 'pressed')
  const manifest = {
    'index.html': { file: 'assets/app-1234.js', css: ['assets/app.css'] },
    'screens/Tablet.svelte': { file: 'assets/Tablet.js', css: ['assets/Tablet.css'], imports: ['_board.js', 'index.html'] },
    '_board.js': { file: 'assets/board.js', imports: ['index.html'] },
    'screens/Console.svelte': { file: 'assets/Console.js' },
  }
  writeFileSync(join(clientDir, '.vite/manifest.json'), JSON.stringify(manifest))
  return clientDir
}

test('[HT8] the client: its files for ever, its page asked again, one page for every screen', async () => {
  const own = await openTestApp({ clientDir: builtClient() })
  for (const path of ['/', '/join', '/board/abc', '/console/abc', '/present/abc', '/present/seminar/abc', '/organizer', '/set-up']) {
    const response = await fetch(own.url + path)
    expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
    expect(await response.text()).toContain('คลังปัญญา')
  }
  const asset = await fetch(`${own.url}/assets/app-1234.js`, { headers: { 'accept-encoding': 'br' } })
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-encoding')).toBe('br')
  await asset.body?.cancel().catch(() => undefined)
  expect((await fetch(`${own.url}/nosuch.html`)).status).toBe(404)
  expect((await fetch(`${own.url}/assets/../../package.json`)).status).toBe(404)
  expect((await fetch(`${own.url}/.vite/manifest.json`)).status).toBe(404)
})

test('[HT17] the page of a board tells ahead of every piece that its screen is made of', async () => {
  const own = await openTestApp({ clientDir: builtClient() })
  const links = (await fetch(`${own.url}/board/abc`)).headers.get('link')?.split(', ')
  expect(links?.sort()).toEqual([
    '</assets/Tablet.css>; rel=preload; as=style; crossorigin',
    '</assets/Tablet.js>; rel=modulepreload',
    '</assets/app-1234.js>; rel=modulepreload',
    '</assets/app.css>; rel=preload; as=style; crossorigin',
    '</assets/board.js>; rel=modulepreload',
  ])
  expect((await fetch(`${own.url}/console/abc`)).headers.get('link')).toBeNull()
})

test('[HT9] with QUICK_START=off only the organizer opens a seminar', async () => {
  const own = await openTestApp({ quickStart: false })
  expect(await own.person().refused('POST', '/api/quick', {})).toEqual({ status: 403, code: 'seminar/quick-start-off' })
  const organizer = own.person()
  await organizer.ask('POST', '/api/organizer', { token: await own.app.setUpToken() })
  await organizer.ask('POST', '/api/quick', {})
})

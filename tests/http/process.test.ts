import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { expect, onTestFinished, test } from 'vitest'
import { BadSetting, readConfig } from '../../server/config.ts'
import { TestRedis } from '../helpers/redis.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** `node server/main.ts`, as npm start runs it. */
const run = (env: Record<string, string>, ...flags: string[]) => {
  const child = spawn(process.execPath, [main, '--no-build', ...flags], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, said: () => said }
}
const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
  return child.exitCode
}
const urlIn = (said: string) => /^ {2}(http:\/\/\S+)$/m.exec(said)?.[1]

test('[HT10] a process tells where it is, shows a QR and the set-up link until somebody used it, and ends cleanly with sockets open', async () => {
  const dataDir = tempFolder('process')
  const first = run({ DATA_DIR: dataDir })
  const url = await until('it listens', () => urlIn(first.said()), { timeoutMs: 20_000 })
  await until('the set-up link', () => first.said().includes('/set-up#'))
  expect(first.said()).toContain('▀')
  const token = /set-up#([\w-]+)/.exec(first.said())![1]!
  const json = { 'content-type': 'application/json' }
  expect((await fetch(`${url}/api/organizer`, { method: 'POST', headers: json, body: JSON.stringify({ token }) })).status).toBe(200)
  const opened = await fetch(`${url}/api/quick`, { method: 'POST', headers: json, body: '{"groups":1}' })
  const cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!
  const { boards } = (await opened.json()) as { boards: { id: string; room: string }[] }
  const ws = new WebSocket(`${url.replace('http', 'ws')}/sync/${boards[0]!.room}`, { headers: { cookie } })
  await once(ws, 'message')
  const idle = await fetch(`${url}/healthz`)
  expect(idle.status).toBe(200)
  const startedAt = performance.now()
  first.child.kill('SIGTERM')
  expect(await ended(first.child)).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(20_000)

  const second = run({ DATA_DIR: dataDir })
  const again = await until('it listens again', () => urlIn(second.said()), { timeoutMs: 20_000 })
  expect(second.said()).not.toContain('/set-up#')
  expect((await fetch(`${again}/api/boards/${boards[0]!.id}`, { headers: { cookie } })).status).toBe(200)
  second.child.kill('SIGINT')
  expect(await ended(second.child)).toBe(0)
})

test('[HT15] SIGTERM to `npm start` ends the server too, though npm gives it only to the shell between them', async () => {
  const start = fileURLToPath(new URL('../../server/start.js', import.meta.url))
  // As npm does it: a shell that does not make way for the command.
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${start}" --no-build; exit $?`], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', DATA_DIR: tempFolder('npm'), npm_lifecycle_event: 'start' },
  })
  let said = ''
  shell.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = await until('it listens', () => urlIn(said), { timeoutMs: 20_000 })
  shell.kill('SIGTERM')
  await until('nobody listens', () =>
    fetch(`${url}/healthz`)
      .then(() => false)
      .catch(() => true),
  )
})

test('[HT11] what keeps it from starting is said in plain words', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  onTestFinished(() => void busy.close())
  const file = `${tempFolder('file')}/notAFolder`
  writeFileSync(file, '')
  const redis = await TestRedis.start({ appendonly: 'no' })
  onTestFinished(() => redis.end())

  const starts: { told: string | RegExp; env: Record<string, string> }[] = [
    {
      told: /Port \d+ is in use by another program/,
      env: { DATA_DIR: tempFolder('taken'), PORT: String((busy.address() as AddressInfo).port) },
    },
    { told: file, env: { DATA_DIR: file } },
    { told: /^PORT must be a whole number from 0 to 65535, not "eighty"\.\s*$/, env: { PORT: 'eighty' } },
    { told: 'appendonly', env: { REDIS_URL: redis.url } },
  ]
  for (const { told, child, said } of starts.map(({ told, env }) => ({ told, ...run(env) }))) {
    expect(await ended(child)).toBe(1)
    expect(said()).toMatch(told)
    expect(said()).not.toMatch(/^\s+at /m)
  }
})

test('[HT12] two processes do not share one data folder', async () => {
  const dataDir = tempFolder('shared')
  const first = run({ DATA_DIR: dataDir })
  await until('it listens', () => urlIn(first.said()), { timeoutMs: 20_000 })
  const second = run({ DATA_DIR: dataDir })
  expect(await ended(second.child)).toBe(1)
  expect(second.said()).toContain(dataDir)
  expect(second.said()).not.toMatch(/^\s+at /m)
})

test('[HT13] the demo opens the flood seminar, once for a data folder', async () => {
  const dataDir = tempFolder('demo')
  const links = async () => {
    const { child, said } = run({ DATA_DIR: dataDir }, '--demo')
    await until('the demo', () => /\/join#/.test(said()), { timeoutMs: 25_000 })
    const { href } = new URL(/http:\S+\/console\/\S+/.exec(said())![0])
    const url = new URL(href)
    const joined = await fetch(`${url.origin}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: url.hash.slice(1) }),
    })
    const cookie = joined.headers.getSetCookie()[0]!.split(';')[0]!
    const seminar = url.pathname.split('/').at(-1)!
    const view = (await (await fetch(`${url.origin}/api/seminars/${seminar}`, { headers: { cookie } })).json()) as {
      groups: { boardId: string; name: string }[]
    }
    const ideas = (await (
      await fetch(`${url.origin}/api/boards/${view.groups[0]!.boardId}/ideas`, { headers: { cookie } })
    ).json()) as unknown[]
    child.kill('SIGTERM')
    await ended(child)
    return { seminar, groups: view.groups.length, ideas: ideas.length }
  }
  const first = await links()
  expect(first.groups).toBe(3)
  expect(first.ideas).toBeGreaterThan(5)
  expect(await links()).toEqual(first)
})

test('[HT14] settings are read once, with units, and refused when they cannot be', () => {
  expect(readConfig({})).toMatchObject({
    host: '0.0.0.0',
    port: 8080,
    quickStart: true,
    trustedProxies: 0,
    logLevel: 'info',
    allowLossyRedis: false,
  })
  expect(readConfig({ PUBLIC_URL: 'https://khlang.example/', QUICK_START: 'off', TRUST_PROXY: '2' })).toMatchObject({
    publicUrl: 'https://khlang.example',
    quickStart: false,
    trustedProxies: 2,
  })
  for (const env of [
    { QUICK_START: 'maybe' },
    { REDIS_URL: 'http://x' },
    { PUBLIC_URL: 'khlang' },
    { LOG_LEVEL: 'loud' },
    { PORT: '70000' },
    { TRUST_PROXY: '99' },
  ]) {
    expect(() => readConfig(env)).toThrow(BadSetting)
  }
})

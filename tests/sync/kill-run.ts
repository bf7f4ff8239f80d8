/** Kills the server again and again under load and holds every acknowledgement against what is there in the end. Promise P1. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readIdeas } from '#shared/idea/idea.ts'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { documentOf } from '../../server/sync/whole.ts'
import { TokenWriter } from './token-writer.ts'

export interface KillOptions {
  kills: number
  writers: number
  /** Each writer's. */
  editsPerSecond: number
  /** Goes on killing until so many edits were acknowledged. */
  edits: number
  /** The longest that the server lives between two kills. */
  lifeMs: number
  /** Which instants: the same seed kills at the same times. */
  seed: number
}
export interface KillResult {
  kills: number
  acknowledged: number
  missing: string[]
  doubled: string[]
  refusals: string[]
}

const writersPerBoard = 3

/** Mulberry32: a small seeded generator. */
export const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export const killRun = async (options: KillOptions, tell: (words: string) => void = () => undefined): Promise<KillResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'khlang-panya-kill-'))
  const port = await freePort()
  const random = randomOf(options.seed)
  const start = (): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, 'kill-server.ts')], {
      // The first leaves its compiled code to those that come after it, which then live sooner.
      env: { ...process.env, DATA_DIR: folder, PORT: String(port), NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(folder, 'compiled') },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  const boards = Math.ceil(options.writers / writersPerBoard)
  const writers = Array.from({ length: options.writers }, (_, n) => {
    const room = `board/b${n % boards}`
    return new TokenWriter(`ws://127.0.0.1:${port}/sync/${room}?seat=s${n}&v=1`, `w${n}`)
  })
  const work = writers.map((writer) => setInterval(() => writer.write(), 1_000 / options.editsPerSecond))
  const saved = () => writers.reduce((sum, writer) => sum + writer.saved.size, 0)
  let server = start()
  let kills = 0
  try {
    while (kills < options.kills || saved() < options.edits) {
      const before = saved()
      // It must have lived: a server that is killed before it serves proves nothing.
      while (saved() < before + options.writers && server.exitCode === null) await pause(10)
      await pause(random() * options.lifeMs)
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
      kills++
      server = start()
      if (kills % 10 === 0) tell(`${kills} kills, ${saved()} edits acknowledged`)
    }
    work.forEach(clearInterval)
    const until = performance.now() + 30_000
    while (writers.some((writer) => !writer.allSaved && !writer.refusal) && performance.now() < until) await pause(50)
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
    return { kills, ...(await compare(folder, boards, writers)) }
  } finally {
    work.forEach(clearInterval)
    writers.forEach((writer) => writer.end())
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Reads the boards from the disk and counts each token. */
const compare = async (folder: string, boards: number, writers: readonly TokenWriter[]): Promise<Omit<KillResult, 'kills'>> => {
  const store = await openEmbedded({ dataDir: folder })
  const counts = new Map<string, number>()
  for (let board = 0; board < boards; board++) {
    const { snapshot, tail } = await store.log.load(`board/b${board}`)
    const doc = documentOf([...(snapshot ? [snapshot.update] : []), ...tail.map((entry) => entry.update)])
    for (const { text } of readIdeas(doc))
      for (const token of text.split(';')) if (token !== '') counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  await store.close()
  return {
    acknowledged: writers.reduce((sum, writer) => sum + writer.saved.size, 0),
    missing: writers.flatMap((writer) => [...writer.saved].filter((token) => !counts.has(token))),
    doubled: [...counts].filter(([, count]) => count > 1).map(([token]) => token),
    refusals: writers.flatMap((writer) => writer.refusal ?? []),
  }
}

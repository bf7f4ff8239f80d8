import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, connect, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createClient } from 'redis'
import { findRedisServer } from './provision.ts'
import { newFolder, removeFolder } from './temp.ts'
import { until } from './until.ts'

const ourConf = fileURLToPath(new URL('../../redis.conf', import.meta.url))

/** A redis-server of its own, on a free port in a temporary folder, with the redis.conf that we ship. */
export class TestRedis {
  readonly port: number
  readonly folder: string
  readonly #settings: readonly string[]
  #child: ChildProcess | undefined

  private constructor(port: number, folder: string, settings: readonly string[]) {
    this.port = port
    this.folder = folder
    this.#settings = settings
  }

  /** `settings` overrule redis.conf: `{ appendonly: 'no' }`. `folder` is where it writes, if not a new one. */
  static async start(settings: Readonly<Record<string, string>> = {}, folder = newFolder('redis')): Promise<TestRedis> {
    const redis = new TestRedis(await freePort(), folder, flagsOf(settings))
    await redis.restart()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Starts it again on the same port and folder, with further settings; resolves when it listens, maybe still loading. */
  async restart(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.running) await this.stop()
    const binary = findRedisServer()
    if (!binary) throw new Error('redis-server is missing: run `npm run pretest`')
    const child = spawn(
      binary,
      [ourConf, '--port', String(this.port), '--dir', this.folder, '--logfile', '', ...this.#settings, ...flagsOf(settings)],
      {
        stdio: 'ignore',
      },
    )
    this.#child = child
    await until(`redis-server on port ${this.port}`, async () => {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`)
      return answers(this.port)
    })
  }

  /** Changes a setting while it runs. */
  async set(name: string, value: string): Promise<void> {
    const client = await createClient({ url: this.url }).connect()
    await client.configSet(name, value)
    client.destroy()
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  /** Stops its time: connections stay open and nothing is answered. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Ends it and removes its folder. */
  async end(): Promise<void> {
    await this.kill()
    removeFolder(this.folder)
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || !this.running) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

const flagsOf = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

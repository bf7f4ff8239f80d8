/** A server as its own process on core 0, in a folder of its own. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverCore, startPinned } from './pinned.ts'

export interface ServerProgram {
  /** The program's file and arguments, after `node`. */
  args: readonly string[]
  environment?: Record<string, string>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })

export class ServerProcess {
  readonly port: number
  readonly folder: string
  readonly #program: ServerProgram
  #child: ChildProcess | undefined
  #words = ''

  private constructor(program: ServerProgram, port: number, folder: string) {
    this.#program = program
    this.port = port
    this.folder = folder
  }

  static async start(program: ServerProgram): Promise<ServerProcess> {
    const server = new ServerProcess(program, await freePort(), mkdtempSync(join(tmpdir(), 'kp-bench-')))
    server.spawn()
    await server.listening()
    return server
  }

  get pid(): number {
    return this.#child!.pid!
  }
  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Starts the program (again) on the same port and folder; does not wait. */
  spawn(): void {
    const environment = { ...process.env, HOST: '127.0.0.1', PORT: String(this.port), DATA_DIR: this.folder, ...this.#program.environment }
    const child = startPinned(serverCore, this.#program.args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (words: Buffer) => (this.#words = (this.#words + words.toString()).slice(-4_000))
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    this.#child = child
  }

  async listening(withinMs = 20_000): Promise<void> {
    const until = Date.now() + withinMs
    while (!(await answers(this.port))) {
      if (this.#child?.exitCode !== null || Date.now() > until) throw new Error(`the server did not start:\n${this.#words}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  /** Ends it politely and waits until it is gone. */
  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 30_000)
    await gone
    clearTimeout(tooLong)
  }

  /** Stops it and takes its folder away. */
  async end(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
  /** The last of what it printed, for a report of what went wrong. */
  get words(): string {
    return this.#words
  }
}

/** A service that somebody kills again and again, and hands that ask it until it answers. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Said {
  status: number
  code: string | undefined
  body: unknown
  /** An earlier try of the same question may have been carried out. */
  unsure: boolean
}
const againMs = 40

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export class KilledService {
  readonly #environment: Record<string, string>
  readonly #port: number
  #child: ChildProcess | undefined
  kills = 0
  /** Requests that arrived, each copy counted. */
  requests = 0

  private constructor(port: number, environment: Record<string, string>) {
    this.#port = port
    this.#environment = environment
  }

  static async start(environment: Record<string, string>): Promise<KilledService> {
    const service = new KilledService(await freePort(), environment)
    service.spawn()
    await service.ready()
    return service
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  spawn(): void {
    const environment = {
      ...process.env,
      NODE_OPTIONS: '',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: String(this.#port),
      ...this.#environment,
    }
    this.#child = spawn(process.execPath, [join(import.meta.dirname, 'model-server.ts')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  async ready(): Promise<void> {
    for (;;) {
      if (this.#child?.exitCode !== null) throw new Error('the service did not start')
      const alive = await fetch(`http://127.0.0.1:${this.#port}/readyz`).catch(() => undefined)
      if (alive?.ok) return
      await pause(againMs)
    }
  }
  async kill(): Promise<void> {
    const child = this.#child!
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    this.kills++
  }

  /** Asks until there is an answer that stands: a broken line and a store that is away are asked again. */
  async ask(cookie: string, method: string, path: string, body?: unknown): Promise<Said> {
    for (let unsure = false; ;) {
      try {
        const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
          method,
          headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
        this.requests++
        const said = (await response.json()) as { error?: { code: string } }
        if (response.status < 500 && response.status !== 429) return { status: response.status, code: said.error?.code, body: said, unsure }
        // The store was away, and may have taken it all the same.
        unsure = true
      } catch (error) {
        // Nobody was there, or it was killed before, while or after it was carried out: then nobody knows.
        const nobody = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
        if (!nobody) this.requests++
        unsure ||= !nobody
      }
      await pause(againMs)
    }
  }
  /** The cookie that an answer sets. */
  async enter(path: string, body: unknown): Promise<{ cookie: string; body: unknown }> {
    const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('kp='))
    if (!response.ok || !set) throw new Error(`${path}: ${response.status}`)
    return { cookie: set.split(';')[0]!, body: await response.json() }
  }
  async end(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { Refusal } from '#shared/refusal.ts'
import { openStore, type StoreConfig } from '../../server/store/open.ts'
import type { Store } from '../../server/store/ports.ts'
import { openRedis } from '../../server/store/redis/redis.ts'
import { Line } from '../../server/store/redis/line.ts'
import { appendScript, roomKeys, settleScript } from '../../server/store/redis/scripts.ts'
import { TestRedis } from '../helpers/redis.ts'
import { newFolder, removeFolder, tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'
import { entry, newRoom, textOf } from './contract.ts'
import { appendUntilStored, readWhole, rooms } from './writer.ts'

/** Of each kind; `CRASHES=100` for a long run. */
const rounds = Number(process.env['CRASHES'] ?? 6)
const writerFile = fileURLToPath(new URL('./writer.ts', import.meta.url))
/** Instants are random, from a seed that a failure prints with its name. */
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const random = (
  (state: number) => () =>
    (state = (state * 48271) % 2147483647) / 2147483647
)(seed + 1)

/** Starts a writing process; `said` grows with what it says. */
const startWriter = (config: StoreConfig, mark: string) => {
  const child = spawn(process.execPath, [writerFile, JSON.stringify(config), mark], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    said.push(...lines)
  })
  const ended = once(child, 'close')
  return {
    said,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
/** To reach a random instant, never to wait for something. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

class Account {
  readonly #tokens = new Map<string, Set<string>>(rooms.map((room) => [room, new Set()]))
  #count = 0

  note(said: readonly string[]): void {
    for (const line of said) {
      const [what, ...words] = line.split(' ')
      if (what === 'count') this.#count = Math.max(this.#count, Number(words[0]))
      else words.forEach((token) => this.#tokens.get(what!)!.add(token))
    }
  }

  async audit(store: Store): Promise<void> {
    for (const room of rooms) {
      const stored = (await readWhole(store, room)).text.trim().split(' ')
      const distinct = new Set(stored)
      expect(stored.length - distinct.size, `doubled in ${room}, seed ${seed}`).toBe(0)
      expect(
        [...this.#tokens.get(room)!].filter((token) => !distinct.has(token)),
        `missing in ${room}, seed ${seed}`,
      ).toEqual([])
      const halves = [...distinct].filter((token) => !distinct.has(token.replace(/[xy]$/, (end) => (end === 'x' ? 'y' : 'x'))))
      expect(halves, `half stored in ${room}, seed ${seed}`).toEqual([])
    }
    const count = await store.records.get('counter', 'one')
    if (this.#count > 0) expect(count!.version).toBeGreaterThanOrEqual(this.#count)
    expect(count?.value ?? 0).toBe(count?.version ?? 0)
  }
}

describe('embedded', () => {
  const dataDir = newFolder()
  afterAll(() => removeFolder(dataDir))

  test(
    `[ST16] ${rounds} kills of a writing process: nothing acknowledged is missing, nothing is doubled`,
    { timeout: 120_000 },
    async () => {
      const account = new Account()
      for (let round = 0; round < rounds; round++) {
        const writer = startWriter({ dataDir }, String(round))
        await until('the first acknowledgement', () => writer.said.length > 0, { timeoutMs: 20_000 })
        await pause(random() * 200)
        await writer.kill()
        account.note(writer.said)
        const store = await openStore({ dataDir })
        await account.audit(store)
        await store.close()
      }
    },
  )
})

describe('redis', () => {
  test(
    `[ST16] ${rounds} kills of a writing process, of Redis, or of both: nothing acknowledged is missing, nothing is doubled`,
    { timeout: 180_000 },
    async () => {
      const redis = await TestRedis.start()
      try {
        const account = new Account()
        for (let round = 0; round < rounds; round++) {
          const config = { dataDir: '', redisUrl: redis.url }
          const writer = startWriter(config, String(round))
          await until('the first acknowledgement', () => writer.said.length > 0, { timeoutMs: 20_000 })
          await pause(random() * 150)
          if (round % 3 !== 0) {
            await redis.kill()
            await redis.restart()
            const before = writer.said.length
            if (round % 3 === 1) await until('going on after the restart', () => writer.said.length > before, { timeoutMs: 20_000 })
          }
          await writer.kill()
          account.note(writer.said)
          const store = await openStore(config)
          await account.audit(store)
          await store.close()
        }
      } finally {
        await redis.end()
      }
    },
  )

  const whileAway = (error: unknown): undefined => {
    if (!(error instanceof Refusal && error.code === 'store/away')) throw error
  }
  const tokens = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}.${index}`)

  test(
    `[ST3, ST17] ${rounds} times Redis hangs: appends are refused soon, and the same entries appended again are stored once`,
    { timeout: 120_000 },
    async () => {
      const redis = await TestRedis.start()
      const store = await openRedis({ url: redis.url, answerMs: 250 })
      try {
        const room = newRoom()
        const sent: string[] = []
        for (let round = 0; round < rounds; round++) {
          const mine = tokens(String(round), 20)
          sent.push(...mine)
          const going = mine.map(async (token) => {
            await pause(random() * 60)
            await appendUntilStored(store, room, [entry(`${token} `)])
          })
          await pause(random() * 60)
          redis.freeze()
          await expect(store.log.append(newRoom(), [entry('refused')])).rejects.toMatchObject({ code: 'store/away' })
          // Now and then the frozen one gets the same batch twice in its sockets: the lost line's and the new one's.
          await pause(random() * 400)
          redis.thaw()
          await Promise.all(going)
        }
        // After the last thaw the line may still be down for a moment; then a question is refused, as it should be.
        const read = await until('the room can be read', () => readWhole(store, room).catch(whileAway))
        expect(read.text.trim().split(' ').sort()).toEqual(sent.sort())
      } finally {
        redis.thaw()
        await store.close()
        await redis.end()
      }
    },
  )

  test('[ST17] a late copy of a batch, on a line that was thought lost, is never stored: neither after it was stored nor after it was settled', async () => {
    const redis = await TestRedis.start()
    const line = new Line({ url: redis.url, greet: async () => undefined })
    try {
      await until('the line', () => line.ready)
      const { log, head } = roomKeys(newRoom())
      const append = (batch: number) =>
        line.run(appendScript, [log, head], ['me', String(batch), '0', 'seat', `batch ${batch}`, 'seat', 'more'])
      const settle = (batch: number) => line.run(settleScript, [head], ['me', String(batch), '0'])
      expect([await append(1), await append(1), await settle(1)]).toEqual([1, 1, 1])
      expect([await settle(2), await append(2), await settle(2)]).toEqual([0, 0, 0])
      expect([await append(3), await append(1), await append(2), await settle(2), await settle(3)]).toEqual([3, 0, 0, 0, 3])
      expect(await line.ask(['XLEN', log])).toBe(4)
      expect(await line.run(appendScript, [log, head], ['another', '1', '0', 'seat', 'theirs'])).toBe(5)
    } finally {
      await line.close()
      await redis.end()
    }
  })

  test(
    '[ST17] while Redis is away every verb is refused at once; while it loads its data too, and then all goes on',
    { timeout: 60_000 },
    async () => {
      const redis = await TestRedis.start()
      const store = await openRedis({ url: redis.url })
      try {
        const room = newRoom()
        await store.log.append(
          room,
          tokens('first', 1500).map((token) => entry(token)),
        )
        await Promise.all(tokens('more', 1500).map((token) => store.log.append(newRoom(), [entry(token)])))
        await redis.kill()
        await until('away', () =>
          store.ready().then(
            () => false,
            (error: Error) => error.message === 'store/away',
          ),
        )
        const askedAt = performance.now()
        for (const verb of [
          () => store.log.load(room),
          () => store.log.append(room, [entry('x')]),
          () => store.records.get('k', 'i'),
          () => store.blobs.get('h'),
        ]) {
          await expect(verb()).rejects.toMatchObject({ code: 'store/away' })
        }
        // None of them waits for an answer that does not come.
        expect(performance.now() - askedAt).toBeLessThan(2_000)
        await redis.restart({ 'key-load-delay': '150', 'loading-process-events-interval-bytes': '1024' })
        await expect(store.ready()).rejects.toMatchObject({ code: 'store/away' })
        const [late] = await Promise.all([
          openRedis({ url: redis.url, waitMs: 20 }),
          until(
            'ready again',
            () =>
              store.ready().then(
                () => true,
                () => false,
              ),
            { timeoutMs: 20_000 },
          ),
        ])
        expect((await late.log.load(room)).tail).toHaveLength(1500)
        await late.close()
      } finally {
        await store.close()
        await redis.end()
      }
    },
  )

  test('[ST14] following goes on over a restart of Redis: nothing of the others is missed or doubled', { timeout: 60_000 }, async () => {
    const redis = await TestRedis.start()
    const [mine, theirs] = await Promise.all([openRedis({ url: redis.url }), openRedis({ url: redis.url })])
    try {
      const room = newRoom()
      const arrived: string[] = []
      await mine.log.follow(room, '0', (entries) => arrived.push(...entries.map(textOf)))
      for (let round = 0; round < 3; round++) {
        const going = tokens(String(round), 30).map((token) => appendUntilStored(theirs, room, [entry(token)]))
        await redis.kill()
        await redis.restart()
        await Promise.all(going)
      }
      await until('all of theirs', () => arrived.length >= 90, { timeoutMs: 20_000 })
      expect(arrived).toEqual((await theirs.log.load(room)).tail.map(textOf))
    } finally {
      await Promise.all([mine.close(), theirs.close()])
      await redis.end()
    }
  })

  test('[ST18] who was away while entries were compacted is told so, and hears what comes afterwards', async () => {
    const redis = await TestRedis.start({}, tempFolder('redis'))
    const [mine, theirs] = await Promise.all([openRedis({ url: redis.url }), openRedis({ url: redis.url })])
    try {
      const room = newRoom()
      const positions = await theirs.log.append(
        room,
        tokens('t', 10).map((token) => entry(token)),
      )
      for (const at of [4, 8])
        await theirs.log.compact(room, { update: Buffer.from('w'), index: Buffer.from('i'), position: positions[at]! })
      let missed = 0
      const arrived: string[] = []
      await mine.log.follow(
        room,
        positions[1]!,
        (entries) => arrived.push(...entries.map(textOf)),
        () => missed++,
      )
      await until('being told', () => missed === 1)
      await theirs.log.append(room, [entry('later')])
      await until('what came later', () => arrived.length > 0)
      expect([missed, arrived]).toEqual([1, ['later']])
      // The entries between the last two snapshots are still there for who is only a little behind.
      const close: string[] = []
      await mine.log.follow(
        room,
        positions[5]!,
        (entries) => close.push(...entries.map(textOf)),
        () => missed++,
      )
      await until('the rest', () => close.length >= 5)
      expect([missed, close]).toEqual([1, ['t.6', 't.7', 't.8', 't.9', 'later']])
    } finally {
      await Promise.all([mine.close(), theirs.close()])
      await redis.end()
    }
  })
})

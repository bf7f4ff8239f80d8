import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync, writeSync, truncateSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseFile } from '../../server/store/embedded/schema.ts'
import { openStore } from '../../server/store/open.ts'
import { openRedis } from '../../server/store/redis/redis.ts'
import { TestRedis } from '../helpers/redis.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'
import { entry } from './contract.ts'

const plain = (message: RegExp) => expect.objectContaining({ name: 'StoreUnusable', message: expect.stringMatching(message) })

describe('embedded', () => {
  test('[ST20] a folder belongs to one process: the second is refused with a plain message, and gets it when the first has ended', async () => {
    const dataDir = tempFolder()
    const first = await openStore({ dataDir })
    await expect(openStore({ dataDir })).rejects.toEqual(plain(/ถูกใช้งาน[^]*in use by another process/))
    const other = spawn(process.execPath, [
      '-e',
      `import(${JSON.stringify(new URL('../../server/store/open.ts', import.meta.url).href)}).then((m) => m.openStore({ dataDir: ${JSON.stringify(dataDir)} })).then(() => process.exit(0), (e) => process.exit(e.name === 'StoreUnusable' ? 3 : 4))`,
    ])
    expect(await once(other, 'exit')).toEqual([3, null])
    await first.log.append('board/a', [entry('still mine')])
    await first.close()
    const next = await openStore({ dataDir })
    expect((await next.log.load('board/a')).tail).toHaveLength(1)
    await next.close()
  })

  const damages: Record<string, (file: string) => void> = {
    'not a database': (file) => writeFileSync(file, 'this is not a database, it only looks like a file '.repeat(100)),
    'cut in half': (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096),
    'overwritten in the middle': (file) => {
      const handle = openSync(file, 'r+')
      writeSync(handle, Buffer.alloc(4096 * 6, 0xa5), 0, 4096 * 6, 4096 * 2)
      closeSync(handle)
    },
  }
  for (const [name, damage] of Object.entries(damages))
    test(`[ST21] a database that is ${name} is refused with a plain message and left as it is`, async () => {
      const dataDir = tempFolder()
      const store = await openStore({ dataDir })
      for (let turn = 0; turn < 20; turn++) await store.log.append(`board/${turn}`, [entry('x'.repeat(5000))])
      await store.close()
      const file = join(dataDir, databaseFile)
      damage(file)
      const before = readFileSync(file)
      await expect(openStore({ dataDir })).rejects.toEqual(plain(/เสียหาย[^]*is damaged/))
      expect(readFileSync(file).equals(before)).toBe(true)
    })

  if (process.getuid?.() !== 0)
    test('[ST21] a folder that cannot be written is refused with a plain message', async () => {
      const dataDir = tempFolder()
      chmodSync(dataDir, 0o500)
      await expect(openStore({ dataDir })).rejects.toEqual(plain(/cannot be written/))
    })
})

describe('redis', () => {
  const lossy: Record<string, string>[] = [{ appendonly: 'no' }, { appendfsync: 'everysec' }, { 'maxmemory-policy': 'allkeys-lru' }]
  for (const settings of lossy)
    test(`[ST22] a Redis with ${JSON.stringify(settings)} is refused with a plain message, unless that is allowed`, async () => {
      const redis = await TestRedis.start(settings)
      try {
        const [name, value] = Object.entries(settings)[0]!
        const config = { dataDir: '', redisUrl: redis.url }
        await expect(openStore(config)).rejects.toEqual(plain(new RegExp(`${name} is ${value}`)))
        const store = await openStore({ ...config, allowLossyRedis: true })
        await store.ready()
        await store.close()
      } finally {
        await redis.end()
      }
    })

  test('[ST23] a Redis that cannot be reached is refused with its address and without its password', async () => {
    const redis = await TestRedis.start()
    await redis.end()
    const url = redis.url.replace('redis://', 'redis://user:secret@')
    const error = await openRedis({ url, waitMs: 100 }).catch((refused: unknown) => refused)
    expect(error).toEqual(plain(new RegExp(`127.0.0.1:${redis.port}`)))
    expect(String(error)).not.toContain('secret')
  })

  test('[ST22] a Redis that comes back without its data is not taken for the one of before, and whoever runs the process is told once', async () => {
    const redis = await TestRedis.start()
    const told: string[] = []
    const store = await openRedis({ url: redis.url, tell: (words) => told.push(words) })
    try {
      await store.log.append('board/a', [entry('kept')])
      await redis.kill()
      await redis.restart({ dir: tempFolder('empty') })
      await expect(store.log.append('board/a', [entry('lost')])).rejects.toMatchObject({ code: 'store/away' })
      await expect(store.ready()).rejects.toMatchObject({ code: 'store/away' })
      await until('whoever runs the process is told why', () => told.length > 0)
      await redis.restart()
      await until('all is well again', () =>
        store.ready().then(
          () => true,
          () => false,
        ),
      )
      expect(told).toEqual([expect.stringMatching(/ไม่มีข้อมูลชุดเดิม[^]*does not hold the data of before/)])
    } finally {
      await store.close()
      await redis.end()
    }
  })

  test('[ST24] a Redis whose memory is full refuses plainly, is still read, and takes the same entries once there is room', async () => {
    const redis = await TestRedis.start({ maxmemory: '3mb' })
    const store = await openRedis({ url: redis.url })
    try {
      let refused: unknown
      let mine = entry('0')
      let stored = 0
      while (!refused) {
        mine = entry(`${stored} ${'x'.repeat(20_000)}`)
        await store.log.append('board/a', [mine]).then(
          () => stored++,
          (error: unknown) => (refused = error),
        )
      }
      expect(refused).toMatchObject({ code: 'store/full' })
      await redis.set('maxmemory', '1mb')
      await expect(store.ready()).rejects.toMatchObject({ code: 'store/full' })
      expect((await store.log.load('board/a')).tail).toHaveLength(stored)
      await redis.set('maxmemory', '100mb')
      await store.log.append('board/a', [mine])
      expect((await store.log.load('board/a')).tail).toHaveLength(stored + 1)
    } finally {
      await store.close()
      await redis.end()
    }
  })
})

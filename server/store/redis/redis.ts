import { createHash, randomUUID } from 'node:crypto'
import type { Blobs, Store } from '../ports.ts'
import { StoreUnusable } from '../unusable.ts'
import { Appender } from './appender.ts'
import { Follower } from './follower.ts'
import { newGreeting } from './greeting.ts'
import { Line } from './line.ts'
import { redisLog } from './log.ts'
import { redisRecords } from './records.ts'
import { roomNames } from './scripts.ts'

/** `waitMs`: how long a Redis that cannot be reached is waited for at the start; one that loads its data is waited for without end. */
export interface RedisStoreConfig {
  url: string
  /** Accept a Redis that can lose what it confirmed. */
  allowLossy?: boolean
  waitMs?: number
  /** Silence after which a Redis counts as away. */
  answerMs?: number
  now?: () => number
  /** Hears, in words for whoever runs the process, of what only they can mend. */
  tell?: (words: string) => void
}

/** The store that several processes share. @throws StoreUnusable */
export const openRedis = async ({
  url,
  allowLossy = false,
  waitMs = 30_000,
  answerMs = 2000,
  now = Date.now,
  tell,
}: RedisStoreConfig): Promise<Store> => {
  const process = randomUUID().slice(0, 13)
  const line = new Line({ url, greet: newGreeting(allowLossy), answerMs, tell })
  await firstReady(line, url, waitMs)
  await sortNames(line)
  const { records, hints } = redisRecords(line, process, now)
  const follower = new Follower(line, url, process, (kind, id) => hints.hear(kind, id))
  await follower.ready()
  const appender = new Appender(line, process, now, (room, first, count) => follower.wrote(room, first, count))
  return {
    log: redisLog(line, appender, follower, now),
    records,
    blobs: redisBlobs(line),
    ready: async () => {
      await line.ask(['SET', `kp:ready:${process}`, Buffer.alloc(1024), 'EX', '60'])
    },
    close: async () => {
      await appender.close()
      await follower.close()
      await line.close()
    },
  }
}

/** Earlier versions kept the names of rooms in no order. */
const sortNames = async (line: Line): Promise<void> => {
  if ((await line.ask(['EXISTS', 'kp:rooms'])) === 0) return
  await line.ask(['ZUNIONSTORE', roomNames, '2', roomNames, 'kp:rooms', 'WEIGHTS', '0', '0'])
  await line.ask(['DEL', 'kp:rooms'])
}

const redisBlobs = (line: Line): Blobs => ({
  put: async (bytes) => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    await line.ask(['SET', `kp:blob:${hash}`, Buffer.from(bytes)])
    return hash
  },
  get: async (hash) => ((await line.ask(['GET', `kp:blob:${hash}`])) as Buffer | null) ?? undefined,
})

const firstReady = async (line: Line, url: string, waitMs: number): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const stop = line.onReady(resolve)
  const look = setInterval(() => line.trouble instanceof StoreUnusable && reject(line.trouble), 20)
  const late = setTimeout(() => !line.reached && reject(unreachable(url)), waitMs)
  try {
    await promise
  } catch (error) {
    await line.close()
    throw error
  } finally {
    stop()
    clearInterval(look)
    clearTimeout(late)
  }
}

const unreachable = (url: string): StoreUnusable => {
  const { host } = new URL(url)
  return new StoreUnusable(
    `เชื่อมต่อ Redis ที่ ${host} ไม่ได้ กรุณาตรวจว่า Redis ทำงานอยู่และ REDIS_URL ถูกต้อง`,
    `Redis at ${host} cannot be reached. See that it runs and that REDIS_URL is right.`,
  )
}

import { createClient } from 'redis'
import { onTestFinished, test } from 'vitest'
import { openRedis } from '../../server/store/redis/redis.ts'
import { TestRedis } from '../helpers/redis.ts'
import { until } from '../helpers/until.ts'
import { contract } from './contract.ts'

let redis: TestRedis
contract('redis', {
  begin: async () => {
    redis = await TestRedis.start()
  },
  open: () => openRedis({ url: redis.url }),
  beside: () => openRedis({ url: redis.url }),
  reopen: async (store) => {
    await store.close()
    await redis.kill()
    await redis.restart()
    return openRedis({ url: redis.url })
  },
  end: () => redis.end(),
})

test('[ST9] a change is announced after it can be read, also when Redis has forgotten our scripts', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const [one, other] = [await openRedis({ url: fresh.url }), await openRedis({ url: fresh.url })]
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])))
  const client = await createClient({ url: fresh.url }).connect()
  onTestFinished(() => client.destroy())
  const seen = new Map<string, unknown>()
  other.records.watch((kind, id) => void other.records.get(kind, id).then((found) => found && seen.set(id, found.value)))
  for (let round = 0; round < 20; round++) {
    await client.scriptFlush()
    const ids = ['a', 'b', 'c'].map((letter) => `${letter}${round}`)
    await Promise.all(ids.map((id) => one.records.put('kind', id, { round }, 0)))
    await until(`all of round ${round} are heard`, () => ids.every((id) => seen.has(id)))
  }
})

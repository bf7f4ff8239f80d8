import { expect, test } from 'vitest'
import { TestRedis } from '../helpers/redis.ts'
import { tempFolder } from '../helpers/temp.ts'
import { modelRun, type ModelOptions } from './model-run.ts'

const usual = { atOnce: 64, voters: 80, requestsPerVote: 400 }
const hold = async (options: Omit<ModelOptions, 'seed'>): Promise<void> => {
  const seed = Number(process.env['VOTE_SEED'] ?? Date.now() % 1_000_000)
  const result = await modelRun({ ...options, seed })
  expect(result.wrong, `seed ${seed}`).toEqual([])
  expect(result.acknowledged).toBeGreaterThan(options.requests / 8)
  expect(result.kills).toBe(options.kills)
}

test(
  '[VO10, P4] each ballot counts exactly once and never over the budget: 64 at once, each sent one to four times, with kill -9',
  { timeout: 600_000 },
  () => hold({ ...usual, requests: 1_200, kills: 2, environment: { DATA_DIR: tempFolder('votes') } }),
)

test('[VO10, P4] the same on Redis', { timeout: 600_000 }, async () => {
  const redis = await TestRedis.start()
  try {
    await hold({ ...usual, requests: 500, kills: 1, environment: { DATA_DIR: tempFolder('votes'), REDIS_URL: redis.url } })
  } finally {
    await redis.end()
  }
})

import { openRedis } from '../../server/store/redis/redis.ts'
import { TestRedis } from '../helpers/redis.ts'
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

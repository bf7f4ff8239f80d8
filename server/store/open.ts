import { openEmbedded } from './embedded/embedded.ts'
import type { Store } from './ports.ts'

/** Where the state of this process lives. */
export interface StoreConfig {
  dataDir: string
  /** Set: a Redis shared by all processes of the service, instead of files under `dataDir`. */
  redisUrl?: string | undefined
  /** Accept a Redis that can lose what it confirmed. */
  allowLossyRedis?: boolean | undefined
  /** Hears, in words for whoever runs the process, of what only they can mend. */
  tell?: (words: string) => void
}

/** Opens the store that the configuration asks for. @throws StoreUnusable with a plain message */
export const openStore = async ({ dataDir, redisUrl, allowLossyRedis = false, tell }: StoreConfig): Promise<Store> => {
  if (redisUrl === undefined || redisUrl === '') return openEmbedded({ dataDir })
  // Loaded only where it is wanted: the embedded store starts faster without it.
  const { openRedis } = await import('./redis/redis.ts')
  return openRedis({ url: redisUrl, allowLossy: allowLossyRedis, ...(tell && { tell }) })
}

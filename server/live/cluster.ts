/** Joins the announcements of several processes through the Redis that they share. */
import { createAdapter } from '@socket.io/redis-streams-adapter'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import type { ServerOptions } from 'socket.io'

const graceMs = 500

export interface Cluster {
  adapter: ServerOptions['adapter']
  /** Whether what is said now is heard now; otherwise it waits until Redis is back. */
  isUp(): boolean
  close(): Promise<void>
}

export const openCluster = async (redisUrl: string, failed: (error: unknown) => void): Promise<Cluster> => {
  const client = createClient({ url: redisUrl })
  // Without a listener a lost connection would end the process; the client comes back by itself.
  client.on('error', failed)
  await client.connect()
  return {
    adapter: createAdapter(client, { streamName: 'kp:live', maxLen: 2_000, onlyPlaintext: true }) as ServerOptions['adapter'],
    isUp: () => client.isReady,
    close: async () => {
      if (!client.isOpen) return
      // The last announcements are let out first, unless Redis is away: nobody waits for them, so each would fail unheard.
      await Promise.race([client.close().catch(failed), pause(graceMs, undefined, { ref: false })])
      if (client.isOpen) client.destroy()
    },
  }
}

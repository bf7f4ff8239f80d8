/** The one port of the process: requests, the line of the boards, and an end that waits for nobody who does not leave. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Upgrade } from '../sync/upgrade.ts'

/** How long open sockets get to say goodbye. */
const graceMs = 1_000

/** `failed` hears of whoever could not be taken: an error that nobody hears would end the process. */
export const openPort = (answer: RequestListener, upgrade: Upgrade, failed: (error: unknown) => void) => {
  // Java's client offers HTTP/2 with every plain request: that is an offer, and the answer comes as ever (from Node 24.9 on).
  const server = createServer({ shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' }, answer)
  const sockets = new Set<{ destroy(): unknown }>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/sync/')) upgrade(request, socket, head)
    else if (!request.url?.startsWith('/socket.io/')) socket.destroy()
  })
  return {
    server,
    /** Answers the port; 0 takes any that is free. */
    listen: async (port: number, host: string): Promise<number> => {
      await new Promise<void>((listening, refused) => {
        server.once('error', refused)
        server.listen(port, host, listening)
      })
      server.on('error', failed)
      return (server.address() as AddressInfo).port
    },
    /** Takes nobody any more; what it answers ends those who are still there. */
    stop: (): (() => Promise<void>) => {
      const closed = new Promise<unknown>((done) => server.close(done))
      return async () => {
        server.closeIdleConnections()
        await Promise.race([closed, pause(graceMs, undefined, { ref: false })])
        for (const socket of sockets) socket.destroy()
        await closed
      }
    },
  }
}

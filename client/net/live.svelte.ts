/**
 * What the server announces about one seminar, over Socket.IO.
 *   page    connects, then: watch <seminarId>     again after every return of the connection
 *   server  ok, or a refusal's code
 *   server  seminar · groups · activity · seat    whenever they change
 * Announcements are never the only copy of anything: who reads them asks `/api` for the whole.
 */
import type { Socket } from 'socket.io-client'
import { isRefusalCode, type RefusalCode } from '#shared/refusal.ts'
import type { SeminarId } from '#shared/id.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'

export type Listeners = Partial<FromServer>

export class LiveLine {
  connected = $state(false)
  /** Set when the server will not tell this browser anything. */
  refused = $state<RefusalCode>()
  #socket: Socket<FromServer, FromClient> | undefined
  #closed = false

  /** Socket.IO is loaded only here, so that a participant's first page does not carry it. @throws when that script cannot be loaded */
  async watch(seminarId: SeminarId, listeners: Listeners): Promise<void> {
    const { io } = await import('socket.io-client')
    if (this.#closed) return
    // A hall's Wi-Fi passes WebSockets; long polling would only add requests.
    const socket: Socket<FromServer, FromClient> = io({ path: '/socket.io', transports: ['websocket'], randomizationFactor: 1 })
    this.#socket = socket
    for (const [event, listener] of Object.entries(listeners)) socket.on(event as keyof FromServer, listener as never)
    socket.on('connect', () => {
      socket.emit('watch', seminarId, (result) => {
        this.connected = result.ok
        if (!result.ok) this.refused = isRefusalCode(result.code) ? result.code : 'request/malformed'
      })
    })
    socket.on('disconnect', () => (this.connected = false))
  }

  close(): void {
    this.#closed = true
    this.connected = false
    this.#socket?.disconnect()
  }
}

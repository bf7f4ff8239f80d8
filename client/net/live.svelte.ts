/**
 * What the server announces about one seminar, over Socket.IO.
 *   page    connects, then: watch <seminarId>     again after every return of the connection
 *   server  ok, or a refusal's code; "not now" is asked again
 *   page    watchThemes <seminarId>               where somebody listens for themes
 *   server  ok, or a refusal's code; then: themes whenever they change
 *   server  seminar · groups · activity · seat    whenever they change
 * Announcements are never the only copy of anything: who reads them asks `/api` for the whole.
 */
import type { Socket } from 'socket.io-client'
import type { RefusalCode } from '#shared/refusal.ts'
import type { SeminarId } from '#shared/id.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'
import { askUntil } from './ask-until.ts'
import { serverClock } from './server-clock.ts'

/** A short gap in the Wi-Fi is not worth a word. */
const patienceMs = 4_000

export type Listeners = Partial<FromServer>

export class LiveLine {
  /** Not connected for a while: what is shown may be old. */
  lost = $state(false)
  /** Set when the server will not tell this browser anything. */
  refused = $state<RefusalCode>()
  #socket: Socket<FromServer, FromClient> | undefined
  #closed = false
  #patience: ReturnType<typeof setTimeout> | undefined
  /** Ends what is being asked. */
  #stop = (): void => {}

  /**
   * Socket.IO is loaded only here, so that a participant's first page does not carry it. `watched`: the server has begun to tell,
   * also after a return; what was announced meanwhile is missed, and what was asked on the line before. @throws when that script
   * cannot be loaded
   */
  async watch(
    seminarId: SeminarId,
    listeners: Listeners,
    watched?: (line: Pick<Socket<FromServer, FromClient>, 'emit'>) => void,
  ): Promise<void> {
    const { io } = await import('socket.io-client')
    if (this.#closed) return
    // A hall's Wi-Fi passes WebSockets; long polling would only add requests.
    const socket: Socket<FromServer, FromClient> = io({ path: '/socket.io', transports: ['websocket'], randomizationFactor: 1 })
    this.#socket = socket
    for (const [event, listener] of Object.entries(listeners)) socket.on(event as keyof FromServer, listener as never)
    socket.on('seminar', ({ serverNow }) => serverClock.heard(serverNow))
    const refused = (code: RefusalCode) => (this.refused = code)
    const begun = () => {
      this.refused = undefined
      watched?.(socket)
    }
    const granted = () => {
      this.#isConnected()
      if (!listeners.themes) return begun()
      this.#stop = askUntil((answered) => socket.emit('watchThemes', seminarId, answered), { granted: begun, refused })
    }
    socket.on('connect', () => {
      this.#stop = askUntil((answered) => socket.emit('watch', seminarId, answered), { granted, refused })
    })
    socket.on('disconnect', () => {
      this.#stop()
      this.#isGone()
    })
    this.#isGone()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#patience)
    this.#stop()
    this.#socket?.disconnect()
  }

  #isConnected(): void {
    clearTimeout(this.#patience)
    this.#patience = undefined
    this.lost = false
  }
  #isGone(): void {
    if (!this.#closed) this.#patience ??= setTimeout(() => (this.lost = true), patienceMs)
  }
}

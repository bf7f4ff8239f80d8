/** A browser's line of announcements, by hand. */
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { SeminarId } from '#shared/id.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'
import type { Person } from './server.ts'

export type LiveLine = Socket<FromServer, FromClient>

/** A line with the person's cookie, which ends with the running test. Listen first, then `watch`. */
export const openLine = (url: string, { cookie = '' }: Pick<Person, 'cookie'>): LiveLine => {
  const line: LiveLine = io(url, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true })
  onTestFinished(() => void line.close())
  return line
}

/** Begins to watch a seminar; a loaded machine takes its time. */
export const watch = (line: LiveLine, seminarId: SeminarId): Promise<{ ok: true } | { ok: false; code: string }> =>
  line.timeout(30_000).emitWithAck('watch', seminarId)

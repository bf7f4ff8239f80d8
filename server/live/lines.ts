/** How many lines this process holds open, and how much waits in one: whoever sends nothing, or reads nothing, costs the others little. */
import type { SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { chair } from './audiences.ts'
import type { Io, Line } from './between.ts'

type Connection = Line['conn']

export const usualLines = {
  /** Lines that watch nothing (yet). An honest one watches within a second; never by address, since a hall has one. */
  unseated: 2_000,
  /** Lines of one seat: more than a hall's worth is no person. */
  ofSeat: 500,
  /** Announcements that wait for one line to take what was sent before. */
  unsent: 1_000,
} as const

export const boundLines = (io: Io, limits: Readonly<Record<keyof typeof usualLines, number>> = usualLines) => {
  const unseated = new Set<Connection>()

  io.engine.on('connection', (connection: Connection) => {
    let unsent = 0
    connection.on('packetCreate', () => {
      // It comes back by itself, and is told how things stand then.
      if (++unsent > limits.unsent) connection.close(true)
    })
    connection.on('flush', () => (unsent = 0))
    connection.on('close', () => unseated.delete(connection))
    unseated.add(connection)
    // Who has waited longest makes way: a newcomer is never kept out by those who only wait.
    const [longest] = unseated
    if (unseated.size > limits.unseated) longest?.close(true)
  })

  return {
    /** Somebody watches on this line. @throws Refusal request/too-many */
    sit: (line: Line, seatId: SeatId): void => {
      const own = io.of('/').adapter.rooms.get(chair(seatId))
      if (own && own.size >= limits.ofSeat && !own.has(line.id)) throw new Refusal('request/too-many')
      unseated.delete(line.conn)
    },
  }
}

/** What the processes that share a Redis say to each other, beside what they announce. */
import type { Server, Socket } from 'socket.io'
import type { BoardId, SeatId } from '#shared/id.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'

interface BetweenServers {
  present: (node: string, boardId: BoardId, seats: SeatId[]) => void
  rollCall: () => void
  /** What parts tell their like on other processes. */
  between: (topic: string, said: unknown) => void
}
export type Io = Server<FromClient, FromServer, BetweenServers>
/** One browser's. */
export type Line = Socket<FromClient, FromServer, BetweenServers>

/** Makes a line between the same part of all processes: hears what the others say, gives the way to say something. */
export type Between = <Said>(topic: string, heard: (said: Said) => void) => (said: Said) => void

/** When `alone` what is said is heard by nobody. */
export const openBetween = (io: Io, alone: boolean): Between => {
  const hearing = new Map<string, (said: never) => void>()
  io.on('between', (topic, said) => hearing.get(topic)?.(said as never))
  return (topic, heard) => {
    hearing.set(topic, heard as (said: never) => void)
    return (said) => void (alone || io.serverSideEmit('between', topic, said))
  }
}

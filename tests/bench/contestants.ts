/** Who is measured, and how a hall of people finds its way into each: ours, the bare relay, Hocuspocus. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DialectName } from '../load/dialect.ts'
import type { SeatAddress } from '../load/job.ts'
import { openHall } from './hall.ts'
import { fetchPeers } from './peers/fetch.ts'
import type { ServerProcess, ServerProgram } from './server-process.ts'

export interface Hall {
  seats: SeatAddress[]
  /** Ours: the session of each seat (in the order in which they were given), for a browser. */
  cookies?: { name: string; value: string }[]
  /** Ours: the seminar, and who leads it. */
  led?: { seminarId: string; boards: readonly string[]; cookie: string }
  /** Puts ideas on the first board, where the contestant has an API for it. */
  importIdeas?: (ideas: readonly { text: string }[]) => Promise<void>
}
export interface Contestant {
  name: string
  dialect: DialectName
  keepsNothing: boolean
  program(): ServerProgram
  /** Seats `people` on each of `boards` boards. */
  seat(server: ServerProcess, boards: number, people: number): Promise<Hall>
}

const root = join(import.meta.dirname, '../..')
const entry = (name: string) => join(import.meta.dirname, 'peers', name)
/** As long as our own: Hocuspocus puts the name before every message. */
const roomName = (board: number): string => `board/bench${String(board).padStart(9, '0')}`
const everySeat = (boards: number, people: number, address: (board: number) => SeatAddress): SeatAddress[] =>
  Array.from({ length: boards * people }, (_, n) => address(Math.floor(n / people)))

/** Ours, met by any y-websocket client; `acknowledged` asks for the protocol of our own client (v=1). */
const ourServer = (name: string, parameters: string): Contestant => ({
  name,
  dialect: 'y-websocket',
  keepsNothing: false,
  program: () => ({ args: [...ourFlags, ...startArguments()], environment: { NODE_ENV: 'production' } }),
  seat: (server, boards, people) => openHall(server.address, boards, people, parameters),
})
/** What `npm start` starts: the figures are of what people run. */
const startArguments = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  const [program, ...words] = scripts.start.split(' ')
  if (program !== 'node') throw new Error(`npm start runs ${program}; the bench knows only node`)
  return words.map((word) => (word.endsWith('.ts') || word.endsWith('.js') ? join(root, word) : word))
}
/** More flags for our server's node, e.g. `--cpu-prof`. */
const ourFlags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '')

export const ours = ourServer('ours', '')
export const oursAcknowledged = ourServer('ours, acknowledged', '&v=1')

export const relay: Contestant = {
  name: 'ws relay',
  dialect: 'y-websocket',
  keepsNothing: true,
  program: () => ({ args: [entry('relay.js')] }),
  seat: async (server, boards, people) => ({
    seats: everySeat(boards, people, (board) => ({ url: `ws://${server.address}/${roomName(board)}`, room: roomName(board) })),
  }),
}

const hocuspocusVersion = '4.7.0'
export const hocuspocus: Contestant = {
  name: 'Hocuspocus + SQLite',
  dialect: 'hocuspocus',
  keepsNothing: false,
  program: () => {
    const folder = fetchPeers('bench-peers', [
      `@hocuspocus/server@${hocuspocusVersion}`,
      `@hocuspocus/extension-database@${hocuspocusVersion}`,
      'yjs@13.6.33',
      'ws@8.23.0',
    ])
    return { args: [entry('hocuspocus.js')], environment: { PEERS: folder, NODE_ENV: 'production' } }
  },
  seat: async (server, boards, people) => ({
    seats: everySeat(boards, people, (board) => ({ url: `ws://${server.address}/`, room: roomName(board) })),
  }),
}

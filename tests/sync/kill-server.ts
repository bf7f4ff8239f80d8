/** The sync path and the embedded store as a process of its own, to be killed. */
import { createServer } from 'node:http'
import { flushCompileCache } from 'node:module'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { openRooms } from '../../server/sync/rooms.ts'
import { NotedLog, OpenDoor } from './open-door.ts'

const store = await openEmbedded({ dataDir: process.env['DATA_DIR']! })
// A low bar for compaction, so that kills fall into it too.
const limits = { tailEntries: 200, tailEntriesBusy: 300, quietMs: 100, roundMs: 100 }
const log = new NotedLog()
const { upgrade } = openRooms({ store, door: new OpenDoor(), log, limits })
const server = createServer((_request, response) => response.end(JSON.stringify(log.lines)))
server.on('upgrade', upgrade)
server.listen(Number(process.env['PORT']), '127.0.0.1')
// What it has compiled is there for the next: a process that is killed writes nothing at its end.
flushCompileCache()

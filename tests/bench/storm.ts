/** Back from coffee: 300 tablets open the same full board in the same second. */
import { setTimeout as rest } from 'node:timers/promises'
import { fillBoard } from './boards.ts'
import { hocuspocus, ours } from './contestants.ts'
import { meet } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Section } from './section.ts'

const ideas = 2_000
const people = 300
/** Of a coffee break: what each server does with a full board after the last edit is done. */
const breakMs = 6_000

export const storm: Section = {
  name: 'storm',
  about: `${people} tablets open a board of ${ideas.toLocaleString('en')} ideas at once`,
  run: async (circumstances) => {
    const rounds = await takeTurns([ours, hocuspocus], circumstances, (contestant) =>
      meet(contestant, 1, people, async (meeting) => {
        await fillBoard(meeting, ideas)
        await rest(breakMs)
        const result = await meeting.load({ kind: 'storm' })
        if (!result.equal || result.ideas !== ideas)
          throw new Error(`${contestant.name}: the joiners hold ${result.ideas} ideas, equal: ${result.equal}`)
        return result
      }),
    )
    const synced = figureOf('all synced after, ms', 0, rounds, (r) => r.syncedMs)
    const added = figureOf('memory added at its highest, MB', 1, rounds, (r) => r.memoryPeak - r.memoryBefore)
    return {
      title: storm.about,
      figures: [
        synced,
        figureOf('server CPU, ms', 0, rounds, (r) => r.cpuMicros / 1_000),
        added,
        figureOf('memory added two seconds later, MB', 1, rounds, (r) => r.memoryAfter - r.memoryBefore),
        figureOf('bytes to each client', 0, rounds, (r) => r.bytesPerClient),
      ],
      goals: [
        { name: 'all synced, × Hocuspocus', values: ratios(synced, ours.name, hocuspocus.name), limit: 0.2, digits: 2, wanted: 'at most' },
        { name: 'memory added at its highest, MB', values: added.values[ours.name] ?? [], limit: 20, digits: 1, wanted: 'at most' },
      ],
      foot: [
        `One client had the board open before; memory added includes the 300 sockets themselves. Every joiner held the whole board.`,
        `The board was full ${breakMs / 1_000} s before: ours folds a room's log once nobody has written or come for 1.5 s, in a thread that holds some 40 MB for two seconds.`,
      ],
      rounds,
    }
  },
}

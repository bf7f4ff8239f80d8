/** The server was stopped and started again: how long until the first tablet has its whole board back? */
import type { ReopenResult } from '../load/job.ts'
import { fillBoard } from './boards.ts'
import { hocuspocus, ours, type Contestant } from './contestants.ts'
import { meet, type Meeting } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Circumstances, type Figure, type Goal, type Section } from './section.ts'

const ideas = 10_000
/** Nobody writes for so long before the server is stopped: servers that store or tidy up when it is quiet have done so. */
const quietMs = 10_000
const historyEdits = (quick: boolean) => (quick ? 20_000 : 200_000)

/** Stops, starts, and opens the first seat as soon as the server takes a connection. */
const reopen = async ({ server, load }: Meeting, wanted: { ideas: number; stateVector?: string }): Promise<ReopenResult> => {
  await new Promise((rested) => setTimeout(rested, quietMs))
  await server.stop()
  const spawnedAt = Date.now()
  server.spawn()
  const result = await load({ kind: 'reopen', spawnedAt, ...wanted })
  if (!result.complete) throw new Error(`after the restart the board holds ${result.ideas} of ${wanted.ideas} ideas, or lacks edits`)
  return result
}

const fullBoard = (contestant: Contestant) =>
  meet(contestant, 1, 2, async (meeting) => {
    await fillBoard(meeting, ideas)
    return reopen(meeting, { ideas })
  })

const longHistory = (contestant: Contestant, { quick }: Circumstances) =>
  meet(contestant, 1, 300, async (meeting) => {
    const edits = historyEdits(quick)
    const written = await meeting.load({ kind: 'history', edits, editsPerSecond: 4_000 })
    if (written.refusals.length > 0) throw new Error(`the history was refused: ${written.refusals.join(', ')}`)
    return { ...(await reopen(meeting, written)), writtenIn: written.seconds }
  })

const ratio = (figure: Figure, name: string, limit: number): Goal => ({
  name,
  values: ratios(figure, ours.name, hocuspocus.name),
  limit,
  digits: 2,
  wanted: 'at most',
})

export const restart: Section = {
  name: 'restart',
  about: 'a restarted server: first client complete, with 10,000 ideas and after 200,000 edits',
  run: async (circumstances) => {
    const boards = await takeTurns([ours, hocuspocus], circumstances, fullBoard)
    const histories = await takeTurns([ours, hocuspocus], circumstances, (contestant) => longHistory(contestant, circumstances))
    const board = figureOf('10,000 ideas: from the connection to the whole board, ms', 0, boards, (r) => r.fromOpenMs)
    const edits = historyEdits(circumstances.quick).toLocaleString('en')
    const history = figureOf(`${edits} edits: from the connection to the whole board, ms`, 0, histories, (r) => r.fromOpenMs)
    return {
      title: restart.about,
      figures: [
        board,
        figureOf('… from the start of the process, ms', 0, boards, (r) => r.fromStartMs),
        history,
        figureOf('… from the start of the process, ms', 0, histories, (r) => r.fromStartMs),
      ],
      goals: [ratio(board, '10,000 ideas, × Hocuspocus', 0.3), ratio(history, `${edits} edits, × Hocuspocus`, 0.6)],
      foot: [
        'Servers were stopped politely after 10 quiet seconds, so that each had stored and tidied up; the clock of the first figure begins when the server has taken the connection, that of the second when the process was started.',
        'Complete = the message has arrived that makes the client’s document whole: every idea, every clock of every writer; reading it is the client’s own work.',
      ],
      rounds: { boards, histories },
    }
  },
}

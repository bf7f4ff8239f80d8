/** One contestant with its server running and everybody seated: what all sections begin with. */
import type { Job, ResultOf } from '../load/job.ts'
import type { Contestant, Hall } from './contestants.ts'
import { runJob } from './load-process.ts'
import { ServerProcess } from './server-process.ts'

type Told = 'dialect' | 'seats' | 'serverPid' | 'keepsNothing'
/** A job without what the meeting knows itself; written so that each kind of job stays its own. */
type Task = Job extends infer J ? (J extends Job ? Omit<J, Told> : never) : never

export interface Meeting {
  server: ServerProcess
  hall: Hall
  /** Runs a job of the load, with the hall's seats or some of them. */
  load<K extends Job['kind']>(task: Extract<Task, { kind: K }>, seats?: Hall['seats']): Promise<ResultOf[K]>
}

export const meet = async <R>(
  contestant: Contestant,
  boards: number,
  people: number,
  work: (meeting: Meeting) => Promise<R>,
): Promise<R> => {
  const server = await ServerProcess.start(contestant.program())
  try {
    const hall = await contestant.seat(server, boards, people)
    const { dialect, keepsNothing } = contestant
    return await work({
      server,
      hall,
      load: (task, seats = hall.seats) => runJob({ ...task, dialect, keepsNothing, seats, serverPid: server.pid } as never),
    })
  } catch (error) {
    throw new Error(`${contestant.name}: its server said:\n${server.words}`, { cause: error })
  } finally {
    await server.end()
  }
}

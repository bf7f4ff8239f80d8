/** What a browser asks over its line: one question of each kind after another, each counted as a request of its session. */
import { isId, type SeminarId } from '#shared/id.ts'
import type { FromClient } from '#shared/live/events.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Limits } from '../access/limits.ts'
import type { Caller, Rights } from '../access/rights.ts'
import type { Line } from './between.ts'

export interface AskingParts {
  rights: Pick<Rights, 'callerOf'>
  limits: Pick<Limits, 'session'>
  failed(error: unknown): void
}

/** Listens to one kind of question of one socket. `ask` may refuse. */
export const asking =
  ({ rights, limits, failed }: AskingParts) =>
  (socket: Line, ask: (caller: Caller, seminarId: SeminarId) => Promise<void>): FromClient['watch'] => {
    let looking = false
    const look = async (seminarId: SeminarId): Promise<void> => {
      const caller = await rights.callerOf(socket.request)
      if (caller.session) await limits.session(caller.session.hash)
      await ask(caller, seminarId)
    }
    return (seminarId, answer) => {
      // A hostile page may send anything, or forget the answer: it gets silence.
      if (typeof answer !== 'function') return
      if (!isId(seminarId)) return answer({ ok: false, code: 'request/malformed' })
      if (looking) return answer({ ok: false, code: 'request/too-many' })
      looking = true
      look(seminarId)
        .then(
          () => answer({ ok: true }),
          (error: unknown) => {
            if (!(error instanceof Refusal)) failed(error)
            answer({ ok: false, code: error instanceof Refusal ? error.code : 'request/failed' })
          },
        )
        .finally(() => (looking = false))
    }
  }

/** What is asked about names that a program outside proposes. All throw Refused or Unreachable. */
import type { SeminarId } from '#shared/id.ts'
import type { Advice, AdviceTurn, Proposal } from '#shared/theme/advice.ts'
import { ask } from '../../net/call.ts'

/** The server gives up after 20 s, and says so. */
const patienceMs = 25_000

const to = (id: SeminarId, path: string) => `/api/seminars/${id}/themes/${path}`

export const readAdvice = (id: SeminarId) => ask<Advice>(to(id, 'advice'))
/** Who switches it on has read that texts leave. */
export const turnAdvice = (id: SeminarId, on: boolean) => {
  const body: AdviceTurn = on ? { on, textsLeaveThisServer: true } : { on }
  return ask<Advice>(to(id, 'advice'), { method: 'PUT', body })
}
export const readProposals = async (id: SeminarId): Promise<readonly Proposal[]> =>
  (await ask<{ proposals: Proposal[] }>(to(id, 'proposals'), { timeoutMs: patienceMs })).proposals

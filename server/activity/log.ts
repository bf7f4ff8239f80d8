/**
 * The log that all who lead see: the audit records, in their order and never changed. What names people stands in the
 * register, not in the records: a seat that is erased leaves its acts without a name.
 */
import * as v from 'valibot'
import { logSchema, type Log } from '#shared/activity/log.ts'
import type { SeatId, SeminarId } from '#shared/id.ts'
import type { LogLine } from '#shared/live/events.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Records } from '../store/ports.ts'

/** As many lines as anybody reads back; older ones stay in the store. */
const mostLines = 1_000

const entrySchema = v.object({
  at: v.number(),
  by: v.optional(v.string()),
  act: v.string(),
  on: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
})

export interface LogParts {
  records: Records
  register: Register
  failed(error: unknown): void
}

export const openSeminarLog = ({ records, register, failed }: LogParts) => {
  const lineOf = async (raw: unknown): Promise<LogLine> => {
    const { at, by, act, on } = v.parse(entrySchema, raw)
    const seat = by === undefined ? undefined : await register.seats.find(by as SeatId)
    return { at, by: seat?.name || (seat?.role ?? 'organizer'), act, ...(on && { on }) }
  }
  const listeners = new Set<(seminarId: SeminarId, lines: LogLine[]) => void>()
  const unwatch = records.watch((kind, id) => {
    if (kind !== 'audit') return
    const told = async (): Promise<void> => {
      const found = await records.get(kind, id)
      const seminarId = (found?.value as { seminarId?: SeminarId } | undefined)?.seminarId
      if (!seminarId) return
      const line = await lineOf(found!.value)
      for (const listener of listeners) listener(seminarId, [line])
    }
    told().catch(failed)
  })
  return {
    linesOf: async (seminarId: SeminarId): Promise<LogLine[]> => {
      const kept = await records.list('audit', `${seminarId}-`)
      return Promise.all(kept.slice(-mostLines).map(({ value }) => lineOf(value)))
    },
    /** On every process. */
    onLine: (listener: (seminarId: SeminarId, lines: LogLine[]) => void): void => void listeners.add(listener),
    close: unwatch,
  }
}
export type SeminarLog = ReturnType<typeof openSeminarLog>

export const openLogRoute = (api: Api, { rights, log }: { rights: Rights; log: SeminarLog }): void =>
  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/log',
      about: 'What was done by right of an office, oldest first: the last thousand lines. Nobody can change them.',
      answer: logSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found'],
    },
    async ({ caller, id }): Promise<Log> => {
      const { seminarId } = await rights.lead(caller, id<'seminar'>())
      return { lines: await log.linesOf(seminarId) }
    },
  )

/** Secrets whose time is over leave the store, at the start and every hour: tickets, sessions, seat codes. */
import * as v from 'valibot'
import type { Records } from '../store/ports.ts'

/** All are kept under the hash of the secret, with the time at which it stops working. */
const kinds = ['ticket', 'session', 'seat-code'] as const
const everyMs = 3_600_000
/** Other processes' clocks may be a little behind. */
const graceMs = 60_000

const endingSchema = v.object({ endsAt: v.number() })

/** Removes what is over; answers how many. Ends early when `mayGoOn` says no. @throws Refusal store/away, store/full */
export const sweep = async (records: Records, now: number, mayGoOn: () => boolean = () => true): Promise<number> => {
  let removed = 0
  for (const kind of kinds) {
    for (const { id, value } of await records.list(kind)) {
      const read = v.safeParse(endingSchema, value)
      if (!read.success || read.output.endsAt + graceMs > now) continue
      if (!mayGoOn()) return removed
      await records.remove(kind, id)
      removed++
    }
  }
  return removed
}

/** `now`: epoch ms; `failed` hears why a sweep did not come to its end: the next one goes on. */
export const openSweeping = (records: Records, now: () => number, failed: (error: unknown) => void): { close(): Promise<void> } => {
  let closed = false
  let running = Promise.resolve()
  const begin = (): void => {
    running = running
      .then(async () => void (await sweep(records, now(), () => !closed)))
      .catch((error: unknown) => void (closed || failed(error)))
  }
  const timer = setInterval(begin, everyMs).unref()
  begin()
  return {
    close: () => {
      closed = true
      clearInterval(timer)
      return running
    },
  }
}

/** A store through which one process works until it dies: from its nth verb on nothing comes through any more, and that one was done or was not. */
import { Refusal } from '#shared/refusal.ts'
import type { Records, RoomLog, Store } from '../../server/store/ports.ts'

export interface Breaking extends Store {
  /** Verbs asked for so far, since `count` was called. */
  verbs: number
  count(): void
  died: Promise<void>
}

/** `done`: whether the last verb was done before the process died. `at`: calls back before each verb. */
export const breaking = (
  store: Store,
  dies: number,
  done: boolean,
  at: (verb: number) => Promise<void> = () => Promise.resolve(),
): Breaking => {
  const death = Promise.withResolvers<void>()
  let counting = false
  const through =
    <Given extends unknown[], Answer>(verb: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (!counting) return verb(...given)
      const number = ++broken.verbs
      await at(number)
      if (number > dies) throw new Refusal('store/away')
      if (number < dies) return verb(...given)
      if (done) await verb(...given)
      death.resolve()
      throw new Refusal('store/away')
    }
  const { log, records } = store
  const brokenLog: RoomLog = {
    ...log,
    load: through(log.load),
    append: through(log.append),
    compact: through(log.compact),
    rooms: through(log.rooms),
    forget: through(log.forget),
  }
  const brokenRecords: Records = { ...records, get: through(records.get), put: through(records.put), remove: through(records.remove) }
  const broken: Breaking = {
    ...store,
    log: brokenLog,
    records: brokenRecords,
    verbs: 0,
    count: () => void (counting = true),
    died: death.promise,
  }
  return broken
}

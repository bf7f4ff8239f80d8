/**
 * Records that do not read as what they are meant to be: of a newer version, damaged, changed by hand. One of them shall not
 * keep three hundred people out. It is set aside: named in the log, counted, not found by whoever asks for it, and left in
 * the store as it is.
 */
import * as v from 'valibot'

/** Where `log` writes; what people wrote is never part of it. */
interface Loud {
  error(line: Readonly<Record<string, string>>, words: string): void
}
export interface SetAside {
  /** The record as `read` gives it; undefined when it cannot: then it is set aside. */
  attempt<T>(kind: string, id: string, read: () => T): T | undefined
  has(kind: string, id: string): boolean
  /** How many are set aside now, by kind. */
  counts(): Record<string, number>
}

/** Where the record does not fit, without what stands there: that may be somebody's words. */
const whyOf = (error: unknown): string => {
  if (!(error instanceof v.ValiError)) return error instanceof Error ? error.name : typeof error
  const [issue] = error.issues as [v.BaseIssue<unknown>]
  return `${v.getDotPath(issue) ?? 'the record'}: ${issue.type}, expected ${issue.expected ?? 'something else'}`
}

export const openSetAside = (log: Loud): SetAside => {
  const kinds = new Map<string, Set<string>>()
  const note = (kind: string, id: string, error: unknown): void => {
    const known = kinds.get(kind) ?? new Set()
    if (known.has(id)) return
    kinds.set(kind, known.add(id))
    log.error({ kind, id, why: whyOf(error) }, 'a record cannot be read: it is set aside, and stays in the store as it is')
  }
  return {
    attempt: (kind, id, read) => {
      try {
        const value = read()
        kinds.get(kind)?.delete(id)
        return value
      } catch (error) {
        note(kind, id, error)
        return undefined
      }
    },
    has: (kind, id) => kinds.get(kind)?.has(id) === true,
    counts: () => Object.fromEntries([...kinds].map(([kind, ids]) => [kind, ids.size])),
  }
}

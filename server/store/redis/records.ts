import { Refusal } from '#shared/refusal.ts'
import type { Records } from '../ports.ts'
import { changesKey } from './follower.ts'
import { Hints } from './hints.ts'
import type { Line } from './line.ts'
import { rewrite } from './rewrite.ts'
import { beginningWith, listScript, putScript, recordKeys, removeScript } from './scripts.ts'

const keptChanges = '10000'
/** What must leave Redis' file too once it is removed, and how long it waits for others of its kind. */
const secretKind = 'vote/ballot'
const rewriteSoonMs = 1_000

/** Changes are announced on a stream; the hints hear of those of other processes from whoever reads it. */
export const redisRecords = (line: Line, process: string, now: () => number): { records: Records; hints: Hints } => {
  const hints = new Hints(line)
  let soon: NodeJS.Timeout | undefined
  const rewriteSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      rewrite(line).catch((error: unknown) => (line.trouble = error))
    }, rewriteSoonMs).unref()
  }
  const announcing = (kind: string, id: string) => ['XADD', changesKey, 'MAXLEN', '~', keptChanges, '*', 'o', process, 'k', kind, 'i', id]

  const records: Records = {
    get: async (kind, id) => {
      const found = (await line.ask(['HGET', recordKeys(kind).records, id])) as Buffer | null
      const record = found && readRecord(found)
      return record ? { value: record.value, version: record.version } : undefined
    },
    list: async (kind, prefix = '') => {
      const { records, ids } = recordKeys(kind)
      const found = (await line.run(listScript, [records, ids], beginningWith(prefix))) as Buffer[]
      const listed = []
      for (let at = 0; at < found.length; at += 2) {
        const { value, version } = readRecord(found[at + 1]!)!
        listed.push({ id: found[at]!.toString(), value, version })
      }
      return listed
    },
    put: async (kind, id, value, expected, standing) => {
      const { records, ids, history } = recordKeys(kind, id)
      const keys = [records, ids, history, ...(standing ? [recordKeys(standing.kind).records] : [])]
      const on = standing ? [standing.id, String(standing.version)] : []
      const args = [id, JSON.stringify(value), String(expected), String(now()), ...on]
      // Announced in the same turn, after the put: a change may be announced that did not happen, never the other way round.
      const version = (await hints.unlessLost(kind, id, line.run(putScript, keys, args, announcing(kind, id)))) as number
      if (version < 0) throw new Refusal('record/changed', { version: -1 - version })
      hints.tell(kind, id)
      return version
    },
    remove: async (kind, id) => {
      const { records, ids, history } = recordKeys(kind, id)
      const removed = await hints.unlessLost(kind, id, line.run(removeScript, [records, ids, history], [id], announcing(kind, id)))
      if (removed === 1) hints.tell(kind, id)
      if (kind === secretKind) rewriteSoon()
    },
    history: async (kind, id) =>
      ((await line.ask(['LRANGE', recordKeys(kind, id).history, '0', '-1'])) as Buffer[]).map((past) => readRecord(past)!),
    watch: (watcher) => hints.watch(watcher),
  }
  return { records, hints }
}

const readRecord = (kept: Buffer): { value: unknown; version: number; at: number } | undefined => {
  const [, version, at, json] = /^(\d+) (\d+) (.*)$/s.exec(kept.toString())!
  return json === '' ? undefined : { value: JSON.parse(json!) as unknown, version: Number(version), at: Number(at) }
}

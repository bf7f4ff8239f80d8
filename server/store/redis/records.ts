import { Refusal } from '#shared/refusal.ts'
import type { Records } from '../ports.ts'
import { changesKey } from './follower.ts'
import type { Line } from './line.ts'
import { rewrite } from './rewrite.ts'
import { listScript, putScript, recordKeys, removeScript } from './scripts.ts'

const keptChanges = '10000'
/** What must leave Redis' file too once it is removed, and how long it waits for others of its kind. */
const secretKind = 'vote/ballot'
const rewriteSoonMs = 1_000

/** Changes are announced on a stream; `hear` is called by whoever reads it, with those of other processes. */
export const redisRecords = (
  line: Line,
  process: string,
  now: () => number,
): { records: Records; hear: (kind: string, id: string) => void } => {
  const watchers = new Set<(kind: string, id: string) => void>()
  const hear = (kind: string, id: string) => watchers.forEach((watcher) => watcher(kind, id))
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
      // No byte of a UTF-8 text is 255, so it closes the range of a prefix.
      const range = prefix === '' ? ['-', '+'] : [`[${prefix}`, Buffer.concat([Buffer.from(`(${prefix}`), Buffer.of(255)])]
      const found = (await line.run(listScript, [records, ids], range)) as Buffer[]
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
      const version = (await line.run(putScript, keys, args, announcing(kind, id))) as number
      if (version < 0) throw new Refusal('record/changed', { version: -1 - version })
      hear(kind, id)
      return version
    },
    remove: async (kind, id) => {
      const { records, ids, history } = recordKeys(kind, id)
      const removed = await line.run(removeScript, [records, ids, history], [id], announcing(kind, id))
      if (removed === 1) hear(kind, id)
      if (kind === secretKind) rewriteSoon()
    },
    history: async (kind, id) =>
      ((await line.ask(['LRANGE', recordKeys(kind, id).history, '0', '-1'])) as Buffer[]).map((past) => readRecord(past)!),
    watch: (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
  return { records, hear }
}

const readRecord = (kept: Buffer): { value: unknown; version: number; at: number } | undefined => {
  const [, version, at, json] = /^(\d+) (\d+) (.*)$/s.exec(kept.toString())!
  return json === '' ? undefined : { value: JSON.parse(json!) as unknown, version: Number(version), at: Number(at) }
}

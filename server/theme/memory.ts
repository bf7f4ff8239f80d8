/**
 * What the machine has found of a seminar, kept so that ids, colours and places outlive the process: a record under a fresh id
 * each time, and the older ones forgotten, since a record that changes keeps its whole history.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeminarId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import type { Memory } from './errands.ts'

const kind = 'theme-memory'
const memorySchema = v.object({
  themes: v.array(v.object({ id: idSchema<'theme'>(), colour: v.number(), born: v.number() })),
  assignment: v.record(v.string(), v.string()),
  next: v.number(),
  revision: v.optional(v.number(), 0),
})

export const openThemeMemory = (records: Records, now: () => number) => {
  const listed = (seminarId: SeminarId) => records.list(kind, `${seminarId}-`)
  return {
    recall: async (seminarId: SeminarId): Promise<Memory | undefined> => {
      const read = v.safeParse(memorySchema, (await listed(seminarId)).at(-1)?.value)
      return read.success ? read.output : undefined
    },
    keep: async (seminarId: SeminarId, memory: Memory): Promise<void> => {
      const older = await listed(seminarId)
      const last = Number.parseInt(older.at(-1)?.id.slice(seminarId.length + 1) ?? '0', 36)
      const id = `${seminarId}-${Math.max(now(), last + 1)
        .toString(36)
        .padStart(9, '0')}`
      await records.put(kind, id, memory, 0)
      for (const { id: past } of older) await records.remove(kind, past)
    },
  }
}
export type ThemeMemory = ReturnType<typeof openThemeMemory>

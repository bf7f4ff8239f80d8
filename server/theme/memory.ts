/**
 * What the machine has found of a seminar, kept so that ids, colours and places outlive the process: a record under a fresh id
 * each time, and the older ones forgotten, since a record that changes keeps its whole history.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeminarId } from '#shared/id.ts'
import { keptThemesSchema, type KeptThemes } from '#shared/theme/kept.ts'
import type { Records } from '../store/ports.ts'
import type { Memory } from './errands.ts'
import { Lines } from './lines.ts'

export const themeMemoryKind = 'theme-memory'
const memorySchema = v.object({
  themes: v.array(v.object({ id: idSchema<'theme'>(), colour: v.number(), born: v.number(), label: v.optional(v.string(), '') })),
  assignment: v.record(v.string(), v.string()),
  next: v.number(),
  revision: v.optional(v.number(), 0),
  kept: v.optional(keptThemesSchema),
})

/** A number that grows with time, so that the store lists memories in order. */
const idOf = (seminarId: SeminarId, number: number): string => `${seminarId}-${number.toString(36).padStart(9, '0')}`
export const firstMemoryId = (seminarId: SeminarId): string => idOf(seminarId, 0)

/** What is remembered where a bundle was brought in. */
export const memoryFrom = (kept: KeptThemes): Memory => ({
  themes: kept.themes.map(({ id, colour, born, label }) => ({ id, colour, born, label })),
  assignment: Object.fromEntries(kept.ideas.flatMap(({ id, theme }) => (theme === undefined ? [] : [[id, theme]]))),
  next: kept.next,
  revision: 0,
  kept,
})

export const openThemeMemory = (records: Records, now: () => number) => {
  const listed = (seminarId: SeminarId) => records.list(themeMemoryKind, `${seminarId}-`)
  const lines = new Lines()
  const keepNow = async (seminarId: SeminarId, memory: Memory): Promise<void> => {
    const older = await listed(seminarId)
    const last = Number.parseInt(older.at(-1)?.id.slice(seminarId.length + 1) ?? '0', 36)
    const id = idOf(seminarId, Math.max(now(), last + 1))
    await records.put(themeMemoryKind, id, memory, 0)
    for (const { id: past } of older) await records.remove(themeMemoryKind, past)
  }
  return {
    recall: async (seminarId: SeminarId): Promise<Memory | undefined> => {
      await lines.through(seminarId)
      const read = v.safeParse(memorySchema, (await listed(seminarId)).at(-1)?.value)
      return read.success ? read.output : undefined
    },
    keep: (seminarId: SeminarId, memory: Memory): Promise<void> => lines.act(seminarId, () => keepNow(seminarId, memory)),
  }
}
export type ThemeMemory = ReturnType<typeof openThemeMemory>

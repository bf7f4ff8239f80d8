/** What a closed seminar's bundle keeps of its themes: nothing when they were never found. */
import type { SeminarId } from '#shared/id.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import type { RoomLog } from '../store/ports.ts'
import type { RoomThemes } from './holding.ts'
import type { ThemeMemory } from './memory.ts'

export interface Keeping {
  themes: KeptThemes | undefined
  /** Whether anything was ever written on the shelf. */
  shelf: boolean
}

export const openKeeping =
  ({ log, memory, themes, failed }: { log: RoomLog; memory: ThemeMemory; themes: RoomThemes; failed(error: unknown): void }) =>
  async (seminarId: SeminarId): Promise<Keeping> => {
    const room = shelfRoom(seminarId)
    const shelf = (await log.rooms(room)).includes(room)
    if (!shelf && !(await memory.recall(seminarId))) return { themes: undefined, shelf }
    try {
      return { themes: await themes.kept(seminarId), shelf }
    } catch (error) {
      // A closing does not fail because nobody can sort just now: what people decided stands on the shelf.
      failed(error)
      return { themes: undefined, shelf }
    }
  }

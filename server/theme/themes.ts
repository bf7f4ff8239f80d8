/**
 * The themes of seminars that are looked at. Nothing is read of a seminar at which nobody looks; it begins with the first who
 * asks, and some minutes after the last it is put to memory. Who comes back sees what was last told, until there is more.
 */
import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Corrected } from './errands.ts'
import { openLooked, type Looked, type LookedParts } from './looked.ts'

export interface ThemeParts extends LookedParts {
  /** Whether it is closed and has its bundle: nothing of it changes any more. */
  isShut(seminarId: SeminarId): boolean
}

/** At whose themes nobody looks, but somebody may soon. */
const glanceMs = 1_000

export const openThemes = (parts: ThemeParts) => {
  const { isShut, now, failed } = parts
  const { look, standing, asked, post, keep, stay, putAway, isOpen, get, onChange, onAway, close } = openLooked(parts)

  const finish = async (seminarId: SeminarId): Promise<Looked> => {
    const of = await standing(seminarId)
    await of.following.look()
    await asked(seminarId, { do: 'finish' })
    return of
  }
  /** Finds for the last time, unless it is kept already what was found then. */
  const shut = async (seminarId: SeminarId): Promise<Looked> => {
    const of = await look(seminarId)
    const shutNow = async (): Promise<Looked> => {
      const done = await finish(seminarId)
      const kept = done.mirror.shut()
      if (done.begun) post(seminarId, { do: 'stand', kept })
      await keep(seminarId, done)
      return done
    }
    return of.mirror.kept ? of : (of.shutting ??= shutNow().finally(() => (of.shutting = undefined)))
  }

  return {
    /** What the room was last known to say: after a rest, at once what it said before. @throws theme/away, store/away */
    known: async (seminarId: SeminarId): Promise<ThemesNow> => {
      const { mirror } = await look(seminarId)
      if (isShut(seminarId) && !mirror.kept) shut(seminarId).catch(failed)
      return mirror.now()
    },
    /** What the room says now. @throws theme/away, store/away */
    now: async (seminarId: SeminarId): Promise<ThemesNow> => {
      const of = await (isShut(seminarId) ? shut : look)(seminarId)
      if (of.asleep) await of.rows.wait()
      return of.mirror.now()
    },
    /** The same, once all that was written and decided so far is in it. @throws theme/away, store/away */
    finished: async (seminarId: SeminarId): Promise<ThemesNow> => {
      if (isShut(seminarId)) await shut(seminarId)
      return (await finish(seminarId)).mirror.now()
    },
    /** What stands for good from now on. @throws theme/away, store/away */
    kept: async (seminarId: SeminarId): Promise<KeptThemes> => (await shut(seminarId)).mirror.kept!,
    /** The words and concepts that two ideas share. @throws theme/away */
    why: (seminarId: SeminarId, a: IdeaId, b: IdeaId): Promise<{ words: string[]; concepts: string[] }> =>
      asked(seminarId, { do: 'why', a, b }),
    /**
     * Obeys a correction and has `write` put on the shelf what it changes. Answers the revision from which on it shows.
     * @throws theme/not-found, theme/away, whatever `write` throws, and then nothing was decided
     */
    correct: async (
      seminarId: SeminarId,
      correction: Correction,
      write: (changes: NonNullable<Corrected>) => Promise<void>,
    ): Promise<number> => {
      const of = await standing(seminarId)
      of.following.lookAtShelf()
      try {
        const changes = await asked<Corrected>(seminarId, { do: 'correct', correction })
        if (!changes) throw new Refusal('theme/not-found')
        await write(changes)
        return of.mirror.revision + 1
      } finally {
        of.following.lookAtShelf()
        if (of.begun) post(seminarId, { do: 'corrected' })
      }
    },
    /** Has `write` change the shelf and hands it on at once. Answers the revision from which on it shows. @throws theme/away, whatever `write` throws */
    changing: async (seminarId: SeminarId, write: () => Promise<void>): Promise<number> => {
      const of = await look(seminarId)
      await write()
      of.following.lookAtShelf()
      return of.mirror.revision + 1
    },
    /** Calls back with each change, at most twice a second for each seminar. */
    onChange,
    /** Calls back when a seminar was put to memory, or left to another process. */
    onAway,
    /** Somebody looks at it elsewhere. */
    touch: (seminarId: SeminarId): void => {
      const of = get(seminarId)
      if (of) stay(of)
    },
    /** Finds what there is to be found, so that whoever looks soon is answered at once. @throws theme/away, store/away */
    glance: async (seminarId: SeminarId): Promise<void> => {
      if (isOpen(seminarId)) return
      const of = await standing(seminarId)
      of.until = now() + glanceMs
    },
    /** Another process has it now, and its memory. */
    abandon: async (seminarId: SeminarId): Promise<void> => {
      const of = get(seminarId)
      if (of) await putAway(seminarId, of, false)
    },
    close,
  }
}
export type Themes = ReturnType<typeof openThemes>

/**
 * The themes of seminars that are looked at. Nothing is read of a seminar at which nobody looks; it begins with the first who
 * asks, and some minutes after the last it is put to memory. Who comes back sees what was last told, until there is more.
 */
import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { Lexicon } from '#shared/theme/lexicon/lexicon.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'
import { Arrival } from './arrival.ts'
import type { Corrected, Past } from './errands.ts'
import { openFollowing } from './following.ts'
import type { ThemeMemory } from './memory.ts'
import { Mirror } from './mirror.ts'
import { parcelOf } from './parcel.ts'
import { openReadingLine, type GivenThreads, type ReadingErrand } from './reading-line.ts'

export interface ThemeParts {
  register: Pick<Register, 'boardsOf'>
  rooms: Pick<Rooms, 'follow'>
  memory: ThemeMemory
  /** Whether it is closed and has its bundle: nothing of it changes any more. */
  isShut(seminarId: SeminarId): boolean
  /** The question or agenda of a seminar, in words. */
  contextOf(seminarId: SeminarId): string
  /** What its groups were doing when. */
  past: {
    of(seminarId: SeminarId): Promise<Readonly<Record<string, Past>>>
    onChange(changed: (seminarId: SeminarId) => void): () => void
  }
  lexicon(): Lexicon | undefined
  /** Calls back when themes are to be found by other words. */
  onLexicon(changed: () => void): () => void
  /** Whether anybody is told of its changes just now. */
  isWatched(seminarId: SeminarId): boolean
  now: () => number
  failed(error: unknown): void
  threads?: GivenThreads
}

interface Looked {
  readonly mirror: Mirror
  /** The number of its last beginning, 0 before the first; what was begun before is of no account. */
  life: number
  /** The threads know of it. */
  begun: boolean
  readonly rows: Arrival
  following: ReturnType<typeof openFollowing>
  /** Its rows are from before it was put to memory. */
  asleep: boolean
  /** Epoch ms: put to memory then, if nobody looks meanwhile. */
  until: number
  readonly kept: { version: number; at: number; themes: number }
  /** Under way: what is to stand for good. */
  shutting?: Promise<Looked> | undefined
}

const roundMs = 400
const idleMs = 5 * 60_000
/** At whose themes nobody looks, but somebody may soon. */
const glanceMs = 1_000
/** Of so many seminars that were put to memory the rows are kept at hand. */
const mostAtHand = 8
const keepMs = 30_000
/** So long after a beginning that failed it is tried again. */
const againMs = 1_000

export const openThemes = (parts: ThemeParts) => {
  const { register, rooms, memory, isShut, contextOf, past, lexicon, onLexicon, isWatched, now, failed, threads = {} } = parts
  const looked = new Map<SeminarId, Looked>()
  const atHand = new Map<SeminarId, Mirror>()
  const listeners = new Set<(seminarId: SeminarId, change: ThemesChange) => void>()
  const awayListeners = new Set<(seminarId: SeminarId) => void>()
  let lives = 0
  let ended = false

  const line = openReadingLine({
    threads,
    heard: (told) => {
      const of = looked.get(told.seminarId)
      const change = of?.life === told.life ? of.mirror.take(told) : undefined
      if (!of || !change) return
      of.asleep = false
      of.rows.arrived()
      tell(told.seminarId, change)
    },
    lost: () => looked.forEach((of, seminarId) => of.begun && stall(seminarId, of)),
    again: () => looked.forEach((of, seminarId) => of.life > 0 && !of.begun && renew(seminarId, of)),
    now,
    failed,
  })
  const { post } = line
  const tell = (seminarId: SeminarId, change: ThemesChange): void => listeners.forEach((listener) => listener(seminarId, change))
  const stall = (seminarId: SeminarId, of: Looked): void => {
    of.begun = false
    of.life = ++lives
    of.following.end()
    of.rows.again()
    tell(seminarId, of.mirror.stall())
  }

  const followingOf = (seminarId: SeminarId) =>
    openFollowing({
      rooms,
      seminarId,
      boards: () => register.boardsOf(seminarId),
      came: (updates, board) => {
        const parcel = parcelOf(updates)
        post(seminarId, { do: 'edits', ...(board && { board: { id: board.id, groupId: board.groupId } }), parcel }, [parcel.bytes.buffer])
      },
    })

  /** Tells the threads all that stands. */
  const begin = async (seminarId: SeminarId, of: Looked): Promise<void> => {
    const life = (of.life = ++lives)
    of.following.end()
    of.following = followingOf(seminarId)
    const times = await past.of(seminarId)
    if (of.life !== life) return
    post(seminarId, { do: 'open', life, context: contextOf(seminarId), lexicon: lexicon(), memory: of.mirror.memory() })
    post(seminarId, { do: 'past', past: times })
    of.begun = true
    await of.following.look()
    if (of.life === life) post(seminarId, { do: 'begin' })
  }
  const renew = (seminarId: SeminarId, of: Looked): void => {
    const beginning = begin(seminarId, of)
    const { life } = of
    beginning.catch((error: unknown) => {
      failed(error)
      setTimeout(() => of.life === life && renew(seminarId, of), againMs).unref()
    })
  }

  const open = async (seminarId: SeminarId): Promise<Looked> => {
    const mirror = atHand.get(seminarId) ?? new Mirror(now())
    atHand.delete(seminarId)
    const of: Looked = {
      mirror,
      life: 0,
      begun: false,
      rows: new Arrival(),
      following: followingOf(seminarId),
      asleep: false,
      until: now() + idleMs,
      kept: { version: 0, at: now(), themes: 0 },
    }
    looked.set(seminarId, of)
    try {
      mirror.recall(await memory.recall(seminarId), now())
      if (looked.get(seminarId) !== of) throw new Refusal('theme/away')
      of.asleep = mirror.told
      if (of.asleep) renew(seminarId, of)
      else await begin(seminarId, of)
    } catch (error) {
      if (of.begun) post(seminarId, { do: 'close' })
      leave(seminarId, of)
      of.rows.refused(error)
      throw error
    }
    return of
  }

  const stay = (of: Looked): void => void (of.until = now() + idleMs)
  const opening = new Map<SeminarId, Promise<Looked>>()
  const look = async (seminarId: SeminarId): Promise<Looked> => {
    if (ended) throw new Refusal('theme/away')
    const known = opening.get(seminarId) ?? open(seminarId)
    opening.set(seminarId, known)
    try {
      const of = await known
      stay(of)
      if (!of.mirror.told) await of.rows.wait()
      return of
    } catch (error) {
      if (opening.get(seminarId) === known) opening.delete(seminarId)
      throw error
    }
  }

  const leave = (seminarId: SeminarId, of: Looked): void => {
    of.begun = false
    of.life = ++lives
    of.following.end()
    if (looked.get(seminarId) !== of) return
    looked.delete(seminarId)
    opening.delete(seminarId)
  }
  const keep = async (seminarId: SeminarId, { mirror, kept }: Looked): Promise<void> => {
    if (kept.version === mirror.version) return
    Object.assign(kept, { version: mirror.version, at: now(), themes: mirror.themes })
    try {
      await memory.keep(seminarId, mirror.memory())
    } catch (error) {
      kept.version = 0
      throw error
    }
  }
  const putAway = async (seminarId: SeminarId, of: Looked, kept: boolean): Promise<void> => {
    const { begun } = of
    leave(seminarId, of)
    of.rows.refused(new Refusal('theme/away'))
    if (begun) post(seminarId, { do: 'close' })
    if (kept) {
      if (of.mirror.told) atHand.set(seminarId, of.mirror)
      for (const id of [...atHand.keys()].slice(0, -mostAtHand)) atHand.delete(id)
      await keep(seminarId, of)
    }
    // Somebody looks at it again: this process goes on with it.
    if (looked.has(seminarId)) return
    for (const listener of awayListeners) listener(seminarId)
    if (looked.size === 0) await line.rest()
  }

  const round = (seminarId: SeminarId, of: Looked): void => {
    if (isWatched(seminarId)) stay(of)
    if (now() > of.until) return void putAway(seminarId, of, true).catch(failed)
    if (of.begun) of.following.look().catch(failed)
    // A theme that was only just found is what people would miss most after a crash.
    if (now() - of.kept.at > keepMs || of.mirror.themes !== of.kept.themes) keep(seminarId, of).catch(failed)
  }
  const rounds = setInterval(() => looked.forEach((of, seminarId) => round(seminarId, of)), roundMs).unref()
  const stop = past.onChange((seminarId) => {
    const tellPast = async (): Promise<void> => {
      const times = await past.of(seminarId)
      if (looked.get(seminarId)?.begun) post(seminarId, { do: 'past', past: times })
    }
    if (looked.has(seminarId)) tellPast().catch(failed)
  })
  const stopWords = onLexicon(() => {
    for (const [seminarId, of] of looked) {
      // One that is only beginning goes by the new words anyway.
      if (!of.begun) continue
      stall(seminarId, of)
      renew(seminarId, of)
    }
  })

  /** A seminar of which the threads know all, also while they are begun anew. @throws theme/away, store/away */
  const standing = async (seminarId: SeminarId): Promise<Looked> => {
    const of = await look(seminarId)
    if (of.mirror.fresh) await of.rows.wait()
    return of
  }
  const asked = async <Value>(seminarId: SeminarId, errand: ReadingErrand): Promise<Value> => {
    await standing(seminarId)
    try {
      return await line.ask<Value>(seminarId, errand)
    } catch (error) {
      failed(error)
      throw new Refusal('theme/away')
    }
  }

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
    onChange: (changed: (seminarId: SeminarId, change: ThemesChange) => void): void => void listeners.add(changed),
    /** Calls back when a seminar was put to memory, or left to another process. */
    onAway: (away: (seminarId: SeminarId) => void): void => void awayListeners.add(away),
    /** Somebody looks at it elsewhere. */
    touch: (seminarId: SeminarId): void => {
      const of = looked.get(seminarId)
      if (of) stay(of)
    },
    /** Finds what there is to be found, so that whoever looks soon is answered at once. @throws theme/away, store/away */
    glance: async (seminarId: SeminarId): Promise<void> => {
      if (opening.has(seminarId)) return
      const of = await standing(seminarId)
      of.until = now() + glanceMs
    },
    /** Another process has it now, and its memory. */
    abandon: async (seminarId: SeminarId): Promise<void> => {
      const of = looked.get(seminarId)
      if (of) await putAway(seminarId, of, false)
    },
    close: async (): Promise<void> => {
      ended = true
      clearInterval(rounds)
      stop()
      stopWords()
      await Promise.all([...looked].map(([seminarId, of]) => putAway(seminarId, of, true).catch(failed)))
      await line.close()
    },
  }
}
export type Themes = ReturnType<typeof openThemes>

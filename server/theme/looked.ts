/** The seminars at whose themes somebody looks: begun with the first who asks, begun anew when the threads die, put to memory after the last. */
import type { SeminarId } from '#shared/id.ts'
import type { Lexicon } from '#shared/theme/lexicon/lexicon.ts'
import type { ThemesChange } from '#shared/theme/now.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'
import { Arrival } from './arrival.ts'
import type { Past } from './errands.ts'
import { openFollowing } from './following.ts'
import type { ThemeMemory } from './memory.ts'
import { Mirror } from './mirror.ts'
import { parcelOf } from './parcel.ts'
import { openReadingLine, type GivenThreads, type ReadingErrand } from './reading-line.ts'

export interface LookedParts {
  register: Pick<Register, 'boardsOf'>
  rooms: Pick<Rooms, 'follow'>
  memory: ThemeMemory
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

export interface Looked {
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
/** Of so many seminars that were put to memory the rows are kept at hand. */
const mostAtHand = 8
const keepMs = 30_000
/** So long after a beginning that failed it is tried again. */
const againMs = 1_000

export const openLooked = (parts: LookedParts) => {
  const { register, rooms, memory, contextOf, past, lexicon, onLexicon, isWatched, now, failed, threads = {} } = parts
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

  return {
    post,
    /** Opens a seminar if nobody has yet, and stays with it for a while. @throws theme/away, store/away */
    look,
    standing,
    /** @throws theme/away */
    asked,
    keep,
    putAway,
    /** What is open or about to be. */
    isOpen: (seminarId: SeminarId): boolean => opening.has(seminarId),
    get: (seminarId: SeminarId): Looked | undefined => looked.get(seminarId),
    stay,
    onChange: (changed: (seminarId: SeminarId, change: ThemesChange) => void): void => void listeners.add(changed),
    onAway: (away: (seminarId: SeminarId) => void): void => void awayListeners.add(away),
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

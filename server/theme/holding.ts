/**
 * Which of several processes holds the themes of a seminar: one reckons, the others ask it. The record `theme-holder` names it.
 *
 *   process  ask {n, to, seminar, question}    → the one that is named
 *   holder   heard {n}                           at once: it lives
 *   holder   answer {n, value | refusal}         in its time
 *
 * Who hears nothing takes the record over, and with it the work; of several who try at once the record lets one. The old holder,
 * should it live, sees another name in the record and lets go. What people decide stands on the shelf, whoever holds.
 */
import { randomUUID } from 'node:crypto'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { isRefusalCode, Refusal } from '#shared/refusal.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { Records } from '../store/ports.ts'
import type { Deciding } from './deciding.ts'
import type { Themes } from './themes.ts'

/** The themes of all seminars, whichever process holds them. */
export interface RoomThemes {
  /** What the room was last known to say: after a rest, at once what it said before. @throws theme/away, store/away */
  known(seminarId: SeminarId): Promise<ThemesNow>
  /** What the room says now. @throws theme/away, store/away */
  now(seminarId: SeminarId): Promise<ThemesNow>
  /** The same, once all that was written and decided so far is in it. @throws theme/away, store/away */
  finished(seminarId: SeminarId): Promise<ThemesNow>
  /** What stands for good from now on. @throws theme/away, store/away */
  kept(seminarId: SeminarId): Promise<KeptThemes>
  why(seminarId: SeminarId, a: IdeaId, b: IdeaId): Promise<{ words: string[]; concepts: string[] }>
  /** Answers the revision from which on it shows. @throws theme/not-found, theme/away, seminar/closed, store/away */
  correct(seat: Seat, correction: Correction): Promise<number>
  /** @throws theme/not-found, theme/changed-since, theme/away, seminar/closed, store/away */
  undo(seat: Seat, n: number): Promise<number>
}

type Question =
  | { ask: 'alive' }
  | { ask: 'known' }
  | { ask: 'now' }
  | { ask: 'finished' }
  | { ask: 'kept' }
  | { ask: 'why'; a: IdeaId; b: IdeaId }
  | { ask: 'correct'; seat: Seat; correction: Correction }
  | { ask: 'undo'; seat: Seat; n: number }
type Answer = { value: unknown } | { refusal: string; detail: Record<string, string | number> } | { gone: true }
type BetweenHolders =
  | { say: 'ask'; n: string; to: string; seminarId: SeminarId; question: Question }
  | { say: 'heard'; n: string }
  | { say: 'answer'; n: string; answer: Answer }

export interface HoldingParts {
  records: Records
  themes: Themes
  deciding: Deciding
  /** Seminars that somebody on this process watches. */
  watched(): readonly SeminarId[]
  failed(error: unknown): void
}

const kind = 'theme-holder'
const heardMs = 3_000
const answerMs = 30_000
/** So often a process asks whether the holders of what is watched here still live. */
const aliveMs = 4_000
const mostTries = 5

export interface Holding extends RoomThemes {
  /** What another process says. */
  hear(said: BetweenHolders): void
  /** Opens the line to the other processes. */
  connect(say: (said: BetweenHolders) => void): void
  close(): Promise<void>
}

export const openHolding = (parts: HoldingParts): Holding => {
  const { records, themes, deciding, watched, failed } = parts
  const own = randomUUID()
  const held = new Set<SeminarId>()
  const leaving = new Set<Promise<void>>()
  let say: (said: BetweenHolders) => void = () => undefined
  const asked = new Map<string, { heard(): void; answered(answer: Answer): void }>()

  const here = async (seminarId: SeminarId, question: Question): Promise<unknown> => {
    themes.touch(seminarId)
    switch (question.ask) {
      case 'alive':
        return (await themes.known(seminarId)).revision
      case 'known':
        return themes.known(seminarId)
      case 'now':
        return themes.now(seminarId)
      case 'finished':
        return themes.finished(seminarId)
      case 'kept':
        return themes.kept(seminarId)
      case 'why':
        return themes.why(seminarId, question.a, question.b)
      case 'correct':
        return deciding.correct(question.seat, question.correction)
      case 'undo':
        return deciding.undo(question.seat, question.n)
    }
  }

  const hear = (said: BetweenHolders): void => {
    if (said.say === 'heard') return asked.get(said.n)?.heard()
    if (said.say === 'answer') return asked.get(said.n)?.answered(said.answer)
    if (said.to !== own) return
    const { n, seminarId, question } = said
    const answer = (answer: Answer): void => say({ say: 'answer', n, answer })
    if (!held.has(seminarId)) return answer({ gone: true })
    say({ say: 'heard', n })
    here(seminarId, question).then(
      (value) => answer({ value }),
      (error: unknown) => {
        if (!(error instanceof Refusal)) failed(error)
        answer(error instanceof Refusal ? { refusal: error.code, detail: { ...error.detail } } : { refusal: 'theme/away', detail: {} })
      },
    )
  }

  /** Asks another process; `gone` when it does not hold the seminar any more, or does not live. */
  const there = (to: string, seminarId: SeminarId, question: Question): Promise<Answer> =>
    new Promise((done) => {
      const n = randomUUID()
      const answered = (answer: Answer): void => {
        clearTimeout(timer)
        asked.delete(n)
        done(answer)
      }
      let timer = setTimeout(() => answered({ gone: true }), heardMs)
      const heard = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => answered({ refusal: 'theme/away', detail: {} }), answerMs)
      }
      asked.set(n, { heard, answered })
      say({ say: 'ask', n, to, seminarId, question })
    })

  /** Takes the record, if it still stands at `version`. */
  const take = async (seminarId: SeminarId, version: number): Promise<void> => {
    try {
      await records.put(kind, seminarId, { node: own }, version)
      held.add(seminarId)
    } catch (error) {
      // Another was first: the next look at the record tells who.
      if (!(error instanceof Refusal) || error.code !== 'record/changed') throw error
    }
  }

  const reach = async (seminarId: SeminarId, question: Question): Promise<unknown> => {
    for (let tries = 0; tries < mostTries; tries++) {
      if (held.has(seminarId)) return here(seminarId, question)
      const holder = await records.get(kind, seminarId)
      const to = (holder?.value as { node?: string } | undefined)?.node
      const answer = to === undefined || to === own ? ({ gone: true } as const) : await there(to, seminarId, question)
      if ('value' in answer) return answer.value
      if ('refusal' in answer) throw new Refusal(isRefusalCode(answer.refusal) ? answer.refusal : 'theme/away', answer.detail)
      await take(seminarId, holder?.version ?? 0)
    }
    throw new Refusal('theme/away')
  }

  const letGo = (seminarId: SeminarId): void => {
    if (!held.delete(seminarId)) return
    const gone = records
      .remove(kind, seminarId)
      .catch(failed)
      .finally(() => leaving.delete(gone))
    leaving.add(gone)
  }
  themes.onAway(letGo)
  const unwatch = records.watch((changed, id) => {
    const seminarId = id as SeminarId
    if (changed !== kind || !held.has(seminarId)) return
    records
      .get(kind, seminarId)
      .then((holder) => {
        if ((holder?.value as { node?: string } | undefined)?.node === own || !held.delete(seminarId)) return
        return themes.abandon(seminarId)
      })
      .catch(failed)
  })
  const round = setInterval(() => {
    for (const seminarId of watched()) if (!held.has(seminarId)) reach(seminarId, { ask: 'alive' }).catch(failed)
  }, aliveMs).unref()

  return {
    hear,
    connect: (line) => void (say = line),
    known: (seminarId) => reach(seminarId, { ask: 'known' }) as Promise<ThemesNow>,
    now: (seminarId) => reach(seminarId, { ask: 'now' }) as Promise<ThemesNow>,
    finished: (seminarId) => reach(seminarId, { ask: 'finished' }) as Promise<ThemesNow>,
    kept: (seminarId) => reach(seminarId, { ask: 'kept' }) as Promise<KeptThemes>,
    why: (seminarId, a, b) => reach(seminarId, { ask: 'why', a, b }) as Promise<{ words: string[]; concepts: string[] }>,
    correct: (seat, correction) => reach(seat.seminarId, { ask: 'correct', seat, correction }) as Promise<number>,
    undo: (seat, n) => reach(seat.seminarId, { ask: 'undo', seat, n }) as Promise<number>,
    close: async () => {
      clearInterval(round)
      unwatch()
      held.forEach(letGo)
      await Promise.all(leaving)
    },
  }
}

/** The one process there is holds all. */
export const holdingAlone = (themes: Themes, { correct, undo }: Deciding): RoomThemes => ({
  known: themes.known,
  now: themes.now,
  finished: themes.finished,
  kept: themes.kept,
  why: themes.why,
  correct,
  undo,
})

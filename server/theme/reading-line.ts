/** The line to the reading thread. When the thread is lost all that it knew is told to a new one, after a rest that grows while that does not help. */
import type { SeminarId } from '#shared/id.ts'
import type { Told, ToReading } from './errands.ts'
import { Thread } from './thread.ts'

/** An errand without whose it is and when; member by member, so that the union stays one. */
type Bare<Errand> = Errand extends unknown ? Omit<Errand, 'seminarId' | 'at'> : never
export type ReadingErrand = Bare<ToReading>

/** Other files for the threads to begin with, how long the finding thread may be silent, and how long rows wait for the first themes. */
export interface GivenThreads {
  readingFile?: URL
  findingFile?: URL
  findingSilentMs?: number
  holdMs?: number
}
export interface ReadingLineParts {
  threads: GivenThreads
  heard(told: Told): void
  /** The thread is gone, and all that it knew. */
  lost(): void
  /** A new one may be told. */
  again(): void
  now: () => number
  failed(error: unknown): void
}

const silentMs = 20_000
const [firstRestMs, longestRestMs] = [250, 30_000]

export const openReadingLine = ({ threads, heard, lost, again, now, failed }: ReadingLineParts) => {
  let restMs = firstRestMs
  let resting: NodeJS.Timeout | undefined
  const thread = new Thread<ToReading, Told>({
    file: threads.readingFile ?? new URL('./reading-thread.js', import.meta.url),
    name: 'boards of themes',
    silentMs,
    given: { findingFile: threads.findingFile?.href, findingSilentMs: threads.findingSilentMs, holdMs: threads.holdMs },
    heard: (told) => {
      restMs = firstRestMs
      heard(told)
    },
    lost: (error) => {
      failed(error)
      lost()
      resting = setTimeout(again, restMs)
      restMs = Math.min(longestRestMs, 2 * restMs)
    },
  })
  const about = (seminarId: SeminarId, errand: ReadingErrand): ToReading => ({ seminarId, at: now(), ...errand }) as ToReading
  return {
    post: (seminarId: SeminarId, errand: ReadingErrand, moved: ArrayBuffer[] = []): void => thread.post(about(seminarId, errand), moved),
    /** @throws Error when the errand fails or the thread is lost meanwhile */
    ask: <Value>(seminarId: SeminarId, errand: ReadingErrand): Promise<Value> => thread.ask<Value>(about(seminarId, errand)),
    /** Ends the thread; the next errand begins another. */
    rest: (): Promise<void> => thread.close(),
    close: async (): Promise<void> => {
      clearTimeout(resting)
      await thread.close()
    },
  }
}

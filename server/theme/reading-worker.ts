/** The reading thread: copies of the boards of each seminar that is looked at. See errands.ts for the conversation. */
import { workerData } from 'node:worker_threads'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import { namedBy } from '#shared/theme/correction.ts'
import type { Corrected, Found, ToFinding, Told, ToReading } from './errands.ts'
import { unparcelled } from './parcel.ts'
import { Reading } from './reading.ts'
import { attend, standBack, Thread } from './thread.ts'

interface Open {
  reading: Reading
  /** How the finding thread is told of it, now and after a crash. */
  begin(): void
}
const seminars = new Map<SeminarId, Open>()
const { findingFile, findingSilentMs, holdMs } = workerData as { findingFile?: string; findingSilentMs?: number; holdMs?: number }

/** The largest run on a slow machine takes far less. */
const silentMs = 60_000
const youngMb = 32
/** A thread that dies of what it is told is not begun again at once, over and over. */
const [firstRestMs, longestRestMs] = [250, 30_000]
let restMs = firstRestMs
let resting: NodeJS.Timeout | undefined

const finding = new Thread<ToFinding, Found>({
  file: findingFile ? new URL(findingFile) : new URL('./finding-thread.js', import.meta.url),
  name: 'themes',
  youngMb,
  silentMs: findingSilentMs ?? silentMs,
  heard: (found) => {
    restMs = firstRestMs
    const { reading } = seminars.get(found.seminarId) ?? {}
    if (reading?.life === found.life) reading.found(found)
  },
  lost: () => {
    for (const { reading } of seminars.values()) reading.lost()
    resting = setTimeout(() => {
      for (const { begin, reading } of seminars.values()) {
        begin()
        reading.handAll()
      }
    }, restMs)
    restMs = Math.min(longestRestMs, 2 * restMs)
  },
})

const open = (errand: ToReading & { do: 'open' }): void => {
  const { seminarId, life, context, lexicon, memory } = errand
  seminars.get(seminarId)?.reading.end()
  const reading = new Reading({ seminarId, life, memory, holdMs, tell, ask: (to) => finding.post(to) })
  const begin = (): void => finding.post({ do: 'open', seminarId, life, context, lexicon, memory: reading.memory() })
  begin()
  seminars.set(seminarId, { reading, begin })
}

const run = (errand: ToReading): unknown => {
  const { seminarId } = errand
  if (errand.do === 'open') return open(errand)
  const { reading } = seminars.get(seminarId) ?? {}
  if (!reading) throw new Error('the seminar was not opened')
  reading.clock(errand.at)
  switch (errand.do) {
    case 'edits': {
      const updates = unparcelled(errand.parcel)
      return errand.board ? reading.board(errand.board, updates) : reading.shelf(updates)
    }
    case 'begin':
      return reading.begin()
    case 'past':
      return reading.past(errand.past)
    case 'correct':
      reading.correcting(namedBy(errand.correction) as IdeaId[])
      return finding.ask<Corrected>({ do: 'correct', seminarId, correction: errand.correction })
    case 'corrected':
      return reading.corrected()
    case 'why':
      return finding.ask({ do: 'why', seminarId, a: errand.a, b: errand.b })
    case 'finish':
      if (reading.stands) return reading.tellAll()
      reading.handOnAll()
      return finding.ask({ do: 'finish', seminarId }).then(() => reading.tellAll())
    case 'stand':
      return reading.stand(errand.kept)
    case 'close':
      reading.end()
      finding.post({ do: 'close', seminarId })
      return void seminars.delete(seminarId)
  }
}
standBack(5)
const tell = attend<ToReading, Told>(run, async () => {
  clearTimeout(resting)
  for (const { reading } of seminars.values()) reading.end()
  seminars.clear()
  await finding.close()
})

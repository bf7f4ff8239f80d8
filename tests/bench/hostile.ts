/** The long runs of two promises: P1 (no acknowledged edit is lost or doubled by kills) and P13 (hostile frames harm nobody else). */
import type { FuzzResult } from '../sync/fuzz.ts'
import type { Outcome, Section } from './section.ts'

const none = (name: string, count: number) => ({ name, values: [count], digits: 0, limit: 0, wanted: 'at most' as const })
const column = (values: Record<string, number>, who: string): Outcome['figures'] =>
  Object.entries(values).map(([name, value]) => ({ name, digits: 0, values: { [who]: [value] } }))

export const kill: Section = {
  name: 'kill',
  about: 'kill -9 under load: acknowledged edits lost or doubled (--faults 300 --edits 1000000 --seed N)',
  byNameOnly: true,
  run: async ({ quick, settings, say }) => {
    const kills = Number(settings['faults'] ?? (quick ? 20 : 300))
    const seed = Number(settings['seed'] ?? Date.now() % 1_000_000)
    // The whole run of P1: 300 faults and at least a million acknowledged edits by 30 writers.
    const edits = Number(settings['edits'] ?? (kills >= 300 ? 1_000_000 : 0))
    const [writers, editsPerSecond] = [30, 10]
    // A random life of twice the mean: the kills are spread over all the edits.
    const lifeMs = edits > 0 ? (2_000 * edits) / kills / (writers * editsPerSecond) : 1_000
    const { killRun } = await import('../sync/kill-run.ts')
    const result = await killRun({ kills, edits, writers, editsPerSecond, lifeMs, seed }, say)
    return {
      title: `kill -9 of the server under load, 30 writers × 10 edits/s, seed ${seed}`,
      figures: column({ kills: result.kills, 'edits acknowledged': result.acknowledged }, 'ours'),
      goals: [
        none('acknowledged and then missing', result.missing.length),
        none('doubled', result.doubled.length),
        none('refused', result.refusals.length),
      ],
      foot: [
        'Every edit is one token in the text of an idea; after the last kill the boards are read from the disk and each token is counted.',
      ],
      rounds: result,
    }
  },
}

/** Frames a seed: more seeds see more kinds of boards than longer runs of one. */
const framesPerSeed = 50_000

export const fuzzing: Section = {
  name: 'fuzz',
  about: 'hostile frames at the gate: what they change of others (--frames 1000000 --seed N)',
  byNameOnly: true,
  run: async ({ quick, settings, say }) => {
    const frames = Number(settings['frames'] ?? (quick ? 50_000 : 1_000_000))
    const first = Number(settings['seed'] ?? Date.now() % 1_000_000)
    const { fuzz } = await import('../sync/fuzz.ts')
    const results: (FuzzResult & { seed: number })[] = []
    // It throws at the first promise that breaks, with the seed in its words.
    for (let done = 0, seed = first; done < frames; done += framesPerSeed, seed++) {
      results.push({ seed, ...fuzz(seed, Math.min(framesPerSeed, frames - done)) })
      say(`seed ${seed}: ${Math.min(done + framesPerSeed, frames).toLocaleString('en')} of ${frames.toLocaleString('en')} frames`)
    }
    const sum = (pick: (result: (typeof results)[number]) => number) => results.reduce((total, result) => total + pick(result), 0)
    return {
      title: `hostile frames, seeds ${first} to ${first + results.length - 1}`,
      figures: column(
        {
          frames: sum((r) => r.frames),
          'accepted (harmless)': sum((r) => r.accepted),
          'slowest frame, ms': Math.max(...results.map((r) => r.slowestMs)),
        },
        'ours',
      ),
      goals: [],
      foot: ['No frame changed an idea of somebody else, and every board reloaded to the same hash: the run ends at the first that does.'],
      rounds: results,
    }
  },
}

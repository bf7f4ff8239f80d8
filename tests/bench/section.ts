/** What a section of the bench measures and answers: figures by contestant, goals judged by them, words for the table's foot. */
import { median } from '../load/statistics.ts'

export interface Circumstances {
  /** Shorter and fewer runs, to see that everything works; the figures are rough. */
  quick: boolean
  /** Alternating rounds; medians are of these. */
  runs: number
  /** Values of further `--name value` arguments. */
  settings: Readonly<Record<string, string>>
  say(line: string): void
}
export interface Figure {
  /** What, with its unit. */
  name: string
  digits: number
  /** By contestant: one value a round. */
  values: Record<string, number[]>
}
export interface Goal {
  name: string
  /** One value a round: a ratio, or the figure itself. */
  values: number[]
  digits: number
  limit: number
  /** Which side of the limit is good. */
  wanted: 'at most' | 'at least'
}
export interface Outcome {
  title: string
  figures: Figure[]
  goals: Goal[]
  foot: string[]
  /** Everything measured, for the JSON. */
  rounds: unknown
}
export interface Section {
  name: string
  about: string
  /** True for what takes long or needs other tools: runs only when named. */
  byNameOnly?: boolean
  run(circumstances: Circumstances): Promise<Outcome>
}

/** False when a contestant that it needs was left out. */
export const isJudged = (goal: Goal): boolean => goal.values.some((value) => Number.isFinite(value))
export const isMet = (goal: Goal): boolean => {
  const middle = median(goal.values)
  return goal.wanted === 'at most' ? middle <= goal.limit : middle >= goal.limit
}

/** Round by round quotients of two contestants: machines are noisy, neighbours in time are alike. */
export const ratios = (figure: Figure, ours: string, peer: string): number[] =>
  (figure.values[ours] ?? []).map((value, round) => value / (figure.values[peer]?.[round] ?? Number.NaN))

/** Lets the contestants (with `--only NAME` those of that name) take turns; each round begins with another one. Answers the results by contestant, one a round. */
export const takeTurns = async <C extends { name: string }, R>(
  all: readonly C[],
  { runs, settings, say }: Circumstances,
  measure: (contestant: C, round: number) => Promise<R>,
): Promise<Record<string, R[]>> => {
  const only = settings['only']
  const contestants = all.filter(({ name }) => !only || name.startsWith(only))
  const results: Record<string, R[]> = Object.fromEntries(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < runs; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round) % contestants.length]!
      const started = Date.now()
      results[contestant.name]!.push(await measure(contestant, round))
      say(`round ${round + 1}/${runs}: ${contestant.name}, ${((Date.now() - started) / 1_000).toFixed(0)} s`)
    }
  }
  return results
}

/** One figure out of all results. */
export const figureOf = <R>(name: string, digits: number, results: Record<string, R[]>, pick: (result: R) => number): Figure => ({
  name,
  digits,
  values: Object.fromEntries(Object.entries(results).map(([contestant, rounds]) => [contestant, rounds.map(pick)])),
})

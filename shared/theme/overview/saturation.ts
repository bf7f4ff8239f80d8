/**
 * Saturation: whether new ideas still bring new themes. Flat is judged as Guest, Namey and Chen do (PLoS ONE 2020, "A simple method
 * to assess and report thematic saturation"): new themes of the last run of voices over the themes before it, at most 5 %.
 */
import { arisenOf, voiceOf, type Rows } from './members.ts'

/** A run is at least so long and so many voices; with fewer themes before it nothing is said. */
const runMs = 5 * 60_000
const runVoices = 20
const fewestThemes = 4
const flatShare = 0.05
/** More steps than this cannot be read: then each is longer. */
const maxSteps = 60
const stepMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440, 10_080] as const

interface SaturationStep {
  /** Epoch ms at which it begins. */
  readonly from: number
  /** New voices: copies of an idea count once, when the first was written. */
  readonly voices: number
  /** New themes, counted when what they say was first written twice. */
  readonly themes: number
  /** Themes until the end of this step. */
  readonly total: number
}
export interface Saturation {
  /** Length of a step in minutes; 1 unless the time is long. */
  readonly stepMinutes: number
  /** From the first idea until now, oldest first, none left out; empty without ideas. */
  readonly steps: readonly SaturationStep[]
  /** The last run brought hardly any new theme: it may be time to go deeper, or on. */
  readonly flattened: boolean
}

/** When each theme came and when each voice was first heard, in ms, in order. */
const comings = (rows: Rows): { themes: number[]; voices: number[] } => {
  const heard = new Map<string, number>()
  for (const idea of rows.ideas) heard.set(voiceOf(idea), Math.min(idea.at, heard.get(voiceOf(idea)) ?? Infinity))
  const ordered = (times: Iterable<number>): number[] => [...times].sort((a, b) => a - b)
  return { themes: ordered(arisenOf(rows).values()), voices: ordered(heard.values()) }
}

const isFlat = ({ themes, voices }: { themes: readonly number[]; voices: readonly number[] }, now: number): boolean => {
  if (voices.length < runVoices) return false
  const runFrom = Math.min(now - runMs, voices[voices.length - runVoices]!)
  const before = themes.filter((at) => at < runFrom).length
  return before >= fewestThemes && (themes.length - before) / before <= flatShare
}

/** New voices and new themes by the minute until `now` (epoch ms, the server's clock). */
export const saturationOf = (rows: Rows, now: number): Saturation => {
  const came = comings(rows)
  const first = came.voices[0]
  if (first === undefined) return { stepMinutes: 1, steps: [], flattened: false }
  const minutes = stepMinutes.find((length) => (now - first) / 60_000 / length < maxSteps - 1) ?? stepMinutes.at(-1)!
  const stepMs = minutes * 60_000
  const begin = Math.floor(first / stepMs) * stepMs
  const count = Math.min(maxSteps, Math.max(1, Math.floor((now - begin) / stepMs) + 1))
  // A tablet's clock may be ahead: what comes from the future is of the last step.
  const stepOf = (at: number): number => Math.min(count - 1, Math.max(0, Math.floor((at - begin) / stepMs)))
  const tally = (times: readonly number[]): number[] => {
    const counts = new Array<number>(count).fill(0)
    for (const at of times) counts[stepOf(at)]!++
    return counts
  }
  const [voices, themes] = [tally(came.voices), tally(came.themes)]
  let total = 0
  const steps = voices.map((heard, at): SaturationStep => {
    total += themes[at]!
    return { from: begin + at * stepMs, voices: heard, themes: themes[at]!, total }
  })
  return { stepMinutes: minutes, steps, flattened: isFlat(came, now) }
}

/** The two seminar days that decide: 30 boards of 10 people, and one board of 300. */
import type { CrowdJob, CrowdResult } from '../load/job.ts'
import { hocuspocus, ours, oursAcknowledged, relay, type Contestant } from './contestants.ts'
import { meet } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Circumstances, type Figure, type Goal, type Outcome, type Section } from './section.ts'

type Shape = Pick<CrowdJob, 'editsPerSecond' | 'cursorsPerRoom' | 'cursorHertz'> & { boards: number; people: number }

const measure =
  (shape: Shape, { quick }: Circumstances) =>
  (contestant: Contestant): Promise<CrowdResult> => {
    const { boards, people, ...rates } = shape
    const time = quick ? { warmSeconds: 3, seconds: 5 } : { warmSeconds: 8, seconds: 20 }
    return meet(contestant, boards, people, ({ load }) => load({ kind: 'crowd', ...rates, ...time }))
  }

const figures = (results: Record<string, CrowdResult[]>): Figure[] => [
  figureOf('server CPU, µs per delivery due', 2, results, (r) => r.microsPerDelivery),
  figureOf('edit to another document, p50 ms', 2, results, (r) => r.p50),
  figureOf('… p99 ms', 1, results, (r) => r.p99),
  figureOf('edit to "applied" or "durable", p50 ms', 2, results, (r) => r.ackP50),
  figureOf('… p99 ms', 1, results, (r) => r.ackP99),
  figureOf('bytes per second to each client', 0, results, (r) => r.bytesPerClientSecond),
  figureOf('frames per second out', 0, results, (r) => r.framesPerSecond),
  figureOf('server busy, % of its core', 0, results, (r) => r.serverBusy * 100),
  figureOf('load busy, % of its core', 0, results, (r) => r.loadBusy * 100),
]

const foot = (results: Record<string, CrowdResult[]>): string[] => {
  const all = Object.entries(results).flatMap(([name, rounds]) => rounds.map((round) => ({ name, ...round })))
  const unequal = all.filter((round) => !round.equal).map((round) => `${round.name} ${round.refusals.join(', ')}`)
  return [
    'Deliveries due = accepted messages (edits and cursor moves) × the other people in the room, the same count for every server, however it bundles them.',
    'The relay checks, merges and stores nothing; Hocuspocus says "applied" and stores 2–10 s later; ours gates, integrates and stores each edit before anybody sees it.',
    unequal.length === 0
      ? `After every run all ${all[0]?.documents ?? 0} documents were equal in each room.`
      : `**Documents differed or edits were missing after: ${unequal.join('; ')}.**`,
  ]
}

const crowdSection = (name: string, title: string, shape: Shape, goals: (figures: Figure[]) => Goal[]): Section => ({
  name,
  about: title,
  run: async (circumstances): Promise<Outcome> => {
    const contestants = [ours, oursAcknowledged, relay, hocuspocus]
    const rounds = await takeTurns(contestants, circumstances, measure(shape, circumstances))
    const found = figures(rounds)
    return { title, figures: found, goals: goals(found), foot: foot(rounds), rounds }
  },
})

const goal = (name: string, values: number[], limit: number, digits = 2): Goal => ({ name, values, limit, digits, wanted: 'at most' })

export const breakout = crowdSection(
  'breakout',
  '30 boards × 10 people, an edit a second each, half of them with cursors at 10 Hz',
  { boards: 30, people: 10, editsPerSecond: 300, cursorsPerRoom: 5, cursorHertz: 10 },
  (found) => [
    goal('CPU per delivery, × relay', ratios(found[0]!, ours.name, relay.name), 1),
    goal('CPU per delivery, × Hocuspocus', ratios(found[0]!, ours.name, hocuspocus.name), 0.45),
    goal('edit to another document, p99 ms', found[2]!.values[ours.name] ?? [], 10, 1),
  ],
)

export const plenary = crowdSection(
  'plenary',
  'one board with 300 people, 30 edits/s, 15 cursors at 10 Hz',
  { boards: 1, people: 300, editsPerSecond: 30, cursorsPerRoom: 15, cursorHertz: 10 },
  (found) => [
    goal('CPU per delivery, × relay', ratios(found[0]!, ours.name, relay.name), 0.5),
    goal('CPU per delivery, × Hocuspocus', ratios(found[0]!, ours.name, hocuspocus.name), 0.35),
    goal('edit to another document, p99 ms', found[2]!.values[ours.name] ?? [], 25, 1),
    goal('bytes to each client, × Hocuspocus', ratios(found[5]!, ours.name, hocuspocus.name), 0.85),
  ],
)

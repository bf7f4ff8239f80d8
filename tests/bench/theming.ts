/**
 * Themes against labelled texts: agreement with people's labels beside what others do, copies, calm, and speed. `--data FOLDER` names a
 * folder of labelled sets (`sets.json` lists them; each is `{ context, items: [{ id, text, group, ts, gold }] }`); without it the
 * invented town of the tests is measured, which says that all works and little about real rooms.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ThemeIdea } from '#shared/theme/theme.ts'
import { agreement, town, townContext } from '../theme/town.ts'
import type { Circumstances, Figure, Goal, Outcome, Section } from './section.ts'
import { blanks, kMeans, random, type Divide } from './theme-peers.ts'
import { createThemeEngine, nearDuplicates, proposeThemes } from './themes.ts'

interface Labelled {
  readonly name: string
  readonly context: string
  readonly items: readonly (ThemeIdea & { gold?: string | null })[]
}
interface Copied {
  readonly name: string
  readonly items: readonly { id: string; text: string; dup: string; kind: string; of?: string }[]
}
interface Material {
  readonly sets: readonly Labelled[]
  readonly primary: readonly string[]
  readonly copies: readonly Copied[]
}

const own = (): Material => ({
  sets: [{ name: 'town', context: townContext, items: town(4).map((idea) => ({ ...idea, gold: idea.matter })) }],
  primary: ['town'],
  copies: [],
})
const given = (folder: string): Material => {
  const load = <T>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T
  const { primary, secondary, neardup } = load<{ primary: string[]; secondary: string[]; neardup: string[] }>('sets')
  return {
    sets: [...primary, ...secondary].map((name) => load<Labelled>(name)),
    primary,
    copies: neardup.map((name) => ({ ...load<Copied>(name), name })),
  }
}

const ours =
  (context: string): Divide =>
  (ideas) => {
    const of = new Map(proposeThemes(ideas, { context }).themes.flatMap(({ id, ideaIds }) => ideaIds.map((one) => [one, id] as const)))
    return ideas.map(({ id }) => of.get(id))
  }
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** F1 over pairs, and how often a text was joined with the denial of it. */
const copyScores = ({ items }: Copied): { f1: number; denied: number } => {
  const group = new Map(
    nearDuplicates(items.map(({ id, text }, ts) => ({ id, text, group: 'g', ts }))).groups.flatMap((ids, n) =>
      ids.map((id) => [id, n] as const),
    ),
  )
  const together = (a: string, b: string) => group.has(a) && group.get(a) === group.get(b)
  let [right, found, wanted] = [0, 0, 0]
  for (const [i, a] of items.entries())
    for (const b of items.slice(0, i)) {
      const same = together(a.id, b.id)
      if (same) found++
      if (a.dup === b.dup) wanted++
      if (same && a.dup === b.dup) right++
    }
  const denied = items.filter(({ id, kind, of }) => kind === 'hard-negation' && of !== undefined && together(id, of)).length
  return { f1: (2 * right) / (found + wanted || 1), denied }
}

/** Ideas come one by one, a run after every twenty: the mean share of placed ideas that a run moves, and how long adding takes. */
const live = ({ context, items }: Labelled): { churn: number; addMs: number } => {
  const engine = createThemeEngine({ context })
  const moved: number[] = []
  const took: number[] = []
  let seen = new Map<string, string>()
  for (const [n, idea] of [...items].sort((a, b) => a.ts - b.ts).entries()) {
    const started = performance.now()
    engine.add(idea)
    took.push(performance.now() - started)
    if ((n + 1) % 20 !== 0) continue
    engine.settle()
    const now = new Map(engine.themes().flatMap(({ id, ideaIds }) => ideaIds.map((one) => [one, id] as const)))
    if (n > items.length / 4 && seen.size > 0) moved.push([...seen].filter(([id, theme]) => now.get(id) !== theme).length / seen.size)
    seen = now
  }
  return { churn: mean(moved), addMs: took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]! }
}

const seconds = (texts: readonly string[], n: number): number => {
  const ideas = texts.slice(0, n).map((text, ts) => ({ id: `i${ts}`, text, group: `g${ts % 20}`, ts }))
  if (ideas.length < n) return Number.NaN
  const started = performance.now()
  proposeThemes(ideas, { context: '' })
  return (performance.now() - started) / 1_000
}

const run = ({ quick, settings, say }: Circumstances): Promise<Outcome> => {
  const folder = settings['data']
  if (folder === undefined) say('no labelled texts given (--data FOLDER): the invented town of the tests is measured')
  const { sets, primary, copies } = folder === undefined ? own() : given(folder)
  const contestants = (context: string): Record<string, Divide> => ({
    'Khlang Panya': ours(context),
    'k-means on TF-IDF': kMeans,
    'words between blanks': blanks,
    random,
  })
  const figures: Figure[] = sets.map(({ name, context, items }) => {
    say(`agreement on ${name}`)
    const gold = items.map((item) => item.gold ?? undefined)
    const values = Object.entries(contestants(context)).map(
      ([who, divide]) => [who, [agreement(gold, divide(items))]] as [string, number[]],
    )
    return { name: `agreement (adjusted Rand), ${name}, ${items.length} ideas`, digits: 3, values: Object.fromEntries(values) }
  })
  const ofPrimary = sets.flatMap(({ name }, i) => (primary.includes(name) ? [figures[i]!.values['Khlang Panya']![0]!] : []))
  const goals: Goal[] = [{ name: 'mean agreement with labels', values: [mean(ofPrimary)], digits: 3, limit: 0.62, wanted: 'at least' }]
  const scores = copies.map(copyScores)
  if (scores.length > 0) {
    goals.push({ name: 'copies found (mean F1)', values: [mean(scores.map(({ f1 }) => f1))], digits: 3, limit: 0.9, wanted: 'at least' })
    const denied = scores.reduce((sum, score) => sum + score.denied, 0)
    goals.push({ name: 'texts joined with their denial', values: [denied], digits: 0, limit: 0, wanted: 'at most' })
  }
  const streams = sets.filter(({ name }) => primary.includes(name)).map((set) => (say(`live, ${set.name}`), live(set)))
  const churn = 100 * mean(streams.map((stream) => stream.churn))
  goals.push({ name: 'placed ideas that a run moves (%)', values: [churn], digits: 2, limit: 2, wanted: 'at most' })
  goals.push({
    name: 'adding an idea, p95 (ms)',
    values: [Math.max(...streams.map(({ addMs }) => addMs))],
    digits: 1,
    limit: 5,
    wanted: 'at most',
  })
  const texts = folder === undefined ? town(80).map(({ text }) => text) : sets.flatMap(({ items }) => items.map(({ text }) => text))
  goals.push({ name: '1,000 ideas anew (s)', values: [seconds(texts, 1_000)], digits: 2, limit: 1, wanted: 'at most' })
  if (!quick) goals.push({ name: '5,000 ideas anew (s)', values: [seconds(texts, 5_000)], digits: 2, limit: 5, wanted: 'at most' })
  return Promise.resolve({
    title: 'Themes over all groups',
    figures,
    goals,
    foot: [
      folder === undefined
        ? 'Measured on the invented town of the tests: --data FOLDER names labelled texts.'
        : 'Measured on labelled texts that are not ours to pass on.',
    ],
    rounds: { figures, goals },
  })
}

export const theming: Section = { name: 'themes', about: 'themes against labelled texts (--data FOLDER), copies, calm and speed', run }

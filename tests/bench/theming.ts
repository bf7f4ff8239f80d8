/**
 * Themes against labelled texts: agreement with people's labels beside what others do, names, languages, copies, calm, corrections and
 * speed. `--data FOLDER` names a folder of labelled sets (theme-material.ts); without it the invented town of the tests is measured,
 * which says that all works and little about real rooms.
 */
import { agreement, town } from '../theme/town.ts'
import type { Circumstances, Figure, Goal, Outcome, Section } from './section.ts'
import { givenMaterial, inventedMaterial, type Labelled, type Material } from './theme-material.ts'
import { blanks, kMeans, random, type Divide } from './theme-peers.ts'
import { acrossLanguages, copyScores, mean, namesHit, orderKept, placesOf } from './theme-scores.ts'
import { decisionsKept, live } from './theme-stream.ts'
import { proposeThemes } from './themes.ts'

const we = 'Khlang Panya'
const ours =
  (context: string): Divide =>
  (ideas) => {
    const at = placesOf(proposeThemes(ideas, { context }).themes)
    return ideas.map(({ id }) => at.get(id))
  }

/** Seconds of processor that these ideas cost from nothing to named themes: what else runs here does not count. */
const cpuSeconds = (texts: readonly string[], n: number): number => {
  const ideas = texts.slice(0, n).map((text, ts) => ({ id: `i${ts}`, text, group: `g${ts % 20}`, ts }))
  if (ideas.length < n) return Number.NaN
  const before = process.cpuUsage()
  proposeThemes(ideas, { context: '' })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Texts enough: where there are too few, two are said in one breath. */
const more = (texts: readonly string[], n: number): string[] =>
  Array.from({ length: n }, (_, i) => (i < texts.length ? texts[i]! : `${texts[i % texts.length]!} ${texts[(7 * i + 3) % texts.length]!}`))

const agreements = ({ sets }: Material, say: (line: string) => void): Figure[] =>
  sets.map(({ name, context, items }) => {
    say(`agreement on ${name}`)
    const gold = items.map((item) => item.gold ?? undefined)
    const contestants: Record<string, Divide> = {
      [we]: ours(context),
      'k-means on TF-IDF': kMeans,
      'words between blanks': blanks,
      random,
    }
    const values = Object.entries(contestants).map(([who, divide]) => [who, [agreement(gold, divide(items))]] as [string, number[]])
    return { name: `agreement (adjusted Rand), ${name}, ${items.length} ideas`, digits: 3, values: Object.fromEntries(values) }
  })

const atLeast = (name: string, value: number, limit: number, digits = 2): Goal => ({
  name,
  values: [value],
  digits,
  limit,
  wanted: 'at least',
})
const atMost = (name: string, value: number, limit: number, digits = 2): Goal => ({
  name,
  values: [value],
  digits,
  limit,
  wanted: 'at most',
})

/** How the themes themselves look. */
const shapeGoals = ({ sets, primary, names }: Material): Goal[] => {
  const found = new Map(sets.map((set) => [set, proposeThemes(set.items, set).themes]))
  const hits = sets.flatMap((set) => (names[set.name] ? [namesHit(found.get(set)!, set.items, names[set.name]!)] : []))
  const languages = sets.map((set) => acrossLanguages(found.get(set)!, set.items)).filter((value) => Number.isFinite(value))
  const many = sets.filter(({ name, items }) => primary.includes(name) && items.length >= 300).map((set) => found.get(set)!.length)
  return [
    ...(hits.length > 0 ? [atLeast('names that say what most say', mean(hits), 0.75)] : []),
    ...(languages.length > 0 ? [atLeast('English ideas in the right Thai theme', mean(languages), 0.75)] : []),
    ...(many.length > 0 ? [atLeast('fewest themes of 300 and more ideas', Math.min(...many), 8, 0)] : []),
    ...(many.length > 0 ? [atMost('most themes of 300 and more ideas', Math.max(...many), 35, 0)] : []),
  ]
}
const copyGoals = ({ copies }: Material): Goal[] => {
  if (copies.length === 0) return []
  const scores = copies.map(({ name, items }) => ({ name, ...copyScores(items) }))
  return [
    atLeast('copies found (mean F1)', mean(scores.map(({ f1 }) => f1)), 0.9, 3),
    ...scores.map(({ name, f1 }) => atLeast(`copies found, ${name} (F1)`, f1, 0.84, 3)),
    atMost(
      'texts joined with their denial',
      scores.reduce((sum, { wrong }) => sum + (wrong['negation'] ?? 0), 0),
      0,
      0,
    ),
  ]
}
const liveGoals = (sets: readonly Labelled[], say: (line: string) => void): Goal[] => {
  const streams = sets.map((set) => (say(`live, ${set.name}`), live(set)))
  return [
    atMost('placed ideas that a run moves (%)', 100 * mean(streams.map(({ moved }) => moved)), 2),
    atMost('theme ids that a run loses (%)', 100 * mean(streams.map(({ lost }) => lost)), 1),
    atMost('adding an idea, p95 (ms)', Math.max(...streams.map(({ addMs }) => addMs)), 5, 1),
    atLeast('decisions kept', mean(sets.map((set) => (say(`corrections, ${set.name}`), decisionsKept(set)))), 1, 3),
  ]
}

const run = ({ quick, settings, say }: Circumstances): Promise<Outcome> => {
  const folder = settings['data']
  if (folder === undefined) say('no labelled texts given (--data FOLDER): the invented town of the tests is measured')
  const material = folder === undefined ? inventedMaterial() : givenMaterial(folder)
  const main = material.sets.filter(({ name }) => material.primary.includes(name))
  const figures = agreements(material, say)
  const ofMain = figures.slice(0, main.length).map(({ values }) => values[we]![0]!)
  const texts = (folder === undefined ? town(20) : material.sets.flatMap(({ items }) => items)).map(({ text }) => text)
  const goals = [
    atLeast('mean agreement with labels', mean(ofMain), 0.62, 3),
    ...shapeGoals(material),
    atLeast('agreement of themes in two orders', mean(main.map(orderKept)), 0.99, 3),
    ...copyGoals(material),
    ...liveGoals(main, say),
    atMost('1,000 ideas anew (s of processor)', cpuSeconds(texts, 1_000), 1),
    ...(quick ? [] : [atMost('5,000 ideas anew (s of processor)', cpuSeconds(more(texts, 5_000), 5_000), 5)]),
  ]
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

export const theming: Section = {
  name: 'themes',
  about: 'themes against labelled texts (--data FOLDER), names, copies, calm and speed',
  run,
}

/** A room that fills: ideas come one by one, a run after every twenty, and a facilitator corrects who knows the labels. */
import { performance } from 'node:perf_hooks'
import type { Correction } from '#shared/theme/correction.ts'
import type { Theme } from '#shared/theme/theme.ts'
import type { Labelled } from './theme-material.ts'
import { goldOf, matterOf, mean, placesOf } from './theme-scores.ts'
import { createThemeEngine } from './themes.ts'

const every = 20
const inOrder = ({ items }: Labelled) => [...items].sort((a, b) => a.ts - b.ts)

/** `moved`: mean part of the placed ideas that a run moves; `lost`: mean part of the themes of five and more whose id a run loses. */
export const live = (set: Labelled): { moved: number; lost: number; addMs: number } => {
  const engine = createThemeEngine(set)
  const [moved, lost, took]: [number[], number[], number[]] = [[], [], []]
  let seen = new Map<string, string>()
  for (const [n, idea] of inOrder(set).entries()) {
    const started = performance.now()
    engine.add(idea)
    took.push(performance.now() - started)
    if ((n + 1) % every !== 0) continue
    engine.settle()
    const now = placesOf(engine.themes())
    if (n > set.items.length / 4 && seen.size > 0) {
      moved.push([...seen].filter(([id, theme]) => now.get(id) !== theme).length / seen.size)
      const sizes = new Map<string, number>()
      for (const theme of seen.values()) sizes.set(theme, (sizes.get(theme) ?? 0) + 1)
      const large = [...sizes].filter(([, size]) => size >= 5).map(([theme]) => theme)
      const there = new Set(now.values())
      lost.push(large.filter((theme) => !there.has(theme)).length / Math.max(1, large.length))
    }
    seen = now
  }
  return { moved: mean(moved), lost: mean(lost), addMs: took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]! }
}

/** Part of what a facilitator decided after three fifths of the ideas that still stands when all have come. */
export const decisionsKept = (set: Labelled): number => {
  const engine = createThemeEngine(set)
  const gold = goldOf(set.items)
  const items = inOrder(set)
  const cut = Math.floor(items.length * 0.6)
  for (const [n, idea] of items.slice(0, cut).entries()) {
    engine.add(idea)
    if ((n + 1) % (3 * every) === 0) engine.settle()
  }
  engine.settle()
  const checks: ((at: ReadonlyMap<string, string>, themes: readonly Theme[]) => boolean)[] = []
  const touched = new Set<string>()
  const decide = (given: Correction, ids: readonly string[], theme: string, wanted = true) => {
    engine.correct(given)
    for (const id of ids) touched.add(id)
    checks.push((at) => ids.every((id) => (at.get(id) === theme) === wanted))
  }
  const known = () =>
    engine
      .themes()
      .map((theme) => ({ theme, ...matterOf(theme.ideaIds, gold) }))
      .filter(({ matter }) => matter !== undefined)
  const [a, b] = known().filter(({ theme }) => theme.ideaIds.length >= 4)
  if (a && b) decide({ op: 'merge', into: a.theme.id, from: [b.theme.id] }, [...a.theme.ideaIds, ...b.theme.ideaIds], a.theme.id)
  const mixed = known().find(
    ({ theme, share }) => share! < 0.9 && theme.ideaIds.length >= 6 && !theme.ideaIds.some((id) => touched.has(id)),
  )
  if (mixed) {
    const ids = mixed.theme.ideaIds.filter((id) => gold.get(id) !== mixed.matter)
    decide({ op: 'split', theme: mixed.theme.id, ideas: ids, newTheme: 'split-off' }, ids, 'split-off')
  }
  let moves = 0
  for (const { theme, matter } of known())
    for (const id of theme.ideaIds) {
      const to = known().find((other) => other.matter === gold.get(id) && other.theme.id !== theme.id)
      if (moves === 12 || touched.has(id) || !to || gold.get(id) === matter) continue
      decide({ op: 'move', idea: id, to: to.theme.id }, [id], to.theme.id)
      moves++
    }
  for (const { theme, matter } of known().slice(0, 5)) {
    engine.correct({ op: 'rename', theme: theme.id, label: `ชื่อของเรา ${matter}` })
    checks.push((_, themes) => themes.some(({ id, label }) => id === theme.id && label === `ชื่อของเรา ${matter}`))
  }
  for (const { theme } of known().slice(0, 3)) {
    const id = theme.ideaIds.find((one) => !touched.has(one))
    if (id !== undefined) decide({ op: 'exclude', idea: id, theme: theme.id }, [id], theme.id, false)
  }
  for (const [n, idea] of items.slice(cut).entries()) {
    engine.add(idea)
    if ((n + 1) % every === 0) engine.settle()
  }
  engine.settle()
  const themes = engine.themes()
  const at = placesOf(themes)
  return checks.filter((stands) => stands(at, themes)).length / checks.length
}

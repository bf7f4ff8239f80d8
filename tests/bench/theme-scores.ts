/** How good themes are, against what people labelled: names, languages, order, copies. */
import { normaliseThai } from '#shared/thai/normal.ts'
import type { Theme } from '#shared/theme/theme.ts'
import { agreement } from '../theme/town.ts'
import type { CopiedText, Labelled, LabelledIdea } from './theme-material.ts'
import { nearDuplicates, proposeThemes } from './themes.ts'

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Theme of each idea that is in one. */
export const placesOf = (themes: readonly Theme[]): Map<string, string> =>
  new Map(themes.flatMap(({ id, ideaIds }) => ideaIds.map((idea) => [idea, id] as const)))

/** The label that most labelled members share, with its part of them. */
export const matterOf = (ids: readonly string[], gold: ReadonlyMap<string, string>): { matter: string; share: number } | undefined => {
  const counts = new Map<string, number>()
  for (const id of ids) {
    const matter = gold.get(id)
    if (matter !== undefined) counts.set(matter, (counts.get(matter) ?? 0) + 1)
  }
  const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return top && { matter: top[0], share: top[1] / [...counts.values()].reduce((a, b) => a + b, 0) }
}
export const goldOf = (items: readonly LabelledIdea[]): Map<string, string> =>
  new Map(items.flatMap(({ id, gold }) => (gold === null || gold === undefined ? [] : [[id, gold] as const])))

/** Part of the themes of four and more whose name has a word that people accept for what most of them say. */
export const namesHit = (
  themes: readonly Theme[],
  items: readonly LabelledIdea[],
  accepted: Readonly<Record<string, readonly string[]>>,
) => {
  const gold = goldOf(items)
  const plain = (text: string) => normaliseThai(text).toLowerCase()
  const large = themes.filter(({ ideaIds }) => ideaIds.length >= 4)
  const hit = large.filter(({ label, ideaIds }) => {
    const found = matterOf(ideaIds, gold)
    return found && found.share >= 0.5 && (accepted[found.matter] ?? []).some((word) => plain(label).includes(plain(word)))
  })
  return hit.length / large.length
}

/** Part of the English ideas that sit in a theme whose Thai ideas mostly are of the same label. NaN without both languages. */
export const acrossLanguages = (themes: readonly Theme[], items: readonly LabelledIdea[]): number => {
  const at = placesOf(themes)
  const thai = goldOf(items.filter(({ lang }) => lang === 'th'))
  const english = items.filter(({ lang, gold }) => lang === 'en' && gold)
  const right = english.filter(({ id, gold }) => {
    const theme = themes.find((one) => one.id === at.get(id))
    return theme && matterOf(theme.ideaIds, thai)?.matter === gold
  })
  return thai.size > 0 ? right.length / english.length : Number.NaN
}

/** Agreement between the themes of the same ideas in two orders: 1 is none of them moved. */
export const orderKept = ({ context, items }: Labelled): number => {
  const mixed = [...items].sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  const [one, two] = [items, mixed].map((given) => placesOf(proposeThemes(given, { context }).themes))
  return agreement(
    items.map(({ id }) => one!.get(id) ?? id),
    items.map(({ id }) => two!.get(id)),
  )
}

/** F1 over pairs, and how many texts were joined with what only looks like them, by kind of difference. */
export const copyScores = (items: readonly CopiedText[]): { f1: number; wrong: Record<string, number> } => {
  const { groups } = nearDuplicates(items.map(({ id, text }, ts) => ({ id, text, group: 'g', ts })))
  const group = new Map(groups.flatMap((ids, n) => ids.map((id) => [id, n] as const)))
  const together = (a: string, b: string) => group.has(a) && group.get(a) === group.get(b)
  let [right, found, wanted] = [0, 0, 0]
  for (const [i, a] of items.entries())
    for (const b of items.slice(0, i)) {
      const same = together(a.id, b.id)
      if (same) found++
      if (a.dup === b.dup) wanted++
      if (same && a.dup === b.dup) right++
    }
  const wrong: Record<string, number> = {}
  for (const { id, kind, of } of items)
    if (kind.startsWith('hard-') && of !== undefined) wrong[kind.slice(5)] = (wrong[kind.slice(5)] ?? 0) + (together(id, of) ? 1 : 0)
  return { f1: (2 * right) / (found + wanted || 1), wrong }
}

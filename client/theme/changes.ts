/** What a change does to the rows that are looked at. Pure. */
import type { IdeaId, ThemeId } from '#shared/id.ts'
import type { IdeaRow, ThemeRow, ThemesChange } from '#shared/theme/now.ts'
import type { MatrixRow } from '#shared/theme/overview/matrix.ts'

/** An idea that a later run put elsewhere. */
export interface Moved {
  readonly idea: IdeaRow
  readonly from: ThemeId
}

/** Rows in their order, new ones at the end, without those that are gone; unchanged rows stay the same objects. */
export const withRows = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  come: readonly Row[],
  gone: readonly string[],
): readonly Row[] => {
  if (come.length === 0 && gone.length === 0) return rows
  const news = new Map(come.map((row) => [row.id, row]))
  const left = new Set(gone)
  const next: Row[] = []
  for (const row of rows) {
    if (left.has(row.id)) continue
    next.push(news.get(row.id) ?? row)
    news.delete(row.id)
  }
  return [...next, ...news.values()]
}

/** Ideas that a change takes from one theme to another: who put them there, and the way they went. */
const goingOver = (change: Pick<ThemesChange, 'ideas'>, before: (id: IdeaId) => IdeaRow | undefined) =>
  change.ideas.flatMap((idea) => {
    const from = before(idea.id)?.theme
    return from !== undefined && idea.theme !== undefined && idea.theme !== from ? [{ idea, from, way: `${from} ${idea.theme}` }] : []
  })
/** Ways by which people sent ideas from one theme to another. */
export const waysOf = (change: Pick<ThemesChange, 'ideas'>, before: (id: IdeaId) => IdeaRow | undefined): string[] =>
  goingOver(change, before).flatMap(({ idea, way }) => (idea.filed ? [way] : []))
/** Ideas that the machine took from one theme to another; what people filed they know, and what follows it on its way. */
export const movedBy = (
  change: Pick<ThemesChange, 'ideas'>,
  before: (id: IdeaId) => IdeaRow | undefined,
  ways: ReadonlySet<string>,
): Moved[] => goingOver(change, before).flatMap(({ idea, from, way }) => (idea.filed || ways.has(way) ? [] : [{ idea, from }]))

/** Themes that look otherwise after the changes: in their own words, or by the ideas that came, went or were rewritten. */
export const touchedBy = (changes: readonly ThemesChange[], before: (id: IdeaId) => IdeaRow | undefined): ReadonlySet<ThemeId> => {
  const touched = new Set<ThemeId>()
  const add = (id: ThemeId | undefined) => id !== undefined && touched.add(id)
  for (const { themes, goneThemes, ideas, goneIdeas } of changes) {
    themes.forEach(({ id }) => add(id))
    goneThemes.forEach(add)
    for (const { id, theme } of ideas) {
      add(theme)
      add(before(id)?.theme)
    }
    goneIdeas.forEach((id) => add(before(id)?.theme))
  }
  return touched
}

/** Themes in the order that people know, those of it that are left, and then new ones. */
export const inOrder = (order: readonly ThemeId[], themes: readonly ThemeRow[]): ThemeRow[] => {
  const place = new Map(order.map((id, at) => [id, at]))
  return themes.toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || a.born - b.born)
}

/** Rows that say something else than the ones that are known. */
export const differing = <Row extends { readonly id: string }>(rows: readonly Row[], known: (id: Row['id']) => Row | undefined): Row[] =>
  rows.filter((row) => JSON.stringify(row) !== JSON.stringify(known(row.id)))
/** Which of those that are known are not there any more. */
export const gone = <Id extends string>(known: Iterable<Id>, rows: readonly { readonly id: Id }[]): Id[] => {
  const left = new Set(rows.map(({ id }) => id))
  return [...known].filter((id) => !left.has(id))
}
/** Each row of a matrix by its theme. */
export const byTheme = (rows: readonly MatrixRow[]): ReadonlyMap<ThemeId, MatrixRow> => new Map(rows.map((row) => [row.theme.id, row]))
/** Which groups wrote, which zones and which activities ideas were written in. */
export const sourcesOf = (ideas: readonly IdeaRow[]) => ({
  groups: new Set(ideas.map(({ groupId }) => groupId)),
  zones: new Set(ideas.map(({ zone }) => zone)),
  activities: new Set(ideas.map(({ activityId }) => activityId)),
})

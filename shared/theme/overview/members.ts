/** Which ideas stand under which theme. Copies of one idea are one voice, but every one of them is listed. */
import type { GroupId, IdeaId, ThemeId } from '../../id.ts'
import type { IdeaRow, ThemeRow, ThemesNow } from '../now.ts'

/** All that the overview is reckoned from; `ThemesNow` is one. */
export type Rows = Pick<ThemesNow, 'themes' | 'ideas'>

/** One idea and its near-duplicates in the same theme, oldest first. */
interface Voice {
  readonly idea: IdeaRow
  readonly copies: readonly IdeaRow[]
}
export interface Members {
  /** Surest first, equally sure ones as they were written. */
  readonly voices: readonly Voice[]
  /** How many ideas, copies among them. */
  readonly ideas: number
  /** Each group that said it, once. */
  readonly groups: readonly GroupId[]
}
const noMembers: Members = { voices: [], ideas: 0, groups: [] }

/** What an idea counts as: itself, or the idea that it is a near-duplicate of. */
export const voiceOf = (idea: IdeaRow): IdeaId => idea.copyOf ?? idea.id

/** How many voices there are among ideas: near-duplicates of one idea count once. */
export const countVoices = (ideas: readonly IdeaRow[]): number => new Set(ideas.map(voiceOf)).size

/** Themes that are looked at: all but the dismissed, in their order (oldest first). */
export const shownThemes = ({ themes }: Rows): ThemeRow[] => themes.filter(({ dismissed }) => !dismissed)

const byWriting = (a: IdeaRow, b: IdeaRow): number => a.at - b.at || (a.id < b.id ? -1 : 1)

const gathered = (ideas: readonly IdeaRow[]): Members => {
  const byVoice = new Map<IdeaId, IdeaRow[]>()
  for (const idea of ideas) {
    const same = byVoice.get(voiceOf(idea))
    if (same) same.push(idea)
    else byVoice.set(voiceOf(idea), [idea])
  }
  const voices = [...byVoice].map(([id, same]): Voice => {
    same.sort(byWriting)
    // The idea that stands for the others may be in another theme, or out of what is looked at: then the oldest here does.
    const idea = same.find((one) => one.id === id) ?? same[0]!
    return { idea, copies: same.filter((one) => one !== idea) }
  })
  voices.sort((a, b) => (b.idea.strength ?? 0) - (a.idea.strength ?? 0) || byWriting(a.idea, b.idea))
  return { voices, ideas: ideas.length, groups: [...new Set(ideas.map(({ groupId }) => groupId))] }
}

/** The members of every theme that is shown, in the themes' order; one that has none is there with none. */
export const membersByTheme = (rows: Rows): ReadonlyMap<ThemeId, Members> => {
  const filed = new Map(shownThemes(rows).map(({ id }) => [id, [] as IdeaRow[]]))
  for (const idea of rows.ideas) if (idea.theme !== undefined) filed.get(idea.theme)?.push(idea)
  return new Map([...filed].map(([id, ideas]) => [id, ideas.length === 0 ? noMembers : gathered(ideas)]))
}

/**
 * When each theme that is shown came up, epoch ms: when its second voice was written, or the only one. It goes by what people wrote:
 * who opens the themes late, or splits one, does not make them new. A theme without an idea of those looked at is not there.
 */
export const arisenOf = (rows: Rows): ReadonlyMap<ThemeId, number> =>
  new Map(
    [...membersByTheme(rows)].flatMap(([id, { voices }]) => {
      const times = voices.map(({ idea, copies }) => Math.min(idea.at, ...copies.map(({ at }) => at))).sort((a, b) => a - b)
      const arisen = times[1] ?? times[0]
      return arisen === undefined ? [] : [[id, arisen] as const]
    }),
  )

/** ยังไม่เข้าประเด็น: ideas that are in no theme that is shown and were not set aside, in their order. */
export const unfiledOf = (rows: Rows): IdeaRow[] => {
  const shown = new Set(shownThemes(rows).map(({ id }) => id))
  return rows.ideas.filter(({ theme, parked }) => !parked && (theme === undefined || !shown.has(theme)))
}
/** Ideas that nobody has filed, nor set aside: a note taker still has to say yes to where they lie, or where they go. */
export const unconfirmedOf = (rows: Rows): IdeaRow[] => rows.ideas.filter(({ filed, parked }) => !filed && !parked)
/** ที่พักไว้: ideas that were set aside, in their order. */
export const parkedOf = (rows: Rows): IdeaRow[] => rows.ideas.filter(({ parked }) => parked)

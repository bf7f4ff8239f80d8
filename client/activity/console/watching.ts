/** Which groups want a facilitator's eye, and in which order they are shown. Pure; times are epoch ms by the server's clock. */
import type { GroupId } from '#shared/id.ts'
import type { GroupFigures, GroupNow, HandUp, VoteNow } from '#shared/live/events.ts'
import { gathered } from './clusters.ts'

export const sorts = ['name', 'silent', 'last', 'ideas'] as const
export type Sort = (typeof sorts)[number]
export const filters = ['all', 'hands', 'silent', 'behind'] as const
export type Filter = (typeof filters)[number]

/** A group as the console sees it; what is not known yet is absent. */
export interface Seen {
  readonly groupId: GroupId
  readonly order: number
  readonly now: GroupNow | undefined
  readonly figures: GroupFigures | undefined
  /** The open vote of its run. */
  readonly vote?: VoteNow | undefined
  readonly hands: readonly HandUp[]
}

/** Of its people, how many have written nothing in this run. */
export const silentOf = (figures: GroupFigures | undefined): number => (figures ? Math.max(0, figures.people - figures.writers) : 0)
export const paceOf = (figures: GroupFigures | undefined): number => (figures?.perMinute ?? []).reduce((sum, count) => sum + count, 0)
export const ideasOf = (figures: GroupFigures | undefined): number => (figures ? figures.ideas + figures.drafts : 0)

/** Nobody has written for so long while writing goes on. */
const quietMs = 3 * 60_000
/** Half of the people say nothing. */
const silentShare = 0.5
/** Who has just been asked is thinking. */
const graceMs = 2 * 60_000
/** Less than so much of what a group in the middle has. */
const behindShare = 0.5

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Whether people are asked to write just now. On an open board nobody is, and who wrote there in phases without names is not known. */
export const isWriting = (now: GroupNow | undefined): boolean =>
  now?.run !== undefined && now.run.state !== 'reading' && now.phase?.permits.write === 'all'

export const isSilent = ({ now, figures }: Seen, at: number): boolean => {
  if (!figures || figures.people === 0 || !isWriting(now)) return false
  const goesOn = now?.run?.state === 'running'
  if (at - (now?.run?.startedAt ?? at) < graceMs) return false
  const quiet = figures.lastEditAt !== undefined && goesOn && at - figures.lastEditAt > quietMs
  return quiet || silentOf(figures) / figures.people >= silentShare
}

/** In an earlier phase than most, or with far fewer ideas than the group in the middle. */
export const behindIn = (all: readonly Seen[]): ((seen: Seen) => boolean) => {
  const phases = gathered(
    all.filter(({ now }) => now?.run),
    ({ now }) => now!.run!.activityId,
  )
  const usual = new Map([...phases].map(([activity, list]) => [activity, median(list.map(({ now }) => now!.run!.phase))]))
  const ideas = median(all.filter(({ figures }) => figures && figures.people > 0).map(({ figures }) => ideasOf(figures)))
  return ({ now, figures }) => {
    const run = now?.run
    if (run && run.phase < (usual.get(run.activityId) ?? 0)) return true
    return figures !== undefined && figures.people > 0 && ideas >= 4 && ideasOf(figures) < ideas * behindShare
  }
}

const orders: Record<Sort, (a: Seen, b: Seen) => number> = {
  name: () => 0,
  silent: (a, b) => silentOf(b.figures) - silentOf(a.figures),
  last: (a, b) => (a.figures?.lastEditAt ?? 0) - (b.figures?.lastEditAt ?? 0),
  ideas: (a, b) => ideasOf(a.figures) - ideasOf(b.figures),
}

/** Those that the filter lets through, in order. Groups that nobody sits in come last, but by name. */
export const shownOf = (all: readonly Seen[], sort: Sort, filter: Filter, at: number): Seen[] => {
  const behind = filter === 'behind' ? behindIn(all) : undefined
  const passes: Record<Filter, (seen: Seen) => boolean> = {
    all: () => true,
    hands: ({ hands }) => hands.length > 0,
    silent: (seen) => isSilent(seen, at),
    behind: (seen) => behind!(seen),
  }
  const empty = ({ figures }: Seen) => (sort !== 'name' && figures?.people === 0 ? 1 : 0)
  return all.filter(passes[filter]).sort((a, b) => empty(a) - empty(b) || orders[sort](a, b) || a.order - b.order)
}

/** Groups by what they do now: most are in the same phase, and the few that are not must be seen. Pure. */
import type { GroupRun } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { GroupNow } from '#shared/live/events.ts'

export interface Cluster {
  readonly key: string
  /** Absent: an open board, no activity. */
  readonly run?: GroupRun
  readonly phase?: Phase
  readonly of?: number
  readonly groups: readonly GroupNow[]
}

/** By key, in order of coming. Map.groupBy is newer than many tablets' browsers. */
export const gathered = <Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> => {
  const lists = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = lists.get(key)
    if (list) list.push(item)
    else lists.set(key, [item])
  }
  return lists
}

const keyOf = ({ run }: GroupNow): string => (run ? `${run.activityId}/${run.phase}` : '')

/** Begun and not ended. */
export const isGoing = (run: GroupRun | undefined): boolean => run?.state === 'running' || run?.state === 'paused'

/**
 * The state that most of the groups are in, and of these the run whose clock ends last. A phase is over when it is over for
 * all: as long as one group goes on that group leads, or the bar would offer what takes the work out of its hands.
 */
const leading = (groups: readonly GroupNow[]): GroupNow => {
  const states = gathered(groups, ({ run }) => run?.state ?? '')
  const largest = [...states.values()].sort((a, b) => b.length - a.length)[0]!
  const most = largest[0]!.run?.state === 'over' ? (states.get('running') ?? states.get('paused') ?? largest) : largest
  return most.reduce((last, group) => ((group.run?.endsAt ?? 0) > (last.run?.endsAt ?? 0) ? group : last))
}

/** The largest first; of equal ones the one that is farther on. */
export const clustersOf = (nows: readonly GroupNow[]): Cluster[] =>
  [...gathered(nows, keyOf)]
    .map(([key, groups]): Cluster => {
      const { run, phase, of } = leading(groups)
      return { key, ...(run && { run }), ...(phase && { phase }), ...(of !== undefined && { of }), groups }
    })
    .sort((a, b) => b.groups.length - a.groups.length || (b.run?.phase ?? -1) - (a.run?.phase ?? -1))

/** What is left on a run's clock, in ms, never below 0; undefined without a clock. `at`: epoch ms, server. */
export const leftOf = (run: GroupRun | undefined, at: number): number | undefined =>
  run?.state === 'paused' ? run.leftMs : run?.endsAt === undefined ? undefined : Math.max(0, run.endsAt - at)

/** As a clock shows it: 4:05. */
export const clockText = (leftMs: number): string => {
  const seconds = Math.ceil(leftMs / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Whether drafts of the run still wait to be revealed. */
export const hides = (run: GroupRun | undefined): boolean =>
  run !== undefined && run.state !== 'reading' && (run.reveal === 'hidden' || run.reveal === 'some')

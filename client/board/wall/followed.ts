/** What a wall that follows the activity shows just now: told first, then written or voted, then the result. Pure. */
import type { VoteNow, WallShow } from '#shared/live/events.ts'
import type { Cluster } from '../../activity/console/clusters.ts'

/** `main`: what most groups do; `votes`: in the order in which they were opened. */
export const followed = (main: Cluster | undefined, votes: readonly VoteNow[]): Exclude<WallShow, { show: 'activity' }> => {
  const { run, phase } = main ?? {}
  if (!run || !phase) return { show: 'groups' }
  if (run.state === 'reading') return { show: 'instruction' }
  if (!phase.vote && phase.view !== 'results') return { show: 'groups' }
  // Of votes by group none is everybody's.
  const ofAll = votes.findLast(({ groupId }) => groupId === undefined)
  return ofAll ? { show: 'results', voteId: ofAll.voteId } : { show: 'instruction' }
}

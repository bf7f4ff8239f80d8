import { expect, test } from 'vitest'
import type { Phase } from '#shared/activity/phase.ts'
import type { GroupId, VoteId } from '#shared/id.ts'
import type { GroupNow, VoteNow } from '#shared/live/events.ts'
import { methods } from '#shared/activity/methods.ts'
import { clustersOf } from '../../client/activity/console/clusters.ts'
import { followed } from '../../client/board/wall/followed.ts'

const phases = methods.flatMap((method) => method.phases)
const written = phases.find(({ permits, vote }) => permits.write === 'all' && !vote)!
const voted = phases.find(({ vote }) => vote)!
const weighed = phases.find(({ view, vote }) => view === 'results' && !vote)!

const main = (phase: Phase, state: 'reading' | 'running' | 'over') => {
  const run = { activityId: 'a', phase: 0, run: 'r', state, startedAt: 1, reveal: 'none' } as unknown as GroupNow['run']
  const now = { groupId: 'g' as GroupId, run, phase, frozen: false, hushed: false, done: 0, people: 3, serverNow: 1 } as GroupNow
  return clustersOf([now])[0]
}
const vote = (id: string, groupId?: string): VoteNow => ({
  voteId: id as VoteId,
  ...(groupId && { groupId: groupId as GroupId }),
  state: 'open',
  cast: 0,
  people: 3,
})

test('[WA15] a wall that nobody turned follows the activity', () => {
  expect(followed(undefined, [])).toEqual({ show: 'groups' })
  for (const phase of [written, voted, weighed]) expect(followed(main(phase, 'reading'), [])).toEqual({ show: 'instruction' })
  expect(followed(main(written, 'running'), [vote('v1')])).toEqual({ show: 'groups' })
  for (const phase of [voted, weighed]) {
    expect(followed(main(phase, 'running'), [vote('v1'), vote('v2'), vote('v3', 'g')])).toEqual({ show: 'results', voteId: 'v2' })
    expect(followed(main(phase, 'running'), [vote('v3', 'g')])).toEqual({ show: 'instruction' })
  }
})

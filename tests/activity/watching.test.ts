import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActivityId } from '#shared/activity/activity.ts'
import type { GroupRun, RunId } from '#shared/activity/course.ts'
import { brainstorming } from '#shared/activity/methods/brainstorming.ts'
import type { GroupId, HandId } from '#shared/id.ts'
import type { GroupFigures, GroupNow } from '#shared/live/events.ts'
import { draftOf, duplicated, isWhole, newPhase, shifted, written } from '../../client/activity/console/adapting.ts'
import { clockText, clustersOf, leftOf } from '../../client/activity/console/clusters.ts'
import { behindIn, filters, isSilent, shownOf, sorts, type Seen } from '../../client/activity/console/watching.ts'
import { methods } from '#shared/activity/methods.ts'
import { activitySchema } from '#shared/activity/activity.ts'
import * as v from 'valibot'

const at = 10_000_000
const run = (group: string, phase: number, more: Partial<GroupRun> = {}): GroupRun => ({
  groupId: group as GroupId,
  activityId: 'a1' as ActivityId,
  phase,
  run: `${group}-${phase}` as RunId,
  state: 'running',
  startedAt: at - 600_000,
  endsAt: at + 60_000,
  reveal: 'none',
  ...more,
})
const now = (group: string, of?: GroupRun): GroupNow => ({
  groupId: group as GroupId,
  ...(of && { run: of, phase: brainstorming.phases[of.phase]!, of: 6 }),
  frozen: false,
  hushed: false,
  done: 0,
  people: 5,
  serverNow: at,
})
const figures = (group: string, more: Partial<GroupFigures> = {}): GroupFigures => ({
  groupId: group as GroupId,
  ideas: 10,
  drafts: 0,
  perMinute: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3],
  writers: 5,
  people: 5,
  lastEditAt: at - 10_000,
  ...more,
})
const seen = (order: number, more: Partial<Seen> = {}): Seen => {
  const groupId = `g${order}` as GroupId
  return { groupId, order, now: now(groupId, run(groupId, 2)), figures: figures(groupId), hands: [], ...more }
}

test('[CO12] the bar speaks of what most groups do; of equal parts, of those farther on', () => {
  const [most, few] = clustersOf([now('g1', run('g1', 2)), now('g2', run('g2', 1)), now('g3', run('g3', 2)), now('g4')])
  expect(most!.groups.map(({ groupId }) => groupId)).toEqual(['g1', 'g3'])
  expect(few!.run?.phase).toBe(1)
  expect(clustersOf([now('g1', run('g1', 1)), now('g2', run('g2', 3))])[0]!.run?.phase).toBe(3)
  // One group that is paused does not stop the clock of the others.
  const mixed = [run('g1', 2, { state: 'paused', leftMs: 5 }), run('g2', 2), run('g3', 2, { endsAt: at + 90_000 })]
  expect(clustersOf(mixed.map((of) => now(of.groupId, of)))[0]!.run).toMatchObject({ state: 'running', endsAt: at + 90_000 })
  // And it is over only once it is over for all.
  const late = [run('g1', 1, { state: 'over' }), run('g2', 1, { state: 'over' }), run('g3', 1)]
  expect(clustersOf(late.map((of) => now(of.groupId, of)))[0]!.run).toMatchObject({ groupId: 'g3', state: 'running' })
  expect(clustersOf([])).toEqual([])
})

test('[CO12] a clock shows the second that is running, stands while paused, and never goes below nothing', () => {
  expect(clockText(leftOf(run('g1', 2), at)!)).toBe('1:00')
  expect(clockText(leftOf(run('g1', 2), at + 59_001)!)).toBe('0:01')
  expect(leftOf(run('g1', 2), at + 61_000)).toBe(0)
  expect(leftOf(run('g1', 2, { state: 'paused', leftMs: 7_000 }), at + 1e9)).toBe(7_000)
  const clockless = run('g1', 2)
  delete clockless.endsAt
  expect(leftOf(clockless, at)).toBeUndefined()
})

test('[CO13] silent is who says nothing while writing goes on, not who has just begun, and not who is to listen or vote', () => {
  expect(isSilent(seen(1), at)).toBe(false)
  expect(isSilent(seen(1, { figures: figures('g1', { writers: 2 }) }), at)).toBe(true)
  expect(isSilent(seen(1, { figures: figures('g1', { lastEditAt: at - 200_000 }) }), at)).toBe(true)
  expect(isSilent(seen(1, { figures: figures('g1', { writers: 0 }), now: now('g1', run('g1', 2, { startedAt: at - 60_000 })) }), at)).toBe(
    false,
  )
  expect(isSilent(seen(1, { figures: figures('g1', { writers: 0 }), now: now('g1', run('g1', 4)) }), at)).toBe(false)
  // On an open board nobody is asked, and a phase that is read has not asked yet.
  expect(isSilent(seen(1, { figures: figures('g1', { writers: 0 }), now: now('g1') }), at)).toBe(false)
  expect(isSilent(seen(1, { figures: figures('g1', { writers: 0 }), now: now('g1', run('g1', 2, { state: 'reading' })) }), at)).toBe(false)
  expect(isSilent(seen(1, { figures: figures('g1', { people: 0, writers: 0 }) }), at)).toBe(false)
})

test('[CO13] behind is who is in an earlier phase than most, or has less than half of what the group in the middle has', () => {
  const all = [1, 2, 3, 4, 5].map((order) => seen(order))
  all.push(seen(6, { now: now('g6', run('g6', 1)) }), seen(7, { figures: figures('g7', { ideas: 2, drafts: 1 }) }))
  const behind = behindIn(all)
  expect(all.filter(behind).map(({ groupId }) => groupId)).toEqual(['g6', 'g7'])
})

test('[CO13] sorting loses and doubles no group, a filter shows only what it names, and groups without people come last', () => {
  const some = fc.record({ writers: fc.nat(5), people: fc.constantFrom(0, 5), ideas: fc.nat(50), lastEditAt: fc.nat(at), hands: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 40 }), fc.constantFrom(...sorts), fc.constantFrom(...filters), (list, sort, filter) => {
      const all = list.map(({ hands, ...more }, order) =>
        seen(order, {
          figures: figures(`g${order}`, more),
          hands: Array.from({ length: hands }, (_, i) => ({
            hand: `h${i}` as HandId,
            groupId: `g${order}` as GroupId,
            name: '',
            kind: 'help' as const,
            since: 0,
          })),
        }),
      )
      const shown = shownOf(all, sort, filter, at)
      expect(new Set(shown).size).toBe(shown.length)
      if (filter === 'all') expect(shown.length).toBe(all.length)
      if (filter === 'hands') expect(shown).toEqual(expect.arrayContaining(all.filter(({ hands }) => hands.length > 0)))
      if (sort === 'name') expect(shown.map(({ order }) => order)).toEqual(shown.map(({ order }) => order).sort((a, b) => a - b))
      else {
        const firstEmpty = shown.findIndex(({ figures }) => figures?.people === 0)
        if (firstEmpty >= 0) expect(shown.slice(firstEmpty).every(({ figures }) => figures?.people === 0)).toBe(true)
      }
    }),
  )
})

test('[CO14] whatever is done to a method’s phases, it becomes an activity again, and the method stays as it was', () => {
  const before = JSON.stringify(methods)
  const deeds = fc.array(fc.tuple(fc.constantFrom('copy', 'up', 'down', 'drop', 'add'), fc.nat(30)), { maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(...methods), deeds, (method, list) => {
      const draft = draftOf(method, { method: method.id })
      for (const [deed, where] of list) {
        const i = where % draft.phases.length
        if (deed === 'copy') draft.phases = duplicated(draft.phases, i)
        else if (deed === 'up' && i > 0) draft.phases = shifted(draft.phases, i, -1)
        else if (deed === 'down' && i < draft.phases.length - 1) draft.phases = shifted(draft.phases, i, 1)
        else if (deed === 'drop' && draft.phases.length > 1) draft.phases = draft.phases.toSpliced(i, 1)
        else if (deed === 'add')
          draft.phases = [...draft.phases, { ...newPhase(draft.phases, { th: 'ใหม่', en: '' }), instruction: { th: 'เขียน', en: '' } }]
      }
      expect(isWhole(draft)).toBe(true)
      expect(v.is(v.pick(activitySchema, ['title', 'phases', 'method']), written(draft))).toBe(true)
    }),
  )
  expect(JSON.stringify(methods)).toBe(before)
})

test('[CO14] English that is left empty is said in Thai, nothing is hidden that nobody writes, and a phase without words is not whole', () => {
  const draft = draftOf(brainstorming)
  draft.phases[1] = { ...draft.phases[1]!, instruction: { th: 'เขียน', en: ' ' }, permits: { ...draft.phases[1]!.permits, write: 'none' } }
  const phase = written(draft).phases[1]!
  expect(phase.instruction.en).toBe('เขียน')
  expect(phase.visibility).toBe('shared')
  expect(phase.reveal).toBeUndefined()
  draft.phases = [...draft.phases, newPhase(draft.phases, { th: 'ใหม่', en: '' })]
  expect(isWhole(draft)).toBe(false)
})

import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { brainwriting } from '#shared/activity/methods/brainwriting.ts'
import type { SeminarId, VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import { LiveLine, type Listeners } from '../../client/net/live.svelte.ts'
import { VoteDesk } from '../../client/vote/vote-desk.svelte.ts'
import { answering, closePage, openPage, refuse } from '../client-shell/open-page.svelte.ts'
import { answers } from '../client-shell/seminar-answers.ts'

const network = globalThis.fetch
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await closePage()
  globalThis.fetch = network
})
const path = 'GET /api/seminars/s1/votes'
const openVote = { id: 'v1', state: 'open', cast: 0, people: 5 }

test('[VO23] a panel that goes while it is still reading asks nothing more', async () => {
  vi.useFakeTimers()
  const asked = answering({ [path]: { votes: [openVote] } })
  const desk = new VoteDesk('s1' as SeminarId)
  const started = desk.start()
  desk.stop()
  await started
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
})

test('[VO23] votes that could not be read are read again by themselves', async () => {
  vi.useFakeTimers()
  let away = true
  answering({ [path]: () => (away ? refuse(503, 'store/away', '') : { votes: [openVote] }) })
  const desk = new VoteDesk('s1' as SeminarId)
  await desk.start()
  expect([desk.known, desk.trouble !== undefined]).toEqual([true, true])
  away = false
  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()
  await expect.poll(() => [desk.open.length, desk.trouble]).toEqual([1, undefined])
  desk.stop()
})

test('[VO23, VO24] while people vote the bar, each group and the panel tell the turnout of the votes; what cannot be read is not called none', async () => {
  let line: Listeners = {}
  let away = true
  vi.spyOn(LiveLine.prototype, 'watch').mockImplementation(async (_, listeners) => {
    line = listeners
  })
  const phase = brainwriting.phases.findIndex(({ vote }) => vote)
  const at = Date.now()
  const now = [1, 2, 3].map((n) => ({
    ...{ groupId: `g${n}`, frozen: false, hushed: false, done: 0, people: 2, serverNow: at },
    ...{ phase: brainwriting.phases[phase], activityTitle: brainwriting.title, of: brainwriting.phases.length },
    run: { groupId: `g${n}`, activityId: 'a1', phase, run: `r${n}`, state: 'running', startedAt: at, reveal: 'none', voteId: `v${n}` },
  }))
  const votes = [2, 1, 0].map((cast, n): VoteNow => ({
    voteId: `v${n + 1}` as VoteId,
    groupId: now[n]!.groupId as never,
    state: 'open',
    cast,
    people: 2,
    full: n === 0 ? 1 : cast,
  }))
  const rows = votes.map(({ voteId, ...vote }) => ({
    ...vote,
    id: voteId,
    title: brainwriting.title,
    setup: { kind: 'dots' },
    openedAt: at,
  }))
  await page.viewport(1440, 900)
  await openPage('/console/s1', {
    ...answers,
    'GET /api/seminars/s1/course': {
      course: { id: 's1', seminarId: 's1', runs: {}, frozen: [], hushed: [], hosts: [] },
      activities: [],
      now,
      done: false,
    },
    [path]: () => (away ? refuse(503, 'store/away', 'ที่เก็บข้อมูลไม่ตอบ') : { votes: rows }),
  })
  const bar = page.getByRole('region', { name: 'ควบคุมช่วง' })
  await expect.element(bar.getByText(/เสร็จแล้ว 0 จาก 6 คน/)).toBeVisible()
  await expect.poll(() => line.votes).toBeDefined()
  line.votes!(votes)
  await expect.element(bar.getByText(/ลงคะแนน 3\/6 · ครบ 2/)).toBeVisible()
  expect(bar.getByText(/เสร็จแล้ว/).elements()).toEqual([])
  await expect.element(page.getByRole('article', { name: 'กลุ่ม 2' }).getByText('ลงคะแนนแล้ว 1 จาก 2 คน')).toBeVisible()
  await page.getByRole('tab', { name: 'ลงคะแนน' }).click()
  await expect.element(page.getByText('ที่เก็บข้อมูลไม่ตอบ')).toBeVisible()
  expect(page.getByText('ยังไม่มีการลงคะแนน').elements()).toEqual([])
  away = false
  line.votes!(votes.map((vote) => ({ ...vote })))
  await expect.element(page.getByText('ลงคะแนนแล้ว 2 จาก 2 คน · ให้ครบแล้ว 1 คน')).toBeVisible()
})

import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page } from 'vitest/browser'
import '../../client/ui/base.css'
import '../../client/ui/tokens.css'
import { remember } from '../../client/ui/memory.ts'
import type { Ballot } from '#shared/vote/ballot.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import { tally } from '#shared/vote/tally.ts'
import { answering, findings, tooSmall } from '../client-shell/open-page.svelte.ts'
import ResultsStage from './ResultsStage.svelte'

const network = globalThis.fetch
beforeEach(() => remember('language', 'th'))
afterEach(() => {
  globalThis.fetch = network
})

const setup: VoteSetup = { kind: 'rating', on: 'group' }
const choices = ['ขุดลอกคลอง', 'ทำแก้มลิง', 'ซ่อมประตูน้ำ', 'เตือนภัยรายซอย', 'ปลูกต้นไม้'].map((text, at) => ({ id: `c${at + 1}`, text }))
const ballots: Ballot[] = [
  {
    kind: 'rating',
    marks: { c1: { impact: 5, feasibility: 3, newness: 1 }, c2: { impact: 2, feasibility: 2, newness: 2 }, c3: { impact: 5 } },
  },
  { kind: 'rating', marks: { c1: { impact: 4, feasibility: 4, newness: 2 }, c2: { impact: 2, feasibility: 2, newness: 2 } } },
]
const counted = ballots.map((ballot) => ({ ballot, groupId: undefined, proxy: false }))
const vote = {
  id: 'v1',
  seminarId: 'm1',
  title: { th: 'เรื่องใดควรทำก่อน', en: 'What comes first?' },
  setup,
  choices,
  state: 'closed',
  openedAt: 1,
  closedAt: 2,
  results: tally({ setup, choices, counted, seats: 3, compared: false }),
}
const show = async (wall: boolean, width: number, height: number) => {
  await page.viewport(width, height)
  answering({ 'GET /api/votes/v1': { vote, cast: 2, people: 3, may: false } })
  const screen = await render(ResultsStage, { wall })
  await expect.element(page.getByText('เรื่องใดควรทำก่อน')).toBeVisible()
  return screen
}

test('[VO25] on a tablet each criterion has its figure, and what nobody marked is one line without a rank', async () => {
  const { container } = await show(false, 390, 844)
  await expect.element(page.getByText('ผลที่เกิดกับเมือง 4.50')).toBeVisible()
  await expect.element(page.getByText('ทำได้จริง –')).toBeVisible()
  // What one person alone has said is told as such.
  await expect.element(page.getByText('1 คนให้คะแนน')).toBeVisible()
  expect(container.querySelectorAll('ol > li')).toHaveLength(3)
  await page.getByText('อีก 2 เรื่องไม่มีคะแนน').click()
  await expect.element(page.getByText('ปลูกต้นไม้')).toBeVisible()
  expect(await findings()).toEqual([])
  expect(tooSmall(container)).toEqual([])
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
})

test('[VO25] on the wall each criterion has its figure, and a click or a key shows the next rank at once', async () => {
  const { container } = await show(true, 1920, 1080)
  const rows = () => container.querySelectorAll('li.open').length
  const before = rows()
  container.querySelector('section')!.click()
  dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))
  flushSync()
  expect(rows()).toBe(Math.min(3, before + 2))
  dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))
  await expect.element(page.getByText('ผลที่เกิดกับเมือง 4.50')).toBeVisible()
  await expect.element(page.getByText('และอีก 2 เรื่อง')).toBeVisible()
  expect(await findings()).toEqual([])
})

import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { SeminarId } from '#shared/id.ts'
import { VoteDesk } from '../../client/vote/vote-desk.svelte.ts'
import { answering, closePage, openPage, refuse } from '../client-shell/open-page.svelte.ts'
import { answers } from '../client-shell/seminar-answers.ts'

const network = globalThis.fetch
afterEach(async () => {
  vi.useRealTimers()
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

test('[VO23] votes that cannot be read are not called none, and are read again by themselves', async () => {
  let away = true
  await page.viewport(1440, 900)
  await openPage('/console/s1', { ...answers, [path]: () => (away ? refuse(503, 'store/away', 'ที่เก็บข้อมูลไม่ตอบ') : { votes: [] }) })
  await page.getByRole('tab', { name: 'ลงคะแนน' }).click()
  await expect.element(page.getByText('ที่เก็บข้อมูลไม่ตอบ')).toBeVisible()
  expect(page.getByText('ยังไม่มีการลงคะแนน').query()).toBeNull()
  away = false
  await expect.element(page.getByText('ยังไม่มีการลงคะแนน'), { timeout: 8_000 }).toBeVisible()
})

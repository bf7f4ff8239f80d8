import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { SeminarId } from '#shared/id.ts'
import { answering, closePage, findings, openPage, refuse, tooSmall } from '../client-shell/open-page.svelte.ts'
import { answers, view } from '../client-shell/seminar-answers.ts'
import { ideaVotes } from '../../client/vote/idea-votes.ts'

beforeEach(() => page.viewport(1180, 820))
afterEach(closePage)

const code = { seatId: 'n1', code: 'k7mq3xwp', url: 'http://192.168.1.20:8080/shelf/s1#k7mq3xwp', expiresAt: 1 }

test('[SV9] who leads names a note taker and shows the code', async () => {
  const { asked, target } = await openPage('/console/s1', { ...answers, 'POST /api/seminars/s1/note-takers': code })
  await page.getByRole('button', { name: 'คำสั่งของสัมมนา' }).click()
  await page.getByRole('button', { name: 'เพิ่มคุณลิขิต' }).click()
  await page.getByRole('textbox', { name: 'ชื่อคุณลิขิต' }).fill('สมศรี')
  await page.getByRole('button', { name: 'ขอรหัส' }).click()
  await expect.element(page.getByText('k7mq 3xwp')).toBeVisible()
  expect(asked.at(-1)).toEqual({ question: 'POST /api/seminars/s1/note-takers', body: { name: 'สมศรี' } })
  expect(await findings()).toEqual([])
  expect(tooSmall(target)).toEqual([])
})

test('[SV9] a participant who opens the note takers’ address is told whose it is', async () => {
  await openPage('/shelf/s1', { ...answers, 'GET /api/seminars/s1': { ...view, me: { ...view.me, role: 'participant' } } })
  await expect.element(page.getByRole('heading', { name: 'หน้านี้สำหรับคุณลิขิตและผู้ดำเนินการของสัมมนา' })).toBeVisible()
})

test('[SV9] a code that is used up is refused in words', async () => {
  await openPage('/shelf/s1#k7mq3xwp', { ...answers, 'POST /api/join': refuse(404, 'join/unknown-code', 'รหัสนี้ใช้ไม่ได้') })
  await expect.element(page.getByText('รหัสนี้ใช้ไม่ได้')).toBeVisible()
})

test('[SV12] where the server does not answer the desk says that what was filed is still here, and opens by a tap', async () => {
  let away = true
  await openPage('/shelf/s1', { ...answers, 'GET /api/seminars/s1': () => (away ? refuse(503, 'store/away', '') : view) })
  await expect.element(page.getByText(/สิ่งที่จัดไว้ในเครื่องนี้ยังอยู่/)).toBeVisible()
  away = false
  await page.getByRole('button', { name: 'ลองอีกครั้ง' }).click()
  await expect.poll(() => document.querySelector('.empty')).toBeNull()
})

test('[SV13] dots and points of closed votes stand on the cards, added up; ranks, shares and open votes do not', async () => {
  const row = (id: string, kind: string, state = 'closed') => ({ id, state, setup: { kind } })
  const counted = (ids: Record<string, number>) => ({
    vote: {
      choices: Object.keys(ids).map((id) => ({ id: `c${id}`, ideaId: id })),
      results: { ranked: Object.entries(ids).map(([id, score]) => ({ choice: `c${id}`, score })) },
    },
  })
  answering({
    'GET /api/seminars/s1/votes': { votes: [row('v1', 'dots'), row('v2', 'points'), row('v3', 'ranking'), row('v4', 'dots', 'open')] },
    'GET /api/votes/v1': counted({ i1: 4, i2: 1 }),
    'GET /api/votes/v2': counted({ i1: 30 }),
  })
  expect(Object.fromEntries(await ideaVotes('s1' as SeminarId))).toEqual({ i1: 34, i2: 1 })
})

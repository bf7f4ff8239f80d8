import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { OpenVote } from '#shared/vote/vote.ts'
import { closePage, findings, openPage } from '../client-shell/open-page.svelte.ts'
import { answers } from '../client-shell/seminar-answers.ts'

beforeEach(() => page.viewport(1440, 900))
afterEach(closePage)

const zones = [
  { id: 'strengths', title: { th: 'จุดแข็ง', en: 'Strengths' }, found: 700 },
  { id: 'weaknesses', title: { th: 'จุดอ่อน', en: 'Weaknesses' }, found: 60 },
]
const groups = [
  { groupId: 'g1', found: 400 },
  { groupId: 'g2', found: 360 },
]
/** As many as the setup takes; the same sums as the server's. */
const found = ({ setup }: { setup: OpenVote['setup'] }) => {
  const all = zones.filter(({ id }) => setup.zones?.includes(id) ?? true).reduce((sum, zone) => sum + zone.found, 0)
  const some = typeof setup.bestOfEach === 'number' ? Math.min(all, setup.bestOfEach * groups.length) : all
  return { limit: 200, found: some, ...(some > 200 && { fits: 100 }), zones, groups }
}
const open = async () => {
  const { asked } = await openPage('/console/s1', {
    ...answers,
    'GET /api/seminars/s1/votes': { votes: [] },
    'POST /api/seminars/s1/votes': { votes: [] },
    'POST /api/seminars/s1/votes/choices': (body) => found(body as { setup: OpenVote['setup'] }),
  })
  await page.getByRole('tab', { name: 'ลงคะแนน' }).click()
  await page.getByRole('button', { name: 'เปิดลงคะแนน' }).click()
  const form = page.getByRole('dialog', { name: 'เปิดลงคะแนน' })
  await form.getByLabelText('คำถาม').fill('เรื่องใดควรทำก่อน')
  await form.getByText('ความคิดเห็นของทุกกลุ่มรวมกัน').click()
  const opened = () => asked.find(({ question }) => question === 'POST /api/seminars/s1/votes')?.body as OpenVote | undefined
  return { form, opened }
}

test('[VO21] what is too much to read is told before a vote opens, and one tap takes the best of each group', async () => {
  const { form, opened } = await open()
  await expect.element(form.getByText(/มี 760 ข้อ มากเกินกว่าจะอ่านครบ/)).toBeVisible()
  await expect.element(form.getByRole('button', { name: 'เปิดให้ลงคะแนน' })).toBeDisabled()
  expect(await findings()).toEqual([])
  await form.getByRole('button', { name: 'เอา 100 ข้อเด่นของแต่ละกลุ่ม' }).click()
  await expect.element(form.getByText('มี 200 ข้อให้ลงคะแนน')).toBeVisible()
  await form.getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  await expect.poll(opened).toMatchObject({ title: 'เรื่องใดควรทำก่อน', setup: { kind: 'dots', on: 'seminar', bestOfEach: 100 } })
})

test('[VO21] a vote takes only some zones, and none can be opened on nothing', async () => {
  const { form, opened } = await open()
  await form.getByText('ทุกช่อง').click()
  await expect.element(form.getByRole('button', { name: 'เปิดให้ลงคะแนน' })).toBeDisabled()
  await form.getByText('จุดอ่อน').click()
  await expect.element(form.getByText('มี 60 ข้อให้ลงคะแนน')).toBeVisible()
  await form.getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  await expect.poll(() => opened()?.setup.zones).toEqual(['weaknesses'])
})

test('[VO21] without a question nothing opens, and the form says why', async () => {
  const { form, opened } = await open()
  await form.getByText('หัวข้อที่พิมพ์เอง').click()
  await form.getByLabelText('คำถาม').fill(' ')
  await form.getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  await expect.element(form.getByText('กรุณาพิมพ์คำถามก่อนเปิดลงคะแนน')).toBeVisible()
  await expect.poll(() => document.activeElement?.getAttribute('placeholder')).toBe('เช่น เรื่องใดควรทำก่อน')
  expect(opened()).toBeUndefined()
})

test('[VO21] typed choices that are more than anybody compares are told, and none is cut off silently', async () => {
  const { form, opened } = await open()
  await form.getByText('เทียบทีละคู่').click()
  await form.getByText('หัวข้อที่พิมพ์เอง').click()
  const lines = Array.from({ length: 9 }, (_, n) => `เรื่องที่ ${n + 1}`)
  await form.getByLabelText(/^หัวข้อ บรรทัดละ/).fill(lines.join('\n'))
  await expect.element(form.getByText(/มี 9 ข้อ มากเกินกว่าจะอ่านครบ ให้เหลือไม่เกิน 8 ข้อ/)).toBeVisible()
  await expect.element(form.getByRole('button', { name: 'เปิดให้ลงคะแนน' })).toBeDisabled()
  await form.getByLabelText(/^หัวข้อ บรรทัดละ/).fill(lines.slice(1).join('\n'))
  await form.getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  await expect.poll(() => opened()?.setup.given).toEqual(lines.slice(1))
})

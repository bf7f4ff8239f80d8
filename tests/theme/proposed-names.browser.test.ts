import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { closePage, findings, openPage, refuse, tooSmall, type Answers } from '../client-shell/open-page.svelte.ts'
import { answers } from '../client-shell/seminar-answers.ts'
import { roomSays } from './room-says.ts'

beforeEach(() => page.viewport(1440, 900))
afterEach(closePage)

const advice = 'GET /api/seminars/s1/themes/advice'
const proposals = 'GET /api/seminars/s1/themes/proposals'
const room: Answers = {
  ...answers,
  'GET /api/seminars/s1/themes/now': roomSays,
  'GET /api/seminars/s1/votes': { votes: [] },
  'POST /api/seminars/s1/themes/corrections': { revision: 7 },
  [advice]: { host: 'models.example', on: false },
  'PUT /api/seminars/s1/themes/advice': { host: 'models.example', on: true },
  [proposals]: { proposals: [{ theme: 't1', label: 'การระบายน้ำก่อนหน้าฝน', ideaIds: ['i1', 'i2'] }] },
}
const open = (more: Answers = {}, how: Parameters<typeof openPage>[2] = {}) => openPage('/themes/s1', { ...room, ...more }, how)
const dialog = () => page.getByRole('dialog')

test('[PX19] who leads is told that texts leave, and where to, before any leave; a proposed name shows what it rests on and is one correction', async () => {
  const { asked, target } = await open()
  await page.getByRole('button', { name: 'ชื่อที่เสนอ' }).click()
  await expect.element(dialog().getByText(/ข้อความของความคิดเห็นจะถูกส่งออกจากเครื่องแม่ข่ายนี้ไปที่ models\.example/)).toBeVisible()
  expect(asked.map(({ question }) => question)).not.toContain(proposals)
  await dialog().getByRole('switch').click()
  await expect.element(dialog().getByText('การระบายน้ำก่อนหน้าฝน', { exact: true })).toBeVisible()
  expect(asked.find(({ question }) => question.startsWith('PUT'))?.body).toEqual({ on: true, textsLeaveThisServer: true })
  await expect.element(dialog().getByText('จากความคิดเห็น: “ขุดลอกคลองก่อนหน้าฝน” “ลอกท่อระบายน้ำทุกเขต”')).toBeVisible()
  expect(await findings()).toEqual([])
  expect(tooSmall(target.querySelector('dialog')!)).toEqual([])
  await dialog().getByRole('button', { name: /^ใช้ชื่อ/ }).click()
  await expect
    .poll(() => asked.find(({ question }) => question.startsWith('POST'))?.body)
    .toEqual({ op: 'rename', theme: 't1', label: 'การระบายน้ำก่อนหน้าฝน' })
})

test('[PX19] an endpoint that does not answer is said in words, and asked again by a tap', async () => {
  await open({
    [advice]: { host: 'models.example', on: true },
    [proposals]: refuse(503, 'theme/advice-away', 'โปรแกรมที่ช่วยเสนอชื่อไม่ตอบ ประเด็นร่วมยังใช้ได้ตามปกติ'),
  })
  await page.getByRole('button', { name: 'ชื่อที่เสนอ' }).click()
  await expect.poll(() => document.querySelector('dialog [role=alert]')?.textContent).toContain('ไม่ตอบ')
  await expect.element(dialog().getByRole('button', { name: 'ขอใหม่' })).toBeVisible()
})

test('[PX19] where nobody has named an endpoint there is nothing of it on the screen', async () => {
  const { asked } = await open({ [advice]: { on: false } })
  await expect.poll(() => asked.map(({ question }) => question)).toContain(advice)
  expect(page.getByRole('button', { name: 'ชื่อที่เสนอ' }).query()).toBeNull()
})

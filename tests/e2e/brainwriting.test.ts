import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { until } from '../helpers/until.ts'
import { faults, openHall, picture, sees, sitDown, write, type Device, type Hall } from './hall.ts'

let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
let desk: Page
let wall: Page
const tablets: Page[] = []
const devices: Device[] = ['portrait', 'landscape', 'phone', 'portrait', 'landscape', 'phone']
const written = floodSeminar.groups.flatMap(({ ideas }) => ideas).map(({ text }) => text)

/** Two groups of three; every tablet's person writes three ideas a round. */
beforeAll(async () => {
  hall = await openHall()
  ;({ answer, facilitator } = await hall.seminar(floodSeminar.title, 2))
  desk = await facilitator.newPage()
  await desk.goto(`/console/${answer.seminarId}`)
  wall = await facilitator.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`/present/seminar/${answer.seminarId}`)
  for (const [n, device] of devices.entries()) {
    const page = await hall.someone(device)
    await sitDown(hall, page, answer, `ท่านที่ ${n + 1}`)
    tablets.push(page)
  }
})
afterAll(() => hall?.close())

const everyone = (what: (page: Page, n: number) => Promise<unknown>) => Promise.all(tablets.map(what))
const press = (name: string | RegExp, exact = true) => desk.getByRole('button', { name, exact }).first().click()
const boardTexts = async (n: number): Promise<string[]> => {
  const response = await facilitator.request.get(`/api/boards/${answer.boards[n]!.id}/ideas`)
  return ((await response.json()) as { text: string; by?: string }[]).map(({ text }) => text)
}
const next = async (): Promise<void> => {
  await press('ถัดไป')
  // Going on while the clock of a private phase runs is asked first.
  const sure = desk.getByRole('dialog').getByRole('button', { name: 'ไปต่อ' })
  if (await sure.isVisible({ timeout: 1_000 }).catch(() => false)) await sure.click()
}

test('[RO9, CO34] a facilitator starts a method: the instruction comes onto every tablet, and nothing can be written yet', async () => {
  // The wall stands open on another page: the console knows.
  await sees(desk, 'จอใหญ่: ตามกิจกรรม')
  await desk.getByRole('tab', { name: 'กิจกรรม' }).click()
  await desk.locator('article', { hasText: 'เขียนระดมความคิด 6-3-5' }).getByRole('button', { name: 'ใช้วิธีนี้' }).click()
  await desk.locator('article', { hasText: 'เขียนระดมความคิด 6-3-5' }).getByRole('button', { name: 'เริ่มกิจกรรม' }).first().click()
  await everyone((page) => sees(page, 'เขียนความคิดของท่านสามข้อในห้านาที'))
  await everyone(async (page) => expect(await page.locator('form textarea').count()).toBe(0))
  for (const [n, name] of ['portrait', 'landscape', 'phone'].entries()) await picture(tablets[n]!, `phase-reading-${name}-th`)
  expect(await faults(tablets[0]!)).toEqual([])
})

test('[RO9] what is written alone is on no other screen until the reveal, and the console knows only how much', async () => {
  await press('เริ่ม')
  await everyone((page) => page.locator('form textarea').waitFor())
  await everyone(async (page, n) => {
    for (const text of written.slice(n * 3, n * 3 + 3)) await write(page, text)
    await sees(page, 'เขียนแล้ว 3 จาก 3')
  })
  await picture(tablets[0]!, 'phase-private-portrait-th')
  await picture(tablets[2]!, 'phase-private-phone-th')
  expect(await faults(tablets[0]!)).toEqual([])
  for (const n of [0, 1]) expect(await boardTexts(n)).toEqual([])
  expect(await tablets[1]!.evaluate(() => document.body.innerText)).not.toContain(written[0])
  await desk.getByRole('tab', { name: 'กลุ่ม' }).click()
  await sees(desk, 'ซ่อนอยู่ 9')
  await picture(desk, 'console-private-laptop-th')
  expect(await faults(desk)).toEqual([])

  await next()
  await until('all drafts are on the boards', async () => (await boardTexts(0)).length === 9 && (await boardTexts(1)).length === 9)
  expect([...(await boardTexts(0)), ...(await boardTexts(1))].sort()).toEqual(written.slice(0, 18).sort())
  await everyone((page) => sees(page, 'อ่านความคิดของผู้อื่นสามข้อ'))
})

test('[RO9] in the next round a tablet shows ideas of the other group to build on', async () => {
  await press('เริ่ม')
  const page = tablets[0]!
  await sees(page, 'ความคิดจากกลุ่มอื่น')
  await page.getByRole('button', { name: 'ต่อยอด' }).first().click()
  await write(page, 'ต่อยอดเป็นแผนที่จุดเสี่ยงให้ทุกเขตใช้ร่วมกัน')
  await picture(page, 'phase-inspiration-portrait-th')
  await desk.getByRole('button', { name: 'คำสั่งอื่นของช่วง' }).click()
  await desk.getByRole('button', { name: 'ไปที่ช่วง…' }).click()
  await desk.getByRole('dialog').getByText('คัดข้อที่น่าทำต่อ').click()
  const sure = desk.getByRole('dialog').getByRole('button', { name: 'ไปต่อ' })
  if (await sure.isVisible({ timeout: 1_000 }).catch(() => false)) await sure.click()
  await everyone((one) => sees(one, 'ท่านมี 6 จุด'))
  await until('the idea that builds on another is there', async () =>
    [...(await boardTexts(0)), ...(await boardTexts(1))].includes('ต่อยอดเป็นแผนที่จุดเสี่ยงให้ทุกเขตใช้ร่วมกัน'),
  )
})

test('[RO9] all vote in secret; the results are shown once the vote is closed', async () => {
  await press('เริ่ม')
  await everyone(async (page) => {
    const more = page.getByRole('button', { name: /^เพิ่ม/ }).first()
    await more.click()
    await more.click()
    await sees(page, 'ส่งแล้ว 2 จาก 6 จุด แก้ได้จนปิด')
  })
  await picture(tablets[0]!, 'phase-vote-portrait-th')
  await picture(tablets[2]!, 'phase-vote-phone-th')
  expect(await faults(tablets[2]!)).toEqual([])
  await next()
  await desk.getByRole('tab', { name: 'ลงคะแนน' }).click()
  await sees(desk, 'คัดข้อที่น่าทำต่อ')
  await picture(desk, 'console-votes-laptop-th')
  expect(await faults(desk)).toEqual([])
  const votes = (await (await facilitator.request.get(`/api/seminars/${answer.seminarId}/votes`)).json()) as {
    votes: { state: string; cast: number }[]
  }
  expect(votes.votes.map(({ state, cast }) => [state, cast])).toEqual([
    ['closed', 3],
    ['closed', 3],
  ])
})

test('[RO9] a raised hand comes to the console, a message to every tablet, and the wall shows what it is told', async () => {
  await tablets[3]!
    .getByRole('button', { name: /ยกมือ|ขอความช่วยเหลือ|ช่วย/ })
    .first()
    .click()
  await picture(tablets[3]!, 'phase-hand-portrait-th')
  await wall.bringToFront()
  await facilitator.request.put(`/api/seminars/${answer.seminarId}/wall`, { data: { show: 'instruction' }, headers: { origin: hall.url } })
  await sees(wall, 'ให้คะแนน')
  await picture(wall, 'wall-instruction-th')
  expect(await faults(wall)).toEqual([])
  await facilitator.request.post(`/api/seminars/${answer.seminarId}/attention`, {
    data: { attention: { kind: 'message', text: 'อีกห้านาทีพักรับประทานอาหารว่าง' } },
    headers: { origin: hall.url },
  })
  await everyone((page) => sees(page, 'อีกห้านาทีพักรับประทานอาหารว่าง'))
})

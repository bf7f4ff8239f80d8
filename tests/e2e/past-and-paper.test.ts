import { afterAll, beforeAll, expect, test } from 'vitest'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { devices, faults, here, openHall, picture, sees, type Hall } from './hall.ts'
import type { BrowserContext, Page } from 'playwright'

let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
let board: string
/** The one page of who leads, through all that follows. */
let page: Page
const ideas = floodSeminar.groups[0]!.ideas

beforeAll(async () => {
  hall = await openHall()
  ;({ answer, facilitator } = await hall.seminar(floodSeminar.title, 3))
  board = answer.boards[0]!.id
  page = await facilitator.newPage()
})
afterAll(() => hall?.close())

test('[PB1] a scribe writes line after line without touching anything but the keys', async () => {
  await page.setViewportSize(devices.portrait)
  await page.goto(`/scribe/${board}`)
  await page.getByLabel('ความคิดเห็น').waitFor()
  for (const { text } of ideas.slice(0, 5)) {
    await page.keyboard.insertText(text)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Enter')
  await sees(page, 'จดแล้ว 5 ความคิดเห็น')
  await sees(page, 'บันทึกแล้ว')
  await picture(page, 'scribe-portrait-th')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'เอาออก' }).first().click()
  await sees(page, 'จดแล้ว 4 ความคิดเห็น')
})

test('[PB3] a scribe is shown what was refused', async () => {
  await page.goto(`/scribe/${answer.boards[2]!.id}`)
  await page.getByLabel('ความคิดเห็น').waitFor()
  await facilitator.setOffline(true)
  await page.keyboard.insertText('จดไว้ตอนไม่มีเครือข่าย')
  await page.keyboard.press('Enter')
  await sees(page, 'จดแล้ว 1 ความคิดเห็น')
  await facilitator.request.post(`/api/seminars/${answer.seminarId}/course`, { data: { act: { do: 'freeze' } } })
  await facilitator.setOffline(false)
  await sees(page, 'มีข้อความ 1 รายการยังไม่ได้ขึ้นกระดาน')
  await page.getByRole('button', { name: 'ดูข้อความ' }).click()
  await page.getByRole('dialog').getByText('จดไว้ตอนไม่มีเครือข่าย').waitFor()
  expect(await faults(page)).toEqual([])
  await facilitator.request.post(`/api/seminars/${answer.seminarId}/course`, { data: { act: { do: 'thaw' } } })
})

test('[VE7] a facilitator keeps a version, compares it with now, brings a withdrawn idea back and restores', async () => {
  await page.setViewportSize(devices.laptop)
  await page.goto(`/past/${board}`)
  await page.getByRole('button', { name: 'เก็บกระดานตอนนี้' }).click()
  await page.getByLabel('ชื่อฉบับ').fill('ก่อนพัก')
  await page.getByRole('dialog').getByRole('button', { name: 'เก็บกระดานตอนนี้' }).click()
  await sees(page, 'เก็บไว้แล้ว')
  await page.getByRole('button', { name: 'นำกลับมา' }).click()
  await sees(page, 'นำกลับมาแล้ว')
  await page.getByRole('button', { name: 'ฉบับก่อนหน้า' }).click()
  await sees(page, 'ก่อนพัก')
  await page.getByRole('switch', { name: 'เทียบกับตอนนี้' }).click()
  await sees(page, 'เพิ่มภายหลัง')
  await picture(page, 'past-laptop-th')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'นำฉบับนี้กลับมาใช้' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'นำฉบับนี้กลับมาใช้' }).click()
  await sees(page, 'กระดานกลับเป็นฉบับที่เลือกแล้ว')
  const listed = (await (await facilitator.request.get(`/api/boards/${board}/ideas`)).json()) as unknown[]
  expect(listed).toHaveLength(4)
  await page.getByRole('button', { name: 'เล่นย้อนดู' }).click()
  await page.getByRole('button', { name: 'หยุดเล่น' }).click()
})

test('[PB2] a table card leads who scans it to the group of that table', async () => {
  await page.goto(`/paper/${answer.seminarId}`)
  await page.getByRole('img', { name: 'สแกนเพื่อเข้ากลุ่มนี้' }).first().waitFor()
  expect(await page.locator('.paper').count()).toBe(3)
  await picture(page, 'paper-cards-th')
  expect(await faults(page)).toEqual([])
  await page.locator('label', { hasText: 'แผ่นเขียน' }).click()
  await page.getByText('หนึ่งบรรทัดต่อหนึ่งความคิดเห็น').first().waitFor()
  expect(await faults(page)).toEqual([])

  const second = answer.boards[1]!
  const guest = await hall.someone('phone')
  await guest.goto(`${here(hall, answer.joinUrl)}.${second.group}`)
  await guest.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await guest.waitForURL(`**/board/${second.id}`)
})

import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import { faults, openHall, picture, sees, sitDown, write, type Hall } from './hall.ts'

let hall: Hall
let ann: Page
let bob: Page

beforeAll(async () => {
  hall = await openHall()
  const { answer } = await hall.seminar(floodSeminar.title, 1)
  ann = await hall.someone('portrait')
  bob = await hall.someone('phone')
  await sitDown(hall, ann, answer, 'สมศรี')
  await sitDown(hall, bob, answer, 'สมชาย')
})
afterAll(() => hall?.close())

/** By the idea's own words: a card also quotes what it builds on. */
const card = (page: Page, text: string) => page.locator('article').filter({ has: page.locator('[data-idea-text]', { hasText: text }) })
const commandsOf = async (page: Page, text: string): Promise<void> => {
  await card(page, text).locator('[data-idea-commands]').click()
  await page.getByRole('dialog').waitFor()
}
const close = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click()

test('[TK5] an idea is commented on, built on and stacked, and the other tablet sees it', async () => {
  await write(ann, 'ลอกท่อก่อนฤดูฝน')
  await write(ann, 'ลอกท่อระบายน้ำก่อนหน้าฝน')
  await sees(bob, 'ลอกท่อก่อนฤดูฝน')
  await commandsOf(bob, 'ลอกท่อก่อนฤดูฝน')
  await bob.getByLabel('เขียนข้อคิดเห็นเพิ่มเติม').fill('เริ่มจากซอยที่ท่วมทุกปี')
  await bob.getByRole('button', { name: 'ส่ง', exact: true }).click()
  await sees(bob, 'เริ่มจากซอยที่ท่วมทุกปี')
  await bob.getByRole('button', { name: 'ต่อยอด' }).click()
  await bob.getByLabel('ต่อยอดว่าอย่างไร').fill('ประกาศวันลอกท่อให้ชุมชนรู้')
  await bob.getByRole('dialog').getByRole('button', { name: 'ต่อยอด' }).last().click()
  await sees(ann, '1 ข้อคิดเห็น')
  await sees(ann, 'ต่อยอดจาก “ลอกท่อก่อนฤดูฝน”')

  await commandsOf(ann, 'ลอกท่อระบายน้ำก่อนหน้าฝน')
  await ann.getByRole('button', { name: 'ซ้อนกับข้อที่คล้ายกัน' }).click()
  await picture(ann, 'talk-sheet-portrait-th')
  expect(await faults(ann)).toEqual([])
  await ann.getByRole('group', { name: 'ซ้อนไว้ใต้ข้อไหน' }).getByRole('button', { name: 'ลอกท่อก่อนฤดูฝน' }).click()
  await close(ann)
  await sees(bob, 'ซ้อนอยู่ 1 ข้อ')
  expect(await card(bob, 'ลอกท่อระบายน้ำก่อนหน้าฝน').count()).toBe(0)
  await commandsOf(bob, 'ลอกท่อก่อนฤดูฝน')
  await bob.getByRole('button', { name: 'แยกออก' }).click()
  await close(bob)
  await sees(ann, 'ลอกท่อระบายน้ำก่อนหน้าฝน')
  await picture(ann, 'talk-board-portrait-th')
})

test('[TK5] a sketch and a photo come onto the card of their idea', async () => {
  await commandsOf(ann, 'ลอกท่อระบายน้ำก่อนหน้าฝน')
  await ann.getByRole('button', { name: 'วาดด้วยนิ้ว' }).click()
  const sheet = ann.getByRole('dialog', { name: 'วาดด้วยนิ้ว' })
  const box = (await sheet.locator('canvas').boundingBox())!
  await ann.mouse.move(box.x + 60, box.y + 60)
  await ann.mouse.down()
  await ann.mouse.move(box.x + 260, box.y + 160, { steps: 12 })
  await ann.mouse.move(box.x + 90, box.y + 220, { steps: 12 })
  await ann.mouse.up()
  await picture(ann, 'talk-sketch-portrait-th')
  await sheet.getByRole('button', { name: 'ใช้ภาพนี้' }).click()
  await ann.getByRole('button', { name: 'เอาภาพวาดออก' }).waitFor()
  const photo = await ann.screenshot({ type: 'png' })
  await ann.locator('input[type=file]').setInputFiles({ name: 'ท่อ.png', mimeType: 'image/png', buffer: photo })
  await ann.getByRole('button', { name: 'เอาภาพถ่ายออก' }).waitFor()
  await close(ann)
  for (const page of [ann, bob]) {
    await page.getByRole('img', { name: 'ภาพวาดที่แนบมา' }).waitFor()
    const shown = page.getByRole('img', { name: 'ภาพถ่ายที่แนบมา' })
    await shown.waitFor()
    expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(100)
  }
  await picture(bob, 'talk-pictures-phone-th')
  expect(await faults(bob)).toEqual([])
})

import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { NoteTakerCode } from '#shared/person/seat.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { until } from '../helpers/until.ts'
import { devices, faults, here, openHall, picture, saved, sees, type Device, type Hall } from './hall.ts'

/** Too few for the machine to find themes: all of them wait in the pile. */
const texts = floodSeminar.groups
  .flatMap(({ ideas }) => ideas)
  .slice(0, 5)
  .map(({ text }) => text)
let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
/** Two note takers, who stay at their desks through all that follows. */
let one: Page
let two: Page

const post = async <T>(path: string, data: object): Promise<T> => {
  const response = await facilitator.request.post(path, { data })
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as T
}
const seminar = () => `/api/seminars/${answer.seminarId}`
const takeNotes = async (name: string, device: Device): Promise<Page> => {
  const { url } = await post<NoteTakerCode>(`${seminar()}/note-takers`, { name })
  const page = await hall.someone(device)
  await page.goto(here(hall, url))
  await page.locator('nav .count').waitFor()
  return page
}
const makeTheme = (theme: string, label: string) => post(`${seminar()}/themes/corrections`, { op: 'create', theme, label, ideas: [] })
const tile = (page: Page, label: string) => page.locator(`nav [data-shelf]`, { hasText: label })
/** How many ideas lie in each place, as the screen says it: the pile, then the shelves. */
const figures = (page: Page): Promise<number[]> =>
  page.evaluate(() => [
    Number(document.querySelector('nav .count')?.textContent),
    ...[...document.querySelectorAll('nav .figures')].map((one) => Number.parseInt(one.textContent ?? '', 10)),
  ])

beforeAll(async () => {
  hall = await openHall()
  const opened = await hall.seminar(floodSeminar.title, 4)
  answer = opened.answer
  facilitator = opened.facilitator
  for (const [n, text] of texts.entries()) await post(`/api/boards/${answer.boards[n % 4]!.id}/ideas`, [{ text }])
  await makeTheme('flow', 'ทางน้ำไหล')
  await makeTheme('warn', 'เตือนภัยและข้อมูล')
  ;[one, two] = await Promise.all([takeNotes('สมศรี', 'laptop'), takeNotes('ปรีชา', 'landscape')])
})
afterAll(() => hall?.close())

test('[SV8, SH5] two note takers file the same ideas at the same moment: each is counted once, on both screens and in the list for tools', async () => {
  await sees(one, 'จัดอยู่ด้วยกัน: ปรีชา')
  await sees(two, 'จัดอยู่ด้วยกัน: สมศรี')
  for (const page of [one, two]) {
    await until('all ideas wait in the pile', async () => (await figures(page))[0] === texts.length, { timeoutMs: 30_000 })
    await page.getByRole('button', { name: 'เลือกทั้งหมด' }).click()
  }
  const put = (page: Page, theme: string) =>
    page.evaluate((id) => document.querySelector<HTMLElement>(`nav [data-shelf="${id}"]`)!.click(), theme)
  await Promise.all([put(one, 'flow'), put(two, 'warn')])
  for (const page of [one, two]) await saved(page)
  const counted = await until(
    'both screens say the same',
    async () => {
      const [a, b] = [await figures(one), await figures(two)]
      return a[0] === 0 && a.join() === b.join() ? a : undefined
    },
    { timeoutMs: 30_000 },
  )
  expect(counted.reduce((sum, ideas) => sum + ideas, 0)).toBe(texts.length)
  const listed = await until('the list for tools says the same', async () => {
    const response = await facilitator.request.get(`${seminar()}/themes`)
    const { themes } = (await response.json()) as { themes: { ideaIds: string[] }[] }
    const ids = themes.flatMap(({ ideaIds }) => ideaIds)
    return ids.length >= texts.length ? ids : undefined
  })
  expect(new Set(listed).size).toBe(listed.length)
  await sees(two, 'จัดครบทุกความคิดเห็นแล้ว')
})

test('[SV12] filing goes on without a network, outlives a reload, and counts for everybody afterwards', async () => {
  await post(`/api/boards/${answer.boards[0]!.id}/ideas`, [{ text: 'ทำแผนที่จุดน้ำท่วมให้ทุกคนเห็น' }])
  const inPile = (page: Page, count: number) =>
    until(`${count} in the pile`, async () => (await figures(page))[0] === count, { timeoutMs: 30_000 })
  for (const page of [one, two]) await inPile(page, 1)
  await hall.kill()
  await one.locator('[data-card] label', { hasText: 'ทำแผนที่จุดน้ำท่วม' }).click()
  await tile(one, 'เตือนภัยและข้อมูล').click()
  await inPile(one, 0)
  await sees(one, 'ออฟไลน์ เก็บไว้ในเครื่องนี้แล้ว')
  expect((await figures(two))[0]).toBe(1)
  await hall.start()
  await saved(one)
  await inPile(two, 0)
  await one.reload()
  await inPile(one, 0)
})

test('[SV14] what was decided, merges too, is read on the desk and taken back there', async () => {
  const stands = (count: number) =>
    until(`${count} shelves of that name`, async () => (await tile(one, 'เตือนภัยและข้อมูล').count()) === count, { timeoutMs: 30_000 })
  await stands(1)
  await post(`${seminar()}/themes/corrections`, { op: 'merge', into: 'flow', from: ['warn'] })
  await stands(0)
  await one.getByRole('button', { name: 'สิ่งที่แก้ไว้' }).click()
  const trail = one.getByRole('dialog')
  await trail.getByRole('button', { name: 'ย้อนข้อนี้' }).first().waitFor()
  await picture(one, 'shelf-trail-laptop-th')
  expect(await faults(one)).toEqual([])
  await trail.getByRole('button', { name: 'ย้อนข้อนี้' }).first().click()
  await sees(one, 'ย้อนไปแล้ว')
  await trail.getByRole('button', { name: 'ปิด' }).first().click()
  await trail.waitFor({ state: 'hidden' })
  await stands(1)
})

test('[RO8] the note takers’ desk holds nothing that axe finds, in Thai by light and in English by dark, on laptop, tablet and phone', async () => {
  const looks = async (look: string) => {
    for (const device of ['laptop', 'portrait', 'phone'] as const) {
      await one.setViewportSize(devices[device])
      await picture(one, `shelf-${device}-${look}`)
      expect(await faults(one)).toEqual([])
    }
  }
  await looks('th-light')
  await one.emulateMedia({ colorScheme: 'dark' })
  await one.getByRole('button', { name: 'English' }).click()
  await sees(one, 'Note takers’ desk')
  await looks('en-dark')
})

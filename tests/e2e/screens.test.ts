import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { atBoard, faults, here, openHall, picture, sees, type Device, type Hall, type Look } from './hall.ts'

let hall: Hall
let answer: QuickAnswer
let seat: string
let desk: string

/** A seminar with life in it: group 1 has written, group 2 is empty. */
beforeAll(async () => {
  hall = await openHall()
  const opened = await hall.seminar(floodSeminar.title, 6)
  answer = opened.answer
  const ideas = floodSeminar.groups[0]!.ideas.map(({ text, zone }) => ({ text, zone }))
  const imported = await opened.facilitator.request.post(`/api/boards/${answer.boards[0]!.id}/ideas`, { data: ideas })
  expect(imported.status()).toBe(201)
  const cookies = await opened.facilitator.cookies()
  desk = cookies.find(({ name }) => name === 'kp')!.value
  const page = await hall.someone('portrait')
  await page.request.post('/api/join', { data: { code: answer.joinCode, name: 'สมศรี', group: 1 } })
  seat = (await page.context().cookies()).find(({ name }) => name === 'kp')!.value
})
afterAll(() => hall?.close())

const looks: Look[] = [
  { language: 'th', theme: 'light' },
  { language: 'en', theme: 'dark' },
]
const be = async (device: Device, look: Look, token: string | undefined): Promise<Page> => {
  const page = await hall.someone(device, look)
  if (token) await page.context().addCookies([{ name: 'kp', value: token, url: hall.url }])
  await page.addInitScript((language) => localStorage.setItem('kp:language', language), look.language ?? 'th')
  return page
}
const show = async (page: Page, name: string, { language, theme }: Look): Promise<void> => {
  await page.evaluate(() => document.fonts.ready)
  await picture(page, `${name}-${language}-${theme}`)
  expect(await faults(page)).toEqual([])
}

test.each(looks)('[RO8] the start and join pages hold nothing that axe finds ($language, $theme)', async (look) => {
  for (const device of ['phone', 'portrait', 'laptop'] as const) {
    const page = await be(device, look, undefined)
    await page.goto('/')
    await page.getByRole('heading').first().waitFor()
    await show(page, `start-${device}`, look)
    await page.goto(here(hall, answer.joinUrl))
    await page.getByText(floodSeminar.title).first().waitFor()
    await show(page, `join-${device}`, look)
    await page.context().close()
  }
})

test.each(looks)('[RO8] the tablet, as list and as canvas, holds nothing that axe finds ($language, $theme)', async (look) => {
  for (const device of ['narrow', 'phone', 'portrait', 'landscape'] as const) {
    const page = await be(device, look, seat)
    await page.goto(`/board/${answer.boards[0]!.id}`)
    await atBoard(page)
    await page.getByText(floodSeminar.groups[0]!.ideas[0]!.text).first().waitFor()
    await show(page, `tablet-${device}`, look)
    await page.locator('label', { has: page.locator('input[value=canvas]') }).click()
    await page.locator('canvas').first().waitFor({ state: 'attached' })
    await show(page, `canvas-${device}`, look)
    await page.context().close()
  }
})

test.each(looks)('[RO8] the desk and the wall hold nothing that axe finds ($language, $theme)', async (look) => {
  for (const [device, path, name] of [
    ['laptop', `/console/${answer.seminarId}`, 'desk'],
    ['landscape', `/console/${answer.seminarId}`, 'desk-tablet'],
    ['projector', `/present/${answer.boards[0]!.id}`, 'wall'],
    ['projector', `/present/seminar/${answer.seminarId}`, 'wall-groups'],
    ['laptop', '/organizer', 'organizer'],
  ] as const) {
    const page = await be(device, look, desk)
    await page.goto(path)
    await page
      .getByText(name === 'organizer' ? floodSeminar.title : /กลุ่ม 1|Group 1/)
      .first()
      .waitFor()
    if (name === 'wall') await sees(page, floodSeminar.groups[0]!.ideas[14]!.text.slice(0, 20))
    await show(page, name, look)
    await page.context().close()
  }
})

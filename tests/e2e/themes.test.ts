import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import { until as untilSoon } from '../helpers/until.ts'
import { town } from '../theme/town.ts'
import { faults, openHall, picture, sees, sitDown, write, type Device, type Hall, type Look } from './hall.ts'

/** Four tables whose people write about the same four matters; schools are spoken of at the last table alone. */
const matters = Object.fromEntries(
  ['flood', 'waste', 'transit', 'trees', 'school'].map((matter) => [
    matter,
    town()
      .filter((idea) => idea.matter === matter)
      .map(({ text }) => text),
  ]),
) as Record<'flood' | 'waste' | 'transit' | 'trees' | 'school', string[]>
/** Finding themes takes a moment, and a run comes at most every few seconds. */
const until = (what: string, condition: () => Promise<boolean>) => untilSoon(what, condition, { timeoutMs: 30_000, everyMs: 200 })
const shared = ['flood', 'waste', 'transit', 'trees'] as const
let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
let desk: Page
const tablets: Page[] = []
const devices: Device[] = ['portrait', 'landscape', 'phone', 'portrait']

const now = async (): Promise<ThemesNow> => (await facilitator.request.get(`/api/seminars/${answer.seminarId}/themes/now`)).json()
/** The theme of an idea by its words. */
const themeOf = ({ ideas }: ThemesNow, text: string) => ideas.find((idea) => idea.text === text)?.theme
const labelOf = ({ themes }: ThemesNow, id: string | undefined) => themes.find((theme) => theme.id === id)?.label ?? ''
const row = (page: Page, label: string) => page.locator('[data-theme-row]', { hasText: label.split(' · ')[0]! }).first()

beforeAll(async () => {
  hall = await openHall()
  ;({ answer, facilitator } = await hall.seminar('เมืองที่น่าอยู่', 4))
  desk = await facilitator.newPage()
  await desk.goto(`/themes/${answer.seminarId}`)
  for (const [n, device] of devices.entries()) {
    const page = await hall.someone(device)
    await sitDown(hall, page, answer, `ท่านที่ ${n + 1}`)
    tablets.push(page)
  }
})
afterAll(() => hall?.close())

test('[TD13] four boards fill while the dashboard is watched: what is written is counted, and themes arise', async () => {
  await sees(desk, 'ยังไม่มีประเด็นร่วม')
  await Promise.all(
    tablets.map(async (page, table) => {
      for (const matter of shared) for (const text of matters[matter].slice(table * 2, table * 2 + 2)) await write(page, text)
    }),
  )
  const written = Date.now()
  await sees(desk, '32 ความคิดเห็น')
  // On a busy machine; the bench takes the figure.
  expect(Date.now() - written).toBeLessThan(10_000)
  await sees(desk, 'เขียนแล้ว 4 จาก 4 กลุ่ม')
  await until('every matter has a theme', async () => {
    const said = await now()
    const found = shared.map((matter) => themeOf(said, matters[matter][1]!))
    return found.every((id) => id !== undefined) && new Set(found).size === shared.length
  })
  await desk
    .locator('[data-theme-row]')
    .nth(shared.length - 1)
    .waitFor()
})

test('[TD7] what one table alone says is marked as a minority view, on the desk and on the wall', async () => {
  for (const text of matters.school.slice(0, 7)) await write(tablets[3]!, text)
  await until('schools are a theme of the last table alone', async () => {
    const { ideas } = await now()
    const theme = themeOf({ ideas } as ThemesNow, matters.school[0]!)
    const members = ideas.filter((idea) => idea.theme === theme)
    return theme !== undefined && members.length >= 3 && members.every(({ groupId }) => groupId === answer.boards[3]!.group)
  })
  await sees(desk, `เสียงส่วนน้อย มีเฉพาะ${answer.boards[3]!.groupName}`)
  await desk.getByRole('tab', { name: 'ใครพูดเรื่องใด' }).click()
  await desk.locator('tr.sole').getByText('เสียงส่วนน้อย').waitFor()
  await picture(desk, 'themes-matrix-laptop-th')
  await desk.getByRole('tab', { name: 'แผนภาพ' }).click()

  const wall = await facilitator.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`/present/seminar/${answer.seminarId}`)
  for (const view of ['map', 'matrix'] as const) {
    await facilitator.request.put(`/api/seminars/${answer.seminarId}/wall`, {
      data: { show: 'themes', view },
      headers: { origin: hall.url },
    })
    await sees(wall, 'เสียงส่วนน้อย')
    await picture(wall, `themes-wall-${view}-th`)
    expect(await faults(wall)).toEqual([])
  }
  await wall.close()
})

test('[TD13] a merge survives what is written afterwards, and the trail takes it back', async () => {
  const before = await now()
  const [into, from] = [themeOf(before, matters.flood[1]!)!, themeOf(before, matters.trees[1]!)!]
  await row(desk, labelOf(before, from)).click()
  await desk.getByRole('button', { name: 'คำสั่งของประเด็นนี้' }).click()
  await desk.getByRole('button', { name: 'รวมกับประเด็นอื่น…' }).click()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: labelOf(before, into) })
    .click()
  await until('the two are one', async () => themeOf(await now(), matters.trees[1]!) === into)
  await desk.locator('aside').getByText('คนจัดแล้ว').waitFor()

  for (const [table, page] of tablets.entries()) {
    await write(page, `อยากได้สวนสาธารณะใกล้บ้านในซอย ${table + 1}`)
    await write(page, `ลอกท่อระบายน้ำซอย ${table + 1} ก่อนหน้าฝน`)
  }
  await until('most of what is new goes to the merged theme', async () => {
    const late = (await now()).ideas.filter(({ text }) => /ใกล้บ้านในซอย|ลอกท่อระบายน้ำซอย/.test(text))
    return late.length === 8 && late.filter(({ theme }) => theme === into).length > 4
  })
  const after = await now()
  expect(after.themes.some(({ id }) => id === from)).toBe(false)
  for (const matter of ['flood', 'trees'] as const)
    for (const text of matters[matter].slice(0, 8))
      if (themeOf(before, text) === into || themeOf(before, text) === from) expect(themeOf(after, text)).toBe(into)

  await desk.getByRole('button', { name: 'สิ่งที่แก้ไว้' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'ย้อนข้อนี้' }).first().click()
  await sees(desk, 'ย้อนไปแล้ว')
  await until('they are two again', async () => {
    const said = await now()
    return themeOf(said, matters.trees[1]!) !== themeOf(said, matters.flood[1]!)
  })
})

const looks: [Device, Look][] = [
  ['laptop', { language: 'th', theme: 'light' }],
  ['portrait', { language: 'en', theme: 'dark' }],
  ['narrow', { language: 'th', theme: 'dark' }],
]
test.each(looks)('[TD6] the dashboard with a real room holds nothing that axe finds (%s, %o)', async (device, look) => {
  const page = await hall.someone(device, look)
  await page.context().addCookies(await facilitator.cookies())
  await page.addInitScript((language) => localStorage.setItem('kp:language', language), look.language ?? 'th')
  await page.goto(`/themes/${answer.seminarId}`)
  await page.locator('[data-theme-row]').nth(3).waitFor()
  await page.evaluate(() => document.fonts.ready)
  await picture(page, `themes-${device}-${look.language}-${look.theme}`)
  expect(await faults(page)).toEqual([])
  await page.locator('[data-theme-row]').first().click()
  await page.locator('aside, dialog').first().waitFor()
  await picture(page, `themes-near-${device}-${look.language}-${look.theme}`)
  expect(await faults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.context().close()
})

import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import { until as untilSoon } from '../helpers/until.ts'
import { town } from '../theme/town.ts'
import { faults, openHall, picture, sees, sitDown, write, type Device, type Hall } from './hall.ts'

/** What four tables write about; schools are spoken of at the last table alone. */
const textsOf = (matter: string) => town().flatMap((idea) => (idea.matter === matter ? [idea.text] : []))
const [flood, waste, transit, trees] = ['flood', 'waste', 'transit', 'trees'].map(textsOf) as [string[], string[], string[], string[]]
const school = [
  'ครูโรงเรียนมีงานเอกสารมากจนไม่ได้สอนนักเรียน',
  'โรงเรียนควรมีครูภาษาอังกฤษครบทุกชั้น',
  'นักเรียนยากจนควรได้ทุนเรียนต่อจากโรงเรียน',
  'ซ่อมห้องเรียนและห้องสมุดของโรงเรียน',
  'โรงเรียนสอนอาชีพให้นักเรียนมัธยม',
  'อาหารกลางวันของนักเรียนในโรงเรียนต้องดีขึ้น',
  'เพิ่มครูแนะแนวในโรงเรียนให้นักเรียนมัธยม',
  'ติดเครื่องกรองฝุ่นในห้องเรียนของนักเรียนประถม',
]
/** Finding themes takes a moment, and a run comes at most every few seconds. */
const until = (what: string, condition: () => Promise<boolean>) => untilSoon(what, condition, { timeoutMs: 40_000 })
let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
let desk: Page
const tablets: Page[] = []
const devices: Device[] = ['portrait', 'landscape', 'phone', 'portrait']

const now = async (): Promise<ThemesNow> => (await facilitator.request.get(`/api/seminars/${answer.seminarId}/themes/now`)).json()
/** The theme that most ideas of a matter are in. */
const themeOf = ({ ideas }: ThemesNow, texts: readonly string[]): string | undefined => {
  const found = ideas.flatMap(({ text, theme }) => (theme !== undefined && texts.includes(text) ? [theme] : []))
  const count = (theme: string) => found.filter((one) => one === theme).length
  return found.toSorted((a, b) => count(b) - count(a))[0]
}
const labelOf = ({ themes }: ThemesNow, id: string | undefined) => themes.find((theme) => theme.id === id)?.label ?? ''
const openTheme = async (id: string | undefined) => {
  await desk.getByRole('tab', { name: 'แผนภาพ' }).click()
  await desk.locator(`[data-theme-row="${id}"]`).click()
  return desk.locator('aside')
}

beforeAll(async () => {
  hall = await openHall()
  ;({ answer, facilitator } = await hall.seminar('เมืองที่น่าอยู่', 4))
  desk = await facilitator.newPage()
  await desk.goto(`/themes/${answer.seminarId}`)
  const seated = devices.map(async (device, n) => {
    const page = await hall.someone(device)
    await sitDown(hall, page, answer, `ท่านที่ ${n + 1}`, answer.boards[n]!.groupName)
    return page
  })
  tablets.push(...(await Promise.all(seated)))
})
afterAll(() => hall?.close())

test('[TD13] four boards fill while the dashboard is watched: what is written is counted, and themes arise', async () => {
  await sees(desk, 'ยังไม่มีประเด็นร่วม')
  for (const text of school) await write(tablets[3]!, text)
  await until('schools are a theme', async () => themeOf(await now(), school) !== undefined)
  await Promise.all(
    tablets.map(async (page, table) => {
      for (const matter of [flood, waste, transit, trees])
        for (const text of matter.slice(table * 2, table * 2 + 2)) await write(page, text)
    }),
  )
  await sees(desk, '40 ความคิดเห็น')
  await sees(desk, 'เขียนแล้ว 4 จาก 4 กลุ่ม')
  await until('floods and waste have themes of their own', async () => {
    const said = await now()
    const [one, other] = [themeOf(said, flood), themeOf(said, waste)]
    return one !== undefined && other !== undefined && one !== other
  })
  await desk.locator('[data-theme-row]').nth(2).waitFor()
})

test('[TD7] what one table alone says is marked as a minority view', async () => {
  await sees(desk, `เสียงส่วนน้อย มีเฉพาะ${answer.boards[3]!.groupName}`)
  await desk.getByRole('tab', { name: 'ใครพูดเรื่องใด' }).click()
  await desk.locator('td.breadth').getByText('เสียงส่วนน้อย').first().waitFor()
  await picture(desk, 'themes-matrix-laptop-th')
})

test('[TD14] the wall turns to the map, to who said what, to one theme, and from one that is gone to the map', async () => {
  const wall = await facilitator.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`/present/seminar/${answer.seminarId}`)
  const id = themeOf(await now(), flood)
  // A run that settles meanwhile may give the theme a better name.
  const turns = [
    ['map', undefined, () => 'เสียงส่วนน้อย:'],
    ['matrix', undefined, () => '4/4'],
    ['theme', id, async () => labelOf(await now(), id)],
    ['theme', 'gone', () => 'เสียงส่วนน้อย:'],
  ] as const
  for (const [view, themeId, seen] of turns) {
    const data = { show: 'themes', view, ...(themeId && { themeId }) }
    await facilitator.request.put(`/api/seminars/${answer.seminarId}/wall`, { data, headers: { origin: hall.url } })
    await sees(wall, seen)
    // One that is gone looks like the map.
    if (themeId !== 'gone') {
      await picture(wall, `themes-wall-${view}-all-th`)
      expect(await faults(wall)).toEqual([])
    }
    expect(await wall.evaluate(() => document.body.innerText)).not.toContain('ท่านที่')
  }
  await wall.close()
})

test('[TD2] while an idea is chosen nothing moves; what came is offered, and shown by one tap', async () => {
  const said = await now()
  const near = await openTheme(themeOf(said, waste))
  await near.getByRole('checkbox').first().check()
  await write(tablets[0]!, 'แยกขยะเปียกกับขยะแห้งก่อนทิ้งลงถังขยะ')
  await sees(desk, 'ปรับปรุงแล้ว (')
  await sees(desk, `${said.ideas.length} ความคิดเห็น`)
  await desk.getByRole('button', { name: 'แสดงตอนนี้' }).click()
  await sees(desk, `${said.ideas.length + 1} ความคิดเห็น`)
  await near.getByRole('button', { name: 'ไม่เลือก' }).click()
  await near.getByRole('button', { name: 'ปิดประเด็นนี้' }).click()
})

test('[TD13] a merge survives what is written afterwards, and the trail takes it back', async () => {
  const before = await now()
  const [into, from] = [themeOf(before, flood), themeOf(before, waste)]
  const near = await openTheme(from)
  await near.getByRole('button', { name: 'คำสั่งของประเด็นนี้' }).click()
  await desk.getByRole('button', { name: 'รวมกับประเด็นอื่น…' }).click()
  const choice = desk
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: labelOf(before, into) })
  await choice.getByRole('button').first().click()
  await until('the two are one', async () => themeOf(await now(), waste) === into)
  await near.getByText('คนจัดแล้ว').waitFor()

  for (const [table, page] of tablets.entries()) await write(page, `ขุดลอกคลองในซอย ${table + 1} ให้น้ำไหลสะดวก ลดน้ำท่วม`)
  await until('what is new goes to the merged theme', async () => {
    const late = (await now()).ideas.filter(({ text }) => text.startsWith('ขุดลอกคลองในซอย'))
    return late.length === tablets.length && late.some(({ theme }) => theme === into)
  })
  const after = await now()
  expect(after.themes.some(({ id }) => id === from)).toBe(false)
  const merged = before.ideas.flatMap(({ id, theme }) => (theme === into || theme === from ? [id] : []))
  expect(after.ideas.filter(({ id, theme }) => merged.includes(id) && theme !== into)).toEqual([])

  await desk.getByRole('button', { name: 'สิ่งที่แก้ไว้' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'ย้อนข้อนี้' }).first().click()
  await sees(desk, 'ย้อนไปแล้ว')
  await until('they are two again', async () => {
    const said = await now()
    return themeOf(said, waste) !== themeOf(said, flood)
  })
})

test('[TD6] the dashboard with a real room holds nothing that axe finds, on a laptop and on a narrow telephone in the dark', async () => {
  const narrow = await hall.someone('narrow', { theme: 'dark' })
  await narrow.context().addCookies(await facilitator.cookies())
  await narrow.goto(`/themes/${answer.seminarId}`)
  await desk.reload()
  for (const [page, name] of [
    [desk, 'laptop-light'],
    [narrow, 'narrow-dark'],
  ] as const) {
    await page.locator('[data-theme-row]').nth(3).waitFor()
    await page.evaluate(() => document.fonts.ready)
    await picture(page, `themes-${name}`)
    expect(await faults(page)).toEqual([])
    await page.locator('[data-theme-row]').first().click()
    await page.locator('aside, dialog').first().waitFor()
    await picture(page, `themes-near-${name}`)
    expect(await faults(page)).toEqual([])
    await until('it is no wider than the screen', () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  }
})

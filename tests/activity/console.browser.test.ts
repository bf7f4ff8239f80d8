import axe from 'axe-core'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { brainstorming } from '#shared/activity/methods/brainstorming.ts'
import { swotStrategies } from '#shared/activity/methods/swot-strategies.ts'
import { worldCafe } from '#shared/activity/methods/world-cafe.ts'
import type { Activity, ActivityId } from '#shared/activity/activity.ts'
import type { GroupRun } from '#shared/activity/course.ts'
import type { SeminarId } from '#shared/id.ts'
import { chooseTheme } from '../../client/ui/theme.svelte.ts'
import { LiveLine, type Listeners } from '../../client/net/live.svelte.ts'
import { closePage, findings, openPage, tooSmall, type Answers } from '../client-shell/open-page.svelte.ts'
import { answers, view } from '../client-shell/seminar-answers.ts'

beforeEach(() => page.viewport(1440, 900))
afterEach(closePage)

const activity: Activity = {
  id: 'a1' as ActivityId,
  seminarId: 's1' as SeminarId,
  title: brainstorming.title,
  phases: brainstorming.phases,
  method: brainstorming.id,
  madeAt: 1,
}
const groups = Array.from({ length: 12 }, (_, i) => ({
  id: `g${i + 1}`,
  seminarId: 's1',
  name: `กลุ่ม ${i + 1}`,
  order: i,
  boardId: `b${i + 1}`,
}))
type State = Partial<GroupRun> & { frozen?: boolean }

/** The course as the server would answer it: every group in the same state but those named. */
const course = (phase: number | undefined, state: State = {}, others: Record<string, number | State> = {}) => {
  const { frozen = false, ...run } = state
  const at = Date.now()
  const now = groups.map(({ id }) => {
    const other = others[id]
    const where = typeof other === 'number' ? other : phase
    const base = { groupId: id, frozen, hushed: false, done: 0, people: 5, serverNow: at }
    if (where === undefined) return base
    const reveal = brainstorming.phases[where]!.visibility === 'private' ? 'hidden' : 'none'
    const of = {
      groupId: id,
      activityId: 'a1',
      phase: where,
      run: `r${id}`,
      state: 'running',
      startedAt: at - 60_000,
      endsAt: at + 300_000,
      reveal,
      ...run,
      ...(typeof other === 'object' && other),
    }
    return { ...base, run: of, phase: brainstorming.phases[where], activityTitle: brainstorming.title, of: 6 }
  })
  const runs = Object.fromEntries(now.flatMap((one) => ('run' in one ? [[one.groupId, one.run]] : [])))
  return { course: { id: 's1', seminarId: 's1', runs, frozen: [], hushed: [], hosts: [] }, activities: [activity], now, done: false }
}
const desk = (more: Answers): Answers => ({ ...answers, 'GET /api/seminars/s1': { ...view, groups }, ...more })
const open = (more: Answers) => openPage('/console/s1', desk(more))
const bar = () => page.getByRole('region', { name: 'ควบคุมช่วง' })
/** The runs that the groups are in. */
const runs = (...of: number[]) => (of.length > 0 ? of : groups.map((_, i) => i + 1)).map((n) => `rg${n}`)
/** What lies below all that comes by itself. */
const deskTop = () => document.querySelector('[role=tablist]')!.getBoundingClientRect().top
const posted = (asked: { question: string; body: unknown }[], path: string) =>
  asked.filter(({ question }) => question === `POST /api/seminars/s1/${path}`).map(({ body }) => body)

test('[CO15] one bar for all groups: begin, time, freeze and next are one tap each', async () => {
  let answer = course(2, { state: 'reading' })
  const { asked } = await open({
    'GET /api/seminars/s1/course': () => answer,
    'POST /api/seminars/s1/course': (body) => {
      if ((body as { act: { do: string } }).act.do === 'begin') answer = course(2)
      return answer
    },
  })
  await expect.element(bar().getByText('รอเริ่ม')).toBeVisible()
  await bar().getByRole('button', { name: 'เริ่ม', exact: true }).click()
  await expect.element(bar().getByText(/^4:5|^5:00/)).toBeVisible()
  await bar().getByRole('button', { name: '+5 นาที' }).click()
  await bar().getByRole('button', { name: 'หยุดกระดาน' }).click()
  await bar().getByRole('button', { name: 'ถัดไป' }).click()
  await expect
    .poll(() => posted(asked, 'course'))
    .toEqual([
      { stillIn: runs(), act: { do: 'begin' } },
      { stillIn: runs(), act: { do: 'prolong', minutes: 5 } },
      { act: { do: 'freeze' } },
      { stillIn: runs(), act: { do: 'next' } },
    ])
})

test('[CO15] going on, turning back and repeating while people still write in private are asked first, for that reveals', async () => {
  const { asked } = await open({ 'GET /api/seminars/s1/course': course(1), 'POST /api/seminars/s1/course': course(1) })
  for (const [deed, about] of [
    ['ย้อน', /ความคิดเห็นที่ซ่อนอยู่จะขึ้นกระดานพร้อมกันทันที/],
    ['ทำช่วงนี้ซ้ำ', /ความคิดเห็นที่ซ่อนอยู่จะขึ้นกระดานพร้อมกันทันที/],
    ['ถัดไป', /ความคิดเห็นที่ซ่อนอยู่จะขึ้นกระดานทันที/],
  ] as const) {
    if (deed !== 'ถัดไป') await bar().getByRole('button', { name: 'คำสั่งอื่นของช่วง' }).click()
    await bar().getByRole('button', { name: deed, exact: true }).click()
    await expect.element(page.getByText(about)).toBeVisible()
    expect(posted(asked, 'course')).toEqual([])
    if (deed !== 'ถัดไป') await page.getByRole('dialog').getByRole('button', { name: 'ยกเลิก' }).click()
  }
  await page.getByRole('button', { name: 'ไปต่อ' }).click()
  await expect.poll(() => posted(asked, 'course')).toEqual([{ stillIn: runs(), act: { do: 'next' } }])
})

test('[CO15] one table that still writes in private keeps its phase going, and is named before its drafts are revealed', async () => {
  const late = course(1, { state: 'over' }, { g4: { state: 'running' } })
  const { asked } = await open({ 'GET /api/seminars/s1/course': late, 'POST /api/seminars/s1/course': late })
  await expect.element(bar().getByText(/จบแล้ว 11 กลุ่ม · ยังทำอยู่: กลุ่ม 4/)).toBeVisible()
  await expect.element(bar().getByText(/^4:5|^5:00/)).toBeVisible()
  await bar().getByRole('button', { name: '+5 นาที' }).click()
  await bar().getByRole('button', { name: 'คำสั่งอื่นของช่วง' }).click()
  await bar().getByRole('button', { name: 'เปิดเผยทั้งหมด' }).click()
  const sheet = page.getByRole('dialog', { name: 'เปิดเผยเลยหรือไม่' })
  await expect.element(sheet.getByText(/^กลุ่ม 4 ยังเขียนอยู่/)).toBeVisible()
  expect(posted(asked, 'course')).toEqual([{ groups: ['g4'], stillIn: runs(4), act: { do: 'prolong', minutes: 5 } }])
  await sheet.getByRole('button', { name: 'ยกเลิก' }).click()
  await bar().getByRole('button', { name: 'ถัดไป' }).click()
  await expect.element(page.getByRole('dialog').getByText(/^กลุ่ม 4 ยังเขียนอยู่/)).toBeVisible()
})

test('[CO29] the main button stays in its place from phase to phase, and pressed once more ends nothing', async () => {
  let answer = course(2, { state: 'reading' })
  const { asked } = await open({
    'GET /api/seminars/s1/course': () => answer,
    'POST /api/seminars/s1/course': (body) => {
      const { act } = body as { act: { do: string } }
      if (act.do === 'begin') answer = course(2, { startedAt: Date.now() })
      if (act.do === 'pause') answer = course(2, { state: 'paused', leftMs: 200_000 })
      if (act.do === 'freeze') answer = course(2, { state: 'paused', leftMs: 200_000, frozen: true })
      return answer
    },
  })
  const begin = bar().getByRole('button', { name: 'เริ่ม', exact: true })
  await expect.element(begin).toBeVisible()
  const place = () => {
    const { right, top, height } = document.querySelector('.place .button')!.getBoundingClientRect()
    return [right, top, height].map(Math.round)
  }
  const before = place()
  const { x, y, width, height } = begin.element().getBoundingClientRect()
  const there = { position: { x: x + width / 2, y: y + height / 2 } }
  await page.elementLocator(document.body).click(there)
  await expect.element(bar().getByRole('button', { name: 'ถัดไป' })).toBeVisible()
  expect(place()).toEqual(before)
  await page.elementLocator(document.body).click(there)
  // By key nothing is pressed by mistake of place; it has only just begun, and that is asked.
  ;(bar().getByRole('button', { name: 'ถัดไป' }).element() as HTMLElement).click()
  await expect.element(page.getByRole('dialog').getByText(/เพิ่งเริ่มเมื่อครู่/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'ยกเลิก' }).click()
  await bar().getByRole('button', { name: 'พักเวลา' }).click()
  await expect.element(bar().getByRole('button', { name: 'เดินเวลาต่อ' })).toBeVisible()
  expect(place()).toEqual(before)
  await bar().getByRole('button', { name: 'หยุดกระดาน' }).click()
  await expect.element(bar().getByRole('button', { name: 'เลิกหยุดกระดาน' })).toBeVisible()
  expect(place()).toEqual(before)
  expect(posted(asked, 'course').map((body) => (body as { act: { do: string } }).act.do)).toEqual(['begin', 'pause', 'freeze'])
})

test('[UI1] what is pressed can be read also while the pointer rests on it', async () => {
  await open({ 'GET /api/seminars/s1/course': course(2, { frozen: true }) })
  const thaw = bar().getByRole('button', { name: 'เลิกหยุดกระดาน' })
  await thaw.hover()
  for (const theme of ['light', 'dark'] as const) {
    chooseTheme(theme)
    await expect.poll(() => getComputedStyle(thaw.element()).backgroundColor).not.toBe(getComputedStyle(thaw.element()).color)
    await expect.poll(async () => (await axe.run('.bar', { runOnly: ['color-contrast'] })).violations).toEqual([])
  }
})

test('[CO19] an act names the runs that its button was pressed in, so that of two who press at once one goes on', async () => {
  const { asked } = await open({ 'GET /api/seminars/s1/course': course(2, {}, { g5: 1 }), 'POST /api/seminars/s1/course': course(3) })
  await bar().getByRole('button', { name: 'ถัดไป' }).click()
  // The fifth still writes in private.
  await page.getByRole('dialog').getByRole('button', { name: 'ไปต่อ' }).click()
  await bar().getByRole('button', { name: 'ให้มองจอใหญ่' }).click()
  await expect.poll(() => posted(asked, 'course')).toEqual([{ stillIn: runs(), act: { do: 'next' } }, { act: { do: 'hush' } }])
})

test('[CO20] before people change tables the console says which tables have no host, and asks before it goes on so', async () => {
  const cafe = { ...activity, title: worldCafe.title, phases: worldCafe.phases, method: worldCafe.id }
  const at = (hosts: string[]) => {
    const answer = course(0)
    const now = answer.now.map((group) => ({ ...group, phase: worldCafe.phases[0], activityTitle: worldCafe.title }))
    return { ...answer, course: { ...answer.course, hosts }, activities: [cafe], now }
  }
  let answer = at([])
  const { asked } = await open({
    'GET /api/seminars/s1/course': () => answer,
    'POST /api/seminars/s1/course': (body) => {
      const { act } = body as { act: { do: string; seats?: string[] } }
      if (act.do === 'hosts') answer = at(act.seats ?? [])
      return answer
    },
  })
  const hostless = page.getByRole('button', { name: '2 โต๊ะยังไม่มีเจ้าบ้าน · เลือกเจ้าบ้านประจำโต๊ะ' })
  await expect.element(hostless).toBeVisible()
  const before = deskTop()
  await bar().getByRole('button', { name: 'ถัดไป' }).click()
  await expect.element(page.getByText(/ทุกคนจะย้ายออก/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'ยกเลิก' }).click()
  expect(posted(asked, 'course')).toEqual([])
  await hostless.click()
  await page.getByLabelText('สมชาย ใจดี').click()
  await page.getByLabelText('ไม่บอกชื่อ').click()
  await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click()
  await expect.poll(() => hostless.elements()).toEqual([])
  expect(deskTop()).toBe(before)
})

test('[CO16] some groups are chosen by tap, and the bar acts on them alone; one that is elsewhere is told of', async () => {
  const { asked, target } = await open({
    'GET /api/seminars/s1/course': course(2, {}, { g5: 1 }),
    'POST /api/seminars/s1/course': course(2),
  })
  await expect.element(bar().getByText('11 จาก 12 กลุ่ม')).toBeVisible()
  expect(target.querySelectorAll('.cells button')).toHaveLength(12)
  await page.getByRole('button', { name: 'เลือกกลุ่ม', exact: true }).click()
  await page.getByRole('button', { name: 'เลือกกลุ่ม 2', exact: true }).click()
  await page.getByRole('button', { name: 'เลือกกลุ่ม 7', exact: true }).click()
  await expect.element(bar().getByText(/^2 กลุ่มที่เลือก/)).toBeVisible()
  await bar().getByRole('button', { name: 'คำสั่งอื่นของช่วง' }).click()
  await bar().getByRole('button', { name: 'จบช่วง' }).click()
  await expect.poll(() => posted(asked, 'course')).toEqual([{ groups: ['g2', 'g7'], stillIn: runs(2, 7), act: { do: 'end' } }])
})

test('[CO16] a group is seen from near, acted on and spoken to alone; bringing up its drafts is asked first', async () => {
  const { asked } = await open({
    'GET /api/seminars/s1/course': course(1),
    'POST /api/seminars/s1/course': course(1),
    'POST /api/seminars/s1/attention': { calls: [] },
  })
  await page.getByRole('button', { name: 'ดูกลุ่ม 3' }).click()
  const sheet = page.getByRole('dialog', { name: 'กลุ่ม 3' })
  await expect.element(sheet.getByRole('link', { name: 'เปิดกระดาน' })).toHaveAttribute('href', '/board/b3')
  const prolonged = { groups: ['g3'], stillIn: runs(3), act: { do: 'prolong', minutes: 1 } }
  await sheet.getByRole('button', { name: '+1 นาที' }).click()
  await expect.poll(() => posted(asked, 'course')).toEqual([prolonged])
  await sheet.getByRole('button', { name: 'จบช่วง' }).click()
  const question = page.getByRole('dialog', { name: 'จบช่วงนี้เลยหรือไม่' })
  await expect.element(question).toBeVisible()
  expect(posted(asked, 'course')).toEqual([prolonged])
  await question.getByRole('button', { name: 'จบช่วง' }).click()
  await expect.poll(() => posted(asked, 'course')).toEqual([prolonged, { groups: ['g3'], stillIn: runs(3), act: { do: 'end' } }])
  await sheet.getByRole('button', { name: 'ส่งข้อความ' }).click()
  await page.getByRole('textbox', { name: 'ข้อความ' }).fill('อีกสองนาทีจะเปลี่ยนช่วง')
  await page.getByRole('button', { name: 'ส่ง', exact: true }).click()
  await expect
    .poll(() => posted(asked, 'attention'))
    .toEqual([{ groups: ['g3'], attention: { kind: 'message', text: 'อีกสองนาทีจะเปลี่ยนช่วง' } }])
})

test('[CO17, CO27] a method is adapted, which outlives a look at another tab and is thrown away only after one more yes; its zones are laid before its first phase', async () => {
  const { asked } = await open({
    'GET /api/seminars/s1/course': course(undefined),
    'POST /api/seminars/s1/activities': (body) => ({ ...activity, ...(body as object), id: 'a2', madeAt: 2 }),
    'POST /api/seminars/s1/zones': { boards: 12 },
    'POST /api/seminars/s1/course': course(0),
  })
  await page.getByRole('tab', { name: 'กิจกรรม' }).click()
  const card = page.getByRole('article').filter({ hasText: swotStrategies.about.th })
  await expect.element(card.getByText(/^12 ช่วง/)).toBeVisible()
  await card.getByRole('button', { name: 'ปรับก่อนใช้' }).click()
  const title = page.getByLabelText('ชื่อช่วง · ภาษาไทย')
  await title.fill('เริ่มจากจุดแข็งของเรา')
  await page.getByRole('tab', { name: /^กลุ่ม/ }).click()
  await page.getByRole('tab', { name: 'กิจกรรม' }).click()
  await expect.element(title).toHaveValue('เริ่มจากจุดแข็งของเรา')
  await page.getByRole('button', { name: 'ยกเลิก' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'ยกเลิก' }).click()
  await expect.element(title).toHaveValue('เริ่มจากจุดแข็งของเรา')
  await page.getByRole('button', { name: 'ยกเลิก' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'ทิ้ง' }).click()
  await card.getByRole('button', { name: 'ปรับก่อนใช้' }).click()
  await page.getByRole('button', { name: /2\s*จุดอ่อน \(W\)/ }).click()
  await title.fill('จุดที่ต้องปรับ')
  await page.getByRole('button', { name: 'บันทึก', exact: true }).click()
  await expect.poll(() => posted(asked, 'activities').length).toBe(1)
  const [made] = posted(asked, 'activities') as [Activity]
  expect(made.phases).toHaveLength(12)
  expect(made.phases[0]!.title).toEqual(swotStrategies.phases[0]!.title)
  expect(made.phases[1]!.title).toEqual({ th: 'จุดที่ต้องปรับ', en: 'Weaknesses (W)' })
  expect(made.method).toBe(swotStrategies.id)
  await page.getByRole('button', { name: 'เริ่มกิจกรรม' }).first().click()
  await expect.poll(() => posted(asked, 'course')).toEqual([{ act: { do: 'start', activityId: 'a2' } }])
  expect(posted(asked, 'zones')).toEqual([{ template: 'swot-strategies' }])
})

test('[CO17] what was prepared waits on the main button; what was done says when, and can be done again', async () => {
  const later = { ...activity, id: 'a2', title: swotStrategies.title, phases: swotStrategies.phases, method: swotStrategies.id, madeAt: 2 }
  const { asked } = await open({
    'GET /api/seminars/s1/course': { ...course(undefined), activities: [activity, later] },
    'GET /api/seminars/s1/log': {
      lines: [{ at: Date.UTC(2026, 10, 25, 2), by: 'facilitator', act: 'course-start', on: { groups: 12, activity: 'a1' } }],
    },
    'POST /api/seminars/s1/zones': { boards: 12 },
    'POST /api/seminars/s1/course': course(0),
  })
  await page.getByRole('tab', { name: 'กิจกรรม' }).click()
  const done = page.getByRole('article').filter({ hasText: /ทำแล้ว/ })
  await expect.element(done.getByRole('button', { name: 'ทำอีกครั้ง' })).toBeVisible()
  await expect.element(done.getByRole('heading')).toHaveTextContent(brainstorming.title.th)
  await bar()
    .getByRole('button', { name: `เริ่ม “${swotStrategies.title.th}”` })
    .click()
  await expect.poll(() => posted(asked, 'course')).toEqual([{ act: { do: 'start', activityId: 'a2' } }])
  expect(posted(asked, 'zones')).toEqual([{ template: 'swot-strategies' }])
})

test('[UI13] a method that is used by a hasty finger is there once', async () => {
  const { asked } = await open({
    'GET /api/seminars/s1/course': course(undefined),
    'POST /api/seminars/s1/activities': (body) => ({ ...activity, ...(body as object), id: 'a2', madeAt: 2 }),
  })
  await page.getByRole('tab', { name: 'กิจกรรม' }).click()
  const card = page.getByRole('article').filter({ hasText: swotStrategies.about.th })
  const use = card.getByRole('button', { name: 'ใช้วิธีนี้' })
  await expect.element(use).toBeVisible()
  ;(use.element() as HTMLElement).click()
  ;(use.element() as HTMLElement).click()
  await expect.element(page.getByText(/ไว้ด้านบนแล้ว/)).toBeVisible()
  expect(posted(asked, 'activities')).toHaveLength(1)
})

test('[CO18] the wall is turned from here, and another screen becomes it by a code', async () => {
  const { asked } = await open({
    'GET /api/seminars/s1/course': course(2),
    'GET /api/seminars/s1/votes': { votes: [] },
    'PUT /api/seminars/s1/wall': (body) => body as object,
    'POST /api/seminars/s1/wall/code': { code: 'k7mq3xwp', url: 'http://192.168.1.20:8080/present/seminar/s1#k7mq3xwp', expiresAt: 1 },
  })
  await page.getByRole('button', { name: 'จอใหญ่: ตามกิจกรรม' }).click()
  await page.getByRole('button', { name: /คำชี้แจงและเวลา/ }).click()
  await page.getByRole('combobox', { name: 'กลุ่ม' }).last().selectOptions('กลุ่ม 4')
  await page.getByRole('button', { name: /กระดานเดียว/ }).click()
  await expect
    .poll(() => asked.filter(({ question }) => question === 'PUT /api/seminars/s1/wall').map(({ body }) => body))
    .toEqual([{ show: 'instruction' }, { show: 'board', boardId: 'b4' }])
  // What is chosen under the way that the wall shows turns it at once.
  await page.getByRole('combobox', { name: 'กลุ่ม' }).last().selectOptions('กลุ่ม 9')
  await expect
    .poll(() => asked.filter(({ question }) => question === 'PUT /api/seminars/s1/wall').at(-1)?.body)
    .toEqual({ show: 'board', boardId: 'b9' })
  await page.getByRole('combobox', { name: 'กลุ่ม' }).first().selectOptions('กลุ่ม 2')
  expect(asked.filter(({ question }) => question === 'PUT /api/seminars/s1/wall')).toHaveLength(3)
  await page.getByRole('button', { name: 'ให้เครื่องอื่นเป็นจอใหญ่' }).click()
  await expect.element(page.getByText('k7mq 3xwp')).toBeVisible()
})

test('[CO34, CO26] where no wall stands open none is turned; a line that is lost moves nothing', async () => {
  const told: { line?: LiveLine; listeners?: Listeners } = {}
  const watch = vi.spyOn(LiveLine.prototype, 'watch').mockImplementation(async function (this: LiveLine, _, listeners) {
    Object.assign(told, { line: this, listeners })
  })
  const { asked } = await open({
    'GET /api/seminars/s1/course': course(undefined),
    'GET /api/seminars/s1/votes': { votes: [] },
    'PUT /api/seminars/s1/wall': (body) => body as object,
  })
  onTestFinished(() => watch.mockRestore())
  const turned = () => asked.filter(({ question }) => question === 'PUT /api/seminars/s1/wall').map(({ body }) => body)
  const done = page.getByText('เปลี่ยนภาพบนจอใหญ่แล้ว')
  await expect.element(page.getByRole('button', { name: 'จอใหญ่: ตามกิจกรรม' })).toBeVisible()
  told.listeners!.walls!(0)
  await expect.element(page.getByRole('button', { name: 'จอใหญ่ยังไม่ได้เปิด' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'เต็มจอเครื่องนี้ให้สแกน' })).toBeVisible()
  await page.getByRole('button', { name: 'ดูกลุ่ม 3' }).click()
  await page.getByRole('button', { name: 'ขึ้นจอใหญ่' }).click()
  const remote = page.getByRole('dialog', { name: 'จอใหญ่' })
  await expect.element(remote.getByText('จอใหญ่ยังไม่ได้เปิด ภาพที่เลือกไว้จะขึ้นเมื่อเปิด')).toBeVisible()
  await expect.element(remote.getByRole('link', { name: 'เปิดจอใหญ่ในเครื่องนี้' })).toHaveAttribute('href', '/present/seminar/s1')
  expect(turned()).toEqual([{ show: 'board', boardId: 'b3' }])
  expect(done.elements()).toEqual([])
  told.listeners!.walls!(2)
  await expect.element(remote.getByText('จอใหญ่เปิดอยู่ 2 จอ')).toBeVisible()
  await remote.getByRole('button', { name: 'ปิด' }).click()
  await page.getByRole('button', { name: 'ขึ้นจอใหญ่ให้สแกน' }).click()
  await expect.element(done).toBeVisible()
  expect(turned().at(-1)).toEqual({ show: 'join' })

  const before = deskTop()
  told.line!.lost = true
  await expect.element(page.getByRole('status').filter({ hasText: 'ขาดการเชื่อมต่อ' })).toBeVisible()
  expect(deskTop()).toBe(before)
})

test('[CO10] the log tells in words who did what, newest first', async () => {
  const at = Date.UTC(2026, 10, 25, 2)
  await open({
    'GET /api/seminars/s1/course': course(2),
    'GET /api/seminars/s1/log': {
      lines: [
        { at, by: 'facilitator', act: 'course-start', on: { groups: 12, activity: 'a1' } },
        { at: at + 60_000, by: 'วราภรณ์', act: 'course-prolong', on: { groups: 1, minutes: 5 } },
      ],
    },
  })
  await page.getByRole('tab', { name: 'ประวัติ' }).click()
  await expect.element(page.getByText('ขึ้นกิจกรรม')).toBeVisible()
  const lines = page
    .getByRole('tabpanel')
    .getByRole('listitem')
    .elements()
    .map((line) => line.textContent?.replace(/\s+/g, ' '))
  expect(lines[0]).toMatch(/วราภรณ์ ปรับเวลา \+5 นาที · 1 กลุ่ม/)
  expect(lines[1]).toMatch(/ผู้ดำเนินการ ขึ้นกิจกรรม ระดมสมอง · 12 กลุ่ม/)
})

for (const [language, theme] of [
  ['th', 'light'],
  ['en', 'dark'],
] as const)
  test(`[UI1] axe finds nothing on the console’s tabs, and every target is a finger wide (${language}, ${theme})`, async () => {
    const more = {
      'GET /api/seminars/s1/course': course(2, {}, { g5: 1 }),
      'GET /api/seminars/s1/log': { lines: [] },
      'GET /api/seminars/s1/votes': { votes: [] },
    }
    const { target } = await openPage('/console/s1', desk(more), { language, theme })
    expect(tooSmall(target)).toEqual([])
    // The groups themselves are looked through in a hall of thirty.
    for (const name of language === 'th' ? ['กิจกรรม'] : ['Activities', 'Log']) {
      await page.getByRole('tab', { name }).click()
      await expect.poll(() => target.querySelector('.skeleton, [aria-busy=true]')).toBeNull()
      expect(await findings()).toEqual([])
      expect(tooSmall(target)).toEqual([])
    }
    await page.viewport(820, 1180)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(820)
    await page.viewport(390, 844)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  })

import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-svelte'
import type { Group } from '#shared/group/group.ts'
import type { BoardId, GroupId, SeminarId } from '#shared/id.ts'
import type { BoardActivity, GroupFigures, HandUp } from '#shared/live/events.ts'
import '../../client/ui/base.css'
import '../../client/ui/tokens.css'
import { remember } from '../../client/ui/memory.ts'
import { CourseDesk } from '../../client/activity/console/course-desk.svelte.ts'
import CallsStage from './CallsStage.svelte'
import PanelStage from './PanelStage.svelte'

beforeEach(async () => {
  // Another file may have left the browser in English.
  remember('language', 'th')
  await page.viewport(1440, 900)
})
afterEach(cleanup)

const groups = Array.from(
  { length: 8 },
  (_, n) => ({ id: `g${n + 1}`, seminarId: 's1', name: `กลุ่ม ${n + 1}`, order: n, boardId: `b${n + 1}` }) as unknown as Group,
)
const figures = (n: number, ideas: number): GroupFigures => ({
  groupId: `g${n}` as GroupId,
  ideas,
  drafts: 0,
  perMinute: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  writers: 5,
  people: 5,
})

test('[CO26] sorted groups keep their places for a quarter of a minute, whatever figures come', async () => {
  const course = new CourseDesk('s1' as SeminarId)
  course.at = 1_800_000_000_000
  course.listeners.figures!(groups.map((_, n) => figures(n + 1, 20 - n)))
  const { container } = await render(PanelStage, { course, groups })
  const names = () => [...container.querySelectorAll('.cells strong')].map(({ textContent }) => textContent)
  await page.getByRole('combobox', { name: 'เรียงตาม' }).selectOptions('ความคิดเห็นน้อยสุด')
  const byIdeas = groups.map(({ name }) => name).reverse()
  await expect.poll(names).toEqual(byIdeas)
  course.listeners.figures!([figures(8, 50)])
  await expect.element(page.getByText('50', { exact: true })).toBeVisible()
  expect(names()).toEqual(byIdeas)
  course.at += 15_000
  await expect.poll(names).toEqual([...byIdeas.slice(1), 'กลุ่ม 8'])
})

test('[CO26] from near, the newest ideas of a group stand still; newer ones are offered', async () => {
  const course = new CourseDesk('s1' as SeminarId)
  const near = (...texts: string[]) =>
    ({ boardId: 'b1', ideas: texts.length, newest: texts.map((text) => ({ id: text, text })) }) as unknown as BoardActivity
  const screen = await render(PanelStage, { course, groups, near: near('ลอกท่อ', 'สูบน้ำ') })
  const shown = () => [...document.querySelectorAll('dialog li span')].map(({ textContent }) => textContent)
  await expect.poll(shown).toEqual(['ลอกท่อ', 'สูบน้ำ'])
  await screen.rerender({ near: near('ทำแก้มลิง', 'ลอกท่อ') })
  await expect.element(page.getByRole('button', { name: 'แสดงที่เขียนใหม่ (1)' })).toBeVisible()
  expect(shown()).toEqual(['ลอกท่อ', 'สูบน้ำ'])
  await page.getByRole('button', { name: 'แสดงที่เขียนใหม่ (1)' }).click()
  await expect.poll(shown).toEqual(['ทำแก้มลิง', 'ลอกท่อ'])
})

test('[CO30, CO26] what people write hidden is counted, a board that shows nothing yet says why, and a raised hand moves nothing on the tile', async () => {
  const course = new CourseDesk('s1' as SeminarId)
  const empty = { boardId: 'b1', ideas: 0, newest: [] } as unknown as BoardActivity
  course.listeners.figures!([{ ...figures(1, 0), drafts: 5 }])
  const { container } = await render(PanelStage, { course, groups: groups.slice(0, 1), near: empty, sheet: false })
  await expect.poll(() => container.querySelector('.count strong')?.textContent).toBe('5')
  await expect.element(page.getByText('ซ่อนอยู่ 5')).toBeVisible()
  await expect.element(page.getByText('กำลังเขียนเงียบ ๆ ยังไม่เปิดเผย')).toBeVisible()
  course.listeners.figures!([figures(1, 0)])
  await expect.element(page.getByText('ยังไม่มีความคิดเห็น')).toBeVisible()
  // Nobody is asked for anything: who is silent or behind is not told.
  expect(page.getByText('เงียบ').elements()).toEqual([])
  const foot = () => container.querySelector('footer')!.getBoundingClientRect().top
  const before = foot()
  course.listeners.handsUp!([{ hand: 'h1', groupId: 'g1', name: '', kind: 'help', since: 1 } as unknown as HandUp])
  await expect.element(page.getByRole('article').getByText('ยกมือ 1 คน')).toBeInTheDocument()
  expect(foot()).toBe(before)
})

test('[CO26] a raised hand and a summons move nothing; whose hand it is stands there, and leads to the group', async () => {
  const course = new CourseDesk('s1' as SeminarId)
  const opened: GroupId[] = []
  await render(CallsStage, { course, onopen: (group: GroupId) => opened.push(group) })
  await expect.element(page.getByText('ใต้แถบ')).toBeVisible()
  const place = () => Math.round(document.querySelector('.below')!.getBoundingClientRect().top)
  const before = place()
  const hand = (n: number, name: string, since: number) =>
    ({ hand: `h${n}`, groupId: `g${n}`, name, kind: 'question', since }) as unknown as HandUp
  course.listeners.attention!({ kind: 'summon', boardId: 'b1' as BoardId, follow: false, at: 1 } as never)
  const back = page.getByRole('button', { name: 'ให้ทุกคนกลับ' })
  await expect.element(back).toBeVisible()
  const there = back.element().getBoundingClientRect().left
  course.listeners.handsUp!([hand(4, 'ประเสริฐ', 2), hand(1, 'วิชัย', 1)])
  const hands = page.getByRole('button', { name: 'ยกมือ 2 คน · กลุ่ม 1 · วิชัย · มีคำถาม' })
  await expect.element(hands).toBeVisible()
  expect(place()).toBe(before)
  expect(back.element().getBoundingClientRect().left).toBe(there)
  await hands.click()
  await page.getByRole('dialog').getByRole('button', { name: 'ดูกลุ่ม 4' }).click()
  expect(opened).toEqual(['g4'])
  expect(page.getByRole('dialog').elements()).toEqual([])
})

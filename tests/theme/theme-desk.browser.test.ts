import { afterEach, expect, test } from 'vitest'
import type { GroupId, IdeaId, SeminarId, ThemeId } from '#shared/id.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import { ThemeDesk } from '../../client/theme/theme-desk.svelte.ts'
import { ThemesView } from '../../client/theme/themes-view.svelte.ts'
import { answering, type Answers, type Asked } from '../client-shell/open-page.svelte.ts'
import { changeOf, ideaRow, roomSays, themeRow } from './room-says.ts'

const ownFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = ownFetch
})
const nowPath = 'GET /api/seminars/s1/themes/now'

/** A desk that has read the room; what the server would announce is handed to its listener. */
const openDesk = async (answers: Answers = {}): Promise<{ desk: ThemeDesk; asked: Asked[] }> => {
  const asked = answering({ [nowPath]: roomSays, ...answers })
  const desk = new ThemeDesk('s1' as SeminarId)
  await desk.read()
  return { desk, asked }
}
const idea = (id: string) => id as IdeaId
const theme = (id: string) => id as ThemeId
const wholes = (asked: readonly Asked[]) => asked.filter(({ question }) => question === nowPath).length

test('[TD1] a change is taken over by key: rows that it does not name stay the same objects', async () => {
  const { desk, asked } = await openDesk()
  const before = desk.rows
  const longer = ideaRow('i4', 1, 'ซ่อมทางเท้าทุกซอย', 't2')
  desk.listeners.themes(changeOf(7, { ideas: [longer, ideaRow('i11', 2, 'ถังขยะริมทาง', 't3')], goneIdeas: [idea('i10')] }))
  expect(desk.rows.ideas.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8', 'i9', 'i11'])
  expect(desk.rows.ideas.filter((row, n) => row === before.ideas[n])).toHaveLength(8)
  expect(desk.ideas.get(idea('i4'))).toBe(longer)
  expect(desk.rows.themes).toBe(before.themes)
  expect(wholes(asked)).toBe(1)
})

test('[TD1] who has missed a revision asks for the whole; a late copy of an old change does nothing', async () => {
  let now: ThemesNow = roomSays
  const { desk, asked } = await openDesk({ [nowPath]: () => now })
  desk.listeners.themes(changeOf(6, { goneThemes: [theme('t1')] }))
  expect(desk.themes.has(theme('t1'))).toBe(true)
  now = { ...roomSays, revision: 10, ideas: [...roomSays.ideas, ideaRow('i12', 3, 'ปลูกต้นไม้', 't2')] }
  desk.listeners.themes(changeOf(9, { ideas: [ideaRow('i12', 3, 'ปลูกต้นไม้', 't2')] }))
  await expect.poll(() => desk.ideas.has(idea('i12'))).toBe(true)
  expect(wholes(asked)).toBe(2)
  desk.listeners.themes(changeOf(10, { goneIdeas: [idea('i12')] }))
  expect(desk.ideas.has(idea('i12'))).toBe(false)
})

test('[TD1] a whole that announcements have overtaken is not shown: it is asked for anew', async () => {
  let now: ThemesNow = roomSays
  const { desk, asked } = await openDesk({ [nowPath]: () => now })
  void desk.read()
  now = { ...roomSays, revision: 9, ideas: [...roomSays.ideas, ideaRow('i11', 1, 'คลองตัน', 't1'), ideaRow('i12', 2, 'ลานกีฬา', 't1')] }
  desk.listeners.themes(changeOf(7, { ideas: [ideaRow('i11', 1, 'คลองตัน', 't1')] }))
  await expect.poll(() => desk.ideas.has(idea('i12'))).toBe(true)
  expect(desk.ideas.has(idea('i11'))).toBe(true)
  expect(wholes(asked)).toBe(3)
})

test('[TD2] while a hand holds on nothing moves; what comes is counted by theme, offered, and comes whole', async () => {
  const { desk } = await openDesk()
  desk.hold()
  desk.listeners.themes(changeOf(7, { ideas: [ideaRow('i13', 1, 'คลองตัน', 't1'), ideaRow('i7', 3, 'เก็บขยะตรงเวลา', 't2')] }))
  desk.listeners.themes(changeOf(8, { ideas: [ideaRow('i14', 1, 'สูบน้ำ', 't1')], goneIdeas: [idea('i6')] }))
  expect(desk.rows.ideas).toHaveLength(10)
  // t1 grew; an idea went from t3 to t2.
  expect(desk.held).toBe(3)
  desk.letIn()
  expect(desk.held).toBe(0)
  expect(desk.rows.ideas.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3', 'i4', 'i5', 'i7', 'i8', 'i9', 'i10', 'i13', 'i14'])
  desk.listeners.themes(changeOf(9, { ideas: [ideaRow('i15', 1, 'ประตูน้ำ', 't1')] }))
  expect(desk.ideas.has(idea('i15'))).toBe(false)
  desk.letGo()
  expect(desk.ideas.has(idea('i15'))).toBe(true)
})

test('[TD2] the whole that is read under a hand waits, too', async () => {
  let now: ThemesNow = roomSays
  const { desk } = await openDesk({ [nowPath]: () => now })
  desk.hold()
  now = { ...roomSays, revision: 12, ideas: roomSays.ideas.slice(1) }
  await desk.read()
  expect(desk.ideas.has(idea('i1'))).toBe(true)
  desk.listeners.themes(changeOf(12, { ideas: [ideaRow('i16', 2, 'ลานกีฬา')] }))
  desk.letGo()
  expect(desk.ideas.has(idea('i1'))).toBe(false)
  expect(desk.ideas.has(idea('i16'))).toBe(true)
})

test('[TD3] what the machine moved is told until it has been seen; what people filed, and what is new, is no move', async () => {
  const { desk } = await openDesk()
  desk.listeners.themes(
    changeOf(7, {
      ideas: [
        ideaRow('i7', 3, 'เก็บขยะตรงเวลา', 't2'),
        ideaRow('i6', 1, 'แยกขยะตั้งแต่ต้นทาง', 't1', { filed: true, strength: 1 }),
        ideaRow('i10', 2, '๑๒๓', 't4'),
        ideaRow('i17', 1, 'ใหม่', 't4'),
      ],
    }),
  )
  expect(desk.moved.map(({ idea, from }) => [idea.id, from, idea.theme])).toEqual([['i7', 't3', 't2']])
  desk.sawMoves()
  expect(desk.moved).toEqual([])
})

test('[TD4] themes stand in the order that people know until somebody sorts them, and a new one comes at the end', async () => {
  const { desk } = await openDesk()
  const view = new ThemesView(desk)
  view.groups = [1, 2, 3].map((n) => ({
    id: `g${n}` as GroupId,
    seminarId: 's1' as SeminarId,
    name: `กลุ่ม ${n}`,
    order: n,
    boardId: `b${n}` as never,
  }))
  view.sort()
  const order = () => view.ordered.map(({ theme }) => theme.id)
  expect(order()).toEqual(['t1', 't2', 't3', 't4'])
  desk.listeners.themes(
    changeOf(7, {
      themes: [themeRow('t5', 'ต้นไม้')],
      ideas: [1, 2, 3].flatMap((group) => [ideaRow(`n${group}`, group, 'ต้นไม้', 't5'), ideaRow(`m${group}`, group, 'เยี่ยมบ้าน', 't4')]),
    }),
  )
  expect(order()).toEqual(['t1', 't2', 't3', 't4', 't5'])
  expect(view.isUnsorted).toBe(true)
  view.sort()
  expect(order()).toEqual(['t4', 't5', 't1', 't2', 't3'])
  expect(view.isUnsorted).toBe(false)
})

test('[TD3] what follows an idea that people have sent to another theme, at once or later, is no move of the machine’s', async () => {
  const { desk } = await openDesk()
  const [first, second, third] = roomSays.ideas.filter(({ theme }) => theme === 't1')
  const split = { ...first!, theme: theme('t9'), filed: true as const, strength: 1 }
  desk.listeners.themes(changeOf(7, { themes: [themeRow('t9', 'คลอง')], ideas: [split, { ...second!, theme: theme('t9') }] }))
  desk.listeners.themes(changeOf(8, { ideas: [{ ...third!, theme: theme('t9') }] }))
  expect(desk.moved).toEqual([])
  desk.listeners.themes(changeOf(9, { ideas: [{ ...third!, theme: theme('t2') }] }))
  expect(desk.moved.map(({ idea }) => idea.id)).toEqual([third!.id])
})

test('[TD3] what people put somewhere after the machine had moved it is told of no more', async () => {
  const { desk } = await openDesk()
  const [first, second] = roomSays.ideas.filter(({ theme }) => theme === 't1')
  desk.listeners.themes(changeOf(7, { ideas: [first!, second!].map((row) => ({ ...row, theme: theme('t2') })) }))
  expect(desk.moved.map(({ idea }) => idea.id)).toEqual([first!.id, second!.id])
  desk.listeners.themes(changeOf(8, { ideas: [{ ...first!, filed: true }], goneIdeas: [second!.id] }))
  expect(desk.moved).toEqual([])
})

import { expect, test } from 'vitest'
import type { InspiringIdea } from '#shared/idea/inspiring.ts'
import { phase } from '../activity/sample.ts'
import { openTestApp } from '../helpers/server.ts'
import { acked, conduct, openDraft, sit } from './conducted.ts'

test('[IN3] a tablet is shown ideas of other groups, as many as the phase says, never its own group’s, never drafts, none that was passed', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 3 })
  const { boards } = seminar.leader.seminar
  const texts = [['ลอกท่อก่อนหน้าฝน'], ['ลอกท่อก่อนหน้าฝน!', 'ฝึกซ้อมแผนกับโรงเรียน', 'เปิดข้อมูลจุดน้ำท่วม'], ['จ้างชุมชนเก็บขยะในคลอง', 'ติดเซนเซอร์วัดระดับน้ำ']]
  for (const [n, list] of texts.entries())
    await seminar.leader.ask(
      'POST',
      `/api/boards/${boards[n]!.id}/ideas`,
      list.map((text) => ({ text })),
    )
  const [manee, piti] = [await sit(server, seminar, 1), await sit(server, seminar, 2)]
  const ask = async (query = '') =>
    (await manee.ask<{ ideas: InspiringIdea[] }>('GET', `/api/boards/${manee.boardId}/inspiration${query}`)).ideas
  expect(await ask('?n=3')).toEqual([])

  await seminar.begin(phase('alone', { visibility: 'private', inspiration: 3 }))
  const hidden = await openDraft(server, piti)
  hidden.write('i1', 'ร่างที่ยังไม่มีใครเห็น')
  await acked(hidden)
  const first = await ask()
  expect(first).toHaveLength(3)
  expect(await ask('?n=10')).toEqual(first)
  expect(await ask('?n=1')).toEqual(first.slice(0, 1))
  const others = texts.slice(1).flat()
  for (const { text, groupName } of first) {
    expect(others).toContain(text)
    expect(text).not.toContain('ลอกท่อ')
    expect(groupName).not.toBe('กลุ่ม 1')
  }
  const passed = await ask(`?not=${first.map(({ id }) => id).join()}`)
  expect(passed.map(({ text }) => text).sort()).toEqual(others.filter((text) => !first.some((idea) => idea.text === text)).sort())
  expect((await piti.refused('GET', `/api/boards/${manee.boardId}/inspiration`)).code).toBe('board/not-found')
})

test('[IN3, UN6] nobody can reckon from the store who was shown what, and so who may have built on it', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 2 })
  const { boards } = seminar.leader.seminar
  const list = ['เรือท้องแบน', 'สะพานลอยน้ำ', 'โรงเรียนพ่อแม่', 'ตลาดนัดผัก', 'จักรยานยืม', 'ไฟฟ้าแสงแดด', 'สวนดาดฟ้า', 'หมอเยี่ยมบ้าน']
  const ideas = list.map((text) => ({ text }))
  await seminar.leader.ask('POST', `/api/boards/${boards[1]!.id}/ideas`, ideas)
  const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => sit(server, seminar, 1)))
  await seminar.begin(phase('alone', { visibility: 'private', anonymity: 'anonymous', inspiration: 2 }))
  const shown = () => Promise.all(people.map((one) => one.ask<{ ideas: InspiringIdea[] }>('GET', `/api/boards/${one.boardId}/inspiration`)))
  const before = await shown()
  expect(await shown()).toEqual(before)
  await server.restart()
  expect(await shown()).not.toEqual(before)
})

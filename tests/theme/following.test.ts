import { expect, test } from 'vitest'
import type { ThemesList } from '#shared/theme/listed.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { Desk, write, writeTown } from './hall.ts'

test('[TS1] what the groups write comes out as themes over all groups, told as rows and as a list', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3, title: 'เมืองน่าอยู่' })
  await writeTown(server, leader)
  const desk = await Desk.open(leader, server.url, leader.seminar.seminarId)
  expect(desk.ideas.size).toBe(18)
  expect(desk.themes.size).toBeGreaterThanOrEqual(2)
  const groups = new Set(leader.seminar.boards.map(({ group }) => group))
  for (const row of desk.ideas.values()) {
    expect(groups).toContain(row.groupId)
    expect(row.language).toBe('th')
  }
  const list = await leader.ask<ThemesList>('GET', `/api/seminars/${leader.seminar.seminarId}/themes`)
  expect(list.themes.map(({ id }) => id)).toEqual([...desk.themes.keys()])
  for (const { id, ideaIds, groups: counts } of list.themes) {
    expect([...ideaIds].sort()).toEqual(
      desk
        .members(id)
        .map((row) => row.id)
        .sort(),
    )
    expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(ideaIds.length)
  }
})

test('[TS2] what is written while somebody watches is counted within two seconds, placed soon after, and gone when it is withdrawn', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3 })
  await writeTown(server, leader)
  const desk = await Desk.open(leader, server.url, leader.seminar.seminarId)
  const board = leader.seminar.boards[1]!
  const began = performance.now()
  const [id] = await write(server, board.id, ['น้ำท่วมขังหน้าโรงเรียน ท่อระบายน้ำเล็กเกินไป'])
  await until('the idea is counted', () => desk.row(id!))
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(desk.row(id!)).toMatchObject({ boardId: board.id, groupId: board.group })
  await until('the idea is placed', () => desk.row(id!)?.theme, { timeoutMs: 15_000 })
  await server.app.rooms.write(board.room, (doc) => void doc.getMap('ideas').delete(id!))
  await until('the idea is gone', () => !desk.row(id!))
  expect(desk.missed).toBe(0)
})

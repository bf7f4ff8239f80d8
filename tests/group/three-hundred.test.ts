import { expect, test } from 'vitest'
import { openMemory } from '../../server/store/memory.ts'
import { openTestApp } from '../helpers/server.ts'

const countBy = (groups: (string | undefined)[]) => {
  const counts = new Map<string | undefined, number>()
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1)
  return [...counts.values()]
}

test('[SE1] 300 joins at once from one address all succeed, spread evenly over the groups', async () => {
  const { quick, join } = await openTestApp()
  const { seminar } = await quick({ groups: 30 })
  const startedAt = performance.now()
  const people = await Promise.all(Array.from({ length: 300 }, (_, index) => join(seminar, { name: `คนที่ ${index + 1}` })))
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(new Set(people.map(({ seat }) => seat.seatId)).size).toBe(300)
  expect(new Set(people.map(({ cookie }) => cookie)).size).toBe(300)
  expect(countBy(people.map(({ seat }) => seat.group))).toEqual(Array(30).fill(10))
})

test('[SE2] two processes over one store fill the groups evenly too', async () => {
  const store = openMemory()
  const here = await openTestApp({}, { store })
  const there = await openTestApp({}, { store: store.beside() })
  const { seminar } = await here.quick({ groups: 4 })
  const people = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? here : there).join(seminar)))
  expect(countBy(people.map(({ seat }) => seat.group))).toEqual([10, 10, 10, 10])
  const elsewhere = people[0]!
  const there2 = Object.assign(there.person(), { cookie: elsewhere.cookie })
  expect(await there2.ask('GET', '/api/me')).toMatchObject({ seats: [{ id: elsewhere.seat.seatId }] })
})

test('[SE3] whoever comes next takes the place of who was moved or sent away', async () => {
  const { quick, join } = await openTestApp()
  const leader = await quick({ groups: 2 })
  const [first, second] = [await join(leader.seminar), await join(leader.seminar)]
  expect(first.seat.group).not.toBe(second.seat.group)
  await leader.ask('PATCH', `/api/seats/${first.seat.seatId}`, { groupId: second.seat.group })
  expect((await join(leader.seminar)).seat.group).toBe(first.seat.group)
  await leader.ask('POST', `/api/seats/${second.seat.seatId}/revoke`)
  expect((await join(leader.seminar)).seat.group).toBe(first.seat.group)
})

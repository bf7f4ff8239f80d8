import { expect, onTestFinished, test } from 'vitest'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { Trail } from '#shared/theme/trail.ts'
import { TestRedis } from '../helpers/redis.ts'
import { newPerson, openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { KilledService } from '../vote/killed-service.ts'
import { Desk, write, writeTown } from './hall.ts'

test('[TS12] of several processes one reckons: all show the same, decide alike, and go on when it dies', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.end())
  const here = await openTestApp({ redisUrl: redis.url })
  const there = await KilledService.start({ REDIS_URL: redis.url })
  onTestFinished(() => there.kill())
  const leader = await here.quick({ groups: 3 })
  const { seminarId, boards } = leader.seminar
  const path = `/api/seminars/${seminarId}/themes`
  await writeTown(here, leader)
  const far = newPerson(() => there.url)
  far.cookie = leader.cookie
  // The first who asks has the other process hold it.
  const first = await Desk.open(far, there.url, seminarId)
  const second = await Desk.open(leader, here.url, seminarId)
  await until('all is there', () => first.ideas.size === 18 && second.ideas.size === 18 && first.themes.size > 1, { timeoutMs: 20_000 })
  await until('the same at both', () => first.revision === second.revision)
  expect([...second.themes.values()]).toEqual([...first.themes.values()])
  const [id] = await write(here, boards[0]!.id, ['ฝนตกหนักน้ำท่วมทางเข้าตลาด'])
  await until('counted at both', () => first.row(id!) && second.row(id!))
  const [big, other] = second.largest.map((theme) => theme.id)
  await leader.ask('POST', `${path}/corrections`, { op: 'merge', into: big, from: [other] })
  await until('merged at both', () => !first.themes.has(other!) && !second.themes.has(other!))
  expect(await leader.refused('POST', `${path}/corrections`, { op: 'rename', theme: 'nobody', label: 'ก' })).toMatchObject({
    code: 'theme/not-found',
  })
  expect(second.missed + first.missed).toBe(0)

  await there.kill()
  const [late] = await write(here, boards[1]!.id, ['ขยะล้นถังทุกวันจันทร์'])
  await until('this process goes on', () => second.row(late!), { timeoutMs: 20_000 })
  const now = await leader.ask<ThemesNow>('GET', `${path}/now`)
  expect(now.themes.some((theme) => theme.id === other)).toBe(false)
  expect(now.themes.some((theme) => theme.id === big)).toBe(true)
  await leader.ask('POST', `${path}/trail/1/undo`)
  await until('taken back', () => second.themes.has(other!))
  const { lines } = await leader.ask<Trail>('GET', `${path}/trail`)
  expect(lines.map(({ n }) => n)).toEqual([2, 1])

  there.spawn()
  await there.ready()
  const third = await Desk.open(far, there.url, seminarId)
  expect(third.ideas.size).toBe(second.ideas.size)
  expect([...third.themes.keys()].sort()).toEqual([...second.themes.keys()].sort())
}, 90_000)

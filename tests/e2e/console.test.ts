import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import { brainstorming } from '#shared/activity/methods/brainstorming.ts'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { faults, openHall, picture, sees, type Device, type Hall, type Look } from './hall.ts'

/** A hall of thirty groups in the middle of a phase. */
const groups = 30
let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext
let token: string

const ask = async <T>(method: 'POST' | 'PUT' | 'GET', path: string, data?: object): Promise<T> => {
  const response = await facilitator.request.fetch(path, { method, ...(data && { data }) })
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as T
}
const seminar = () => `/api/seminars/${answer.seminarId}`
const act = (act: object, of?: readonly string[]) => ask('POST', `${seminar()}/course`, { act, ...(of && { groups: of }) })

beforeAll(async () => {
  hall = await openHall()
  const opened = await hall.seminar(floodSeminar.title, groups)
  answer = opened.answer
  facilitator = opened.facilitator
  token = (await facilitator.cookies()).find(({ name }) => name === 'kp')!.value
  const ideas = floodSeminar.groups.flatMap((group) => group.ideas)
  for (const [n, { id }] of answer.boards.entries()) {
    const some = ideas.slice(n % 20, (n % 20) + 3 + ((n * 5) % 17)).map(({ text, zone }) => ({ text, zone }))
    await ask('POST', `/api/boards/${id}/ideas`, some)
    const page = await hall.someone('portrait')
    await page.request.post('/api/join', { data: { code: answer.joinCode, name: `คุณกิจ ${n + 1}`, group: n + 1 } })
    if (n === 2 || n === 10) await page.request.post(`${seminar()}/hand`, { data: { up: true, kind: n === 2 ? 'question' : 'help' } })
    await page.context().close()
  }
  const { title, phases } = brainstorming
  const activity = await ask<Activity>('POST', `${seminar()}/activities`, { title, phases, method: brainstorming.id })
  await act({ do: 'start', activityId: activity.id, phase: 'aspects' })
  await act({ do: 'begin' })
  await act({ do: 'back' }, [answer.boards[4]!.group])
  await act({ do: 'freeze' }, [answer.boards[8]!.group])
})
afterAll(() => hall?.close())

const be = async (device: Device, look: Look, cookie = token): Promise<Page> => {
  const page = await hall.someone(device, look)
  await page.context().addCookies([{ name: 'kp', value: cookie, url: hall.url }])
  await page.addInitScript((language) => localStorage.setItem('kp:language', language), look.language ?? 'th')
  return page
}
const looks: Look[] = [
  { language: 'th', theme: 'light' },
  { language: 'en', theme: 'dark' },
]

test.each(looks)('[RO8] the console of thirty groups holds nothing that axe finds ($language, $theme)', async (look) => {
  for (const device of ['laptop', 'landscape', 'portrait'] as const) {
    const page = await be(device, look)
    await page.goto(`/console/${answer.seminarId}`)
    await page
      .locator('.cells button')
      .nth(groups - 1)
      .waitFor()
    await sees(page, look.language === 'th' ? 'มีคำถาม' : 'has a question')
    await page.evaluate(() => document.fonts.ready)
    await picture(page, `console-${device}-${look.language}-${look.theme}`)
    expect(await faults(page)).toEqual([])
    await page.context().close()
  }
})

test.each(looks)('[WA11] the wall follows the console from mode to mode, by a projector’s own seat ($language, $theme)', async (look) => {
  const { code } = await ask<{ code: string }>('POST', `${seminar()}/wall/code`, {})
  const wall = await hall.someone('projector', look)
  await wall.addInitScript((language) => localStorage.setItem('kp:language', language), look.language ?? 'th')
  await wall.goto(`/present/seminar/${answer.seminarId}#${code}`)
  const board = answer.boards[3]!.id
  const [first] = await ask<{ id: string; text: string }[]>('GET', `/api/boards/${board}/ideas`)
  const th = look.language === 'th'
  const modes = [
    ['groups', { show: 'groups' }, answer.boards[0]!.groupName],
    ['instruction', { show: 'instruction' }, th ? 'คิดต่อทีละด้าน' : 'Go on, aspect by aspect'],
    ['board', { show: 'board', boardId: board }, answer.boards[3]!.groupName],
    ['spotlight', { show: 'spotlight', boardId: board, ideaId: first!.id }, first!.text],
    ['join', { show: 'join' }, answer.joinCode],
    ['tour', { show: 'tour', seconds: 60 }, answer.boards[0]!.groupName],
  ] as const
  for (const [name, show, seen] of modes) {
    await ask('PUT', `${seminar()}/wall`, show)
    await sees(wall, seen)
    await wall.evaluate(() => document.fonts.ready)
    await picture(wall, `wall-${name}-${look.language}-${look.theme}`)
    expect(await faults(wall)).toEqual([])
  }
  expect(new URL(wall.url()).hash).toBe('')
  await wall.context().close()
})

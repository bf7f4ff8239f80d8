import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { ask } from '../../client/net/call.ts'
import { Refused, Unreachable } from '../../client/net/refused.ts'
import { answering, closePage, findings, openPage, refuse, tooSmall } from './open-page.svelte.ts'
import { answers } from './seminar-answers.ts'

beforeEach(() => page.viewport(820, 1180))
afterEach(closePage)

const screens = {
  start: '/',
  join: '/join#mr7k2pqx9wztbc4hj6dn8sfg',
  console: '/console/s1',
  organizer: '/organizer',
  'set-up': '/set-up#token',
  'no such page': '/nowhere',
}
const settled = () => expect.element(page.getByRole('heading', { level: 1 })).toBeInTheDocument()
const loaded = () => expect.poll(() => document.querySelector('.loading')).toBe(null)

for (const [name, path] of Object.entries(screens)) {
  for (const look of [
    { language: 'th', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ] as const) {
    test(`[UI1] axe finds nothing: ${name}, ${look.language}, ${look.theme}`, async () => {
      await openPage(path, answers, look)
      await settled()
      await loaded()
      expect(await findings()).toEqual([])
    })
  }

  test(`[UI2] every target is 48 px and nothing runs out of a page of 320 px: ${name}`, async () => {
    await page.viewport(320, 640)
    const { target } = await openPage(path, answers)
    await settled()
    await loaded()
    expect(tooSmall(target)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    for (const field of target.querySelectorAll('input, textarea, select'))
      expect(parseFloat(getComputedStyle(field).fontSize)).toBeGreaterThanOrEqual(16)
  })
}

test('[UI3] the other language is there at once, and the page says which it is', async () => {
  await openPage('/', answers)
  await page.getByRole('button', { name: 'English' }).click()
  await expect.element(page.getByRole('heading', { name: 'Join a seminar' })).toBeVisible()
  expect(document.documentElement.lang).toBe('en')
  await page.getByRole('button', { name: 'ภาษาไทย' }).click()
  await expect.element(page.getByRole('heading', { name: 'เข้าร่วมสัมมนา' })).toBeVisible()
  expect(document.documentElement.lang).toBe('th')
})

test('[UI5] a question that changes nothing is asked up to three times; one that changes something, once', async () => {
  const asked = answering({ 'GET /api/me': 'silence', 'POST /api/join': 'silence' })
  await expect(ask('/api/me')).rejects.toBeInstanceOf(Unreachable)
  expect(asked).toHaveLength(3)
  await expect(ask('/api/join', { method: 'POST', body: {} })).rejects.toBeInstanceOf(Unreachable)
  expect(asked).toHaveLength(4)
})

test('[UI6] a refusal arrives with its code and its sentence, and is not asked again', async () => {
  const asked = answering({ 'GET /api/seminars/s9': refuse(404, 'seminar/not-found', 'ไม่พบสัมมนานี้') })
  const refused = await ask('/api/seminars/s9').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refused)
  expect(refused).toMatchObject({ code: 'seminar/not-found', said: 'ไม่พบสัมมนานี้', status: 404 })
  expect(asked).toHaveLength(1)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { readDigits, wayIn } from '../../client/person/code.ts'
import { readRoute } from '../../client/route.svelte.ts'
import { closePage, openPage, refuse } from './open-page.svelte.ts'
import { answers, joined, looked } from './seminar-answers.ts'

beforeEach(() => page.viewport(820, 1180))
afterEach(closePage)
const secret = 'mr7k2pqx9wztbc4hj6dn8sfg'

test('[JO1] a code counts in Thai digits and with spaces or dashes, and its sixth digit goes on by itself', async () => {
  expect(readDigits('๔๘๒-๙๑๓')).toBe('482913')
  expect(readDigits(' 482 913 7')).toBe('482913')
  const { asked } = await openPage('/', answers)
  await page.getByLabelText('รหัสเข้าร่วม 6 หลัก').fill('๔๘๒ 913')
  await expect.element(page.getByRole('heading', { name: looked.title })).toBeVisible()
  expect(asked.find(({ question }) => question === 'POST /api/join/look')?.body).toEqual({ code: '482913' })
})

test('[JO2] after the QR a name and one tap lead to the board; the group is left to the server unless chosen', async () => {
  const { asked } = await openPage(`/join#${secret}`, answers)
  await page.getByLabelText('ชื่อของท่าน').fill('สมชาย')
  await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await expect.poll(() => location.pathname).toBe('/board/b1')
  expect(asked.find(({ question }) => question === 'POST /api/join')?.body).toMatchObject({ secret, name: 'สมชาย' })
})

test('[AC29] who presses again after an answer was lost asks with the same key, also after a reload; the next asking has another', async () => {
  const lost: typeof answers = { ...answers, 'POST /api/join': 'silence' }
  const keys = (asked: Awaited<ReturnType<typeof openPage>>['asked']) =>
    asked.filter(({ question }) => question === 'POST /api/join').map(({ body }) => (body as { key: string }).key)
  const press = async () => {
    await page.getByLabelText('ชื่อของท่าน').fill('สมศรี')
    await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  }
  const first = await openPage(`/join#${secret}`, lost)
  await press()
  await expect.poll(() => keys(first.asked)).toHaveLength(1)
  await closePage()
  const second = await openPage(`/join#${secret}`, answers)
  await press()
  await expect.poll(() => location.pathname).toBe('/board/b1')
  await closePage()
  const third = await openPage(`/join#${secret}`, answers)
  await press()
  await expect.poll(() => location.pathname).toBe('/board/b1')
  const all = [first, second, third].flatMap(({ asked }) => keys(asked))
  expect(all.map((key) => all.indexOf(key))).toEqual([0, 0, 2])
})

test('[JO2] a group that is chosen is asked for', async () => {
  const { asked } = await openPage(`/join#${secret}`, answers)
  await page.getByLabelText('ชื่อของท่าน').fill('วราภรณ์')
  await page.getByText('กลุ่ม 2').click()
  await userEvent.click(page.getByRole('button', { name: 'เข้าสู่กระดาน' }))
  await expect
    .poll(() => asked.find(({ question }) => question === 'POST /api/join')?.body)
    .toMatchObject({ secret, name: 'วราภรณ์', group: 'g2' })
})

test('[JO3] without the name that is needed nothing is sent, and a sentence says so', async () => {
  const { asked } = await openPage(`/join#${secret}`, answers)
  await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await expect.element(page.getByRole('alert').filter({ hasText: 'โปรดบอกชื่อ' })).toBeVisible()
  expect(asked.map(({ question }) => question)).not.toContain('POST /api/join')
})

test('[JO4] a code that is refused is answered by the server’s sentence, and can be typed again at once', async () => {
  const said = 'รหัสนี้ใช้ไม่ได้ ตรวจดูรหัสบนจออีกครั้ง'
  let known = false
  await openPage('/join#000000', { ...answers, 'POST /api/join/look': () => (known ? looked : refuse(404, 'join/unknown-code', said)) })
  await expect.element(page.getByText(said)).toBeVisible()
  known = true
  await page.getByLabelText('รหัสเข้าร่วม 6 หลัก').fill('482913')
  await expect.element(page.getByRole('heading', { name: looked.title })).toBeVisible()
})

test('[JO5] a seat code goes straight to its seat: a board, or the facilitator’s desk', async () => {
  expect(wayIn('k7mq3xwp')).toEqual({ code: 'k7mq3xwp' })
  expect(wayIn(secret)).toEqual({ secret })
  const { asked } = await openPage('/join#k7mq3xwp', {
    ...answers,
    'POST /api/join/look': { ...looked, seated: true },
    'POST /api/join': { ...joined, role: 'facilitator' },
  })
  await expect.poll(() => location.pathname).toBe('/console/s1')
  expect(asked.find(({ question }) => question === 'POST /api/join')?.body).toMatchObject({ code: 'k7mq3xwp' })
})

test('[JO6] the secret that joined leaves the address', async () => {
  await openPage(`/join#${secret}`, { ...answers, 'POST /api/join/look': { ...looked, namesNeeded: false } })
  await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await expect.poll(() => location.pathname).toBe('/board/b1')
  expect(location.hash).toBe('')
})

test('[UI4] an address is one of the nine places, or none', () => {
  expect(readRoute('/')).toEqual({ screen: 'start' })
  expect(readRoute('/present/seminar/s1')).toEqual({ screen: 'projector', seminarId: 's1' })
  expect(readRoute('/present/b1')).toEqual({ screen: 'projector', boardId: 'b1' })
  expect(readRoute('/board/__proto__')).toEqual({ screen: 'notFound' })
  expect(readRoute('/board/b1/more')).toEqual({ screen: 'notFound' })
  expect(readRoute('/console')).toEqual({ screen: 'notFound' })
})

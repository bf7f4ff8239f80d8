import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { templates } from '#shared/board/template.ts'
import { roomSays } from '../theme/room-says.ts'
import { closePage, openPage, refuse } from './open-page.svelte.ts'
import { answers, seminar, view } from './seminar-answers.ts'

beforeEach(() => page.viewport(1440, 900))
afterEach(closePage)
const questions = (asked: { question: string }[]) => asked.map(({ question }) => question)

test('[CO1] the desk shows the code, the QR, and every group with its people and its board', async () => {
  const { target } = await openPage('/console/s1', answers)
  await expect.element(page.getByRole('heading', { level: 1, name: seminar.title })).toBeVisible()
  await expect.element(page.getByRole('img', { name: 'คิวอาร์โค้ดสำหรับเข้าร่วม' })).toBeVisible()
  expect(target.querySelector('.door .code')?.textContent).toMatch(/482.913/)
  const tile = page.getByRole('article', { name: 'กลุ่ม 1' })
  await expect.element(tile.getByText('ออนไลน์ 0 จาก 2 คน')).toBeVisible()
  await expect.element(tile.getByRole('link', { name: 'เปิดกระดาน' })).toHaveAttribute('href', '/board/b1')
})

test('[CO18] a group’s board is brought onto the wall from its tile, by the word that turns the wall everywhere', async () => {
  const { asked } = await openPage('/console/s1', { ...answers, 'PUT /api/seminars/s1/wall': (body) => body as object })
  await page.getByRole('article', { name: 'กลุ่ม 2' }).getByRole('button', { name: 'ขึ้นจอใหญ่: กระดานของกลุ่ม 2' }).click()
  await expect
    .poll(() => asked.find(({ question }) => question === 'PUT /api/seminars/s1/wall')?.body)
    .toEqual({ show: 'board', boardId: 'b2' })
})

test('[CO31] from a board who leads finds the way back to the desk; nobody else is offered it', async () => {
  const of = (role: string) => ({
    board: { id: 'b1', seminarId: 's1', groupId: 'g1', template: 'swot', closed: false },
    group: view.groups[0],
    seminar: { id: 's1', title: seminar.title, state: 'open' },
    me: { ...view.me, role },
  })
  const wayBack = page.getByRole('link', { name: 'โต๊ะผู้ดำเนินการ' })
  await openPage('/board/b1', { ...answers, 'GET /api/boards/b1': of('facilitator') })
  await expect.element(wayBack).toHaveAttribute('href', '/console/s1')
  await closePage()
  const { asked } = await openPage('/board/b1', { ...answers, 'GET /api/boards/b1': of('participant') })
  await expect.poll(() => questions(asked)).toContain('GET /api/boards/b1')
  await expect.element(page.getByText(seminar.title)).toBeVisible()
  expect(wayBack.elements()).toEqual([])
})

test('[CO2] the code on the wall stands at projector size, with the address to type it at', async () => {
  await page.viewport(1920, 1080)
  const { target } = await openPage('/console/s1', answers)
  await page.getByRole('button', { name: 'เต็มจอเครื่องนี้ให้สแกน' }).click()
  await expect.element(page.getByText('192.168.1.20:8080')).toBeVisible()
  const code = target.querySelector('.wall .code .code')!
  expect(parseFloat(getComputedStyle(code).fontSize)).toBeGreaterThan(150)
})

test('[CO3] a facilitator’s link becomes a seat, and its secret leaves the address', async () => {
  const { asked } = await openPage('/console/s1#q4MEWnr281iC29Fa8S1ac6ErMDRRobIR', answers)
  await expect.element(page.getByRole('heading', { level: 1, name: seminar.title })).toBeVisible()
  expect(location.hash).toBe('')
  expect(asked.find(({ question }) => question === 'POST /api/join')?.body).toMatchObject({ secret: 'q4MEWnr281iC29Fa8S1ac6ErMDRRobIR' })
})

test.each(['th', 'en'] as const)('[CO3] a link that works once is used once, in whatever language (%s)', async (language) => {
  const { asked } = await openPage('/console/s1#q4MEWnr281iC29Fa8S1ac6ErMDRRobIR', answers, { language })
  await expect.element(page.getByRole('heading', { level: 1, name: seminar.title })).toBeVisible()
  await expect.element(page.getByRole('tab', { name: language === 'th' ? /^กลุ่ม/ : /^Groups/ })).toBeVisible()
  expect(questions(asked).filter((question) => question === 'POST /api/join')).toHaveLength(1)
})

test('[CO28] a link that has made this browser a seat before leads to it again, and to nobody else', async () => {
  const used = { ...answers, 'POST /api/join': refuse(404, 'join/unknown-code', 'รหัสนี้ใช้ไม่ได้') }
  const mySeat = { ...view.me, seminarTitle: seminar.title }
  await openPage('/console/s1#k7mq3xwp', { ...used, 'GET /api/me': { seats: [mySeat], organizer: false } })
  await expect.element(page.getByRole('heading', { level: 1, name: seminar.title })).toBeVisible()
  expect(location.hash).toBe('')
  await closePage()
  await openPage('/console/s1#k7mq3xwp', used)
  await expect.element(page.getByText('รหัสนี้ใช้ไม่ได้')).toBeVisible()
})

test('[UI11] a desk whose course does not come says that it could not be loaded, and tries again by a tap', async () => {
  let away = true
  await openPage('/console/s1', {
    ...answers,
    'GET /api/seminars/s1/course': () => (away ? refuse(503, 'store/away', '') : (answers['GET /api/seminars/s1/course'] as object)),
  })
  await expect.element(page.getByRole('heading', { name: 'เปิดหน้านี้ไม่สำเร็จ' })).toBeVisible()
  away = false
  await page.getByRole('button', { name: 'ลองอีกครั้ง' }).click()
  await expect.element(page.getByRole('heading', { level: 1, name: seminar.title })).toBeVisible()
})

test('[UI7] a screen that goes is not handed the next address', async () => {
  const { asked } = await openPage('/console/s1', answers)
  await page.getByRole('article', { name: 'กลุ่ม 1' }).getByRole('link', { name: 'เปิดกระดาน' }).click()
  await expect.poll(() => questions(asked), { timeout: 10_000 }).toContain('GET /api/boards/b1')
  expect(questions(asked).filter((question) => question.includes('undefined'))).toEqual([])
})

test('[CO4] an import shows what it will bring; a fault names its line and nothing is sent', async () => {
  const { asked } = await openPage('/console/s1', { ...answers, 'POST /api/boards/b1/ideas': { imported: 2, ids: [] } })
  await page.getByRole('button', { name: 'คำสั่งของกลุ่ม 1' }).click()
  await page.getByRole('button', { name: 'นำความคิดเห็นเข้า' }).click()
  const text = page.getByLabelText('วางความคิดเห็น บรรทัดละหนึ่งเรื่อง')
  await text.fill('ท่อตัน,จุดอ่อน\n"ปิดไม่ครบ')
  await page.getByText('ตาราง (CSV)').click()
  await expect.element(page.getByText(/บรรทัดที่ 2/)).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'นำเข้า', exact: true })).toBeDisabled()
  await text.fill('')
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', 'ท่อระบายน้ำตัน\n'.repeat(5_000))
  text.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  await expect.element(page.getByText(/^จะนำเข้า 5,?000 ความคิดเห็น/)).toBeVisible()
  await expect.element(text).toHaveValue('')
  const short = new DataTransfer()
  short.setData('text/plain', 'อีกเรื่อง')
  text.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData: short, bubbles: true, cancelable: true }))
  await expect.element(text).toHaveValue('อีกเรื่อง')
  text.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  await page.getByRole('button', { name: 'ใส่ข้อความอื่นแทน' }).click()
  await expect.poll(() => document.activeElement).toBe(text.element())
  await page.getByText('ตาราง (CSV)').click()
  await text.fill('ท่อตัน,จุดอ่อน\nมีเครื่องสูบใหม่,จุดแข็ง')
  await expect.element(page.getByText('จะนำเข้า 2 ความคิดเห็น')).toBeVisible()
  await page.getByRole('button', { name: 'นำเข้า', exact: true }).click()
  await expect
    .poll(() => asked.find(({ question }) => question === 'POST /api/boards/b1/ideas')?.body)
    .toEqual([
      { text: 'ท่อตัน', zone: 'weaknesses' },
      { text: 'มีเครื่องสูบใหม่', zone: 'strengths' },
    ])
})

test('[BO10] an import that is pressed again after its answer was lost goes under the same key', async () => {
  await openPage('/console/s1', { ...answers, 'POST /api/boards/b1/ideas': 'silence' })
  const keys: (string | null)[] = []
  const answering = globalThis.fetch
  globalThis.fetch = (input, init) => {
    if (init?.method === 'POST') keys.push(new URL(String(input), location.href).searchParams.get('key'))
    return answering(input, init)
  }
  await page.getByRole('button', { name: 'คำสั่งของกลุ่ม 1' }).click()
  await page.getByRole('button', { name: 'นำความคิดเห็นเข้า' }).click()
  await page.getByLabelText('วางความคิดเห็น บรรทัดละหนึ่งเรื่อง').fill('ท่อตัน')
  for (const tries of [1, 2]) {
    await page.getByRole('button', { name: 'นำเข้า', exact: true }).click()
    await expect.poll(() => keys).toHaveLength(tries)
  }
  expect(keys[0]).toMatch(/^[0-9a-z]{14}$/)
  expect(new Set(keys).size).toBe(1)
})

test('[CO21] an import goes into the zones that the board has now, whatever it began with', async () => {
  const { asked } = await openPage('/console/s1', {
    ...answers,
    'GET /api/boards/b1/versions/now': { zones: templates['world-cafe'].zones, ideas: [] },
    'POST /api/boards/b1/ideas': { imported: 1, ids: [] },
  })
  await page.getByRole('button', { name: 'คำสั่งของกลุ่ม 1' }).click()
  await page.getByRole('button', { name: 'นำความคิดเห็นเข้า' }).click()
  await page.getByLabelText('วางความคิดเห็น บรรทัดละหนึ่งเรื่อง').fill('ฟังชุมชนก่อนออกแบบ,สิ่งที่ค้นพบ\nท่อตัน,จุดอ่อน')
  await page.getByText('ตาราง (CSV)').click()
  await expect.element(page.getByText('จุดอ่อน', { exact: false }).last()).toBeVisible()
  await page.getByRole('button', { name: 'นำเข้า', exact: true }).click()
  await expect
    .poll(() => asked.find(({ question }) => question === 'POST /api/boards/b1/ideas')?.body)
    .toEqual([{ text: 'ฟังชุมชนก่อนออกแบบ', zone: 'harvest' }, { text: 'ท่อตัน' }])
})

test('[CO5] a seat is taken back, and a seminar closed, only after one more yes', async () => {
  const { asked } = await openPage('/console/s1', {
    ...answers,
    'POST /api/seats/p1/revoke': {},
    'POST /api/seminars/s1/close': {},
  })
  await page.getByRole('tab', { name: /ผู้เข้าร่วม/ }).click()
  await page.getByRole('button', { name: 'คำสั่งสำหรับ สมชาย ใจดี' }).click()
  await page.getByRole('button', { name: 'ยกเลิกที่นั่ง' }).click()
  expect(questions(asked)).not.toContain('POST /api/seats/p1/revoke')
  await page.getByRole('dialog').getByRole('button', { name: 'ยกเลิกที่นั่ง' }).click()
  await expect.poll(() => questions(asked)).toContain('POST /api/seats/p1/revoke')
  await page.getByRole('button', { name: 'คำสั่งของสัมมนา' }).click()
  await page.getByRole('button', { name: 'ปิดสัมมนา', exact: true }).click()
  expect(questions(asked)).not.toContain('POST /api/seminars/s1/close')
  await page.getByRole('button', { name: 'ปิดสัมมนาเดี๋ยวนี้' }).click()
  await expect.poll(() => questions(asked)).toContain('POST /api/seminars/s1/close')
})

test('[CO32] before a seminar is closed its dialog says that the note takers’ desk closes too, and how much nobody has confirmed', async () => {
  const filed = { ...roomSays, ideas: roomSays.ideas.map((idea, at) => (at < 3 ? { ...idea, filed: true as const } : idea)) }
  await openPage('/console/s1', { ...answers, 'GET /api/seminars/s1/themes/now': filed })
  await page.getByRole('button', { name: 'คำสั่งของสัมมนา' }).click()
  await page.getByRole('button', { name: 'ปิดสัมมนา', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect.element(dialog).toMatchTextContent(/โต๊ะคุณลิขิตปิดด้วย จัดและยืนยันต่อไม่ได้\s+ยังไม่ได้ยืนยัน 7 จาก 10 ความคิดเห็น/)
})

test('[CO33] who takes notes stands on the list under a heading of their own, and is not counted among who takes part', async () => {
  const noteTaker = { ...view.seats[1]!, id: 'n1', role: 'noteTaker', name: 'คุณวิภา', groupId: undefined }
  await openPage('/console/s1', { ...answers, 'GET /api/seminars/s1': { ...view, seats: [...view.seats, noteTaker] } })
  const tab = page.getByRole('tab', { name: /ผู้เข้าร่วม/ })
  await expect.element(tab).toMatchTextContent(/3\s*$/)
  await tab.click()
  await expect.element(page.getByRole('region', { name: /^คุณลิขิต/ }).getByText('คุณวิภา')).toBeVisible()
  await expect.element(page.getByRole('region', { name: /^ยังไม่มีกลุ่ม/ })).not.toBeInTheDocument()
})

test('[CO6] a closed seminar offers its bundle and no change', async () => {
  const closed = { ...view, seminar: { ...seminar, state: 'closed', closedAt: Date.UTC(2026, 10, 27) } }
  await openPage('/console/s1', { ...answers, 'GET /api/seminars/s1': closed })
  const bundle = page.getByRole('link', { name: 'ดาวน์โหลดชุดข้อมูล' })
  await expect.element(bundle).toHaveAttribute('href', '/api/seminars/s1/export.zip')
  await expect.element(page.getByText('ปิดเมื่อ 27 พฤศจิกายน 2569')).toBeVisible()
  expect(page.getByRole('button', { name: 'คำสั่งของสัมมนา' }).elements()).toEqual([])
  expect(page.getByRole('img', { name: 'คิวอาร์โค้ดสำหรับเข้าร่วม' }).elements()).toEqual([])
})

test('[CO7] what was refused is said inside the dialog that asked', async () => {
  const said = 'มีผู้อื่นแก้ไขก่อนหน้านี้'
  await openPage('/console/s1', { ...answers, 'PATCH /api/groups/g1': refuse(409, 'record/changed', said) })
  await page.getByRole('button', { name: 'คำสั่งของกลุ่ม 1' }).click()
  await page.getByRole('button', { name: 'เปลี่ยนชื่อกลุ่ม' }).click()
  await page.getByLabelText('ชื่อกลุ่ม').fill('กลุ่มคลอง')
  await page.getByRole('button', { name: 'บันทึก' }).click()
  await expect.element(page.getByRole('dialog').getByText(said)).toBeVisible()
})

test('[OR1] the organizer’s list is newest first, with Buddhist years', async () => {
  await openPage('/organizer', answers)
  await expect.element(page.getByText(/ปิดเมื่อ 29 สิงหาคม 2569/)).toBeVisible()
  expect(
    page
      .getByRole('heading', { level: 2 })
      .elements()
      .map((heading) => heading.textContent),
  ).toEqual([seminar.title, 'ลดขยะต้นทาง'])
})

test('[OR2] the set-up link is used by a tap and not by a look', async () => {
  const { asked } = await openPage('/set-up#token-of-the-first-start', { ...answers, 'POST /api/organizer': {} })
  const claim = page.getByRole('button', { name: 'เป็นผู้จัดในเบราว์เซอร์นี้' })
  await expect.element(claim).toBeVisible()
  expect(questions(asked)).toEqual([])
  await claim.click()
  await expect.poll(() => location.pathname).toBe('/organizer')
  expect(asked[0]).toEqual({ question: 'POST /api/organizer', body: { token: 'token-of-the-first-start' } })
})

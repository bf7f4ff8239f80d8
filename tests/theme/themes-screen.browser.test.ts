import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { SeminarView } from '#shared/group/group.ts'
import type { Trail } from '#shared/theme/trail.ts'
import { closePage, findings, openPage, refuse, tooSmall, type Answers, type Asked } from '../client-shell/open-page.svelte.ts'
import { answers, view } from '../client-shell/seminar-answers.ts'
import { roomSays } from './room-says.ts'

const laptop = () => page.viewport(1440, 900)
beforeEach(laptop)
afterEach(closePage)

const room: Answers = {
  ...answers,
  'GET /api/seminars/s1/themes/now': roomSays,
  'GET /api/seminars/s1/votes': { votes: [] },
  'GET /api/seminars/s1/themes/advice': { on: false },
  'POST /api/seminars/s1/themes/corrections': { revision: 7 },
}
/** The screen, once its script has come. */
const open = async (more: Answers = {}, how: Parameters<typeof openPage>[2] = {}) => {
  const opened = await openPage('/themes/s1', { ...room, ...more }, how)
  await expect.poll(() => document.querySelector('[data-theme-row], main .empty, main > .soft'), { timeout: 15_000 }).not.toBeNull()
  return opened
}
const corrections = (asked: readonly Asked[]) =>
  asked.filter(({ question }) => question === 'POST /api/seminars/s1/themes/corrections').map(({ body }) => body)
const button = (name: string | RegExp, exact = true) => page.getByRole('button', { name, exact })
const row = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}`) })
/** Its words, with one blank where there is any. */
const textOf = (locator: ReturnType<typeof row>) => (locator.query()?.textContent ?? '').replace(/\s+/g, ' ')
const dialog = () => page.getByRole('dialog')
const sheet = (label: string) => page.getByRole('complementary', { name: `ประเด็น ${label}` })
/** Opens a menu and takes one line of it; what scrolls while it opens closes it again. */
const take = async (menu: ReturnType<typeof row>, line: string) => {
  await expect
    .poll(
      () => {
        if (!button(line).query()) (menu.element() as HTMLElement).click()
        return button(line).query()
      },
      { timeout: 10_000 },
    )
    .not.toBeNull()
  ;(button(line).element() as HTMLElement).click()
}
const openTheme = async (label: string) => {
  await row(label).click()
  await expect.element(sheet(label)).toBeVisible()
}

test('[TD6] the screen says how much there is in words, and the map has a list with the same figures', async () => {
  const { target } = await open()
  await expect.element(page.getByRole('heading', { name: 'ประเด็นร่วมของทุกกลุ่ม' })).toBeVisible()
  await expect
    .poll(() => target.querySelector('.totals')?.textContent)
    .toMatch(/10 ความคิดเห็น.*4 ประเด็นร่วม.*เขียนแล้ว 3 จาก 3 กลุ่ม.*ยังไม่เข้าประเด็น 1/)
  await expect.poll(() => textOf(row('น้ำท่วม'))).toMatch(/3 ความคิดเห็น/)
  await expect.poll(() => textOf(row('น้ำท่วม'))).toMatch(/3 จาก 3 กลุ่ม/)
  await expect.poll(() => target.querySelectorAll('.map .tile').length).toBe(4)
  expect(target.querySelector('.map')!.getAttribute('aria-hidden')).toBe('true')
  expect(target.querySelector<HTMLElement>('.map .tile')!.tabIndex).toBe(-1)
})

test('[TD7] what one group alone has said is marked on the map, in the list, in the matrix and from near', async () => {
  const { target } = await open()
  await expect.poll(() => textOf(row('ผู้สูงอายุ'))).toMatch(/เสียงส่วนน้อย มีเฉพาะกลุ่ม 3/)
  expect(textOf(row('ทางเท้า'))).not.toContain('เสียงส่วนน้อย')
  const sole = () => [...target.querySelectorAll('.map .sole')].map(({ textContent }) => textContent)
  await expect.poll(sole).toEqual([expect.stringContaining('ผู้สูงอายุ')])
  await openTheme('ผู้สูงอายุ')
  await expect.element(sheet('ผู้สูงอายุ').getByText('เสียงส่วนน้อย มีเฉพาะกลุ่ม 3')).toBeVisible()
  await page.getByRole('tab', { name: 'ใครพูดเรื่องใด' }).click()
  const cells = (label: string) => page.getByRole('row', { name: new RegExp(`^${label}`) })
  await expect.poll(() => textOf(cells('ผู้สูงอายุ'))).toMatch(/เสียงส่วนน้อย/)
  await expect.poll(() => textOf(cells('น้ำท่วม'))).toMatch(/1\s*1\s*1\s*3\/3/)
  await expect.poll(() => textOf(cells('ทางเท้า'))).toMatch(/1\s*1\s*ยังไม่พูดถึง\s*2\/3/)
})

test('[TD8] each decision about a theme is one correction', async () => {
  const { asked } = await open()
  await openTheme('น้ำท่วม · ระบายน้ำ')
  await button('คงประเด็นนี้ไว้').click()
  await button('ตั้งชื่อใหม่').click()
  await dialog().getByRole('textbox').fill('น้ำรอระบาย')
  await dialog().getByRole('button', { name: 'บันทึก' }).click()
  await expect.poll(() => document.querySelector('dialog')).toBeNull()
  await take(button('คำสั่งของประเด็นนี้'), 'ตัดประเด็นนี้ออก')
  await expect.poll(() => corrections(asked).length).toBe(3)
  expect(corrections(asked)).toEqual([
    { op: 'accept', theme: 't1' },
    { op: 'rename', theme: 't1', label: 'น้ำรอระบาย' },
    { op: 'dismiss', theme: 't1' },
  ])
})

test('[TD8] themes are merged from near or by choosing several; the sheet goes on with the one that stays', async () => {
  const { asked } = await open()
  await openTheme('ทางเท้า')
  await take(button('คำสั่งของประเด็นนี้'), 'รวมกับประเด็นอื่น…')
  await dialog()
    .getByRole('button', { name: /^ผู้สูงอายุ/ })
    .click()
  await expect.element(sheet('ผู้สูงอายุ')).toBeVisible()
  await page.getByRole('checkbox', { name: 'เลือก ทางเท้า' }).click()
  await page.getByRole('checkbox', { name: 'เลือก ขยะ · แยกขยะ' }).click()
  await button('รวมเป็นประเด็นเดียว').click()
  await dialog().getByRole('button', { name: /^ขยะ/ }).click()
  await expect
    .poll(() => corrections(asked))
    .toEqual([
      { op: 'merge', into: 't4', from: ['t2'] },
      { op: 'merge', into: 't3', from: ['t2'] },
    ])
  await expect.element(page.getByText('เลือก 2 ประเด็น')).not.toBeInTheDocument()
})

test('[TD16] what can be done with chosen ideas comes at the foot: no idea moves, and themes chosen before stay chosen', async () => {
  const { asked } = await open()
  await page.getByRole('checkbox', { name: 'เลือก ทางเท้า' }).click()
  await openTheme('น้ำท่วม · ระบายน้ำ')
  const near = sheet('น้ำท่วม · ระบายน้ำ')
  await document.fonts.ready
  const boxes = near.getByRole('checkbox').elements()
  const tops = () => boxes.map((box) => box.getBoundingClientRect().top)
  const before = tops()
  ;(boxes[0] as HTMLElement).click()
  const bar = near.getByRole('group', { name: 'เลือก 1 ข้อ' })
  await expect.element(bar).toBeVisible()
  await expect.poll(() => bar.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight)
  expect(tops()).toEqual(before)
  await bar.getByRole('button', { name: 'แยกเป็นประเด็นใหม่' }).click()
  await dialog().getByRole('textbox').fill('คลอง')
  await dialog().getByRole('button', { name: 'แยกเป็นประเด็นใหม่' }).click()
  await expect.poll(() => corrections(asked).length).toBe(1)
  const together = page.getByRole('group', { name: 'เลือก 1 ประเด็น' })
  await expect.element(together).toBeVisible()
  // What was done is said above the bar, not over it.
  const said = () => document.querySelector('.notice')?.getBoundingClientRect().bottom
  await expect.poll(said).toBeLessThanOrEqual(together.element().getBoundingClientRect().top)
})

test('[UI14] the menu of every idea and theme opens within the screen, where it can be pressed', async () => {
  await open()
  await openTheme('น้ำท่วม · ระบายน้ำ')
  for (const menu of sheet('น้ำท่วม · ระบายน้ำ').getByRole('button', { name: /^คำสั่ง/ }).elements()) {
    ;(menu as HTMLElement).click()
    await expect.poll(() => menu.nextElementSibling).not.toBeNull()
    const line = menu.nextElementSibling!.querySelector('button')!
    const pressed = () => {
      const { left, top, width, height } = line.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2)
    }
    await expect.poll(pressed).toBe(line)
    ;(menu as HTMLElement).click()
  }
})

test('[TD8] ideas are moved, taken out, split off, said to be the same or not, and nested copies are told apart', async () => {
  const { asked } = await open()
  await openTheme('น้ำท่วม · ระบายน้ำ')
  const near = sheet('น้ำท่วม · ระบายน้ำ')
  await near.getByText('+1 ใกล้เคียง').click()
  await near.getByRole('button', { name: 'ไม่ใช่เรื่องเดียวกัน' }).click()
  await expect.poll(() => corrections(asked).length).toBe(1)
  await take(near.getByRole('button', { name: /^คำสั่งของความคิดเห็นนี้: ขุดลอกคลอง/ }), 'ไม่ใช่ประเด็นนี้')
  await take(near.getByRole('button', { name: /^คำสั่งของความคิดเห็นนี้: ขุดลอกคลอง/ }), 'ย้ายไปที่…')
  await dialog()
    .getByRole('button', { name: /^ทางเท้า/ })
    .click()
  await expect.poll(() => corrections(asked).length).toBe(3)
  await near.getByRole('checkbox', { name: /ขุดลอกคลอง/ }).click()
  await near.getByRole('checkbox', { name: /ลอกท่อ/ }).click()
  await near.getByRole('button', { name: 'คำสั่งอื่นของข้อที่เลือก' }).click()
  await near.getByRole('button', { name: 'เป็นเรื่องเดียวกัน', exact: true }).click()
  await expect.poll(() => corrections(asked).length).toBe(4)
  await near.getByRole('checkbox', { name: /ขุดลอกคลอง/ }).click()
  await near.getByRole('button', { name: 'แยกเป็นประเด็นใหม่' }).click()
  await dialog().getByRole('textbox').fill('คลอง')
  await dialog().getByRole('button', { name: 'แยกเป็นประเด็นใหม่' }).click()
  await expect.poll(() => corrections(asked).length).toBe(5)
  expect(corrections(asked)).toEqual([
    { op: 'different', ideas: ['i2', 'i3'] },
    { op: 'exclude', idea: 'i1', theme: 't1' },
    { op: 'move', idea: 'i1', to: 't2' },
    { op: 'same', ideas: ['i1', 'i2'] },
    { op: 'split', theme: 't1', ideas: ['i1'], newTheme: expect.stringMatching(/^[a-z0-9]{14}$/), label: 'คลอง' },
  ])
})

test('[TD8] why two ideas are together is shown in shared words and matters', async () => {
  await open({ 'GET /api/seminars/s1/themes/why': { words: ['ลอก'], concepts: ['flood', 'house-own'] } })
  await openTheme('น้ำท่วม · ระบายน้ำ')
  await page.getByRole('checkbox', { name: /ขุดลอกคลอง/ }).click()
  await page.getByRole('checkbox', { name: /ความคิดเห็นนี้: ลอกท่อ/ }).click()
  await button('คำสั่งอื่นของข้อที่เลือก').click()
  await button('ทำไมอยู่ด้วยกัน').click()
  await expect.element(dialog().getByText('น้ำท่วม', { exact: true })).toBeVisible()
  await expect.element(dialog().getByText('house-own')).toBeVisible()
  await expect.element(dialog().getByText('ลอก', { exact: true })).toBeVisible()
})

test('[TD8] the trail tells who decided what, and each line is taken back', async () => {
  let trail: Trail = {
    lines: [
      {
        n: 2,
        at: 1_795_000_000_000,
        by: 'f1' as never,
        what: { op: 'rename', theme: 't3', label: 'ขยะ' },
        name: 'วราภรณ์',
        ideas: 0,
        labels: [{ theme: 't3', before: 'แยกขยะ', after: 'ขยะ' }],
      },
      {
        n: 1,
        at: 1_794_999_000_000,
        by: 'f1' as never,
        what: { op: 'move', idea: 'i1', to: 't2' },
        name: 'facilitator',
        ideas: 1,
        labels: [],
      },
    ],
    more: false,
  }
  const { asked } = await open({
    'GET /api/seminars/s1/themes/trail': () => trail,
    'POST /api/seminars/s1/themes/trail/2/undo': () => {
      trail = { ...trail, lines: [{ ...trail.lines[0]!, undoneBy: 3 }, trail.lines[1]!] }
      return { revision: 7 }
    },
  })
  await button('สิ่งที่แก้ไว้').click()
  await expect.element(dialog().getByText(/“แยกขยะ → ขยะ”/)).toBeVisible()
  await expect.element(dialog().getByText(/“ทางเท้า” · ขุดลอกคลองก่อนหน้าฝน/)).toBeVisible()
  await expect.element(dialog().getByText(/^ผู้ดำเนินการ ·/)).toBeVisible()
  await dialog().getByRole('button', { name: 'ย้อนข้อนี้' }).first().click()
  await expect.element(dialog().getByText('ย้อนไปแล้ว')).toBeVisible()
  expect(asked.some(({ question }) => question === 'POST /api/seminars/s1/themes/trail/2/undo')).toBe(true)
})

test('[TD8] a refused decision is said at the foot of the screen, and nothing is lost', async () => {
  await open({ 'POST /api/seminars/s1/themes/corrections': () => refuse(409, 'theme/not-found', '') })
  await openTheme('ทางเท้า')
  await button('คงประเด็นนี้ไว้').click()
  await expect.element(page.getByText('ประเด็นหรือความคิดเห็นนี้ไม่อยู่แล้ว')).toBeVisible()
  await expect.element(sheet('ทางเท้า')).toBeVisible()
})

test('[UI13] pressed twice at once, a decision is made once', async () => {
  const { asked } = await open()
  await openTheme('ทางเท้า')
  const accept = button('คงประเด็นนี้ไว้').element() as HTMLElement
  accept.click()
  accept.click()
  await expect.element(page.getByText('ประเด็นนี้จะคงอยู่ ระบบจะไม่ยุบหรือรวมเอง')).toBeVisible()
  expect(corrections(asked)).toEqual([{ op: 'accept', theme: 't2' }])
})

test('[TD15] a trail that cannot be read says so, and is read when it is asked for again', async () => {
  let away = true
  await open({ 'GET /api/seminars/s1/themes/trail': () => (away ? refuse(503, 'store/away', '') : { lines: [], more: false }) })
  await button('สิ่งที่แก้ไว้').click()
  await expect.element(dialog().getByRole('button', { name: 'ลองอีกครั้ง' })).toBeVisible()
  away = false
  await dialog().getByRole('button', { name: 'ลองอีกครั้ง' }).click()
  await expect.element(dialog().getByText('ยังไม่มีใครแก้อะไร')).toBeVisible()
})

test('[TD15] a server that does not answer is not taken for a page that is not one’s own', async () => {
  let away = true
  await open({ 'GET /api/seminars/s1': () => (away ? refuse(503, 'store/away', '') : view) })
  await expect.element(page.getByRole('heading', { name: 'เปิดหน้านี้ไม่สำเร็จ' })).toBeVisible()
  away = false
  await button('ลองอีกครั้ง').click()
  await expect.element(row('ทางเท้า')).toBeVisible()
})

test('[TD15] the dashboard stands also where the activities cannot be read', async () => {
  await open({ 'GET /api/seminars/s1/course': refuse(503, 'store/away', '') })
  await expect.element(row('ทางเท้า')).toBeVisible()
})

test('[TD9] from a theme to the boards, the wall, a question to those who have not spoken of it, and a vote on what it says', async () => {
  const { asked } = await open({
    'PUT /api/seminars/s1/wall': (body) => body as object,
    'POST /api/seminars/s1/attention': { calls: [] },
    'POST /api/seminars/s1/votes': { votes: [] },
  })
  const sent = (question: string) => asked.filter((one) => one.question === question).map(({ body }) => body)
  await openTheme('ผู้สูงอายุ')
  const near = sheet('ผู้สูงอายุ')
  await near.getByRole('button', { name: /^คำสั่งของความคิดเห็นนี้: เยี่ยมบ้าน/ }).click()
  await expect.element(page.getByRole('link', { name: 'เปิดบนกระดาน' })).toHaveAttribute('href', '/board/b3#idea-i8')
  await userEvent.keyboard('{Escape}')
  await near.getByRole('button', { name: 'ขึ้นจอใหญ่' }).click()
  await near.getByRole('button', { name: 'ส่งคำถามถึงกลุ่ม' }).click()
  const choice = () => [...document.querySelectorAll('dialog label')].find(({ textContent }) => textContent.includes('กลุ่มที่ยังไม่พูดถึง'))
  await expect.poll(choice).toBeDefined()
  ;(choice() as HTMLElement).click()
  await expect.element(dialog().getByRole('textbox')).toHaveValue('เรื่อง “ผู้สูงอายุ” กลุ่มของท่านเห็นว่าอย่างไร มีอะไรที่ยังไม่ได้พูดถึง')
  await dialog().getByRole('button', { name: 'ส่ง', exact: true }).click()
  await expect.poll(() => sent('POST /api/seminars/s1/attention').length).toBe(1)
  await near.getByRole('button', { name: 'ลงคะแนน' }).click()
  await dialog().getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  await expect.poll(() => sent('POST /api/seminars/s1/votes').length).toBe(1)
  expect(sent('PUT /api/seminars/s1/wall')).toEqual([{ show: 'themes', view: 'theme', themeId: 't4' }])
  expect(sent('POST /api/seminars/s1/attention')).toEqual([
    { groups: ['g1', 'g2'], attention: { kind: 'message', text: expect.stringContaining('ผู้สูงอายุ') } },
  ])
  expect(sent('POST /api/seminars/s1/votes')).toEqual([
    expect.objectContaining({
      setup: expect.objectContaining({ on: 'given', given: ['เยี่ยมบ้านผู้สูงอายุทุกเดือน', 'ชมรมผู้สูงอายุในทุกแขวง'] }),
    }),
  ])
})

test('[TD9] a vote on several themes asks for their names', async () => {
  const { asked } = await open({ 'POST /api/seminars/s1/votes': { votes: [] } })
  await page.getByRole('checkbox', { name: 'เลือก ทางเท้า' }).click()
  await page.getByRole('checkbox', { name: 'เลือก ผู้สูงอายุ' }).click()
  await button('ลงคะแนนจากประเด็นที่เลือก').click()
  await dialog().getByRole('button', { name: 'เปิดให้ลงคะแนน' }).click()
  const opened = () => asked.find(({ question }) => question === 'POST /api/seminars/s1/votes')?.body
  await expect.poll(opened).toMatchObject({ setup: { on: 'given', given: ['ทางเท้า', 'ผู้สูงอายุ'] } })
})

test('[TD10] what is unsure or in no theme waits in a tray, and goes to its likeliest theme by one tap', async () => {
  const { asked } = await open()
  await page.getByRole('tab', { name: /^ไม่แน่ใจ/ }).click()
  await expect.element(page.getByText('ตอนนี้อยู่ “ขยะ · แยกขยะ”')).toBeVisible()
  await button('ทางเท้า').click()
  await page.getByRole('tab', { name: /^ยังไม่เข้าประเด็น/ }).click()
  await expect.element(page.getByText('๑๒๓')).toBeVisible()
  await button('ย้ายไปที่…').click()
  await dialog().getByRole('button', { name: 'ตั้งประเด็นใหม่' }).click()
  await dialog().getByRole('textbox').fill('อื่น ๆ')
  await dialog().getByRole('button', { name: 'ตั้งประเด็นใหม่' }).click()
  await expect
    .poll(() => corrections(asked))
    .toEqual([
      { op: 'move', idea: 'i7', to: 't2' },
      { op: 'create', theme: expect.any(String), label: 'อื่น ๆ', ideas: ['i10'] },
    ])
})

test('[TD17] a new theme that is pressed again after an answer was lost is the same theme; the next form makes another', async () => {
  let lost = true
  const { asked } = await open({
    'POST /api/seminars/s1/themes/corrections': () => {
      if (lost) throw new TypeError('Failed to fetch')
      return { revision: 7 }
    },
  })
  const make = async (times: number) => {
    for (let n = 1; n <= times; n++) {
      const before = corrections(asked).length
      await dialog().getByRole('button', { name: 'ตั้งประเด็นใหม่' }).click()
      await expect.poll(() => corrections(asked).length).toBe(before + 1)
      lost = false
    }
    await expect.poll(() => document.querySelector('dialog')).toBeNull()
  }
  const openForm = async () => {
    await button('ย้ายไปที่…').click()
    await dialog().getByRole('button', { name: 'ตั้งประเด็นใหม่' }).click()
    await dialog().getByRole('textbox').fill('อื่น ๆ')
  }
  await page.getByRole('tab', { name: /^ยังไม่เข้าประเด็น/ }).click()
  await openForm()
  await make(2)
  await openForm()
  await make(1)
  const ids = corrections(asked).map((body) => (body as { theme: string }).theme)
  expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 0, 2])
})

test('[TD11] a filter narrows everything that is reckoned, but a minority view stays one of the whole room', async () => {
  const { target } = await open()
  await page.getByRole('combobox', { name: 'กลุ่ม' }).selectOptions('กลุ่ม 3')
  await expect.poll(() => target.querySelector('.totals')?.textContent).toMatch(/^4 ความคิดเห็น/)
  expect(textOf(row('ขยะ'))).not.toContain('เสียงส่วนน้อย')
  await expect.poll(() => textOf(row('ผู้สูงอายุ'))).toMatch(/เสียงส่วนน้อย/)
  await button('ล้างตัวกรอง').click()
  await page.getByRole('combobox', { name: 'ภาษา' }).selectOptions('อังกฤษ')
  await expect.poll(() => target.querySelector('.totals')?.textContent).toMatch(/^1 ความคิดเห็น/)
})

test('[TD5] where finding themes is being restarted the screen says how old its figures are', async () => {
  await open({ 'GET /api/seminars/s1/themes/now': { ...roomSays, stalled: true, computedAt: Date.now() - 3 * 60_000 } })
  await expect.element(page.getByText(/ตัวเลขบนหน้านี้เป็นของเมื่อ 3 นาที/)).toBeVisible()
})

test('[TD5] themes that cannot be read are asked for again, and the reason is said meanwhile', async () => {
  let away = true
  await open({ 'GET /api/seminars/s1/themes/now': () => (away ? refuse(503, 'theme/away', '') : roomSays) })
  await expect.element(page.getByText(/กำลังจัดประเด็นร่วม/)).toBeVisible()
  away = false
  await expect.element(row('ทางเท้า'), { timeout: 8_000 }).toBeVisible()
})

test('[TD12] a participant, and whoever holds no seat, is shown nothing of it', async () => {
  const me = { ...view.me, role: 'participant', groupId: 'g1' }
  const { asked } = await open({ 'GET /api/seminars/s1': { ...view, seats: undefined, me } as unknown as SeminarView })
  await expect.element(page.getByText('หน้านี้สำหรับผู้ดำเนินการและคุณลิขิต')).toBeVisible()
  expect(asked.some(({ question }) => question.includes('/themes/'))).toBe(false)
})

test('[TD12] a note taker decides about themes, but turns no wall, opens no vote and sends nothing', async () => {
  const me = { ...view.me, role: 'noteTaker' }
  await open({ 'GET /api/seminars/s1': { ...view, me } as unknown as SeminarView })
  await openTheme('ทางเท้า')
  await expect.element(button('คงประเด็นนี้ไว้')).toBeVisible()
  for (const name of ['ขึ้นจอใหญ่', 'ส่งคำถามถึงกลุ่ม', 'ลงคะแนน', 'แสดงบนจอใหญ่']) expect(button(name).query()).toBeNull()
})

test('[TD6] by keyboard: a theme is opened, read from its heading, and closed with the focus where it was', async () => {
  await open()
  await expect.element(row('ขยะ')).toBeVisible()
  const from = row('ขยะ').element() as HTMLElement
  from.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => document.activeElement?.textContent).toContain('ขยะ')
  expect(document.activeElement?.tagName).toBe('H2')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.activeElement).toBe(from)
})

/** A checkbox is pressed by its label, which is a finger wide. */
const tight = (target: HTMLElement) => {
  const labels = [...target.querySelectorAll<HTMLElement>('label:has(> input[type=checkbox])')].map((label) =>
    label.getBoundingClientRect(),
  )
  const small = labels.filter(({ width, height }) => width < 47.5 || height < 47.5).map(({ width, height }) => `label ${width}x${height}`)
  return [...small, ...tooSmall(target).filter((line) => !line.startsWith('<input type="checkbox"'))]
}
/** `read`: at which widths axe looks, too; the other look has the others. */
const looks = [
  { language: 'th', theme: 'light', read: [1440, 320] },
  { language: 'en', theme: 'dark', read: [820] },
] as const
test.each(looks)(
  '[TD6] axe finds nothing, every target is a finger wide and no screen is too narrow ($language, $theme)',
  { timeout: 90_000 },
  async ({ read, ...look }) => {
    const { target } = await open({}, look)
    for (const [width, height] of [
      [1440, 900],
      [820, 1180],
      [320, 640],
    ] as const) {
      await page.viewport(width, height)
      const sound = async () => {
        // Of other letters the lines are of other heights, and a button may lie half under what stands at the foot.
        await document.fonts.ready
        await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
        await expect.poll(() => tight(target)).toEqual([])
        if (read.some((one) => one === width)) expect(await findings()).toEqual([])
      }
      await expect.poll(() => innerWidth).toBe(width)
      for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]')) {
        tab.click()
        await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true')
        await sound()
      }
      document.querySelector<HTMLElement>('[role=tab]')!.click()
      await expect.poll(() => document.querySelector<HTMLElement>('[data-theme-row]')).not.toBeNull()
      document.querySelector<HTMLElement>('[data-theme-row]')!.click()
      await expect.poll(() => document.querySelector('aside, dialog')).not.toBeNull()
      await sound()
      document.querySelector<HTMLElement>('aside .close, dialog .close')!.click()
      await expect.poll(() => document.querySelector('aside, dialog')).toBeNull()
    }
  },
)

test('[TD6] a screen that is turned is at no moment wider than it is: the map that was drawn for the wider one holds nothing open', async () => {
  await page.viewport(820, 1180)
  const { target } = await open()
  await expect.poll(() => target.querySelector('.map')?.getBoundingClientRect().width).toBeGreaterThan(600)
  target.style.width = '600px'
  // Before anything can be measured anew.
  expect(target.scrollWidth).toBeLessThanOrEqual(600)
})

import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import * as Y from 'yjs'
import { filedOf, notesOf, parkedOf, refinedOf, shelfThemesOf } from '#shared/theme/shelf.ts'
import { flood, idea, likely, openDesk, road, shelfOver, twoShelves, waste } from './sample.svelte.ts'
import { findings, tooSmall } from '../client-shell/open-page.svelte.ts'

beforeEach(() => page.viewport(1440, 900))

const rows = {
  themes: [flood, waste, road],
  ideas: [
    idea(1, { text: 'ลอกท่อก่อนหน้าฝนทุกปี', likely: likely(1, 3), theme: flood.id, strength: 0.4 }),
    idea(2, { text: 'แยกขยะตั้งแต่ต้นทาง', likely: likely(2), theme: waste.id, strength: 0.3 }),
    idea(3, { text: 'ขอให้มีป้ายบอกทางที่อ่านง่าย' }),
    idea(4, { text: 'ซอยน้ำท่วมซ้ำทุกครั้งที่ฝนตก', theme: flood.id, strength: 0.8 }),
    idea(5, { text: 'ซอยท่วมซ้ำทุกครั้งที่ฝนตก', theme: flood.id, strength: 0.7, copyOf: idea(4).id }),
    idea(6, { text: 'สูบน้ำช้า ท่วมนาน', theme: flood.id, strength: 0.6 }),
  ],
}
const tile = (label: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp(label) })
const card = (text: string) => page.getByRole('list', { name: 'ความคิดเห็น' }).getByText(text, { exact: false })
const focusOn = (id: string) => document.querySelector<HTMLElement>(`[data-card="${id}"] input`)!.focus()
const chipOf = (text: string, label: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: text })
    .getByRole('button', { name: `จัดเข้า ${label}` })

test('[SV1] the pile holds what is in no theme or unsure, and its number goes to nought as each card is filed by one tap', async () => {
  const { doc } = await openDesk(rows)
  await expect.element(tile('รอจัดเข้าประเด็น')).toMatchTextContent(/^\s*3/)
  await chipOf('ลอกท่อก่อนหน้าฝน', flood.label).click()
  await expect.element(tile('รอจัดเข้าประเด็น')).toMatchTextContent(/^\s*2/)
  await chipOf('แยกขยะตั้งแต่ต้นทาง', waste.label).click()
  await card('ขอให้มีป้ายบอกทาง').click()
  await tile('ทางเท้า').click()
  // What the machine has placed still waits for a yes.
  await page.getByRole('button', { name: `ยืนยันต่อที่ “${flood.label}”` }).click()
  await page.getByRole('button', { name: 'ยืนยันทั้งประเด็น (3)' }).click()
  await expect.element(page.getByRole('button', { name: /ประเด็นต่อไป/ })).not.toBeInTheDocument()
  await tile('รอจัดเข้าประเด็น').click()
  await expect.element(page.getByRole('heading', { name: 'จัดครบทุกความคิดเห็นแล้ว' })).toBeVisible()
  expect(Object.fromEntries(filedOf(doc).entries())).toEqual({ i1: 't1', i2: 't2', i3: 't3', i4: 't1', i5: 't1', i6: 't1' })
})

test('[SV2] many cards go to a shelf at once, near-duplicates with the card they lie under', async () => {
  const { doc } = await openDesk(rows)
  await page.getByRole('button', { name: 'เลือกทั้งหมด' }).click()
  await expect.element(page.getByRole('toolbar')).toMatchTextContent(/เลือกไว้ 3/)
  await page.getByRole('button', { name: 'เลือกประเด็น…' }).last().click()
  expect(page.getByRole('dialog').getByRole('listitem').elements()).toHaveLength(rows.themes.length)
  await page.getByRole('dialog').getByRole('button', { name: /ขยะ/ }).click()
  expect([...filedOf(doc).values()]).toEqual(['t2', 't2', 't2'])
  await tile('น้ำท่วม').click()
  await expect.element(page.getByText('+1 ใกล้เคียง')).toBeVisible()
  await page.getByRole('button', { name: 'ยืนยันทั้งประเด็น (3)' }).click()
  expect(['i4', 'i5', 'i6'].map((id) => filedOf(doc).get(id))).toEqual(['t1', 't1', 't1'])
})

test('[SV1] the pile is sifted by what is likely, and shows all again once that is filed', async () => {
  await openDesk(rows)
  await page.getByRole('combobox', { name: 'แสดง' }).selectOptions('น่าจะเป็น ขยะ · แยกขยะ (1)')
  await expect.element(card('ลอกท่อก่อนหน้าฝน')).not.toBeInTheDocument()
  await chipOf('แยกขยะตั้งแต่ต้นทาง', waste.label).click()
  await expect.element(card('ลอกท่อก่อนหน้าฝน')).toBeVisible()
  await expect.element(page.getByRole('combobox', { name: 'แสดง' })).toHaveDisplayValue('ทั้งหมด (2)')
})

test('[SV3] by keyboard: arrows move, digits file under the likeliest, P sets aside, and the hand goes on to the next card', async () => {
  const { doc } = await openDesk(rows)
  await expect.element(card('ลอกท่อก่อนหน้าฝน')).toBeVisible()
  focusOn('i1')
  await expect.element(tile('น้ำท่วม')).toMatchTextContent(/1\s*$/)
  await userEvent.keyboard('1')
  await expect.poll(() => filedOf(doc).get('i1')).toBe('t1')
  const inHand = () => document.activeElement?.closest('[data-card]')?.getAttribute('data-card')
  await expect.poll(inHand).toBe('i2')
  await userEvent.keyboard('{ArrowRight}p')
  await page.getByRole('button', { name: 'ต้องถามกลุ่มให้ชัด' }).click()
  await expect.poll(() => parkedOf(doc).get('i3')).toMatchObject({ reason: 'ต้องถามกลุ่มให้ชัด', by: 'n1' })
  await expect.poll(inHand).toBe('i2')
  await tile('น้ำท่วม').click()
  await expect.element(card('สูบน้ำช้า')).toBeVisible()
  ;(document.activeElement as HTMLElement).blur()
  // The way back through the pages is the browser's.
  const back = new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true })
  expect(document.body.dispatchEvent(back)).toBe(true)
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(inHand).toBe('i6')
  await userEvent.keyboard('{Enter}')
  await expect.poll(inHand).toBe('i4')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => ['i4', 'i5', 'i6'].map((id) => filedOf(doc).get(id))).toEqual(['t1', 't1', 't1'])
})

test('[SV15] where things went is said, all that lies on a card counted, and taken back beside it; the next step of the hand ends that', async () => {
  const { doc, shelf, target } = await openDesk(rows)
  await tile('น้ำท่วม').click()
  await card('ซอยน้ำท่วมซ้ำ').click()
  await expect.element(page.getByRole('toolbar')).toMatchTextContent(/เลือกไว้ 2/)
  await tile('ขยะ').click()
  const words = () => target.querySelector('[role="status"]')!.textContent
  await expect.poll(words).toBe(`จัด 2 ความคิดเห็นเข้า ${waste.label} แล้ว`)
  const undo = page.getByRole('button', { name: 'เลิกทำ' })
  await undo.click()
  await expect.poll(() => filedOf(doc).size).toBe(0)
  await expect.poll(words).toBe('')
  await page.getByRole('button', { name: 'ยืนยันว่าใช่ประเด็นนี้' }).first().click()
  await expect.poll(words).not.toBe('')
  await expect.element(undo).toBeVisible()
  await card('ซอยน้ำท่วมซ้ำ').click()
  await expect.element(undo).not.toBeInTheDocument()
  shelf.park([idea(3).id], 'อยู่นอกเรื่อง')
  await expect.poll(words).toBe('')
})

test('[SV3] the keys mean what they bear while the keyboard writes Thai', async () => {
  const { doc, shelf } = await openDesk(rows)
  await expect.element(card('ลอกท่อก่อนหน้าฝน')).toBeVisible()
  const strike = (key: string, code: string, more: KeyboardEventInit = {}) =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more }))
  focusOn('i1')
  strike('ๅ', 'Digit1')
  await expect.poll(() => filedOf(doc).get('i1')).toBe('t1')
  strike('ผ', 'KeyZ', { ctrlKey: true })
  await expect.poll(() => filedOf(doc).has('i1')).toBe(false)
  expect(shelf.canRedo).toBe(true)
})

test('[SV4] what is set aside is out of the pile with its reason, and comes back by one tap', async () => {
  const { shelf, doc } = await openDesk(rows)
  shelf.park([idea(3).id], 'อยู่นอกเรื่อง')
  await expect.element(tile('รอจัดเข้าประเด็น')).toMatchTextContent(/^\s*2/)
  await page.getByRole('button', { name: /ที่พักไว้/ }).click()
  await expect.element(page.getByText('เหตุผล: อยู่นอกเรื่อง')).toBeVisible()
  await page.getByRole('button', { name: 'นำกลับ' }).click()
  await expect.poll(() => parkedOf(doc).size).toBe(0)
  await expect.element(tile('รอจัดเข้าประเด็น')).toMatchTextContent(/^\s*3/)
})

test('[SV5] wording is cleaned beside the original, which stays; what is not changed leaves nothing behind', async () => {
  const { doc } = await openDesk(rows)
  const reword = async () => {
    await page.getByRole('button', { name: /^คำสั่ง: ขอให้มีป้าย/ }).click()
    await page.getByRole('button', { name: 'ปรับถ้อยคำ' }).click()
  }
  await reword()
  await page.getByRole('button', { name: 'เสร็จ' }).click()
  await expect.poll(() => refinedOf(doc).size).toBe(0)
  await reword()
  await page.getByRole('textbox', { name: 'ถ้อยคำที่ปรับแล้ว' }).fill('ติดตั้งป้ายบอกทางที่อ่านง่าย')
  await page.getByRole('button', { name: 'เสร็จ' }).click()
  await expect.poll(() => refinedOf(doc).get('i3')?.toString()).toBe('ติดตั้งป้ายบอกทางที่อ่านง่าย')
  const shown = page.getByRole('listitem').filter({ hasText: 'ติดตั้งป้ายบอกทาง' })
  await expect.element(shown).toMatchTextContent(/ต้นฉบับ\s*ขอให้มีป้ายบอกทางที่อ่านง่าย/)
})

test('[SV6] near-duplicates are called the same or never the same; a new shelf, a name and a merge are decided by the server', async () => {
  const { corrections, doc } = await openDesk(rows, new Y.Doc(), {
    obey: (correction) => {
      if (correction.op === 'create') shelfThemesOf(doc).set(correction.theme, { label: correction.label })
      if (correction.op === 'same') doc.getMap('same').set('x', correction.ideas)
    },
  })
  await page.getByRole('button', { name: /ใกล้เคียงกัน/ }).click()
  await page.getByRole('button', { name: 'ทั้ง 2 ข้อเป็นเรื่องเดียวกัน' }).click()
  await expect.element(page.getByText('ไม่มีความคิดเห็นที่รอดูว่าใกล้เคียงกัน')).toBeVisible()
  await page.getByRole('button', { name: 'ประเด็นใหม่' }).click()
  await page.getByRole('textbox', { name: 'ชื่อประเด็น' }).fill('อาคารสูง')
  await page.getByRole('button', { name: 'สร้างประเด็น' }).click()
  await expect.element(tile('อาคารสูง')).toBeVisible()
  await tile('ขยะ').click()
  await page.getByRole('button', { name: 'คำสั่งของประเด็นนี้' }).click()
  await page.getByRole('button', { name: 'รวมเข้ากับประเด็นอื่น…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /น้ำท่วม/ }).click()
  await expect.poll(() => corrections.map(({ op }) => op)).toEqual(['same', 'create', 'merge'])
  expect(corrections[0]).toEqual({ op: 'same', ideas: ['i4', 'i5'] })
  expect(corrections[2]).toEqual({ op: 'merge', into: 't1', from: ['t2'] })
})

test('[SV16] a shelf of which somebody writes what it says stays, and is asked to once; what is no more says so alone', async () => {
  const { corrections, doc, told, target } = await openDesk(rows)
  await tile('ขยะ').click()
  const note = page.getByRole('textbox', { name: 'ประเด็นนี้พูดว่าอะไร' })
  await note.fill('แยกขยะ')
  await note.fill('แยกขยะทุกบ้าน')
  await expect.poll(() => corrections).toEqual([{ op: 'accept', theme: waste.id }])
  expect(notesOf(doc).get(waste.id)?.toString()).toBe('แยกขยะทุกบ้าน')
  told.rows = { ...rows, themes: [flood, road] }
  await expect.element(page.getByRole('heading', { name: 'ประเด็นนี้ไม่มีแล้ว เลือกประเด็นอื่น' })).toBeVisible()
  expect(target.querySelectorAll('section h2')).toHaveLength(1)
})

test('[SV7] a card is carried to a shelf by the mouse, and nothing moves under the hand meanwhile', async () => {
  const { doc, holds } = await openDesk(rows)
  await userEvent.dragAndDrop(card('แยกขยะตั้งแต่ต้นทาง'), tile('ขยะ'))
  await expect.poll(() => filedOf(doc).get('i2')).toBe('t2')
  await expect.poll(() => holds).toEqual([true, false])
})

test('[SV8] two note takers at once: each sees the other’s filing, an idea is in one place, and own steps alone are undone', async () => {
  const { here, there } = twoShelves()
  const { shelf } = await openDesk(rows, here)
  const other = shelfOver(there, 'n2')
  await chipOf('ลอกท่อก่อนหน้าฝน', flood.label).click()
  other.file([idea(2).id], road.id)
  await expect.element(tile('รอจัดเข้าประเด็น')).toMatchTextContent(/^\s*1/)
  other.file([idea(1).id], road.id)
  await expect.element(tile('ทางเท้า')).toMatchTextContent(/2 ความคิดเห็น/)
  await expect.element(tile('น้ำท่วม')).toMatchTextContent(/3 ความคิดเห็น/)
  shelf.undo()
  expect(filedOf(here).get('i1')).toBe('t3')
  expect(filedOf(here).get('i2')).toBe('t3')
  other.close()
})

for (const [language, look] of [
  ['th', 'light'],
  ['en', 'dark'],
] as const)
  test(`[UI1] axe finds nothing on the shelf, and every target is a finger wide (${language}, ${look})`, async () => {
    localStorage.setItem('kp:language', language)
    document.documentElement.dataset['theme'] = look
    const { filing, target, shelf } = await openDesk(rows)
    shelf.park([idea(3).id], 'อยู่นอกเรื่อง')
    await expect.poll(() => target.querySelector('nav')).not.toBeNull()
    for (const place of [{ at: 'pile' }, { at: 'near' }, { at: 'aside' }, { at: 'shelf', id: flood.id }] as const) {
      filing.look(place)
      filing.chooseAll()
      await expect.poll(() => target.querySelector('section h2')).not.toBeNull()
      expect(await findings()).toEqual([])
      expect(tooSmall(target)).toEqual([])
    }
    for (const [width, height] of [
      [820, 1180],
      [390, 844],
      [320, 640],
    ] as const) {
      await page.viewport(width, height)
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    }
    localStorage.removeItem('kp:language')
    delete document.documentElement.dataset['theme']
  })

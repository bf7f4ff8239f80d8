import { flushSync, tick } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-svelte'
import * as Y from 'yjs'
import { lockZone, seedBoard } from '#shared/board/board.ts'
import type { TemplateId } from '#shared/board/template.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { BoardId, IdeaId, SeatId } from '#shared/id.ts'
import { LiveBoard } from '../../client/board/live-board.svelte.ts'
import Segments from '../../client/board/Segments.svelte'
import { openTalk } from '../../client/board/talk/open-talk.ts'
import type { LineState } from '../../client/net/line.ts'
import { answering } from '../client-shell/open-page.svelte.ts'
import { until } from '../helpers/until.ts'
import ParkedStage from './ParkedStage.svelte'
import Stage from './Stage.svelte'

let boards = 0
const show = async (template: TemplateId, state: Partial<LineState> = {}, count = 0) => {
  await page.viewport(820, 1180)
  localStorage.clear()
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', template)
  doc.transact(() => {
    for (let i = 0; i < count; i += 1) writeIdea(doc, { id: `idea${i}` as IdeaId, text: `ความคิดเห็น ${i}`, at: i }, 'seed')
  })
  const board = LiveBoard.over(doc, { seatId: 'me' as SeatId, role: 'participant', ...state })
  boards += 1
  render(Stage, { board, boardId: `board${boards}` as BoardId })
  /** What the board takes now. */
  const writable = (now: boolean) => {
    const told: LineState = {
      light: 'saved',
      kept: true,
      loaded: true,
      seatId: 'me' as SeatId,
      role: 'participant',
      ...state,
      writable: now,
    }
    board.tell({ ...told, ...(!now && { unwritable: 'phase/not-permitted' as const }) })
    flushSync()
  }
  return { doc, board, writable }
}
/** Looks at the board as a list or on the canvas; a tablet remembers which. */
const look = (view: 'รายการ' | 'กระดาน') => page.getByText(view, { exact: true }).last().click()
const field = () => page.getByRole('textbox')
const cards = () => [...document.querySelectorAll<HTMLElement>('[data-idea-text]')]
const textOf = (doc: Y.Doc, id: string) => (ideasOf(doc).get(id)?.get('text') as Y.Text).toString()
const textsIn = (zone: string) =>
  [...document.querySelectorAll(`section[data-zone="${zone}"] [data-idea-text]`)].map((card) => card.textContent?.trim())
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

test('[TA5] an idea goes into the chosen zone at a press of Enter, and the field is ready for the next', async () => {
  await show('swot')
  await page.getByText('โอกาส', { exact: true }).last().click()
  await userEvent.click(field())
  await userEvent.keyboard('หนึ่ง{Enter}สอง{Enter}')
  await expect.poll(() => textsIn('opportunities').sort()).toEqual(['สอง', 'หนึ่ง'])
  expect(document.activeElement).toBe(field().element())
  await expect.element(field()).toHaveValue('')
})

test('[TA6] Enter while a syllable is being composed sends nothing', async () => {
  const { board } = await show('free')
  const area = field().element() as HTMLTextAreaElement
  await userEvent.fill(field(), 'กำลังพิมพ์')
  area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))
  expect(board.ideas.size).toBe(0)
})

test('[TA7] a text over 2,000 characters is not sent but told of, and nothing of it is lost', async () => {
  const { board } = await show('free')
  await userEvent.fill(field(), 'ก'.repeat(2_010))
  await expect.element(page.getByText(/ยาวเกินไป 10 ตัวอักษร/)).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(board.ideas.size).toBe(0)
  await expect.element(field()).toHaveValue('ก'.repeat(2_010))
})

/** As a paste: what a field does not take is left out before it is laid out. */
const paste = (area: HTMLTextAreaElement, text: string) => {
  area.focus()
  area.select()
  document.execCommand('insertText', false, text)
}

test('[TA7] of a whole book that is pasted a field takes what it can bear, and says so', async () => {
  const { doc } = await show('free', {}, 1)
  const area = field().element() as HTMLTextAreaElement
  const book = 'น้ำท่วมกรุงเทพ '.repeat(13_000)
  paste(area, book)
  expect(area.value).toBe(book.slice(0, 4_000))
  await expect.element(page.getByText(/ช่องนี้รับได้ 4,000 ตัวอักษร ส่วนที่เกินไม่ได้วางลงมา/)).toBeVisible()
  cards()[0]!.click()
  paste(editor()!, book)
  await expect.poll(() => textOf(doc, 'idea0')).toBe(book.slice(0, 2_000))
  await expect.poll(() => editor()?.closest('.editor')?.textContent).toContain('ข้อความนี้เต็มแล้ว')
})

test('[ID7] what nobody would see is not sent, and an idea that says nothing is shown as such', async () => {
  const { board, doc } = await show('free', {}, 1)
  await userEvent.fill(field(), '\u200b \u2060\u202e')
  await expect.element(page.getByRole('button', { name: 'ส่งขึ้นกระดาน' })).toBeDisabled()
  await userEvent.fill(field(), '\u202eหน้า\u0007ที่\u2028สอง')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => [...board.ideas.values()].map(({ text }) => text)).toContain('หน้าที่\nสอง')
  cards()[1]!.click()
  paste(editor()!, '\u202eต\u0000ก\u200bแต่ง\u2066')
  await expect.poll(() => textOf(doc, 'idea0')).toBe('ตก\u200bแต่ง')
  expect(editor()!.value).toBe('ตก\u200bแต่ง')
  const text = ideasOf(doc).get('idea0')!.get('text') as Y.Text
  await userEvent.keyboard('{Escape}')
  doc.transact(() => {
    text.delete(0, text.length)
    text.insert(0, '\u200b')
  }, 'theirs')
  await expect.element(page.getByText('(ยังไม่มีข้อความ)')).toBeVisible()
})

test('[TA8] own ideas stand first in their zone, then the newest; a filter shows own ones alone', async () => {
  const { board, doc } = await show('free', {}, 3)
  board.write('ของฉันเอง')
  writeIdea(doc, { id: 'late' as IdeaId, text: 'ใหม่กว่า', at: Date.now() + 60_000 }, 'theirs')
  await expect.poll(() => textsIn('all')).toEqual(['ของฉันเอง', 'ใหม่กว่า', 'ความคิดเห็น 2', 'ความคิดเห็น 1', 'ความคิดเห็น 0'])
  await page.getByText('ของฉัน', { exact: true }).first().click()
  await expect.poll(() => textsIn('all')).toEqual(['ของฉันเอง'])
})

test('[TA9] by keyboard alone: arrows walk between ideas, Enter edits, Escape leaves to the same idea', async () => {
  const { doc } = await show('free', {}, 3)
  await expect.poll(() => cards().filter((card) => card.tabIndex === 0).length).toBe(1)
  cards()[0]!.focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => document.activeElement).toBe(cards()[1])
  const commands = [...document.querySelectorAll<HTMLElement>('[data-idea-commands]')].filter(({ tabIndex }) => tabIndex === 0)
  expect(commands.map((one) => one.closest('[data-idea]'))).toEqual([document.activeElement?.closest('[data-idea]')])
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => document.activeElement?.tagName).toBe('TEXTAREA')
  await userEvent.keyboard(' แก้แล้ว{Escape}')
  await expect.poll(() => textOf(doc, 'idea1')).toBe('ความคิดเห็น 1 แก้แล้ว')
  await expect.poll(() => document.activeElement?.textContent?.trim()).toBe('ความคิดเห็น 1 แก้แล้ว')
})

test('[TA10] a deletion is said and taken back by one tap; so is a move by the sheet', async () => {
  const { board } = await show('swot', {}, 1)
  await page.getByRole('button', { name: /^จัดการความคิดเห็นนี้/ }).click()
  await page.getByRole('button', { name: 'อุปสรรค', exact: true }).click()
  await expect.poll(() => board.ideas.get('idea0' as IdeaId)?.zone).toBe('threats')
  await page.getByRole('button', { name: /^จัดการความคิดเห็นนี้/ }).click()
  await page.getByRole('button', { name: 'ลบ' }).click()
  await expect.poll(() => board.ideas.size).toBe(0)
  await page.getByRole('button', { name: 'เรียกคืน' }).click()
  await expect.poll(() => board.ideas.get('idea0' as IdeaId)?.zone).toBe('threats')
})

test('[TA11] two thousand ideas draw a page at a time', async () => {
  await show('free', {}, 2_000)
  await expect.poll(() => cards().length).toBe(24)
  await page.getByRole('button', { name: /แสดงอีก/ }).click()
  await expect.poll(() => cards().length).toBe(48)
})

test('[TA12] a closed board says so, shows everything, and offers nothing that would be refused', async () => {
  await show('swot', { writable: false, unwritable: 'board/closed' }, 4)
  await expect.element(page.getByText('กระดานนี้ปิดแล้ว อ่านได้ แต่เขียนเพิ่มไม่ได้')).toBeVisible()
  expect(document.querySelectorAll('textarea, [data-idea-text], .more').length).toBe(0)
  expect(document.querySelectorAll('[data-idea]').length).toBe(4)
})

test('[TA13] a screen reader hears how many ideas arrived, in one line, and not each', async () => {
  const { doc } = await show('free', {}, 2)
  const heard: string[] = []
  const region = await until('the announcer', () => document.querySelector('p[role=status].unseen'))
  new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (const round of [1, 2]) {
    for (let i = 0; i < 4; i += 1) writeIdea(doc, { id: `new${round}${i}` as IdeaId, text: `ใหม่ ${i}`, at: 10 + i }, 'theirs')
    await expect.poll(() => cards().length).toBe(2 + 4 * round)
    expect(heard.at(-1) ?? '').toBe('')
    vi.advanceTimersByTime(2_500)
    await expect.poll(() => heard.at(-1)).toBe('มีความคิดเห็นใหม่ 4 รายการ')
  }
})

test('[TA14] a draft survives a reload', async () => {
  const { board } = await show('free')
  await userEvent.fill(field(), 'ยังไม่ได้ส่ง')
  await expect.poll(() => localStorage.getItem(`kp:draft:board${boards}:me`)).toBe('ยังไม่ได้ส่ง')
  cleanup()
  render(Stage, { board, boardId: `board${boards}` as BoardId })
  await expect.element(field()).toHaveValue('ยังไม่ได้ส่ง')
})

test('[TA14] what is typed without a pause is kept all the same, and a phase that takes the field away loses no letter', async () => {
  const { writable } = await show('free')
  const area = field().element() as HTMLTextAreaElement
  await expect.poll(() => localStorage.getItem(`kp:draft:board${boards}:me`)).toBe('')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (const letter of 'พิมพ์ไม่หยุด') {
    area.value += letter
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    flushSync()
    vi.advanceTimersByTime(100)
  }
  vi.useRealTimers()
  expect(localStorage.getItem(`kp:draft:board${boards}:me`)).toMatch(/^พิมพ์/)
  writable(false)
  expect(document.querySelector('textarea')).toBeNull()
  writable(true)
  await expect.element(field()).toHaveValue('พิมพ์ไม่หยุด')
})

const editor = () => document.querySelector<HTMLTextAreaElement>('.editor textarea')

test('[TA16] a field that is opened while another is open takes the focus and keeps it', async () => {
  const { doc } = await show('free', {}, 3)
  cards()[0]!.click()
  cards()[0]!.click()
  await tick()
  await tick()
  expect(document.activeElement).toBe(editor())
  await userEvent.keyboard(' ต่อ')
  await expect.poll(() => textOf(doc, 'idea1')).toBe('ความคิดเห็น 1 ต่อ')
})

test('[TA16] a field closes with the right to change its idea, and what was typed stands', async () => {
  const { doc, writable } = await show('free', {}, 1)
  cards()[0]!.click()
  await userEvent.keyboard(' ถึงตรงนี้')
  await expect.poll(() => textOf(doc, 'idea0')).toBe('ความคิดเห็น 0 ถึงตรงนี้')
  writable(false)
  await expect.poll(editor).toBeNull()
  expect(textOf(doc, 'idea0')).toBe('ความคิดเห็น 0 ถึงตรงนี้')
  writable(true)
  await tick()
  expect(editor()).toBeNull()
})

test('[TA16] a field closes with its idea, and does not come back with it', async () => {
  const { doc } = await show('free', {}, 2)
  cards()[0]!.click()
  ideasOf(doc).delete('idea1')
  await expect.poll(editor).toBeNull()
  expect(document.querySelector('footer')!.classList.contains('aside')).toBe(false)
  writeIdea(doc, { id: 'idea1' as IdeaId, text: 'เรียกคืนมา', at: 1 }, 'theirs')
  await expect.element(page.getByText('เรียกคืนมา')).toBeVisible()
  expect(editor()).toBeNull()
})

test('[TA16] a field closes when its zone leaves the screen, and moves along when another hand moves its idea', async () => {
  const { doc } = await show('swot', {}, 1)
  cards()[0]!.click()
  ideasOf(doc).get('idea0')!.set('zone', 'threats')
  await expect.poll(() => editor()?.closest('section')?.dataset['zone']).toBe('threats')
  await page.viewport(390, 844)
  await expect.poll(() => document.querySelectorAll('section[data-zone]').length).toBe(1)
  await expect.poll(editor).toBeNull()
  expect(document.querySelector('footer')!.classList.contains('aside')).toBe(false)
})

test('[TA17] the keys of undo take one step back, on the list and on the canvas', async () => {
  const { board } = await show('free')
  for (const text of ['หนึ่ง', 'สอง', 'สาม']) board.write(text)
  await expect.poll(() => cards().length).toBe(3)
  cards()[0]!.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => board.ideas.size).toBe(2)
  await look('กระดาน')
  const surface = await until('the canvas', () => document.querySelector<HTMLElement>('[aria-describedby=canvas-how-to]'))
  surface.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => board.ideas.size).toBe(1)
  // As a Thai keyboard says it.
  surface.dispatchEvent(new KeyboardEvent('keydown', { key: 'ผ', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true }))
  expect(board.ideas.size).toBe(0)
  surface.dispatchEvent(new KeyboardEvent('keydown', { key: 'ั', code: 'KeyY', ctrlKey: true, bubbles: true, cancelable: true }))
  expect(board.ideas.size).toBe(1)
  await look('รายการ')
})

test('[TA17] in a field that is no idea they take back what was typed there, and nothing of the board', async () => {
  await page.viewport(820, 1180)
  localStorage.clear()
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'free')
  const board = LiveBoard.over(doc, { seatId: 'me' as SeatId, role: 'participant' })
  render(Stage, { board, boardId: 'talking' as BoardId, talk: openTalk(board, 'talking' as BoardId) })
  board.write('ลอกท่อก่อนฤดูฝน')
  await page.getByRole('button', { name: /^จัดการความคิดเห็นนี้/ }).click()
  const comment = page.getByRole('textbox', { name: 'เขียนข้อคิดเห็นเพิ่มเติม' })
  await userEvent.click(comment)
  await userEvent.keyboard('ขอแผนที่{Control>}z{/Control}')
  await expect.element(comment).not.toHaveValue('ขอแผนที่')
  expect(board.ideas.size).toBe(1)
})

test('[TA18] after a deletion by keyboard the focus is on the next card, after a move on the moved one', async () => {
  const { board } = await show('swot', {}, 2)
  await expect.poll(() => cards().filter((card) => card.tabIndex === 0).length).toBe(1)
  const open = async () => {
    cards()[0]!.focus()
    await userEvent.keyboard('{Tab}{Enter}')
  }
  const focused = () => document.activeElement?.textContent?.trim()
  const press = async (name: string) => {
    const button = await until(`the button ${name}`, () => page.getByRole('button', { name, exact: true }).query() as HTMLElement | null)
    button.focus()
    await userEvent.keyboard('{Enter}')
  }
  await open()
  await press('อุปสรรค')
  await expect.poll(() => board.ideas.get('idea1' as IdeaId)?.zone).toBe('threats')
  await expect.poll(focused).toBe('ความคิดเห็น 1')
  board.write('ข้อที่สาม')
  await expect.poll(() => cards().length).toBe(3)
  await open()
  await press('ลบ')
  await expect.poll(() => board.ideas.size).toBe(2)
  await expect.poll(focused).toBe('ความคิดเห็น 0')
})

test('[TA19] a card that is carried to the edge of the list takes the list along', async () => {
  await show('free', {}, 24)
  await page.viewport(390, 844)
  await expect.poll(() => cards().length).toBe(24)
  const list = document.querySelector<HTMLElement>('[data-scrolls]')!
  const whole = list.parentElement!
  // Made-up pointers cannot be captured.
  whole.setPointerCapture = () => undefined
  const box = list.getBoundingClientRect()
  const point = (type: string, y: number) =>
    cards()[0]!.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: 'mouse', isPrimary: true, clientX: box.x + 60, clientY: y }),
    )
  const carried = () => {
    point('pointerdown', box.y + 60)
    point('pointermove', box.bottom - 10)
    return document.querySelector('[data-drop]') !== null
  }
  // Carrying comes a moment after the board.
  await until('it is carried', carried)
  await until('the list goes along', () => list.scrollTop > 200)
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(document.querySelector('[data-drop]')).toBeNull()
})

test('[CA21] what is being written on the canvas is written when another view is chosen', async () => {
  const { board } = await show('free')
  await look('กระดาน')
  const surface = await until('the canvas', () => document.querySelector<HTMLElement>('[aria-describedby=canvas-how-to]'))
  surface.setPointerCapture = () => undefined
  await until('a zone', () => document.querySelector('.zone'))
  const { x, y } = surface.getBoundingClientRect()
  const tap = () => {
    for (const type of ['pointerdown', 'pointerup'])
      surface.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: 'touch', isPrimary: true, clientX: x + 200, clientY: y + 200 }),
      )
  }
  tap()
  tap()
  await userEvent.keyboard('เขียนค้างอยู่')
  await look('รายการ')
  await expect.poll(() => [...board.ideas.values()].map(({ text }) => text)).toEqual(['เขียนค้างอยู่'])
})

test('[TA15] two hands in one text: each sees the other type, carets stay, and undo takes back own words alone', async () => {
  const { doc, board } = await show('free', {}, 1)
  cards()[0]!.click()
  const area = document.querySelector<HTMLTextAreaElement>('.editor textarea')!
  const text = ideasOf(doc).get('idea0')?.get('text') as Y.Text
  await userEvent.keyboard(' เอ')
  doc.transact(() => text.insert(0, 'บี '), 'theirs')
  expect(area.value).toBe('บี ความคิดเห็น 0 เอ')
  expect(area.selectionStart).toBe(area.value.length)
  area.dispatchEvent(new CompositionEvent('compositionstart'))
  doc.transact(() => text.insert(0, 'บีบี '), 'theirs')
  expect(area.value).toBe('บี ความคิดเห็น 0 เอ')
  area.dispatchEvent(new CompositionEvent('compositionend'))
  expect(area.value).toBe('บีบี บี ความคิดเห็น 0 เอ')
  board.undo()
  expect(text.toString()).toBe('บีบี บี ความคิดเห็น 0')
  expect(area.value).toBe('บีบี บี ความคิดเห็น 0')
})

test('[TK6] a card that is let go on another asks whether they are nearly the same; a tap stacks them, and another takes it back', async () => {
  await page.viewport(820, 1180)
  localStorage.clear()
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'swot')
  writeIdea(doc, { id: 'one' as IdeaId, text: 'ลอกท่อก่อนฤดูฝน', at: 1, by: 'me' as SeatId, zone: 'strengths' }, 'seed')
  writeIdea(doc, { id: 'two' as IdeaId, text: 'ลอกท่อระบายน้ำก่อนหน้าฝน', at: 2, by: 'me' as SeatId, zone: 'weaknesses' }, 'seed')
  const board = LiveBoard.over(doc, { seatId: 'me' as SeatId, role: 'participant' })
  render(Stage, { board, boardId: 'stacking' as BoardId, talk: openTalk(board, 'stacking' as BoardId) })
  const card = (id: string) => page.getByRole('article').filter({ hasText: id })
  await expect.element(card('ลอกท่อก่อนฤดูฝน')).toBeVisible()
  // Carrying comes a moment after the board.
  const moved = async () => {
    await userEvent.dragAndDrop(card('ลอกท่อระบายน้ำก่อนหน้าฝน'), card('ลอกท่อก่อนฤดูฝน'))
    expect(board.ideas.get('two' as IdeaId)?.zone).toBe('strengths')
  }
  await vi.waitFor(moved, { timeout: 20_000 })
  expect(board.ideas.get('two' as IdeaId)?.stack).toBeUndefined()
  await page.getByRole('button', { name: 'ซ้อนใต้ “ลอกท่อก่อนฤดูฝน”' }).click()
  await expect.poll(() => board.ideas.get('two' as IdeaId)?.stack).toBe('one')
  await expect.element(page.getByText('ซ้อนอยู่ 1 ข้อ')).toBeVisible()
  await page.getByRole('button', { name: 'เลิกทำ', exact: true }).last().click()
  await expect.poll(() => board.ideas.get('two' as IdeaId)?.stack).toBeUndefined()
  expect(board.ideas.get('two' as IdeaId)?.zone).toBe('strengths')
})

test('[NE18] a comment that was refused can be said again of its idea; without its idea its words are kept', async () => {
  const { board } = await show('free', {}, 2)
  board.parked = [
    { id: 'c1', text: 'เริ่มจากซอยที่ท่วมทุกปี', code: 'board/frozen', at: 1, of: 'idea0' as IdeaId },
    { id: 'c2', text: 'ขอแผนที่ด้วย', code: 'board/frozen', at: 1, of: 'gone' as IdeaId },
  ]
  const said: string[] = []
  const talk = { comment: (id: IdeaId, text: string) => void said.push(`${id}: ${text}`) }
  board.forgetParked = (id) => void (board.parked = board.parked.filter((one) => one.id !== id))
  const sheet = await render(ParkedStage, { board, talk })
  await expect.element(page.getByText('ข้อคิดเห็นเพิ่มเติมต่อ “ความคิดเห็น 0”')).toBeVisible()
  expect(page.getByRole('button', { name: 'ส่งอีกครั้ง' }).elements()).toHaveLength(1)
  await page.getByRole('button', { name: 'ส่งอีกครั้ง' }).click()
  await expect.poll(() => said).toEqual(['idea0: เริ่มจากซอยที่ท่วมทุกปี'])
  expect(board.parked.map(({ id }) => id)).toEqual(['c2'])
  await sheet.unmount()
})

test('[NE20] a board that ended shows what could not be put on it, to be copied', async () => {
  const { fetch } = globalThis
  try {
    answering({ 'GET /api/me': { seats: [], organizer: false } })
    const { board } = await show('free')
    board.parked = [{ id: 'p1', text: 'เขียนไว้ตอนไม่มีเครือข่าย', code: 'seat/revoked', at: 1, by: 'me' as SeatId }]
    board.tell({ light: 'offline', kept: true, loaded: true, writable: false, seatId: 'me' as SeatId, ended: 'seat/revoked' })
    await expect.element(page.getByText('ที่นั่งนี้ถูกปิดแล้ว')).toBeVisible()
    await page.getByRole('button', { name: 'ดูข้อความ' }).click()
    await expect.element(page.getByText('เขียนไว้ตอนไม่มีเครือข่าย')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'คัดลอก' })).toBeVisible()
    expect(page.getByRole('button', { name: 'ส่งอีกครั้ง' }).elements()).toHaveLength(0)
  } finally {
    globalThis.fetch = fetch
  }
})

test('[NE20] words for a zone that this board has not are put where nothing is said of a zone', async () => {
  const { board } = await show('free')
  board.parked = [{ id: 'p1', text: 'มาจากกระดานเดิม', code: 'seat/forbidden', at: 1, zone: 'threats' }]
  board.forgetParked = () => void (board.parked = [])
  const sheet = await render(ParkedStage, { board, talk: undefined })
  await page.getByRole('button', { name: 'ส่งอีกครั้ง' }).click()
  await expect.poll(() => [...board.ideas.values()].map(({ text, zone }) => [text, zone])).toEqual([['มาจากกระดานเดิม', 'all']])
  await sheet.unmount()
})

test('[TK8] who leads locks a zone from its heading and unlocks it; nobody else is offered that', async () => {
  const { fetch } = globalThis
  try {
    const asked = answering({})
    const { doc } = await show('swot', { role: 'facilitator' })
    await page.getByRole('button', { name: 'ล็อกช่อง “จุดแข็ง”', exact: true }).click()
    await expect
      .poll(() => asked.map(({ question, body }) => [question.replace(/board\d+/, 'board'), body]))
      .toEqual([['POST /api/boards/board/zones/strengths/lock', { locked: true }]])
    lockZone(doc, 'strengths', true)
    await page.getByRole('button', { name: 'ปลดล็อกช่อง “จุดแข็ง”' }).click()
    await expect.poll(() => asked.at(-1)?.body).toEqual({ locked: false })
    cleanup()
    await show('swot')
    await expect.element(page.getByText('จุดแข็ง').first()).toBeVisible()
    expect(page.getByRole('button', { name: /ล็อกช่อง/ }).elements()).toEqual([])
  } finally {
    globalThis.fetch = fetch
  }
})

test('[UI3] a choice that does not come about is not shown as made, and can be tried again', async () => {
  let tries = 0
  await page.viewport(820, 1180)
  const choices = [
    { value: 'th', text: 'ไทย' },
    { value: 'en', text: 'English' },
  ]
  const set = await render(Segments, { label: 'ภาษา', value: 'th', choices, onchoose: () => Promise.resolve((tries += 1)) })
  for (const tried of [1, 2]) {
    await page.getByText('English').click()
    await expect.poll(() => tries).toBe(tried)
    await expect.element(page.getByRole('radio', { name: 'ไทย' })).toBeChecked()
  }
  await set.rerender({ value: 'en' })
  await expect.element(page.getByRole('radio', { name: 'English' })).toBeChecked()
  await set.unmount()
})

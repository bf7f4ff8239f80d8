import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { moveIdea, writeIdea } from '#shared/idea/edit.ts'
import { stackIdea } from '#shared/idea/talk.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { Lettering } from '../../client/board/canvas/lettering.ts'
import { makeScene } from '../../client/board/canvas/scene.ts'
import { openBoard } from './board-page.svelte.ts'

let open: Awaited<ReturnType<typeof openBoard>>
beforeEach(() => page.viewport(1180, 820))
afterEach(() => open.close())
const id = (n: number) => `idea-${String(n).padStart(5, '0')}`
const first = id(0)

test('[CA6] of 1,000 ideas only those near the view stand in the document, with names', async () => {
  open = await openBoard(1000)
  const cards = [...open.target.querySelectorAll('[data-idea]')]
  expect(cards.length).toBeGreaterThan(20)
  expect(cards.length).toBeLessThanOrEqual(250)
  for (const card of cards) {
    expect(card.getAttribute('role')).toBe('button')
    expect(card.getAttribute('aria-label')).toContain('ช่อง')
  }
})

test('[CA7] when more than 250 ideas would be in view one picture shows them, and nearer they are cards again', async () => {
  open = await openBoard(1000)
  open.target.querySelector<HTMLButtonElement>('.end button:last-child')!.click()
  const picture = () => open.target.querySelector('canvas')!
  await expect.poll(() => open.target.querySelectorAll('[data-idea]').length).toBe(0)
  expect(picture().hidden).toBe(false)
  open.target
    .querySelector<HTMLElement>('.board')!
    .dispatchEvent(new WheelEvent('wheel', { deltaY: -300, ctrlKey: true, clientX: 500, clientY: 300, bubbles: true, cancelable: true }))
  for (let i = 0; i < 8; i++)
    open.surface.dispatchEvent(
      new WheelEvent('wheel', { deltaY: -300, ctrlKey: true, clientX: 500, clientY: 300, bubbles: true, cancelable: true }),
    )
  await expect.poll(() => open.target.querySelectorAll('[data-idea]').length).toBeGreaterThan(5)
  await expect.poll(() => picture().hidden).toBe(true)
})

test('[CA8] a drag travels as presence and is written once, at its end, as an offset in the zone it was dropped in', async () => {
  open = await openBoard(14)
  let written = 0
  open.doc.on('update', () => written++)
  const target = open.target.querySelectorAll('.zone')[1]!.getBoundingClientRect()
  await open.press(open.middle(first), { x: target.x + 300, y: target.y + 250 })
  expect(written).toBe(0)
  expect(open.carried.some((hand) => hand?.idea === first)).toBe(true)
  open.pointer('pointerup', { x: target.x + 300, y: target.y + 250 })
  expect(written).toBe(1)
  expect(open.carried.at(-1)).toBeUndefined()
  expect(open.map(first)!.get('zone')).toBe('weaknesses')
  const box = open.note(first)!.getBoundingClientRect()
  const scale = box.width / 240
  expect(Math.abs((box.x - target.x) / scale - (open.map(first)!.get('x') as number))).toBeLessThan(2)
  expect(Math.abs((box.y - target.y) / scale - (open.map(first)!.get('y') as number))).toBeLessThan(2)
})

test('[CA9] an idea in hand heeds nobody else; others’ hands show where they carry an idea', async () => {
  open = await openBoard(14)
  const from = open.middle(first)
  await open.press(from, { x: from.x + 100, y: from.y + 60 })
  const before = open.note(first)!.getBoundingClientRect()
  moveIdea(open.doc, first as IdeaId, { zone: 'threats', x: 10, y: 10 }, 'somebody else')
  open.board.hands = [{ socket: 7, seatId: 'seat-2' as SeatId, idea: first as IdeaId, zone: 'threats', x: 400, y: 200 }]
  await open.frame()
  expect(open.note(first)!.getBoundingClientRect().x).toBeCloseTo(before.x, 0)
  open.pointer('pointercancel', from)
  const other = open.note(id(1))!.getBoundingClientRect()
  open.board.hands = [{ socket: 7, seatId: 'seat-2' as SeatId, idea: id(1) as IdeaId, zone: 'strengths', x: 250, y: 250 }]
  await expect.poll(() => open.note(id(1))!.classList.contains('theirs')).toBe(true)
  await expect
    .poll(() => Math.abs(open.note(id(1))!.getBoundingClientRect().x - open.corner().x - (250 * other.width) / 240) < 2)
    .toBe(true)
  open.board.hands = []
  await expect.poll(() => open.note(id(1))!.classList.contains('theirs')).toBe(false)
})

test('[CA10] one finger on the empty board pans it; less than six pixels is a tap', async () => {
  open = await openBoard(14)
  const start = open.corner()
  const empty = { x: start.x + 6, y: start.y + 300 }
  await open.press(empty, { x: empty.x + 80, y: empty.y - 40 })
  expect(open.corner().x - start.x).toBeGreaterThan(60)
  open.later(200)
  open.pointer('pointerup', { x: empty.x + 80, y: empty.y - 40 })
  const at = open.middle(first)
  await open.press(at, { x: at.x + 4, y: at.y }, {}, 2)
  open.pointer('pointerup', { x: at.x + 4, y: at.y })
  expect(open.map(first)!.has('x')).toBe(false)
  expect(open.note(first)!.getAttribute('aria-pressed')).toBe('true')
})

test('[CA11] two fingers zoom about the point between them, and an idea that one of them had begun to move goes back', async () => {
  open = await openBoard(14)
  const from = open.middle(first)
  const width = open.note(first)!.getBoundingClientRect().width
  await open.press(from, { x: from.x + 30, y: from.y })
  open.pointer('pointerdown', { x: from.x + 230, y: from.y }, { pointerId: 2 })
  open.pointer('pointermove', { x: from.x + 330, y: from.y }, { pointerId: 2 })
  await open.frame()
  open.pointer('pointerup', { x: from.x + 330, y: from.y }, { pointerId: 2 })
  open.pointer('pointerup', { x: from.x + 30, y: from.y })
  await open.frame()
  expect(open.note(first)!.getBoundingClientRect().width / width).toBeGreaterThan(1.4)
  expect(open.map(first)!.has('x')).toBe(false)
})

test('[CA11] of three fingers one can leave, and nothing jumps', async () => {
  open = await openBoard(14)
  const start = open.corner()
  const at = (dx: number) => ({ x: start.x + 6 + dx, y: start.y + 300 })
  open.pointer('pointerdown', at(0))
  open.pointer('pointerdown', at(200), { pointerId: 2 })
  open.pointer('pointerdown', at(500), { pointerId: 3 })
  await open.frame()
  const before = open.note(first)!.getBoundingClientRect().width
  open.pointer('pointerup', at(0))
  open.pointer('pointermove', at(201), { pointerId: 2 })
  await open.frame()
  expect(open.note(first)!.getBoundingClientRect().width / before).toBeCloseTo(1, 1)
  open.pointer('pointermove', at(100), { pointerId: 2 })
  await open.frame()
  expect(open.note(first)!.getBoundingClientRect().width / before).toBeGreaterThan(1.2)
})

test('[CA12] while a pen is down touches count for nothing', async () => {
  open = await openBoard(14)
  const start = open.corner()
  open.pointer('pointerdown', { x: start.x + 6, y: start.y + 300 }, { pointerType: 'pen', pointerId: 9 })
  const palm = { x: start.x + 400, y: start.y + 360 }
  await open.press(palm, { x: palm.x + 120, y: palm.y }, { pointerId: 2 })
  expect(open.corner().x).toBe(start.x)
  open.pointer('pointerup', { x: start.x + 6, y: start.y + 300 }, { pointerType: 'pen', pointerId: 9 })
})

test('[CA13] a double tap on an empty place writes an idea there; on an idea it rewords it, with the field in focus at once', async () => {
  open = await openBoard(4)
  const zone = open.target.querySelectorAll('.zone')[3]!.getBoundingClientRect()
  const place = { x: zone.x + 360, y: zone.y + 240 }
  open.tap(place)
  open.tap(place)
  const field = () => open.target.querySelector('textarea')!
  expect(document.activeElement).toBe(field())
  field().value = 'ขุดลอกคลองก่อนหน้าฝน'
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  await expect.poll(() => open.board.ideas.size).toBe(5)
  const written = [...open.board.ideas.values()].find(({ text }) => text === 'ขุดลอกคลองก่อนหน้าฝน')!
  expect(written.zone).toBe('threats')
  await expect.poll(() => open.note(written.id)).not.toBeNull()
  const box = open.note(written.id)!.getBoundingClientRect()
  expect(place.x > box.x && place.x < box.right && place.y > box.y && place.y < box.bottom).toBe(true)
  open.later(2_000)
  open.tap(open.middle(first))
  open.tap(open.middle(first))
  expect(document.activeElement).toBe(field())
  expect(field().value).toBe(open.board.ideas.get(first as IdeaId)!.text)
})

test('[TA7] what is too long stays in the field of the canvas and is told of; Enter that ends a syllable sends nothing', async () => {
  open = await openBoard(1)
  const zone = open.target.querySelectorAll('.zone')[0]!.getBoundingClientRect()
  const place = { x: zone.x + 300, y: zone.y + 340 }
  open.tap(place)
  open.tap(place)
  const field = open.target.querySelector('textarea')!
  const enter = (how: KeyboardEventInit = {}) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how }))
  await page.elementLocator(field).fill('ก'.repeat(2_010))
  enter()
  await expect.element(page.getByText(/ยาวเกินไป 10 ตัวอักษร/)).toBeVisible()
  expect(field.value).toHaveLength(2_010)
  await page.elementLocator(field).fill('กำลังพิมพ์')
  enter({ keyCode: 229 })
  expect(open.board.ideas.size).toBe(1)
  enter()
  expect(open.board.ideas.size).toBe(2)
})

test('[TA16] on the canvas a field that is opened while another is open takes the focus and keeps it', async () => {
  open = await openBoard(4)
  for (const one of [first, id(1)]) {
    open.later(2_000)
    open.tap(open.middle(one))
    open.tap(open.middle(one))
  }
  await open.frame()
  expect(document.activeElement).toBe(open.target.querySelector('textarea'))
  expect(open.target.querySelector('textarea')!.value).toBe(open.board.ideas.get(id(1) as IdeaId)!.text)
})

test('[TA16] on the canvas a field closes with the right to change its idea', async () => {
  open = await openBoard(4)
  open.tap(open.middle(first))
  open.tap(open.middle(first))
  expect(open.target.querySelector('textarea')).not.toBeNull()
  open.board.tell({ light: 'saved', kept: true, loaded: true, writable: false, unwritable: 'board/frozen' })
  await expect.poll(() => open.target.querySelector('textarea')).toBeNull()
})

test('[CA14] every drag has a tap way: select, “move to”, then a zone or a place', async () => {
  open = await openBoard(14)
  const button = (words: string) => [...open.target.querySelectorAll('button')].find((one) => one.textContent?.includes(words))!
  open.tap(open.middle(first))
  button('ย้ายไปที่').click()
  await expect.poll(() => button('อุปสรรค')).toBeTruthy()
  button('อุปสรรค').click()
  await expect.poll(() => open.map(first)!.get('zone')).toBe('threats')
  expect(open.map(first)!.has('x')).toBe(false)
  await expect.poll(() => button('ย้ายไปที่')).toBeTruthy()
  button('ย้ายไปที่').click()
  await expect.poll(() => button('ยกเลิก')).toBeTruthy()
  const zone = open.target.querySelectorAll('.zone')[0]!.getBoundingClientRect()
  open.later(1_000)
  open.tap({ x: zone.x + 400, y: Math.max(zone.y, 0) + 330 })
  await expect.poll(() => open.map(first)!.get('zone')).toBe('strengths')
  expect(typeof open.map(first)!.get('x')).toBe('number')
})

test('[CA15] by keyboard alone: Tab to the board, arrows between ideas, Enter edits, Escape leaves', async () => {
  open = await openBoard(14)
  const key = (name: string) =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  expect(open.surface.tabIndex).toBe(0)
  open.surface.focus()
  key('ArrowRight')
  await expect.poll(() => document.activeElement).toBe(open.note(first))
  expect(open.target.querySelectorAll('[data-idea][tabindex="0"]').length).toBe(1)
  expect(open.surface.tabIndex).toBe(-1)
  key('ArrowRight')
  await expect.poll(() => document.activeElement !== open.note(first) && document.activeElement?.hasAttribute('data-idea')).toBe(true)
  const now = document.activeElement as HTMLElement
  key('Enter')
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
  key('Escape')
  await expect.poll(() => document.activeElement).toBe(open.note(now.dataset['idea']!))
  key('Escape')
  expect(document.activeElement).toBe(open.surface)
})

test('[CA16] where nothing may be written ideas stay where they are and no tools offer it', async () => {
  open = await openBoard(14, 'swot', { writable: false, unwritable: 'board/closed' })
  const from = open.middle(first)
  await open.press(from, { x: from.x + 100, y: from.y + 60 })
  open.pointer('pointerup', { x: from.x + 100, y: from.y + 60 })
  expect(open.map(first)!.has('x')).toBe(false)
  await open.frame()
  open.later(1_000)
  open.tap(open.middle(first))
  await open.frame()
  expect(open.target.querySelector('.bar')).toBeNull()
})

test('[CA17] a card is as high as its text: nothing of it is cut or runs out', async () => {
  await document.fonts.ready
  open = await openBoard(40)
  await document.fonts.ready
  await open.frame()
  for (const card of open.target.querySelectorAll<HTMLElement>('[data-idea]')) {
    expect(card.scrollHeight).toBeLessThanOrEqual(card.clientHeight + 1)
    expect(card.scrollWidth, card.textContent ?? '').toBeLessThanOrEqual(card.clientWidth + 1)
  }
})

test('[CA18] a keystroke of 1,000 ideas touches one note and no box, and the scene is as if made anew', async () => {
  open = await openBoard(1000)
  const { zones } = open.board
  const ideas = [...open.board.ideas.values()]
  const lettering = new Lettering('sans-serif')
  const before = makeScene(zones, ideas, lettering)
  expect(makeScene(zones, ideas, lettering, before)).toBe(before)
  const changed = (change: Partial<Idea>) => ideas.map((idea) => (idea.id === id(20) ? { ...idea, ...change } : idea))
  const { text } = before.notes.get(id(20) as IdeaId)!.idea
  let broken = 0
  const lines = lettering.of.bind(lettering)
  lettering.of = (words) => (broken++, lines(words))
  const typed = makeScene(zones, changed({ text: text.replace('(20)', '(30)') }), lettering, before)
  expect(broken).toBe(1)
  expect(typed.layout).toBe(before.layout)
  expect(typed.cells).toBe(before.cells)
  expect([...typed.notes.values()].filter((note) => before.notes.get(note.id) !== note).map((note) => note.id)).toEqual([id(20)])
  for (const change of [{ text: `${text} `.repeat(5) }, { colour: 'pink' }, { zone: 'threats' }, { x: 40, y: 900 }, { at: 0 }] as const) {
    const anew = makeScene(zones, changed(change), lettering)
    const after = makeScene(zones, changed(change), lettering, before)
    expect([...after.notes]).toEqual([...anew.notes])
    expect(after.layout.zones).toEqual(anew.layout.zones)
  }
})

test('[CA18] typing into an idea redraws its card alone', async () => {
  open = await openBoard(200)
  open.tap(open.middle(first))
  open.tap(open.middle(first))
  const field = document.activeElement as HTMLTextAreaElement
  const touched = new Set<string | undefined>()
  const watch = new MutationObserver((records) => {
    for (const { target } of records)
      touched.add((target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[data-idea]')?.dataset['idea'])
  })
  watch.observe(open.target.querySelector('.world')!, { subtree: true, childList: true, characterData: true, attributes: true })
  field.setRangeText('ก', 3, 4, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await expect.poll(() => open.note(first)!.textContent?.trim().replaceAll('\n', '')[3]).toBe('ก')
  watch.disconnect()
  expect([...touched]).toEqual([first])
})

test('[TK6] a card that is let go on another offers to stack them; half beside it, it is only moved', async () => {
  const offered: string[] = []
  const canvas = { mayStack: () => true, onstack: (one: string, under: string) => void offered.push(`${one} ${under}`) }
  open = await openBoard(14, 'swot', {}, 'canvas', canvas)
  const other = [...open.target.querySelectorAll<HTMLElement>('[data-idea]')].find((card) => card.dataset['idea'] !== first)!
  const box = other.getBoundingClientRect()
  const to = { x: box.x + box.width / 2, y: box.y + 28 }
  await open.press(open.middle(first), to)
  expect(other.classList.contains('onto')).toBe(true)
  open.pointer('pointerup', to)
  expect(offered).toEqual([`${first} ${other.dataset['idea']}`])
  expect(other.classList.contains('onto')).toBe(false)
  const aside = { x: to.x + box.width * 0.8, y: to.y + 300 }
  await open.press(open.middle(first), aside)
  open.pointer('pointerup', aside)
  expect(offered).toHaveLength(1)
})

test('[TK7] what lies under another idea is not drawn beside it; the one on top says how many lie there, and how many comments it has', async () => {
  const comments = new Map([[first as IdeaId, [{}, {}, {}] as never]])
  open = await openBoard(14, 'swot', {}, 'canvas', { talk: { comments } as never })
  stackIdea(open.doc, id(1) as IdeaId, first as IdeaId, 'hand')
  await expect.poll(() => open.note(id(1))).toBeNull()
  expect(open.note(first)!.querySelector('.marks')!.textContent!.replace(/\s+/g, ' ').trim()).toBe('1 3')
  expect(open.note(first)!.getAttribute('aria-label')).toMatch(/ซ้อนอยู่ 1 ข้อ, 3 ข้อคิดเห็น$/)
  stackIdea(open.doc, id(1) as IdeaId, undefined, 'hand')
  await expect.poll(() => open.note(id(1))).not.toBeNull()
})

test('[CA20] a phase begins with its zones in view, whatever was looked at, and a word of the room does not turn the view again', async () => {
  open = await openBoard(300)
  const inView = (zone: number) => {
    const box = open.target.querySelectorAll('.zone')[zone]!.getBoundingClientRect()
    return box.x < 1180 && box.right > 0 && box.y < 820 && box.bottom > 0
  }
  expect(inView(3)).toBe(false)
  open.given.focus = ['threats']
  await expect.poll(() => inView(3)).toBe(true)
  open.target.querySelector<HTMLButtonElement>('.end button:last-child')!.click()
  await expect.poll(() => inView(0)).toBe(true)
  open.given.focus = ['threats']
  await open.frame()
  expect(inView(0)).toBe(true)
})

test('[CA20] the idea that all look at is shown once; what others write afterwards turns no view and takes no selection', async () => {
  open = await openBoard(60, 'swot', {}, 'canvas', { pointed: first as IdeaId })
  const pressed = () => open.target.querySelector<HTMLElement>('[data-idea][aria-pressed=true]')?.dataset['idea']
  await expect.poll(pressed).toBe(first)
  open.tap(open.middle(id(1)))
  await expect.poll(pressed).toBe(id(1))
  writeIdea(open.doc, { id: 'another' as IdeaId, text: 'มีคนเขียนเพิ่ม', at: 1, zone: 'strengths' }, 'theirs')
  await expect.poll(() => open.board.ideas.size).toBe(61)
  await open.frame()
  await open.frame()
  expect(pressed()).toBe(id(1))
})

test('[WA13] the keys of the wall are found by their place: a Thai keyboard writes other letters', async () => {
  open = await openBoard(4, 'swot', {}, 'wall')
  const theme = () => document.documentElement.dataset['theme']
  const press = (key: string, code: string) => open.target.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }))
  press('ะ', 'KeyT')
  await expect.poll(theme).toBe('dark')
  press('t', 'KeyT')
  await expect.poll(theme).toBe('light')
})

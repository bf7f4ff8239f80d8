import { tick } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import '../../client/ui/base.css'
import '../../client/ui/tokens.css'
import { Unreachable } from '../../client/net/refused.ts'
import { WordBook } from '../../client/words/word-book.svelte.ts'
import DialogStage from './DialogStage.svelte'

beforeEach(() => page.viewport(820, 600))
afterEach(cleanup)

const dialog = () => document.querySelector('dialog')
const at = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}
/** A finger on whatever lies at a place, as a browser tells of it. */
const tap = (place: { clientX: number; clientY: number }, within: Document | Element = document) => {
  const target = within instanceof Element ? within : document.elementFromPoint(place.clientX, place.clientY)!
  const init = { ...place, bubbles: true, cancelable: true, pointerType: 'touch', detail: 1 }
  target.dispatchEvent(new PointerEvent('pointerdown', init))
  target.dispatchEvent(new PointerEvent('pointerup', init))
  const now = within instanceof Element ? within : document.elementFromPoint(place.clientX, place.clientY)!
  now.dispatchEvent(new PointerEvent('click', init))
}
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('[UI9] a dialog gives the focus back to what opened it, however it is closed', async () => {
  await render(DialogStage)
  const opener = button('เปิด').element() as HTMLElement
  for (const close of [() => userEvent.keyboard('{Escape}'), () => button('ปิด').click()]) {
    opener.focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(dialog).not.toBeNull()
    await close()
    await expect.poll(dialog).toBeNull()
    await expect.poll(() => document.activeElement).toBe(opener)
  }
})

test('[UI9] a tap beside a dialog closes it and reaches nothing beneath; what was typed is not thrown away by it', async () => {
  const pressed: string[] = []
  await render(DialogStage, { onpress: (name: string) => pressed.push(name) })
  await button('เปิด').click()
  await expect.poll(dialog).not.toBeNull()
  tap({ clientX: 40, clientY: 560 })
  await expect.poll(dialog).toBeNull()
  expect(pressed).toEqual([])
  await button('เปิด').click()
  await page.getByLabelText('ชื่อ').fill('พิมพ์ค้างไว้')
  tap({ clientX: 40, clientY: 560 })
  await expect.element(page.getByLabelText('ชื่อ')).toHaveValue('พิมพ์ค้างไว้')
  await button('ปิด').click()
  await expect.poll(dialog).toBeNull()
})

test('[UI10] the second tap of a double tap neither does what has come under the finger, nor turns a switch back', async () => {
  const pressed: string[] = []
  await render(DialogStage, { onpress: (name: string) => pressed.push(name) })
  const first = at(button('หนึ่ง').element())
  tap(first)
  await expect.poll(() => button('หนึ่ง').query()).toBeNull()
  tap(first)
  expect(pressed).toEqual(['หนึ่ง'])
  const stop = button('หยุด')
  tap(at(stop.element()))
  await expect.element(stop).toHaveAttribute('aria-pressed', 'true')
  tap(at(stop.element()))
  await expect.element(stop).toHaveAttribute('aria-pressed', 'true')
  // One more dot, and one more, is meant.
  for (let n = 0; n < 3; n++) tap(at(button('อีก').element()))
  expect(pressed).toEqual(['หนึ่ง', 'อีก', 'อีก', 'อีก'])
})

test('[UI10] the second tap of a double tap neither does what a dialog has brought under the finger, nor closes it; a tap elsewhere does', async () => {
  await render(DialogStage)
  const place = at(button('เปิด').element())
  tap(place)
  await expect.poll(dialog).not.toBeNull()
  tap(place)
  await tick()
  expect(dialog()).not.toBeNull()
  tap({ clientX: 40, clientY: 560 })
  await expect.poll(dialog).toBeNull()
})

test('[UI10] a mouse that clicks twice does it once, too; a key is not held to it', async () => {
  const pressed: string[] = []
  await render(DialogStage, { onpress: (name: string) => pressed.push(name) })
  await userEvent.dblClick(button('หนึ่ง').element())
  expect(pressed).toEqual(['หนึ่ง'])
  ;(button('สอง').element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  ;(button('สาม').element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  expect(pressed).toEqual(['หนึ่ง', 'สอง', 'สาม'])
})

test('[UI11] what does not come when it is needed is said in words, and comes when it is asked for again', async () => {
  let away = true
  const load = () => (away ? Promise.reject<string>(new Unreachable('no network')) : Promise.resolve('มาแล้ว'))
  await render(DialogStage, { load })
  await expect.element(page.getByText('ติดต่อเครื่องแม่ข่ายไม่ได้ ตรวจดู Wi-Fi แล้วลองอีกครั้ง')).toBeVisible()
  away = false
  await button('ลองอีกครั้ง').click()
  await expect.element(page.getByText('มาแล้ว')).toBeVisible()
})

test('[UI11] words that could not be fetched are fetched by whoever needs them next', async () => {
  let away = true
  const { room } = await import('../../client/words/th-room.ts')
  const th = async () => {
    if (away) throw new TypeError('Failed to fetch dynamically imported module')
    return room
  }
  const words = new WordBook({ room: { th, en: th as never } })
  await words.speak('th')
  await expect(words.withRoom()).rejects.toThrow('Failed to fetch')
  await expect(words.withRoom()).rejects.toThrow('Failed to fetch')
  away = false
  await words.withRoom()
  expect(words.t.phase).toBe(room.phase)
})

test('[UI12] a menu stays while its own lines are scrolled, and goes when what it hangs on moves away', async () => {
  await render(DialogStage)
  await button('เมนู').click()
  await expect.element(button('บรรทัด 0')).toBeVisible()
  const menu = document.querySelector('.menu')!
  menu.scrollTop = 400
  menu.dispatchEvent(new Event('scroll'))
  await expect.element(button('บรรทัด 39')).toBeInTheDocument()
  dispatchEvent(new Event('resize'))
  await expect.element(button('บรรทัด 39')).not.toBeInTheDocument()
})

import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import * as Y from 'yjs'
import type { IdeaId, ThemeId } from '#shared/id.ts'
import { filedOf, notesOf, refinedOf, type ShelfTheme } from '#shared/theme/shelf.ts'
import { arrange } from '../../client/theme/shelf/arrange.ts'
import { flood, idea, likely, openDesk, shelfOver, theme, twoShelves, waste } from './sample.svelte.ts'

const field = () => document.body.appendChild(document.createElement('textarea'))
const type = (area: HTMLTextAreaElement, text: string, caret = text.length) => {
  area.value = text
  area.setSelectionRange(caret, caret)
  area.dispatchEvent(new InputEvent('input'))
}

test('[SV11] what two write into one note that neither had seen is kept, both of it', () => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  const [mine, theirs] = [shelfOver(here, 'n1'), shelfOver(there, 'n2')]
  const areas = [field(), field()] as const
  const id = 't1' as ThemeId
  const stops = [mine.text('notes', id)(areas[0]), theirs.text('notes', id)(areas[1])]
  type(areas[0], 'คลองตื้นเขิน')
  type(areas[1], 'ท่อเล็กเกินไป')
  const both = () => {
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there), 'wire')
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here), 'wire')
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there), 'wire')
  }
  both()
  const note = notesOf(here).get(id)!.toString()
  expect(note.split('\n').sort()).toEqual(['คลองตื้นเขิน', 'ท่อเล็กเกินไป'].sort())
  expect(notesOf(there).get(id)!.toString()).toBe(note)
  expect(areas.map(({ value }) => value)).toEqual([note, note])
  for (const stop of stops) stop?.()
  for (const area of areas) area.remove()
})

test('[SV8] a wording grows under two hands, and undo takes back own words alone', () => {
  const { here, there } = twoShelves()
  const [mine, theirs] = [shelfOver(here, 'n1'), shelfOver(there, 'n2')]
  const areas = [field(), field()] as const
  const id = 'i1' as IdeaId
  mine.beginWording(id, 'ลอกท่อ')
  const stops = [mine.text('refined', id)(areas[0]), theirs.text('refined', id)(areas[1])]
  type(areas[0], 'ลอกท่อทุกปี')
  type(areas[1], 'ขอให้ลอกท่อทุกปี', 'ขอให้'.length)
  expect(areas[0].value).toBe('ขอให้ลอกท่อทุกปี')
  mine.undo()
  expect(refinedOf(there).get(id)?.toString()).toBe('ขอให้ลอกท่อ')
  mine.dropWording(id)
  expect(refinedOf(there).has(id)).toBe(false)
  mine.undo()
  expect(refinedOf(there).get(id)?.toString()).toBe('ขอให้ลอกท่อ')
  for (const stop of stops) stop?.()
  for (const area of areas) area.remove()
})

test('[SV8] what the server refused is replaced, and what was shown stays until the fresh document is here', () => {
  const doc = new Y.Doc()
  const shelf = shelfOver(doc)
  shelf.file(['i1' as IdeaId], 't1' as ThemeId)
  const fresh = new Y.Doc()
  shelf.replace(fresh)
  expect(shelf.filed.size).toBe(1)
  filedOf(fresh).set('i2', 't2' as ThemeId)
  shelf.tell({ light: 'saved', kept: true, loaded: true, writable: true })
  expect([...shelf.filed]).toEqual([['i2', 't2']])
})

test('[SV1] what was merged, dismissed or unfiled by people stands over what the machine found', () => {
  const rows = {
    themes: [flood, waste, theme(3, 'เก่า')],
    ideas: [
      idea(1, { theme: flood.id, strength: 0.9 }),
      idea(2, { theme: waste.id, strength: 0.9 }),
      idea(3, { theme: 't3' as ThemeId, strength: 0.9 }),
      idea(4, { theme: waste.id, strength: 1, filed: true }),
      idea(5, { theme: waste.id, strength: 0.2, likely: likely(2, 1, 3) }),
    ],
  }
  const shelf = shelfOver(new Y.Doc())
  const decided = {
    filed: new Map([['i1' as IdeaId, 't2' as ThemeId]]),
    aside: shelf.aside,
    themes: new Map<ThemeId, ShelfTheme>([
      [waste.id, { into: flood.id }],
      ['t3' as ThemeId, { dismissed: true }],
      ['t9' as ThemeId, { label: 'ใหม่' }],
    ]),
    same: [],
    different: [],
  }
  const arranged = arrange(rows, decided)
  expect(arranged.shelves.map(({ id, cards }) => [id, cards.map((card) => card.id)])).toEqual([
    ['t1', ['i2', 'i1']],
    ['t9', []],
  ])
  expect(arranged.pile.map(({ id }) => id)).toEqual(['i3', 'i4', 'i5'])
  expect(arranged.pile[2]!.likely.map(({ id, label }) => [id, label])).toEqual([['t1', flood.label]])
  const again = arrange(rows, decided, arranged)
  expect(again.pile.map((card, at) => card === arranged.pile[at])).toEqual([true, true, true])
})

test('[SV10] of three thousand ideas only those are laid out that were scrolled to', async () => {
  await page.viewport(1440, 900)
  const themes = Array.from({ length: 40 }, (_, n) => theme(n + 1, `ประเด็น ${n + 1}`))
  const ideas = Array.from({ length: 3_000 }, (_, n) =>
    idea(n + 1, { text: `ความคิดเห็นที่ ${n + 1} เรื่องน้ำท่วม`, likely: likely((n % 40) + 1) }),
  )
  const { target, shelf } = await openDesk({ themes, ideas })
  await expect.element(page.getByText('ความคิดเห็นที่ 1 ', { exact: false }).first()).toBeVisible()
  const drawn = () => target.querySelectorAll('[data-card]').length
  expect(drawn()).toBe(60)
  const section = target.querySelector('section')!
  const down = () => {
    section.scrollTop = section.scrollHeight
    return drawn()
  }
  await expect.poll(down).toBeGreaterThan(60)
  expect(drawn()).toBeLessThan(600)
  shelf.file([idea(1).id], 't1' as ThemeId)
  await expect.poll(() => target.querySelector('[data-card="i1"]')).toBeNull()
})

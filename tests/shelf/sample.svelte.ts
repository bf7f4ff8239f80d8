/** A shelf on two screens over one wire, and the rows that the server would tell. */
import { render } from 'vitest-browser-svelte'
import * as Y from 'yjs'
import type { BoardId, GroupId, IdeaId, SeatId, ThemeId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { IdeaRow, ThemeRow } from '#shared/theme/now.ts'
import type { Rows } from '#shared/theme/overview/members.ts'
import { Filing } from '../../client/theme/shelf/filing.svelte.ts'
import { LiveShelf } from '../../client/theme/shelf/live-shelf.svelte.ts'
import Stage from './Stage.svelte'

export const idea = (n: number, more: Partial<IdeaRow> = {}): IdeaRow => ({
  id: `i${n}` as IdeaId,
  text: `ความคิดเห็นที่ ${n}`,
  boardId: `b${(n % 4) + 1}` as BoardId,
  groupId: `g${(n % 4) + 1}` as GroupId,
  at: n,
  language: 'th',
  ...more,
})
export const theme = (n: number, label: string): ThemeRow => ({
  id: `t${n}` as ThemeId,
  label,
  keyphrases: [],
  representatives: [],
  colour: n % 12,
  born: n,
  made: 'found',
})
export const likely = (...themes: number[]) => themes.map((n, at) => ({ theme: `t${n}`, association: 0.4 - at * 0.1 }))
export const flood = theme(1, 'น้ำท่วม · ท่วมขัง')
export const waste = theme(2, 'ขยะ · แยกขยะ')
export const road = theme(3, 'ทางเท้า · ป้าย')

/** Rows that the test changes as the server would. */
class Told {
  rows = $state.raw<Rows>({ themes: [], ideas: [] })
}

export const twoShelves = () => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  here.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(there, update, 'wire'))
  there.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(here, update, 'wire'))
  return { here, there }
}
/** A note taker's shelf without a network. */
export const shelfOver = (doc: Y.Doc, seat = 'n1') => LiveShelf.over(doc, { seatId: seat as SeatId, role: 'noteTaker' })

/** The desk on a screen. `corrections`: what was decided by it. */
export const openDesk = async (rows: Rows, doc = new Y.Doc(), { obey }: { obey?: (correction: Correction) => void } = {}) => {
  const told = new Told()
  told.rows = rows
  const corrections: Correction[] = []
  const shelf = shelfOver(doc)
  const filing = new Filing(told, shelf, async (correction) => {
    corrections.push(correction)
    obey?.(correction)
  })
  const holds: boolean[] = []
  const screen = await render(Stage, { filing, onhold: (held: boolean) => holds.push(held) })
  return { told, shelf, filing, corrections, holds, doc, target: screen.container }
}

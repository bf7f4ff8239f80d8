/** A page with one board and no server: for pictures, for the tests of canvas and wall, and for measuring. */
import { mount } from 'svelte'
import * as Y from 'yjs'
import { seedBoard } from '#shared/board/board.ts'
import { isTemplateId, templates } from '#shared/board/template.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { LiveBoard } from '../../../client/board/live-board.svelte.ts'
import Harness from './Harness.svelte'
import { fill } from './sample.ts'

const asked = new URLSearchParams(location.search)
const template = asked.get('template')
const id = isTemplateId(template) ? template : 'swot'
const count = Number(asked.get('n') ?? 12)
const theme = asked.get('theme')
if (theme) document.documentElement.dataset['theme'] = theme

const remote = new Y.Doc()
seedBoard(remote, asked.get('title') ?? 'กลุ่ม 3 แก้น้ำท่วมซ้ำซากในเขตชั้นใน', id)
fill(remote, templates[id].zones, count, { english: asked.get('lang') === 'en', placed: Number(asked.get('placed') ?? 0) })
const doc = new Y.Doc()
Y.applyUpdate(doc, Y.encodeStateAsUpdate(remote))
remote.on('update', (update: Uint8Array, origin: unknown) => origin !== 'local' && Y.applyUpdate(doc, update, 'remote'))
doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && Y.applyUpdate(remote, update, 'local'))

const board = LiveBoard.over(doc, { seatId: 'seat-1' as SeatId, role: 'participant', writable: asked.get('readonly') === null })
performance.mark('board-made')
Object.assign(globalThis, { board, remote, Y })
mount(Harness, {
  target: document.getElementById('app')!,
  props: {
    board,
    show: asked.get('show') ?? 'canvas',
    language: asked.get('lang') === 'en' ? 'en' : 'th',
    many: Number(asked.get('many') ?? 6),
  },
})

declare global {
  var board: LiveBoard
  var remote: Y.Doc
}
export type { IdeaId }

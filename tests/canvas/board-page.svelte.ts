/** Puts a canvas over a bare document on the test's page. */
import { flushSync, mount, unmount, type ComponentProps } from 'svelte'
import * as Y from 'yjs'
import { seedBoard } from '#shared/board/board.ts'
import { templates, type TemplateId } from '#shared/board/template.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { LiveBoard } from '../../client/board/live-board.svelte.ts'
import type { Hand } from '../../client/board/lens.ts'
import type { LineState } from '../../client/net/line.ts'
import Harness from './harness/Harness.svelte'
import { fill } from './harness/sample.ts'

export const openBoard = async (
  count: number,
  template: TemplateId = 'swot',
  state: Partial<LineState> = {},
  show = 'canvas',
  canvas: ComponentProps<typeof Harness>['canvas'] = {},
) => {
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 3', template)
  fill(doc, templates[template].zones, count)
  const board = LiveBoard.over(doc, { seatId: 'seat-1' as SeatId, role: 'participant', ...state })
  const carried: (Omit<Hand, 'socket' | 'seatId'> | undefined)[] = []
  board.carry = (hand) => void carried.push(hand)
  /** What the canvas is given, to be changed while it stands. */
  const given = $state({ ...canvas })
  const target = document.createElement('div')
  document.body.append(target)
  const app = mount(Harness, { target, props: { board, show, language: 'th' as const, many: 6, canvas: given } })
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  for (let i = 0; i < 60 && !target.querySelector(show === 'canvas' ? '.zone' : 'main h1'); i++) await frame()
  await frame()
  const surface = target.querySelector<HTMLElement>('.board')!
  const note = (id: string) => target.querySelector<HTMLElement>(`[data-idea="${id}"]`)
  const middle = (id: string) => {
    const { x, y, width, height } = note(id)!.getBoundingClientRect()
    return { x: x + width / 2, y: y + Math.min(height / 2, 28) }
  }
  let time = 1_000
  const pointer = (type: string, at: { x: number; y: number }, how: PointerEventInit = {}) => {
    const aim = document.elementFromPoint(at.x, at.y) ?? surface
    const event = new PointerEvent(type, {
      bubbles: true,
      cancelable: true,
      clientX: at.x,
      clientY: at.y,
      pointerId: 1,
      pointerType: 'touch',
      isPrimary: true,
      ...how,
    })
    time += 20
    Object.defineProperty(event, 'timeStamp', { value: time })
    flushSync(() => (aim instanceof HTMLElement && surface.contains(aim) ? aim : surface).dispatchEvent(event))
  }
  surface?.addEventListener('gotpointercapture', () => undefined)
  // Made-up pointers cannot be captured.
  if (surface) surface.setPointerCapture = () => undefined
  const press = async (from: { x: number; y: number }, to: { x: number; y: number }, how: PointerEventInit = {}, steps = 8) => {
    pointer('pointerdown', from, how)
    for (let i = 1; i <= steps; i++) {
      pointer('pointermove', { x: from.x + ((to.x - from.x) * i) / steps, y: from.y + ((to.y - from.y) * i) / steps }, how)
      await frame()
    }
  }
  const tap = (at: { x: number; y: number }, how: PointerEventInit = {}) => {
    pointer('pointerdown', at, how)
    pointer('pointerup', at, how)
  }
  const later = (ms: number) => (time += ms)
  return {
    doc,
    board,
    given,
    target,
    surface,
    note,
    middle,
    pointer,
    press,
    tap,
    later,
    frame,
    carried,
    map: (id: string) => ideasOf(doc).get(id as IdeaId),
    corner: () => target.querySelector<HTMLElement>('.zone')!.getBoundingClientRect(),
    close: async () => {
      await unmount(app)
      target.remove()
      board.close()
    },
  }
}

import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seedBoard } from '#shared/board/board.ts'
import { commentsOf, type CommentId } from '#shared/idea/comment.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { writeComment } from '#shared/idea/talk.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { LiveBoard } from '../../client/board/live-board.svelte.ts'
import type { Line } from '../../client/net/line.ts'
import { countRuns, watchRedraws } from './redraws.svelte.ts'

const idOf = (text: string) => text as IdeaId
const twoReplicas = () => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  seedBoard(here, 'กลุ่ม 1', 'swot')
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
  here.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(there, update, 'wire'))
  there.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(here, update, 'wire'))
  return { here, there }
}
const textOf = (doc: Y.Doc, id: string) => ideasOf(doc).get(id)?.get('text') as Y.Text

test('[TA1] what is written shows at once, in the first zone, under the own seat', () => {
  const { here } = twoReplicas()
  const board = LiveBoard.over(here, { seatId: 'seat1' as SeatId })
  const id = board.write('  น้ำท่วมซอยซ้ำทุกปี ')
  expect(board.ideas.get(id)).toMatchObject({ text: 'น้ำท่วมซอยซ้ำทุกปี', zone: 'strengths', by: 'seat1' })
  expect(board.title).toBe('กลุ่ม 1')
  board.close()
})

test('[TA2] a remote edit replaces one snapshot of all and leaves the others as they were', async () => {
  const { here, there } = twoReplicas()
  for (let i = 0; i < 300; i += 1) writeIdea(here, { id: idOf(`idea${i}`), text: `ความคิดเห็น ${i}`, at: i }, 'seed')
  const board = LiveBoard.over(here)
  const before = new Map(board.ideas)
  const redraws = watchRedraws(board, before.keys())
  textOf(there, 'idea7').insert(0, 'แก้ ')
  await expect.poll(() => board.ideas.get(idOf('idea7'))?.text).toBe('แก้ ความคิดเห็น 7')
  expect(redraws.count()).toBe(1)
  expect([...board.ideas].filter(([id, idea]) => before.get(id) !== idea).map(([id]) => id)).toEqual(['idea7'])
  redraws.stop()
  board.close()
})

test('[TA2] what the line says with every keystroke reaches the light alone', () => {
  const { here } = twoReplicas()
  const state = { light: 'saved', kept: true, loaded: true, writable: true, seatId: 'me' as SeatId, role: 'participant' } as const
  const board = LiveBoard.over(here, state)
  const [cards, light] = [countRuns(() => [board.writable, board.seatId, board.role]), countRuns(() => board.light)]
  for (const light of ['saving', 'saved', 'saving', 'saved'] as const) board.tell({ ...state, light })
  expect(cards.count()).toBe(0)
  board.tell({ ...state, light: 'saving', writable: false })
  expect([cards.count(), light.count()]).toEqual([1, 1])
  for (const one of [cards, light]) one.stop()
  board.close()
})

test('[NE3] while the board comes whole from the server it stands on the screen as it was', () => {
  const { here } = twoReplicas()
  const board = LiveBoard.over(here, { seatId: 'me' as SeatId })
  board.write('อยู่บนจอ', { zone: 'threats' })
  const fresh = new Y.Doc()
  board.replace(fresh)
  board.tell({ light: 'connecting', kept: true, loaded: false, writable: false })
  expect([board.title, board.zones.length, board.ideas.size, board.writable]).toEqual(['กลุ่ม 1', 4, 1, false])
  seedBoard(fresh, 'กลุ่มใหม่', 'free')
  board.tell({ light: 'saved', kept: true, loaded: true, writable: true })
  expect([board.title, board.zones.length, board.ideas.size]).toEqual(['กลุ่มใหม่', 1, 0])
  board.close()
})

test('[TA3] undo takes back own steps one by one, brings a deleted idea back, and never touches the work of others', () => {
  const { here, there } = twoReplicas()
  const board = LiveBoard.over(here)
  const mine = board.write('ของฉัน')
  writeIdea(there, { id: idOf('theirs'), text: 'ของเขา', at: 1 }, 'their hand')
  board.move(mine, { zone: 'threats' })
  board.withdraw(mine)
  expect(ideasOf(here).has(mine)).toBe(false)
  board.undo()
  expect(board.ideas.get(mine)).toMatchObject({ text: 'ของฉัน', zone: 'threats' })
  board.undo()
  expect(board.ideas.get(mine)?.zone).toBe('strengths')
  board.undo()
  expect(ideasOf(here).has(mine)).toBe(false)
  expect(board.canUndo).toBe(false)
  board.undo()
  expect(ideasOf(here).has('theirs')).toBe(true)
  board.redo()
  expect(board.ideas.get(mine)?.text).toBe('ของฉัน')
  board.close()
})

test('[TA4] undoing a new idea leaves it standing once somebody else has written in it', () => {
  const { here, there } = twoReplicas()
  const board = LiveBoard.over(here)
  const mine = board.write('ของฉัน')
  textOf(there, mine).insert(6, ' และของเขา')
  board.undo()
  expect(textOf(here, mine).toString()).toBe('ของฉัน และของเขา')
  board.close()
})

test('[NE18] what is said of an idea counts as unsaved like the idea itself; what others say does not', () => {
  const { here, there } = twoReplicas()
  const board = LiveBoard.over(here, { seatId: 'me' as SeatId })
  const touched: string[] = []
  const line: Line = {
    carry: () => undefined,
    touched: (ids) => void touched.push(...ids),
    forgetParked: () => undefined,
    leave: () => undefined,
    close: () => undefined,
  }
  board.join(line)
  const comment = { idea: 'idea1' as IdeaId, text: 'ขอแผนที่ด้วย', by: 'me' as SeatId, at: 1 }
  writeComment(here, 'said1' as CommentId, comment, 'own hand')
  writeComment(there, 'said2' as CommentId, { ...comment, by: 'other' as SeatId }, 'seed')
  expect([...commentsOf(here).keys()].sort()).toEqual(['said1', 'said2'])
  expect(touched).toEqual(['said1'])
  board.close()
})

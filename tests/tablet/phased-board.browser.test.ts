import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-svelte'
import * as Y from 'yjs'
import type { GroupRun, RunId } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import { seedBoard } from '#shared/board/board.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { BoardId, GroupId, IdeaId, SeatId, SeminarId } from '#shared/id.ts'
import type { FromServer } from '#shared/live/events.ts'
import { roomAround } from '../../client/activity/open-room.ts'
import { RoomNow } from '../../client/activity/room-now.svelte.ts'
import { LiveBoard } from '../../client/board/live-board.svelte.ts'
import { Permits } from '../../client/board/permits.svelte.ts'
import { PhasedBoard } from '../../client/board/phased-board.svelte.ts'
import { openLiveBoard } from '../../client/board/open-live-board.ts'
import { UnnamedIdeas } from '../../client/idea/unnamed-ideas.svelte.ts'
import { takeUnsent, type UnnamedIdea } from '../../client/idea/unsent.ts'
import type { Question } from '../../client/net/call.ts'
import { takeLeft } from '../../client/net/left-texts.ts'
import type { LineState } from '../../client/net/line.ts'
import { openLocalCopy } from '../../client/net/local-copy.ts'
import { openNotebook } from '../../client/net/notebook.ts'
import { holdsUnsent } from '../../client/net/sync-address.ts'
import { Refused, Unreachable } from '../../client/net/refused.ts'
import { phase as samplePhase } from '../activity/sample.ts'
import { until } from '../helpers/until.ts'
import Stage from './Stage.svelte'

const boardId = 'board1' as BoardId
const me = 'me' as SeatId
const alone = (more: Partial<Phase> = {}) => samplePhase('alone', { visibility: 'private', ...more })
const unnamed = samplePhase('unnamed', { anonymity: 'anonymous' })

const opened: { close(): void }[] = []
beforeEach(() => localStorage.clear())
afterEach(async () => {
  await cleanup()
  for (const one of opened.splice(0)) one.close()
})

/** A tablet whose server is this test: the group's board, a room that is told of its phases, and answers to what is asked. */
const openTablet = async (seatId = me) => {
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'swot')
  writeIdea(doc, { id: 'before' as IdeaId, text: 'มีอยู่ก่อน', at: 1, zone: 'threats' }, 'seed')
  const draft = new Y.Doc()
  const asked: { path: string; question: Question }[] = []
  const network = { answer: (_path: string, _question: Question): unknown => ({}), piece: Promise.resolve() }
  const notebook = openNotebook<UnnamedIdea[]>(`kp:unnamed:${boardId}:${seatId}`, [])
  const board = new PhasedBoard(LiveBoard.over(doc, { seatId, role: 'participant' }), boardId, {
    // Of an earlier visit there is what this device has kept; nobody answers at that address.
    openDraft: (id, seat) =>
      holdsUnsent({ boardId: id, draft: seat })
        ? openLiveBoard({ boardId: id, draft: seat, url: 'ws://127.0.0.1:9/sync' })
        : LiveBoard.over(draft, { seatId, role: 'participant' }),
    holdsDrafts: (id, seat) => holdsUnsent({ boardId: id, draft: seat }),
    takeUnsent: (_id, _seat, run) => takeUnsent(notebook, run),
    takeLeft: (id, seat) => Promise.resolve(takeLeft(id, seat)),
    openUnnamed: (id, _seat, run, refused) =>
      network.piece.then(
        () =>
          new UnnamedIdeas(id, run, {
            notebook,
            ask: async <Answer>(path: string, question: Question = {}) => {
              asked.push({ path, question })
              return (await network.answer(path, question)) as Answer
            },
            random: (bytes) => crypto.getRandomValues(bytes),
            now: () => Date.now(),
            refused,
          }),
      ),
  })
  const told: Partial<FromServer> = {}
  const place = {
    seminarId: 's' as SeminarId,
    seatId,
    role: 'participant',
    ownGroupId: 'g' as GroupId,
    boardId,
    groupId: 'g' as GroupId,
  } as const
  const room = new RoomNow(place, {
    line: { watch: async (_, listeners) => void Object.assign(told, listeners), close: () => undefined },
    asks: { course: () => new Promise(() => undefined), sayDone: async () => undefined, raiseHand: async () => undefined },
  })
  void room.open()
  await until('the room is watched', () => told.now)
  board.follow(room)
  opened.push(board, room)
  const now = (phase: Phase, run: Partial<GroupRun> = {}) => {
    const base = {
      groupId: 'g' as GroupId,
      activityId: 'a' as GroupRun['activityId'],
      phase: 0,
      run: 'run1' as RunId,
      state: 'running',
    } as const
    const reveal = phase.visibility === 'private' ? 'hidden' : 'none'
    const group = { groupId: 'g' as GroupId, frozen: false, hushed: false, done: 0, people: 3, serverNow: Date.now() }
    told.now!([{ ...group, phase, run: { ...base, reveal, startedAt: 1, ...run } }])
    flushSync()
  }
  return { doc, draft, board, room, now, asked, network }
}
const texts = (board: PhasedBoard) => [...board.ideas.values()].map(({ text }) => text)

test('[DR12] in a private phase a tablet shows the board as it was and its own drafts, and writes into them alone', async () => {
  const { doc, draft, board, now } = await openTablet()
  now(alone())
  const id = board.write('ร่างของฉัน', { zone: 'threats' })
  expect(texts(board)).toEqual(['มีอยู่ก่อน', 'ร่างของฉัน'])
  expect([...ideasOf(draft).keys()]).toEqual([id])
  expect([...ideasOf(doc).keys()]).toEqual(['before'])
  expect(board.aside(id)).toEqual({ kind: 'draft', open: true })
  expect(board.aside('before' as IdeaId)).toBeUndefined()
  board.move(id, { zone: 'strengths' })
  expect(board.ideas.get(id)?.zone).toBe('strengths')
  board.withdraw(id)
  expect(board.ideas.size).toBe(1)
  board.undo()
  expect(board.ideas.get(id)?.text).toBe('ร่างของฉัน')

  now(alone(), { reveal: 'done' })
  expect(texts(board)).toEqual(['มีอยู่ก่อน'])
  writeIdea(doc, { id, text: 'ร่างของฉัน', at: 2, by: me }, 'server')
  await expect.poll(() => texts(board)).toEqual(['มีอยู่ก่อน', 'ร่างของฉัน'])
  expect(board.aside(id)).toBeUndefined()
})

test('[DR12] a draft is marked as seen by nobody else, and can be changed until the phase is over', async () => {
  const { board, room, now } = await openTablet()
  now(alone())
  board.write('ร่างของฉัน', { zone: 'threats' })
  await page.viewport(1180, 820)
  render(Stage, { board, boardId, room: roomAround(room) })
  await expect.element(page.getByText('ยังเห็นเฉพาะท่าน')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'ร่างของฉัน', exact: true })).toBeVisible()
  expect(page.getByRole('button', { name: 'มีอยู่ก่อน', exact: true }).elements()).toEqual([])
})

test('[UN7] an idea without a name is one’s own on this tablet alone; it is sent once, reworded and withdrawn by its key', async () => {
  const { doc, board, now, asked } = await openTablet()
  now(unnamed)
  await until('it is written without names', () => board.writable && board.ideas.size === 1 && board.unnamedOpen)
  const id = board.write('ไม่มีชื่อ', { zone: 'threats' })
  expect(board.ideas.get(id)).toMatchObject({ text: 'ไม่มีชื่อ', zone: 'threats' })
  expect(board.ideas.get(id)).not.toHaveProperty('by')
  await until('saved', () => board.light === 'saved')
  expect(asked).toHaveLength(1)
  const { body } = asked[0]!.question as { body: { keyHash: string; text: string } }
  expect(body).toMatchObject({ text: 'ไม่มีชื่อ', keyHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  writeIdea(doc, { id, text: 'ไม่มีชื่อ', at: 2, zone: 'threats' }, 'server')
  await expect.poll(() => board.ideas.size).toBe(2)
  expect(board.aside(id)).toEqual({ kind: 'unnamed', open: true })
  board.withdraw(id)
  await until('asked', () => asked.length === 2)
  expect(asked[1]).toMatchObject({
    path: `/api/boards/board1/unnamed-ideas/${id}`,
    question: { method: 'DELETE', body: { key: expect.stringMatching(/^.{43}$/) } },
  })
})

test('[UN9] in a phase nothing new is begun before the tablet knows which it is; who leads writes, and so does everybody on an open board', () => {
  const mayWrite = (state: Partial<LineState>) => {
    const board = LiveBoard.over(new Y.Doc(), { seatId: me, role: 'participant', ...state })
    opened.push(board)
    return new Permits(board).mayWrite
  }
  expect(mayWrite({})).toBe(true)
  expect(mayWrite({ inPhase: true })).toBe(false)
  expect(mayWrite({ inPhase: true, role: 'facilitator' })).toBe(true)
})

test('[UN9] in a phase without names nothing is written before what hides the name is here', async () => {
  const { board, now, network } = await openTablet()
  let come: () => void = () => undefined
  network.piece = new Promise((resume) => (come = resume))
  expect(board.writable).toBe(true)
  now(unnamed)
  expect(board.writable).toBe(false)
  come()
  await expect.poll(() => board.writable).toBe(true)
  expect(board.unnamedOpen).toBe(true)
})

test('[UN8] without a network ideas without a name wait and are sent once it is back; what comes too late is parked for its author', async () => {
  const { board, now, asked, network } = await openTablet()
  network.answer = () => {
    throw new Unreachable('no network')
  }
  now(unnamed)
  await until('it is written without names', () => board.unnamedOpen)
  board.write('รอเครือข่าย', { zone: 'threats' })
  await until('asked', () => asked.length > 0)
  expect(board.light).toBe('saving')
  network.answer = () => ({})
  await expect.poll(() => board.light).toBe('saved')
  const hashes = asked.map(({ question }) => (question.body as { keyHash: string }).keyHash)
  expect(new Set(hashes).size).toBe(1)

  network.answer = () => {
    throw new Refused('phase/not-permitted', '', 403)
  }
  board.write('ไม่รับแล้ว', { zone: 'threats' })
  await expect.poll(() => board.parked.map(({ text, code }) => [text, code])).toEqual([['ไม่รับแล้ว', 'phase/not-permitted']])
  network.answer = () => {
    throw new Unreachable('no network')
  }
  board.write('ค้างอยู่', { zone: 'threats' })
  now(unnamed, { run: 'run2' as RunId })
  await expect.poll(() => board.parked.map(({ text }) => text)).toEqual(['ไม่รับแล้ว', 'ค้างอยู่'])
  board.forgetParked(board.parked[0]!.id)
  expect(board.parked.map(({ text }) => text)).toEqual(['ค้างอยู่'])
})

const parkedIn = (board: PhasedBoard) => board.parked.map(({ text, code }) => [text, code])

test('[UN8] what waits for the network when its phase ends is parked at once, and whatever is answered later changes nothing', async () => {
  const { board, now, asked, network } = await openTablet()
  let answer: (answered: unknown) => void = () => undefined
  network.answer = () => new Promise((resolve) => (answer = resolve))
  now(unnamed)
  await until('it is written without names', () => board.unnamedOpen)
  board.write('ส่งไปแล้วแต่ยังไม่ตอบ', { zone: 'threats' })
  board.write('ยังไม่ได้ส่ง', { zone: 'threats' })
  await until('asked', () => asked.length === 1)
  now(samplePhase('after'), { run: 'run2' as RunId })
  const both = [
    ['ส่งไปแล้วแต่ยังไม่ตอบ', 'phase/over'],
    ['ยังไม่ได้ส่ง', 'phase/over'],
  ]
  expect(parkedIn(board)).toEqual(both)
  answer({})
  await Promise.resolve()
  board.close()
  const later = await openTablet()
  later.now(samplePhase('after'), { run: 'run2' as RunId })
  expect(parkedIn(later.board)).toEqual(both)
  writeIdea(later.doc, { id: 'came' as IdeaId, text: 'ส่งไปแล้วแต่ยังไม่ตอบ', at: 5 }, 'server')
  await expect.poll(() => parkedIn(later.board)).toEqual(both.slice(1))
})

test('[UN7] the field in which an idea without a name is changed stays as it is while the server answers', async () => {
  const { board, now } = await openTablet()
  now(unnamed)
  await until('it is written without names', () => board.unnamedOpen)
  const id = board.write('คำแรก', { zone: 'threats' })
  const field = board.text(id)
  await until('saved', () => board.light === 'saved')
  board.write('อีกข้อ', { zone: 'threats' })
  await until('saved', () => board.light === 'saved')
  expect(board.text(id)).toBe(field)
})

test('[UN8] words that are being changed when the phase ends are parked too', async () => {
  const { board, now } = await openTablet()
  now(unnamed)
  await until('it is written without names', () => board.unnamedOpen)
  const id = board.write('คำแรก', { zone: 'threats' })
  await until('saved', () => board.light === 'saved')
  const area = document.createElement('textarea')
  const leave = board.text(id)(area)
  area.value = 'คำที่กำลังแก้'
  now(samplePhase('after'), { run: 'run2' as RunId })
  if (leave) leave()
  await expect.poll(() => parkedIn(board)).toEqual([['คำที่กำลังแก้', 'phase/over']])
})

test('[DR15] drafts that never reached the server are parked for their author, also when the tablet was away until their phase was over', async () => {
  const name = `kp:draft:${boardId}:${me}`
  const kept = new Y.Doc()
  const copy = await openLocalCopy(name, kept)
  copy.sign({ epoch: 'e', seatId: me, role: 'participant', writable: true })
  writeIdea(kept, { id: 'd1' as IdeaId, text: 'ร่างที่ยังไม่ได้ส่ง', at: 1, by: me, zone: 'threats' }, 'hand')
  copy.close()
  localStorage.setItem(`${name}:unsaved`, '["d1"]')
  const { board, now } = await openTablet()
  now(samplePhase('after'))
  await expect.poll(() => parkedIn(board)).toEqual([['ร่างที่ยังไม่ได้ส่ง', 'phase/over']])
  expect(board.parked[0]).toMatchObject({ zone: 'threats' })
  expect(holdsUnsent({ boardId, draft: me })).toBe(false)
  board.close()
  const again = await openTablet()
  again.now(samplePhase('after'))
  expect(parkedIn(again.board)).toEqual([['ร่างที่ยังไม่ได้ส่ง', 'phase/over']])
})

test('[NE5] what came too late for one person is not shown to another on the same tablet', async () => {
  const first = await openTablet()
  first.network.answer = () => {
    throw new Unreachable('no network')
  }
  first.now(unnamed)
  await until('it is written without names', () => first.board.unnamedOpen)
  first.board.write('ของคนแรก', { zone: 'threats' })
  first.now(samplePhase('after'), { run: 'run2' as RunId })
  expect(first.board.parked).toHaveLength(1)
  first.board.close()
  const second = await openTablet('other' as SeatId)
  second.now(unnamed)
  await until('it is written without names', () => second.board.unnamedOpen)
  expect([second.board.parked, texts(second.board), second.asked]).toEqual([[], ['มีอยู่ก่อน'], []])
})

test('[NE20] what a seat could not put on the boards where it sat before is offered on its new one, and only to it', async () => {
  const parked = (id: string, by: string, text: string) => ({ id, text, code: 'seat/forbidden', at: 1, by, zone: 'threats' })
  const park = (key: string, ...texts: object[]) => localStorage.setItem(key, JSON.stringify(texts))
  park('kp:former:own:parked', parked('p1', me, 'ค้างบนกระดานเดิม'), parked('p2', 'other', 'ของคนอื่น'))
  park(`kp:draft:former:${me}:parked`, parked('p3', me, 'ร่างที่ค้าง'))
  park('kp:late:former', parked('p4', me, 'มาช้าไป'))
  park('kp:shelf:former:own:parked', parked('p5', me, 'จากโต๊ะรวบรวม'))
  const { board, now } = await openTablet()
  now(samplePhase('after'))
  const left = ['ค้างบนกระดานเดิม', 'ร่างที่ค้าง', 'มาช้าไป']
  await expect.poll(() => board.parked.map(({ text }) => text).sort()).toEqual(left.sort())
  board.close()
  const again = await openTablet()
  again.now(samplePhase('after'))
  expect(again.board.parked).toHaveLength(3)
  for (const { id } of again.board.parked) again.board.forgetParked(id)
  again.board.close()
  const last = await openTablet()
  last.now(samplePhase('after'))
  expect(last.board.parked).toEqual([])
  expect(localStorage.getItem('kp:former:own:parked')).toContain('ของคนอื่น')
})

import { flushSync } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { cleanup, render } from 'vitest-browser-svelte'
import * as Y from 'yjs'
import type { Phase } from '#shared/activity/phase.ts'
import type { GroupRun, RunId } from '#shared/activity/course.ts'
import { seedBoard } from '#shared/board/board.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { BoardId, GroupId, IdeaId, SeatId, SeminarId } from '#shared/id.ts'
import type { Attention, FromServer, GroupNow, GroupPresence } from '#shared/live/events.ts'
import { Journey } from '../../client/activity/journey.svelte.ts'
import { roomAround } from '../../client/activity/open-room.ts'
import { RoomNow, type Place } from '../../client/activity/room-now.svelte.ts'
import { LiveBoard } from '../../client/board/live-board.svelte.ts'
import { openLocalCopy } from '../../client/net/local-copy.ts'
import { ServerClock } from '../../client/net/server-clock.ts'
import { closedPermits, openPermits, phase as samplePhase } from '../activity/sample.ts'
import { answering } from '../client-shell/open-page.svelte.ts'
import { until } from '../helpers/until.ts'
import Stage from './Stage.svelte'

const hourMs = 3_600_000
const place: Place = {
  seminarId: 'seminar1' as SeminarId,
  seatId: 'me' as SeatId,
  role: 'participant',
  ownGroupId: 'group1' as GroupId,
  boardId: 'board1' as BoardId,
  groupId: 'group1' as GroupId,
}
const table = (n: number): GroupPresence => ({
  groupId: `group${n}` as GroupId,
  name: `กลุ่ม ${n}`,
  order: n,
  boardId: `board${n}` as BoardId,
  seats: 8,
  online: 8,
})
const run = (more: Partial<GroupRun> = {}): GroupRun => ({
  groupId: 'group1' as GroupId,
  activityId: 'activity1' as GroupRun['activityId'],
  phase: 0,
  run: 'run1' as RunId,
  state: 'running',
  reveal: 'none',
  ...more,
})

/** A room whose server is this test. `aheadMs`: how wrong the tablet's clock is. */
const openRoomNow = async ({ aheadMs = 0, where = {} }: { aheadMs?: number; where?: Partial<Place> } = {}) => {
  const told: Partial<FromServer> = {}
  const asked = { done: [] as boolean[], hands: [] as boolean[] }
  const server = { now: () => Date.now() }
  const room = new RoomNow(
    { ...place, ...where },
    {
      line: { watch: async (_id, listeners) => void Object.assign(told, listeners), close: () => undefined },
      clock: new ServerClock(() => Date.now() + aheadMs),
      asks: {
        course: () => new Promise(() => undefined),
        sayDone: async (_id, _run, done) => void asked.done.push(done),
        raiseHand: async (_id, { up }) => void asked.hands.push(up),
      },
    },
  )
  void room.open()
  const say = <Event extends keyof FromServer>(event: Event, ...what: Parameters<FromServer[Event]>) => {
    ;(told[event] as (...what: unknown[]) => void)(...what)
    flushSync()
  }
  const now = (phase: Phase | undefined, its: Partial<GroupRun> = {}, more: Partial<GroupNow> = {}) =>
    say('now', [
      {
        groupId: 'group1' as GroupId,
        ...(phase && { phase, run: run(its), of: 3, activityTitle: { th: 'ระดมความคิด', en: 'Brainstorming' } }),
        frozen: false,
        hushed: false,
        done: 0,
        people: 8,
        serverNow: server.now(),
        ...more,
      },
    ])
  await until('the room is watched', () => told.now)
  say('groups', [1, 2, 3].map(table))
  say('attention', { kind: 'summon-off' })
  opened.push(room)
  return { room, say, now, asked, server }
}
const opened: RoomNow[] = []
afterEach(() => {
  for (const room of opened.splice(0)) room.close()
  cleanup()
})

/** The room and a board of SWOT with five ideas, on a tablet. */
const show = async (size: readonly [number, number] = [820, 1180], before: () => void = () => undefined) => {
  await page.viewport(...size)
  localStorage.clear()
  before()
  const server = await openRoomNow()
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'swot')
  for (let i = 0; i < 5; i += 1) writeIdea(doc, { id: `idea${i}` as IdeaId, text: `ความคิดเห็น ${i}`, at: i, zone: 'strengths' }, 'seed')
  const board = LiveBoard.over(doc, { seatId: 'me' as SeatId, role: 'participant' })
  const writable = (writable: boolean) => {
    board.tell({
      light: 'saved',
      kept: true,
      loaded: true,
      writable,
      seatId: 'me' as SeatId,
      role: 'participant',
      ...(!writable && { unwritable: 'phase/not-permitted' as const }),
    })
    flushSync()
  }
  const stage = await render(Stage, { board, boardId: 'board1' as BoardId, room: roomAround(server.room) })
  return { ...server, board, writable, stage }
}
const field = () => page.getByRole('textbox')
const bar = () => page.getByRole('region', { name: /ช่วงที่/ })

test('[TP1] the countdown is right within a second, however wrong the tablet’s clock is, and warns in the last minute', async () => {
  for (const aheadMs of [0, 26 * hourMs, -26 * hourMs]) {
    const { room, now, server } = await openRoomNow({ aheadMs })
    const startedAt = performance.now()
    now(samplePhase('write', { minutes: 2 }), { endsAt: server.now() + 60_400 })
    const left = () => 60_400 - (performance.now() - startedAt)
    expect(Math.abs(room.leftMs! - left())).toBeLessThan(1_000)
    expect(room.lastMinute).toBe(false)
    await until('the last minute', () => room.lastMinute)
    await expect.poll(() => Math.abs(room.leftMs! - left())).toBeLessThan(1_000)
    now(samplePhase('write', { minutes: 2 }), { state: 'paused', leftMs: 42_000 })
    expect(room.leftMs).toBe(42_000)
    room.close()
  }
})

test('[TP2] a clock that stops the phase ends its rights on the tablet at that second; one that only warns does not', async () => {
  const { room, now, server } = await openRoomNow()
  now(samplePhase('write', { minutes: 1, stopsAtEnd: true }), { endsAt: server.now() + 900 })
  expect([room.state, room.may('write', true)]).toEqual(['running', true])
  await until('over', () => room.state === 'over')
  expect([room.may('write', true), room.leftMs]).toEqual([false, 0])
  now(samplePhase('write', { minutes: 1 }), { endsAt: server.now() - 1 })
  expect([room.state, room.timeUp, room.may('write', true)]).toEqual(['running', true, true])
})

test('[TP3] what was said later counts, in whatever order it comes', async () => {
  const { room, now, server } = await openRoomNow()
  const at = server.now()
  now(samplePhase('later'), {}, { serverNow: at + 5 })
  now(samplePhase('earlier'), {}, { serverNow: at })
  expect(room.phase?.id).toBe('later')
  // A laptop whose wrong clock is corrected in the middle of the day.
  now(samplePhase('set-back'), {}, { serverNow: at - 3_600_000 })
  expect(room.phase?.id).toBe('set-back')
  now(samplePhase('and-on'), {}, { serverNow: at - 3_599_000 })
  expect(room.phase?.id).toBe('and-on')
})

test('[TP4] before a phase begins its instruction stands in front; it goes by itself when the phase begins, and opens again by a tap', async () => {
  const { now, writable } = await show()
  writable(false)
  const write = samplePhase('write', { minutes: 10, zones: ['threats'], ideasEach: 3 })
  now(write, { state: 'reading' })
  await expect.element(page.getByText('ทำ write')).toBeVisible()
  // What it is all about stands above, on the narrowest screen too.
  await expect.element(page.getByRole('region', { name: 'คำชี้แจง' }).getByText('แก้น้ำท่วมซ้ำซาก')).toBeVisible()
  await expect.element(page.getByText('ใช้เวลา 10 นาที')).toBeVisible()
  await expect.element(page.getByText('เขียนในช่อง “อุปสรรค”')).toBeVisible()
  expect(document.querySelector('textarea')).toBeNull()
  writable(true)
  now(write, { startedAt: 0 })
  await expect.element(page.getByText('ทำ write')).not.toBeInTheDocument()
  await expect.element(field()).toBeVisible()
  await bar()
    .getByRole('button', { name: /ช่วง write/ })
    .click()
  await expect.element(page.getByText('ทำ write')).toBeVisible()
  await page.getByRole('button', { name: 'ไปที่กระดาน' }).click()
  await expect.element(page.getByText('ทำ write')).not.toBeInTheDocument()
})

test('[TP5] a phase of some zones is written in the first of them, and counts what one has written', async () => {
  const { board, now } = await show()
  now(samplePhase('write', { zones: ['weaknesses', 'threats'], ideasEach: 3 }), { startedAt: Date.now() - 1_000 })
  await expect.element(page.getByText('เขียนแล้ว 0 จาก 3')).toBeVisible()
  await userEvent.click(field())
  await userEvent.keyboard('ข้อแรก{Enter}')
  await expect.element(page.getByText('เขียนแล้ว 1 จาก 3')).toBeVisible()
  expect([...board.ideas.values()].find(({ text }) => text === 'ข้อแรก')?.zone).toBe('weaknesses')
  expect(document.querySelectorAll('footer input[type=radio]').length).toBe(2)
})

test('[TP6] where nothing new is written the field gives way to what one does instead, and only what is permitted is offered', async () => {
  const { now } = await show()
  now(samplePhase('sort', { permits: { ...closedPermits, move: 'all' } }))
  await expect.element(page.getByText('ช่วงนี้จัดความคิดเห็นเข้าช่อง ไม่เพิ่มใหม่')).toBeVisible()
  expect(document.querySelector('textarea')).toBeNull()
  await page.getByRole('button', { name: /จัดการความคิดเห็นนี้: ความคิดเห็น 4/ }).click()
  const sheet = page.getByRole('dialog')
  await expect.element(sheet.getByRole('button', { name: 'แก้ข้อความ' })).toBeDisabled()
  await expect.element(sheet.getByRole('button', { name: 'ลบ' })).toBeDisabled()
  await expect.element(sheet.getByText('ช่วงนี้จัดความคิดเห็นเข้าช่อง ไม่เพิ่มใหม่')).toBeVisible()
  await sheet.getByRole('button', { name: 'โอกาส' }).click()
  await expect.element(page.getByText('ย้ายไปช่อง “โอกาส” แล้ว')).toBeVisible()
  now(samplePhase('read', { permits: closedPermits }), { run: 'run2' as RunId })
  await expect.element(page.getByText('ช่วงนี้อ่านและฟัง ไม่ต้องเขียน')).toBeVisible()
  expect(document.querySelectorAll('.more').length).toBe(0)
})

test('[TP6] what was not taken is offered again only where it would be taken now', async () => {
  const { now, board } = await show()
  now(samplePhase('sort', { permits: { ...closedPermits, move: 'all' } }))
  board.parked = [{ id: 'late1', text: 'มาช้าไป', code: 'phase/over', at: 1 }]
  await page.getByRole('button', { name: 'ดูข้อความ' }).click()
  await expect.element(page.getByRole('button', { name: 'คัดลอก' })).toBeVisible()
  expect(page.getByRole('button', { name: 'ส่งอีกครั้ง' }).elements()).toEqual([])
  now(samplePhase('write'), { run: 'run2' as RunId })
  await expect.element(page.getByRole('button', { name: 'ส่งอีกครั้ง' })).toBeVisible()
})

test('[TP14] a phase of some zones shows these; the others are one tap away, and the next phase begins with its own', async () => {
  const { now } = await show()
  const shown = () => [...document.querySelectorAll<HTMLElement>('section[data-zone]')].map((zone) => zone.dataset['zone'])
  await expect.poll(() => shown().length).toBe(4)
  now(samplePhase('write', { zones: ['weaknesses', 'threats'] }))
  await expect.poll(shown).toEqual(['weaknesses', 'threats'])
  await page.getByRole('button', { name: 'ดูช่องอื่นด้วย (2)' }).click()
  await expect.poll(() => shown().toSorted()).toEqual(['opportunities', 'strengths', 'threats', 'weaknesses'])
  await expect.element(page.getByText('ความคิดเห็น 4')).toBeVisible()
  now(samplePhase('sort', { zones: ['strengths'], permits: { ...closedPermits, move: 'all' } }), { run: 'run2' as RunId })
  await expect.poll(shown).toEqual(['strengths'])
  now(undefined)
  await expect.poll(() => shown().length).toBe(4)
})

test('[TP14] on a telephone, too, and a zone that was looked at before does not leave it empty', async () => {
  const { now } = await show([390, 844])
  const tab = () => document.querySelector<HTMLInputElement>('[role=radiogroup] input[value=opportunities]')
  await expect.poll(tab).not.toBeNull()
  tab()!.click()
  now(samplePhase('write', { zones: ['strengths', 'threats'] }), { state: 'over' })
  await expect.poll(() => document.querySelectorAll('[role=radiogroup] [data-zone]').length).toBe(2)
  await expect.element(page.getByText('ความคิดเห็น 4')).toBeVisible()
})

test('[TP7] “done” is said, counted, and taken back', async () => {
  const { now, asked } = await show()
  const write = samplePhase('write', { permits: openPermits })
  now(write)
  await page.getByRole('button', { name: 'เสร็จแล้ว' }).click()
  now(write, {}, { done: 1, serverNow: Date.now() + 10 })
  await expect.element(page.getByText('เสร็จแล้ว 1 จาก 8 คน')).toBeVisible()
  await page.getByRole('button', { name: 'ยังไม่เสร็จ' }).click()
  await expect.element(page.getByRole('button', { name: 'เสร็จแล้ว' })).toBeVisible()
  expect(asked.done).toEqual([true, false])
  now(write, { run: 'run2' as RunId })
  await expect.element(page.getByRole('button', { name: 'เสร็จแล้ว' })).toBeVisible()
})

test('[TP8] “look at the wall” covers everything and keeps what was typed; not the screen of who leads', async () => {
  const { now, stage } = await show()
  const write = samplePhase('write')
  now(write)
  await userEvent.fill(field(), 'พิมพ์ค้างไว้')
  now(write, {}, { hushed: true })
  await expect.element(page.getByText('โปรดมองที่จอใหญ่')).toBeVisible()
  expect(document.querySelector<HTMLElement>('main')!.inert).toBe(true)
  now(write, {}, { hushed: false })
  await expect.element(page.getByText('โปรดมองที่จอใหญ่')).not.toBeInTheDocument()
  expect(document.querySelector<HTMLElement>('main')!.inert).toBe(false)
  await expect.element(field()).toHaveValue('พิมพ์ค้างไว้')
  await stage.rerender({ desk: '/console/s1' })
  now(write, {}, { hushed: true })
  await expect.element(page.getByRole('link', { name: 'โต๊ะผู้ดำเนินการ' })).toBeVisible()
  await expect.element(page.getByText('โปรดมองที่จอใหญ่')).not.toBeInTheDocument()
})

test('[TP9] a message stays until it is put away, a spotlight until it is taken away; it can be made small', async () => {
  const { say } = await show()
  say('attention', { kind: 'message', text: 'อีก 5 นาทีพักครับ', from: '', at: Date.now() })
  await expect.element(page.getByText('อีก 5 นาทีพักครับ')).toBeVisible()
  await page.getByRole('button', { name: 'ปิด' }).click()
  await expect.element(page.getByText('อีก 5 นาทีพักครับ')).not.toBeInTheDocument()
  say('attention', { kind: 'spotlight', boardId: 'board2' as BoardId, ideaId: 'idea1' as IdeaId, text: 'ทำแก้มลิง', groupName: 'กลุ่ม 2' })
  await expect.element(page.getByText('กำลังพูดถึงความคิดเห็นนี้ · กลุ่ม 2')).toBeVisible()
  await page.getByRole('button', { name: 'ย่อ' }).click()
  await expect.element(page.getByText('ทำแก้มลิง')).toBeVisible()
  say('attention', { kind: 'spotlight-off' })
  await expect.element(page.getByText('ทำแก้มลิง')).not.toBeInTheDocument()
})

test('[TP10] one button raises a hand, shows that it is up, and lowers it; so does the facilitator', async () => {
  const { now, say, asked } = await show()
  now(samplePhase('write'))
  await page.getByRole('button', { name: 'ยกมือ' }).click()
  await page.getByRole('button', { name: 'ขอความช่วยเหลือ' }).click()
  await expect.element(page.getByRole('button', { name: /ยกมืออยู่/ })).toBeVisible()
  say('ownHand', { up: false })
  await expect.element(page.getByRole('button', { name: 'ยกมือ', exact: true })).toBeVisible()
  say('ownHand', { up: true, kind: 'help', since: 1 })
  await page.getByRole('button', { name: /ยกมืออยู่/ }).click()
  await expect.poll(() => asked.hands).toEqual([true, false])
})

test('[TP15] after the close no hand can be raised, and none stays up', async () => {
  const { say } = await show()
  const seminar = { seminarId: 'seminar1' as SeminarId, title: 'น้ำท่วม', lobbyOpen: true, serverNow: Date.now() }
  say('seminar', { ...seminar, state: 'open' })
  say('ownHand', { up: true, kind: 'help', since: 1 })
  await expect.element(page.getByRole('button', { name: /ยกมืออยู่/ })).toBeVisible()
  say('seminar', { ...seminar, state: 'closed' })
  await expect.element(page.getByRole('button', { name: /ยกมือ/ })).not.toBeInTheDocument()
})

const summon = (board: number, at: number, follow = false): Attention => ({
  kind: 'summon',
  boardId: `board${board}` as BoardId,
  follow,
  at,
})

test('[TP11] a summons takes the tablet along once; who went back stays, and a follower is taken on', async () => {
  localStorage.clear()
  const went: string[] = []
  const at = async (where: Partial<Place>) => {
    const server = await openRoomNow({ where })
    const journey = new Journey(server.room, (path) => went.push(path))
    const call = (attention: Attention) => {
      server.say('attention', attention)
      journey.heed()
    }
    journey.heed()
    return { ...server, journey, call }
  }
  const home = await at({})
  home.call(summon(2, 10))
  expect(went.splice(0)).toEqual(['/board/board2'])
  const there = await at({ boardId: 'board2' as BoardId, groupId: 'group2' as GroupId })
  there.call(summon(2, 10))
  expect(there.journey.at).toEqual({ why: 'summoned', name: 'กลุ่ม 2' })
  there.journey.goBack()
  expect(went.splice(0)).toEqual(['/board/board1'])
  const back = await at({})
  back.call(summon(2, 10))
  expect(went).toEqual([])
  expect(back.journey.at).toEqual({ why: 'summonedElsewhere', name: 'กลุ่ม 2' })
  back.call(summon(2, 20, true))
  expect(went.splice(0)).toEqual(['/board/board2'])
  const following = await at({ boardId: 'board2' as BoardId, groupId: 'group2' as GroupId })
  following.call(summon(2, 20, true))
  following.call(summon(3, 30, true))
  expect(went.splice(0)).toEqual(['/board/board3'])
  const stayed = await at({})
  stayed.call(summon(3, 30, true))
  stayed.call(summon(2, 40, true))
  expect(went).toEqual([])
  const called = await at({ boardId: 'board2' as BoardId, groupId: 'group2' as GroupId })
  called.now(samplePhase('write'))
  called.call({ kind: 'summon-off' })
  expect(went.splice(0)).toEqual(['/board/board1'])
})

test('[TP13] who is given another table goes there, and comes home when the visit is over', async () => {
  const went: string[] = []
  const moved = (n: number) => ({
    kind: 'moved' as const,
    groupId: `group${n}` as GroupId,
    boardId: `board${n}` as BoardId,
    room: `board/board${n}`,
  })
  const at = async (where: Partial<Place>) => {
    const server = await openRoomNow({ where })
    const journey = new Journey(server.room, (path) => went.push(path))
    return { ...server, journey }
  }
  const home = await at({})
  home.say('seat', moved(2))
  home.journey.heed()
  expect(went.splice(0)).toEqual(['/board/board2'])
  const there = await at({ boardId: 'board2' as BoardId, groupId: 'group2' as GroupId })
  there.now(samplePhase('round'), { visits: 'group2' as GroupId })
  there.say('seat', moved(2))
  there.journey.heed()
  expect([went, there.room.guest, there.journey.at]).toEqual([[], false, { why: 'visiting', name: 'กลุ่ม 2' }])
  there.say('seat', moved(1))
  there.now(samplePhase('next'), {}, { serverNow: Date.now() + 10 })
  there.journey.heed()
  expect(went.splice(0)).toEqual(['/board/board1'])
})

test('[TP16] a room whose line could not be had at first is followed once it can be', async () => {
  const told: Partial<FromServer> = {}
  let tries = 0
  const room = new RoomNow(place, {
    line: {
      watch: async (_id, listeners) => {
        if (++tries < 4) throw new TypeError('Failed to fetch dynamically imported module')
        Object.assign(told, listeners)
      },
      close: () => undefined,
    },
    asks: {
      course: async () => ({ course: {} as never, activities: [], now: [], done: false }),
      sayDone: async () => undefined,
      raiseHand: async () => undefined,
    },
    againMs: 5,
  })
  opened.push(room)
  await room.open()
  await until('the room is watched', () => told.now)
  expect(tries).toBe(4)
})

test('[NE22] whose the texts of a lost seat are is asked before a word is shown; of a seat that this browser holds nothing is asked', async () => {
  const { fetch } = globalThis
  try {
    const seats = [{ id: 'me' }, { id: 'held' }]
    answering({ 'GET /api/me': { seats, organizer: false } })
    // A page that was closed before the seat was lost: its copy of a board, with an idea that was never sent.
    const kept = new Y.Doc()
    const copy = await openLocalCopy('kp:draft:board3:lost', kept)
    copy.sign({ epoch: 'e', seatId: 'lost' as SeatId, role: 'participant', writable: true })
    writeIdea(kept, { id: 'd1' as IdeaId, text: 'ร่างในกลุ่มเดิม', at: 1, by: 'lost' as SeatId, zone: 'threats' }, 'hand')
    copy.close()
    const { board } = await show(undefined, () => {
      localStorage.setItem('kp:draft:board3:lost:unsaved', '["d1"]')
      localStorage.setItem('kp:board1:own:unsaved', '["typed now"]')
      const parked = (id: string, by: string, text: string, at = 1) => ({ id, text, code: 'sync/epoch', at, by, zone: 'threats' })
      localStorage.setItem('kp:board1:own:parked', JSON.stringify([parked('p1', 'lost', 'เขียนก่อนคุกกี้หาย'), parked('p2', 'held', 'ของอีกคน')]))
      localStorage.setItem('kp:late:board2', JSON.stringify([parked('p3', 'lost', 'จากกลุ่มเดิม', 2)]))
      localStorage.setItem('kp:late:far', JSON.stringify([parked('p4', 'lost', 'จากสัมมนาอื่น')]))
      const unnamed = { id: 'u1', run: 'r', key: 'k', text: 'ไม่มีชื่อ', at: 3, due: 'write' }
      localStorage.setItem('kp:unnamed:board1:lost', JSON.stringify([unnamed]))
    })
    await expect.element(page.getByText(/มีข้อความ 4 รายการที่เขียนไว้ก่อนเข้าร่วมครั้งนี้/)).toBeVisible()
    for (const text of ['เขียนก่อนคุกกี้หาย', 'ของอีกคน', 'จากกลุ่มเดิม', 'ไม่มีชื่อ', 'ร่างในกลุ่มเดิม'])
      expect(page.getByText(text).elements()).toEqual([])
    await page.getByRole('button', { name: 'ของฉัน ขอดู' }).click()
    const forgotten: string[] = []
    board.forgetParked = (id) => void forgotten.push(id)
    const { top, bottom } = document.querySelector('dialog')!.getBoundingClientRect()
    expect(Math.abs(top - (innerHeight - bottom))).toBeLessThan(3)
    await page.getByRole('button', { name: 'ส่งอีกครั้ง' }).first().click()
    await expect.poll(() => [...board.ideas.values()].at(-1)).toMatchObject({ text: 'เขียนก่อนคุกกี้หาย', zone: 'threats', by: 'me' })
    await page.getByRole('button', { name: 'ทิ้ง' }).last().click()
    await expect.poll(() => forgotten).toEqual(['p1', 'd1'])
    await expect.poll(() => page.getByRole('button', { name: 'ทิ้ง' }).elements().length).toBe(2)
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: 'ไม่ใช่ของฉัน' }).click()
    await expect.element(page.getByRole('button', { name: 'ของฉัน ขอดู' })).not.toBeInTheDocument()
    expect(localStorage.getItem('kp:board1:own:parked')).toContain('ของอีกคน')
    expect([localStorage.getItem('kp:late:board2'), localStorage.getItem('kp:unnamed:board1:lost')]).toEqual([
      expect.stringContaining('จากกลุ่มเดิม'),
      expect.stringContaining('ไม่มีชื่อ'),
    ])
    expect(localStorage.getItem('kp:draft:board3:lost:parked')).toBe('[]')
    expect(localStorage.getItem('kp:board1:own:unsaved')).toBe('["typed now"]')
  } finally {
    globalThis.fetch = fetch
  }
})

test('[TP12] the bar is one line on the narrowest telephone, nothing runs out of the page, and every target is large enough', async () => {
  const { now, server } = await show([320, 640])
  now(samplePhase('write', { minutes: 5, ideasEach: 3, title: { th: 'เขียนจุดแข็งและจุดอ่อนของระบบระบายน้ำ', en: 'Write' } }), {
    startedAt: Date.now(),
    endsAt: server.now() + 30_000,
  })
  await expect.element(bar()).toBeVisible()
  await expect.poll(() => bar().element().getBoundingClientRect().height).toBeLessThanOrEqual(60)
  await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  for (const button of document.querySelectorAll<HTMLElement>('section button, footer button'))
    expect(Math.min(button.offsetWidth, button.offsetHeight), button.textContent ?? '').toBeGreaterThanOrEqual(48)
})

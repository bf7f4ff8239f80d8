/** Private writing: what one seat writes is nobody else's until it is revealed. */
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Activity } from '#shared/activity/activity.ts'
import type { Course, CourseAct, GroupRun } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { VersionList } from '#shared/board/version.ts'
import { boardRoom, draftRoom } from '#shared/sync/wire.ts'
import { openMemory } from '../../server/store/memory.ts'
import { phase } from '../activity/sample.ts'
import { openLine, watch } from '../helpers/live-line.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import type { OwnTablet } from '../sync/own-tablet.ts'
import { acked, conduct, openDraft, openTablet, sit, type Seated } from './conducted.ts'

const alone = (more: Partial<Phase> = {}): Phase => phase('alone', { visibility: 'private', reveal: 'together', ...more })
const blank = (tablet: OwnTablet, id: string): void => {
  const text = ideasOf(tablet.doc).get(id)!.get('text') as Y.Text
  text.delete(0, text.length)
  text.insert(0, ' \u200b ')
}

test('[DR1, DR4] what people write alone is on the board after the reveal, each idea once, under their names', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 2 })
  const people = [await sit(server, seminar, 1, 'มานี'), await sit(server, seminar, 1, 'ปิติ'), await sit(server, seminar, 2, 'ชูใจ')]
  await seminar.begin(alone(), phase('together'))
  const tablets = await Promise.all(people.map((person) => openDraft(server, person)))
  tablets.forEach((tablet, n) => {
    tablet.write(`i${n}a`, `ของคนที่ ${n}`)
    tablet.write(`i${n}b`, `อีกข้อของคนที่ ${n}`)
    tablet.write(`i${n}c`, 'x')
    blank(tablet, `i${n}c`)
  })
  await Promise.all(tablets.map(acked))
  for (const { boardId } of people) expect(await seminar.ideasOf(boardId)).toEqual([])

  const course = await seminar.act({ do: 'reveal', whose: 'all' })
  expect(Object.values(course.runs).map((run) => run.reveal)).toEqual(['done', 'done'])
  const of = (ids: string[], seat: number) => ids.map((id) => expect.objectContaining({ id, by: people[seat]!.seat.seatId }))
  const first = await seminar.ideasOf(people[0]!.boardId)
  expect(first).toHaveLength(4)
  expect(first).toEqual(expect.arrayContaining([...of(['i0a', 'i0b'], 0), ...of(['i1a', 'i1b'], 1)]))
  expect(await seminar.ideasOf(people[2]!.boardId)).toEqual(of(['i2a', 'i2b'], 2))
  expect(await server.app.store.log.rooms('draft/')).toEqual([])

  await seminar.act({ do: 'reveal', whose: 'all' })
  expect(await seminar.ideasOf(people[0]!.boardId)).toHaveLength(4)
})

test('[DR2] a draft room opens to its own seat, by cookie or by a ticket for it, and to nobody else', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 2 })
  const [manee, piti, choojai] = [await sit(server, seminar, 1), await sit(server, seminar, 1), await sit(server, seminar, 2)]
  await seminar.begin(alone())
  const own = draftRoom(manee.boardId, manee.seat.seatId)
  const leader = { ...seminar.leader, seat: { seatId: seminar.leader.seminar.seatId }, boardId: manee.boardId } as unknown as Seated
  const closed = async (person: Seated, room: string, query = '') => {
    const tablet = openTablet(server, person, room, query)
    await until('the close', () => tablet.closedWith)
    expect(tablet.synced).toBe(false)
    return tablet.closedWith!.reason
  }
  for (const stranger of [piti, choojai, leader]) {
    expect(await closed(stranger, own)).toBe('board/not-found')
    // Whose seat is asked for does not matter: it must be one's own.
    expect(await closed({ ...stranger, seat: manee.seat }, own)).toBe('board/not-found')
  }
  expect(await closed(leader, draftRoom(manee.boardId, leader.seat.seatId))).toBe('board/not-found')
  expect(await closed(choojai, draftRoom(manee.boardId, choojai.seat.seatId))).toBe('board/not-found')
  expect(await closed({ ...manee, cookie: undefined }, own)).toBe('seat/missing')

  type Answer = { room: string; params: { ticket: string } }
  const ticket = await manee.ask<Answer>('POST', `/api/boards/${manee.boardId}/ticket`, { draft: true })
  expect(ticket.room).toBe(own)
  const theirs = await piti.ask<Answer>('POST', `/api/boards/${piti.boardId}/ticket`, { draft: true })
  const forBoard = await manee.ask<Answer>('POST', `/api/boards/${manee.boardId}/ticket`, {})
  expect((await leader.refused('POST', `/api/boards/${manee.boardId}/ticket`, { draft: true })).code).toBe('board/not-found')
  const byTicket = ({ params }: Answer) => `&ticket=${params.ticket}`
  const bare = { ...manee, cookie: undefined }
  for (const wrong of [theirs, forBoard]) expect(await closed(bare, own, byTicket(wrong))).toBe('board/not-found')
  expect(await closed(bare, forBoard.room, byTicket(ticket))).toBe('board/not-found')
  const tablet = openTablet(server, bare, own, byTicket(ticket))
  await until('the draft room', () => tablet.synced)
  tablet.write('i1', 'โดยตั๋ว')
  await acked(tablet)
})

test('[DR1] until the reveal not one byte of a draft reaches anybody else, over whatever road', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const [manee, piti] = [await sit(server, seminar, 1), await sit(server, seminar, 1)]
  const { seminarId } = seminar.leader.seminar
  await seminar.begin(alone())
  const heard: string[] = []
  const listening = [manee, piti, seminar.leader].map((person) => {
    const socket = openLine(server.url, person)
    socket.onAny((...all) => heard.push(JSON.stringify(all)))
    return watch(socket, seminarId)
  })
  await Promise.all(listening)
  const boards = [piti, { ...piti, cookie: seminar.leader.cookie }].map((person) =>
    openTablet(server, person, boardRoom(piti.boardId), '', false),
  )
  await until('the boards', () => boards.every(({ synced }) => synced))
  const bytes: Buffer[] = []
  for (const { ws } of boards) ws.on('message', (data: Buffer) => bytes.push(data))
  const tablet = await openDraft(server, manee)
  tablet.write('secretid', 'ความลับของมานี')
  await acked(tablet)
  await until('the number of drafts', () => heard.some((words) => words.includes('"drafts":1')))

  const everything = [Buffer.concat(bytes).toString('latin1'), heard.join()]
  for (const path of [
    `/api/boards/${piti.boardId}`,
    `/api/boards/${piti.boardId}/ideas`,
    `/api/boards/${piti.boardId}/inspiration?n=10`,
    `/api/seminars/${seminarId}`,
    `/api/seminars/${seminarId}/course`,
    `/api/seminars/${seminarId}/log`,
    ...['json', 'csv', 'md'].map((format) => `/api/boards/${piti.boardId}/export.${format}`),
  ])
    for (const person of [piti, seminar.leader]) everything.push(await (await person.fetch(path)).text())
  const snapshot = await server.app.rooms.snapshot(boardRoom(piti.boardId))
  everything.push(Buffer.concat([snapshot.update, snapshot.index]).toString('latin1'))
  const said = Buffer.from('ความลับ').toString('latin1')
  for (const words of everything) {
    expect(words).not.toContain('secretid')
    expect(words).not.toContain(said)
    expect(words).not.toContain('ความลับ')
  }
})

test('[DR3] drafts are written while the phase lets them be and not a moment longer; open tablets are told at once', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(alone(), alone({ id: 'second' }), phase('shared'))
  const written: string[] = []
  const refusedNow = async (): Promise<string> => {
    const tablet = await openDraft(server, manee)
    tablet.write(`late${written.length}`, 'มาช้า')
    await until('the refusal', () => tablet.refusals[0])
    return tablet.refusals[0]!.code
  }
  const writesNow = async () => {
    const tablet = await openDraft(server, manee)
    tablet.write(`i${written.length}`, `ข้อ ${written.length}`)
    await acked(tablet)
    written.push(`ข้อ ${written.length}`)
    return tablet
  }
  const open = await writesNow()
  expect(open.hello).toMatchObject({ writable: true })
  await seminar.act({ do: 'freeze' })
  await until('the word', () => open.states.at(-1)?.reason === 'board/frozen')
  expect(await refusedNow()).toBe('board/frozen')
  await seminar.act({ do: 'thaw' })
  await seminar.act({ do: 'pause' })
  await writesNow()
  await seminar.act({ do: 'end' })
  await until('the word', () => open.states.at(-1)?.reason === 'phase/not-permitted')
  expect(await refusedNow()).toBe('phase/not-permitted')
  await seminar.act({ do: 'reveal', whose: 'all' })
  expect(await refusedNow()).toBe('phase/not-permitted')
  await seminar.act({ do: 'next' })
  expect(await refusedNow()).toBe('phase/not-permitted')
  await seminar.act({ do: 'begin' })
  await writesNow()
  await seminar.act({ do: 'reveal', whose: 'next' })
  expect(await refusedNow()).toBe('phase/not-permitted')
  await seminar.act({ do: 'next' })
  await seminar.act({ do: 'begin' })
  expect(await refusedNow()).toBe('phase/not-permitted')
  await seminar.act({ do: 'leave' })
  expect(await refusedNow()).toBe('phase/not-permitted')
  expect((await seminar.ideasOf(manee.boardId)).map(({ text }) => text).sort()).toEqual(written.sort())
})

test('[DR5] without names ideas come over with other ids, in no order, in one minute, by no author', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1, template: 'swot' })
  const people = await Promise.all([1, 2, 3].map(() => sit(server, seminar, 1)))
  await seminar.begin(alone({ anonymity: 'anonymous', zones: ['threats', 'strengths'] }))
  const drafts = await Promise.all(people.map((person) => openDraft(server, person)))
  const texts = drafts.flatMap((tablet, n) =>
    Array.from({ length: 6 }, (_, i) => {
      writeIdea(
        tablet.doc,
        { id: `d${n}x${i}` as IdeaId, text: `ข้อ ${n} ${i}`, at: 1, by: tablet.seat, zone: ['threats', 'strengths'][i % 2]! },
        'tablet',
      )
      return `ข้อ ${n} ${i}`
    }),
  )
  await Promise.all(drafts.map(acked))
  await seminar.act({ do: 'reveal', whose: 'all' })
  const ideas = await seminar.ideasOf(people[0]!.boardId)
  expect(ideas.map(({ text }) => text).sort()).toEqual(texts.sort())
  expect(new Set(ideas.map(({ at }) => at)).size).toBe(1)
  expect(ideas[0]!.at! % 60_000).toBe(0)
  expect(ideas.filter(({ zone }) => zone === 'threats')).toHaveLength(9)
  for (const { id, by } of ideas) expect([/^d\dx\d$/.test(id), by]).toEqual([false, undefined])
  // In the document they stand in no order either.
  const order = await server.app.rooms.read(boardRoom(people[0]!.boardId), (doc) =>
    [...ideasOf(doc).values()].map((map) => (map.get('text') as Y.Text).toString()),
  )
  expect(order).not.toEqual(texts)
  const { tail } = await server.app.store.log.load(boardRoom(people[0]!.boardId))
  expect(new Set(tail.map(({ seat }) => seat))).toEqual(new Set(['server']))
})

test('[DR6] one by one each person’s drafts come over as a whole, the others stay hidden', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const people = [await sit(server, seminar, 1), await sit(server, seminar, 1), await sit(server, seminar, 1)]
  await seminar.begin(alone({ reveal: 'one-by-one' }))
  const drafts = await Promise.all(people.map((person) => openDraft(server, person)))
  // The second has written nothing: nobody waits for them.
  for (const n of [0, 2]) {
    drafts[n]!.write(`i${n}a`, `${n} ก`)
    drafts[n]!.write(`i${n}b`, `${n} ข`)
    await acked(drafts[n]!)
  }
  const now = async () => (await seminar.ideasOf(people[0]!.boardId)).map(({ text }) => text).sort()
  const next = async () => Object.values((await seminar.act({ do: 'reveal', whose: 'next' })).runs).map(({ reveal }) => reveal)
  expect(await next()).toEqual(['some'])
  expect(await now()).toEqual(['0 ก', '0 ข'])
  expect(await next()).toEqual(['done'])
  expect(await now()).toEqual(['0 ก', '0 ข', '2 ก', '2 ข'])
  expect(await server.app.store.log.rooms('draft/')).toEqual([])
})

test('[DR6] two who press for the next person at the same moment reveal one', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const people = [await sit(server, seminar, 1), await sit(server, seminar, 1), await sit(server, seminar, 1)]
  await seminar.begin(alone({ reveal: 'one-by-one' }))
  for (const [n, person] of people.entries()) {
    const draft = await openDraft(server, person)
    draft.write(`i${n}`, `${n}`)
    await acked(draft)
  }
  const { runs } = (await seminar.leader.ask<{ course: Course }>('GET', `/api/seminars/${seminar.leader.seminar.seminarId}/course`)).course
  const [{ run }] = Object.values(runs) as [GroupRun]
  const press = (turns: number) => seminar.act({ do: 'reveal', whose: 'next', turns: { [run]: turns } })
  const shown = async () => (await seminar.ideasOf(people[0]!.boardId)).map(({ text }) => text)
  await Promise.all([press(0), press(0), press(0)])
  expect(await shown()).toEqual(['0'])
  await press(0)
  expect(await shown()).toEqual(['0'])
  expect((await press(1)).runs[people[0]!.seat.group!]).toMatchObject({ turns: 2, reveal: 'some' })
  expect((await shown()).sort()).toEqual(['0', '1'])
  expect((await press(2)).runs[people[0]!.seat.group!]).toMatchObject({ turns: 3, reveal: 'done' })
})

test('[DR6] without names all come at once, so that nobody’s stand together', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const people = [await sit(server, seminar, 1), await sit(server, seminar, 1)]
  await seminar.begin(alone({ anonymity: 'anonymous', reveal: 'one-by-one' }))
  for (const [n, person] of people.entries()) {
    const draft = await openDraft(server, person)
    draft.write(`i${n}a`, `${n} ก`)
    draft.write(`i${n}b`, `${n} ข`)
    await acked(draft)
  }
  const { activities } = await seminar.leader.ask<{ activities: Activity[] }>(
    'GET',
    `/api/seminars/${seminar.leader.seminar.seminarId}/activities`,
  )
  expect(activities[0]!.phases[0]).toMatchObject({ reveal: 'together' })
  const { runs } = await seminar.act({ do: 'reveal', whose: 'next' })
  expect(Object.values(runs)).toMatchObject([{ reveal: 'done' }])
  expect((await seminar.ideasOf(people[0]!.boardId)).map(({ text }) => text).sort()).toEqual(['0 ก', '0 ข', '1 ก', '1 ข'])
})

test('[DR7] who goes on from a private phase brings its drafts over first', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(alone(), alone({ id: 'b' }), alone({ id: 'c' }), alone({ id: 'd' }))
  const written: string[] = []
  for (const act of [{ do: 'next' }, { do: 'go', phase: 'c' }, { do: 'back' }, { do: 'repeat' }, { do: 'leave' }] as CourseAct[]) {
    const tablet = await openDraft(server, manee)
    written.push(`ก่อน ${act.do}`)
    tablet.write(`i${written.length}`, written.at(-1)!)
    await acked(tablet)
    await seminar.act(act)
    expect((await seminar.ideasOf(manee.boardId)).map(({ text }) => text)).toEqual(written)
    if (act.do !== 'leave') await seminar.act({ do: 'begin' })
  }
})

test('[DR8] drafts that the board has no room for are refused before any of them is moved', async () => {
  const server = await openTestApp({}, { store: openMemory() })
  const seminar = await conduct(server, { groups: 2 })
  const [manee, piti] = [await sit(server, seminar, 1), await sit(server, seminar, 2)]
  const full = Array.from({ length: 9_999 }, (_, n) => ({ text: `ข้อ ${n}` }))
  for (let times = 0; times < 2; times++) await seminar.leader.ask('POST', `/api/boards/${piti.boardId}/ideas`, full)
  await seminar.begin(alone())
  for (const person of [manee, piti]) {
    const tablet = await openDraft(server, person)
    for (let n = 0; n < 3; n++) tablet.write(`i${n}`, `ร่าง ${n}`)
    await acked(tablet)
  }
  const { seminarId } = seminar.leader.seminar
  expect(await seminar.leader.refused('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'reveal', whose: 'all' } })).toMatchObject({
    code: 'board/full',
  })
  expect(await seminar.ideasOf(manee.boardId)).toEqual([])
  expect(await server.app.store.log.rooms('draft/')).toHaveLength(2)
  await seminar.act({ do: 'reveal', whose: 'all' }, [manee.seat.group!])
  expect(await seminar.ideasOf(manee.boardId)).toHaveLength(3)
})

test('[DR14] a seminar that is closed in a private phase brings its drafts over first', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(alone({ anonymity: 'anonymous' }))
  const tablet = await openDraft(server, manee)
  tablet.write('i1', 'ก่อนปิด')
  await acked(tablet)
  await seminar.leader.ask('POST', `/api/seminars/${seminar.leader.seminar.seminarId}/close`, {})
  expect((await seminar.ideasOf(manee.boardId)).map(({ text, by }) => [text, by])).toEqual([['ก่อนปิด', undefined]])
  expect(await server.app.store.log.rooms('draft/')).toEqual([])
})

test('[VE8, DR7] what came over after the clock had ended its phase is kept as that phase left it', async () => {
  const server = await openTestApp({}, { store: openMemory() })
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(alone({ reveal: 'together', minutes: 0.25, stopsAtEnd: true }), phase('sort'))
  const tablet = await openDraft(server, manee)
  tablet.write('i1', 'คิดคนเดียว')
  await acked(tablet)
  await seminar.act({ do: 'prolong', minutes: -600 })
  await until('its clock has ended it', async () => Object.values((await seminar.act({ do: 'unhush' })).runs)[0]!.state === 'over')
  await seminar.act({ do: 'next' })
  const kept = () => seminar.leader.ask<VersionList>('GET', `/api/boards/${manee.boardId}/versions`)
  await until('the board with the draft is kept', async () => (await kept()).at(-1)?.ideas === 1, { timeoutMs: 20_000 })
  expect((await kept()).at(-1)).toMatchObject({ why: 'phase', label: 'ช่วง alone' })
})

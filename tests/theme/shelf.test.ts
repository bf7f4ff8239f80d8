import { onTestFinished, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { Joined, NoteTakerCode } from '#shared/person/seat.ts'
import type { Ticket } from '#shared/sync/ticket.ts'
import { file, filedOf, park, refinedOf, shelfRoom, unfile } from '#shared/theme/shelf.ts'
import type { Trail } from '#shared/theme/trail.ts'
import { openTestApp, type Leader, type Person, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { OwnTablet } from '../sync/own-tablet.ts'
import { Desk, writeTown } from './hall.ts'

const seated = async (server: TestApp, leader: Leader): Promise<Person & { seatId: string }> => {
  const { code } = await leader.ask<NoteTakerCode>('POST', `/api/seminars/${leader.seminar.seminarId}/note-takers`, { name: 'ลิขิต' })
  const person = server.person()
  const { seatId } = await person.ask<Joined>('POST', '/api/join', { code })
  return Object.assign(person, { seatId })
}
/** A stock y-websocket client on the shelf, by ticket. */
const sit = async (person: Person, seminarId: SeminarId) => {
  const { url, room, params } = await person.ask<Ticket>('POST', `/api/seminars/${seminarId}/shelf/ticket`)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { params, WebSocketPolyfill: WebSocket as never, disableBc: true })
  onTestFinished(() => provider.destroy())
  await until('the shelf is there', () => provider.synced)
  return doc
}
const town = async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3 })
  await writeTown(server, leader)
  const desk = await Desk.open(leader, server.url, leader.seminar.seminarId)
  return { server, leader, desk, seminarId: leader.seminar.seminarId }
}

test('[SH5] what two note takers file at the same moment is counted once, obeyed by the themes and told in the trail', async () => {
  const { server, leader, desk, seminarId } = await town()
  const [one, two] = [await seated(server, leader), await seated(server, leader)]
  const [mine, theirs] = [await sit(one, seminarId), await sit(two, seminarId)]
  const [big, other] = desk.largest.map(({ id }) => id)
  const ids = desk.members(other!).map(({ id }) => id)
  file(mine, ids, big!)
  file(theirs, ids, other!)
  await until('both shelves say the same', () => ids.every((id) => filedOf(mine).get(id) === filedOf(theirs).get(id)))
  const where = filedOf(mine).get(ids[0]!)!
  await until('the themes obey', () => ids.every((id) => desk.row(id)?.theme === where && desk.row(id)?.filed))
  expect(desk.row(ids[0]!)?.strength).toBe(1)
  expect(desk.ideas.size).toBe(18)
  unfile(mine, [ids[0]!])
  await until('the first is the machine’s again', () => !desk.row(ids[0]!)?.filed)
  park(mine, [ids[0]!], { reason: 'ซ้ำกับปีก่อน', by: one.seatId as never, at: Date.now() })
  await until('it left its theme', () => desk.row(ids[0]!)?.parked && desk.row(ids[0]!)?.theme === undefined)
  const trail = await until('all of it is in the trail', async () => {
    const { lines } = await leader.ask<Trail>('GET', `/api/seminars/${seminarId}/themes/trail`)
    return lines[0]?.what.op === 'park' ? lines : undefined
  })
  // Of two at the same moment the one whose filing does not stand may have changed nothing.
  const [first, ...others] = trail.map(({ what }) => what.op).reverse()
  expect([first, ...others.slice(-2)]).toEqual(['file', 'unfile', 'park'])
  expect(new Set(trail.map(({ name }) => name))).toEqual(new Set(['ลิขิต']))
  expect(trail.at(-1)!.ideas).toBe(ids.length)
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/trail/${trail[0]!.n}/undo`)
  await until('the parked one is back', () => !desk.row(ids[0]!)?.parked)
})

test('[SH6] the wording of an idea is told in the trail as a whole, once its writer rests', async () => {
  const { server, leader, seminarId, desk } = await town()
  const doc = await sit(await seated(server, leader), seminarId)
  const id = [...desk.ideas.keys()][0] as IdeaId
  refinedOf(doc).set(id, new Y.Text('ลอก'))
  for (const letter of 'ท่อก่อนฝน') refinedOf(doc).get(id)!.insert(refinedOf(doc).get(id)!.length, letter)
  const lines = await until('it is in the trail', async () => {
    const trail = await leader.ask<Trail>('GET', `/api/seminars/${seminarId}/themes/trail`)
    return trail.lines.length > 0 ? trail.lines : undefined
  })
  expect(lines).toMatchObject([{ n: 1, what: { op: 'refine', ideas: [id] }, ideas: 1 }])
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/trail/1/undo`)
  await until('the wording is gone', () => !refinedOf(doc).has(id))
})

test('[SH7] participants, walls and strangers do not come onto the shelf; once the seminar is closed it does not change', async () => {
  const { server, leader, seminarId, desk } = await town()
  const url = `${server.url.replace('http', 'ws')}/sync`
  const name = shelfRoom(seminarId)
  const somebody = await server.join(leader.seminar)
  const turnedAway = async (person: Person, seat: string, of = name) => {
    const tablet = new OwnTablet({ url }, seat, { name: of, cookie: person.cookie })
    return until('turned away', () => tablet.closedWith)
  }
  expect(await turnedAway(somebody, somebody.seat.seatId)).toEqual({ code: 4403, reason: 'seat/forbidden' })
  expect(await somebody.refused('POST', `/api/seminars/${seminarId}/shelf/ticket`)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await turnedAway(server.person(), 'x')).toMatchObject({ code: 4401 })
  const other = await server.quick()
  expect(await turnedAway(other, other.seminar.seatId)).toMatchObject({ code: 4404 })
  expect(await turnedAway(leader, leader.seminar.seatId, shelfRoom('nowhere' as SeminarId))).toMatchObject({ code: 4404 })
  const tablet = new OwnTablet({ url }, leader.seminar.seatId, { name, cookie: leader.cookie })
  await until('hello', () => tablet.hello)
  expect(tablet.hello).toMatchObject({ writable: true, role: 'facilitator' })
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  await until('told that it is closed', () => tablet.states.at(-1)?.reason === 'board/closed')
  const theme = desk.largest[0]!.id
  expect(await leader.refused('POST', `/api/seminars/${seminarId}/themes/corrections`, { op: 'rename', theme, label: 'ก' })).toEqual({
    status: 409,
    code: 'seminar/closed',
  })
  expect((await leader.fetch(`/api/seminars/${seminarId}/themes`)).status).toBe(200)
  const label = desk.themes.get(theme)!.label
  await leader.ask('GET', `/api/seminars/${seminarId}/themes`)
  expect(desk.themes.get(theme)!.label).toBe(label)
  file(tablet.doc, [[...desk.ideas.keys()][0] as IdeaId], theme)
  await until('turned away', () => tablet.closedWith)
  expect(tablet.refusals.at(-1)?.code).toBe('board/closed')
  expect(await server.app.rooms.read(name, (doc) => filedOf(doc).size)).toBe(0)
})

import { expect, test } from 'vitest'
import type { IdeaId, SeatId, SeminarId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { ThemesList } from '#shared/theme/listed.ts'
import { park, shelfRoom } from '#shared/theme/shelf.ts'
import type { Trail } from '#shared/theme/trail.ts'
import { openTestApp, type Leader, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { Desk, write, writeTown } from './hall.ts'

interface Town {
  server: TestApp
  leader: Leader
  desk: Desk
  path: string
  correct(correction: Correction): Promise<{ revision: number }>
}
const openTown = async (): Promise<Town> => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3 })
  await writeTown(server, leader)
  const { seminarId } = leader.seminar
  const path = `/api/seminars/${seminarId}/themes`
  const desk = await Desk.open(leader, server.url, seminarId)
  return { server, leader, desk, path, correct: (correction) => leader.ask('POST', `${path}/corrections`, correction) }
}
const trailOf = ({ leader, path }: Town) => leader.ask<Trail>('GET', `${path}/trail`)

test('[TS3] a correction is obeyed at once, by every later run and after a restart, and stands in the trail', async () => {
  const town = await openTown()
  const { server, leader, desk, path } = town
  const [big, other] = desk.largest.map(({ id }) => id)
  const before = desk.members(big!).length + desk.members(other!).length
  await town.correct({ op: 'rename', theme: big!, label: 'น้ำท่วมเมือง' })
  await until('the name is there', () => desk.themes.get(big!)?.label === 'น้ำท่วมเมือง')
  await town.correct({ op: 'merge', into: big!, from: [other!] })
  await until('the other is gone', () => !desk.themes.has(other!))
  // Whoever never heard the answer asks again.
  await town.correct({ op: 'merge', into: big!, from: [other!] })
  expect(desk.members(big!).length).toBe(before)
  expect(desk.themes.get(big!)).toMatchObject({ made: 'curated', label: 'น้ำท่วมเมือง' })
  const board = leader.seminar.boards[0]!
  await write(server, board.id, ['ขยะล้นถังหน้าตลาดทุกเย็น', 'ฝนตกหนักน้ำท่วมซอย', 'รถเมล์ขาดช่วงตอนเย็น', 'ขยะไม่แยก', 'ท่อตันน้ำท่วม', 'รอรถเมล์นาน'])
  await until('the new ideas are placed', () => [...desk.ideas.values()].filter(({ theme }) => theme !== undefined).length >= 20, {
    timeoutMs: 20_000,
  })
  expect(desk.themes.has(other!)).toBe(false)
  const { lines } = await trailOf(town)
  expect(lines.map(({ n, what }) => [n, what.op])).toEqual([
    [2, 'merge'],
    [1, 'rename'],
  ])
  expect(lines[1]!.labels).toEqual([{ theme: big, after: 'น้ำท่วมเมือง' }])
  await server.restart()
  const again = await Desk.open(leader, server.url, leader.seminar.seminarId)
  expect(again.themes.get(big!)).toMatchObject({
    label: 'น้ำท่วมเมือง',
    colour: desk.themes.get(big!)!.colour,
    born: desk.themes.get(big!)!.born,
  })
  expect(again.themes.has(other!)).toBe(false)
  expect((await leader.ask<Trail>('GET', `${path}/trail`)).lines).toHaveLength(2)
})

test('[TS3, TD17] what was only just written, and what was set aside, can be decided about; a theme that is made twice is one', async () => {
  const town = await openTown()
  const { server, leader, desk } = town
  const { seminarId, seatId, boards } = leader.seminar
  const [theme] = desk.largest.map(({ id }) => id)
  const [fresh] = await write(server, boards[0]!.id, ['ฝึกงานกับช่างในชุมชน'])
  await until('it is counted', () => desk.row(fresh!))
  await town.correct({ op: 'move', idea: fresh!, to: theme! })
  await until('it is where it was put', () => desk.row(fresh!)?.theme === theme && desk.row(fresh!)?.filed)
  const [one, two, three] = [...desk.ideas.keys()] as IdeaId[]
  const aside = { reason: 'ไว้ก่อน', by: seatId as SeatId, at: Date.now() }
  await server.app.rooms.write(shelfRoom(seminarId as SeminarId), (doc) => park(doc, [one!, two!, three!], aside))
  await until('they are set aside', () => [one, two, three].every((id) => desk.row(id!)?.parked))
  await town.correct({ op: 'create', theme: 'ours', label: 'ของเรา', ideas: [one!] })
  await until('it lies on the new shelf', () => desk.row(one!)?.theme === 'ours' && !desk.row(one!)?.parked)
  await town.correct({ op: 'same', ideas: [two!, three!] })
  const { themes } = await leader.ask<ThemesList>('GET', `/api/seminars/${seminarId}/themes`)
  expect(themes.flatMap(({ ideaIds }) => ideaIds)).not.toContain(two)
  expect(desk.row(two!)).toMatchObject({ parked: true })
  // Made or split off twice under one id it is one theme, called as was said last.
  const [first, second, third] = desk.members(theme!).map(({ id }) => id as IdeaId)
  for (const label of ['ของฉัน', 'ของฉันเอง']) await town.correct({ op: 'create', theme: 'mine', label, ideas: [first!] })
  for (const label of ['แยกออก', 'แยกออก'])
    await town.correct({ op: 'split', theme: theme!, newTheme: 'apart', label, ideas: [second!, third!] })
  await until('both are there', () => desk.members('mine').length === 1 && desk.members('apart').length === 2)
  const made = [...desk.themes.values()].filter(({ label }) => /ของฉัน|แยกออก/.test(label))
  expect(made.map(({ id, label }) => [id, label]).sort()).toEqual([
    ['apart', 'แยกออก'],
    ['mine', 'ของฉันเอง'],
  ])
})

test('[TS4, TS5] what is no correction changes nothing; what was decided can be taken back where it still stands, a change made since is refused', async () => {
  const town = await openTown()
  const { server, desk, leader, path } = town
  const [big, other] = desk.largest.map(({ id }) => id)
  const idea = [...desk.ideas.keys()][0]!
  const refused = (correction: unknown) => leader.refused('POST', `${path}/corrections`, correction)
  expect(await refused({ op: 'rename', theme: 'nobody', label: 'ก' })).toEqual({ status: 404, code: 'theme/not-found' })
  expect(await refused({ op: 'merge', into: big, from: [] })).toMatchObject({ code: 'theme/not-found' })
  expect(await refused({ op: 'move', idea: 'gone', to: big })).toMatchObject({ code: 'theme/not-found' })
  expect(await refused({ op: 'same', ideas: [idea, 'gone'] })).toMatchObject({ code: 'theme/not-found' })
  expect(await refused({ op: 'create', theme: '../../x', label: 'ก', ideas: [] })).toMatchObject({ code: 'request/malformed' })
  expect(await refused({ op: 'create', theme: '__proto__', label: 'ก', ideas: [] })).toMatchObject({ code: 'request/malformed' })
  expect(await refused({ op: 'destroy', theme: big })).toMatchObject({ code: 'request/malformed' })
  expect(await refused([])).toMatchObject({ code: 'request/malformed' })
  const somebody = await server.join(leader.seminar)
  expect(await somebody.refused('POST', `${path}/corrections`, { op: 'rename', theme: big, label: 'ก' })).toEqual({
    status: 403,
    code: 'seat/forbidden',
  })
  for (const what of ['', '/now', '/trail', '/why?a=x&b=y'])
    expect(await somebody.refused('GET', `${path}${what}`)).toEqual({ status: 403, code: 'seat/forbidden' })
  expect((await trailOf(town)).lines).toEqual([])
  const membersOf = (theme: string) =>
    desk
      .members(theme)
      .map(({ id }) => id)
      .sort()
  const [mine, theirs] = [membersOf(big!), membersOf(other!)]
  await town.correct({ op: 'merge', into: big!, from: [other!] })
  await until('merged', () => membersOf(big!).length === mine.length + theirs.length && !desk.themes.has(other!))
  await leader.ask('POST', `${path}/trail/1/undo`)
  await until('taken back', () => desk.themes.has(other!) && membersOf(other!).join() === theirs.join())
  expect(await leader.refused('POST', `${path}/trail/1/undo`)).toEqual({ status: 409, code: 'theme/changed-since' })
  await town.correct({ op: 'rename', theme: big!, label: 'หนึ่ง' })
  await town.correct({ op: 'rename', theme: big!, label: 'สอง' })
  expect(await leader.refused('POST', `${path}/trail/3/undo`)).toMatchObject({ code: 'theme/changed-since' })
  await leader.ask('POST', `${path}/trail/4/undo`)
  await until('the first name is back', () => desk.themes.get(big!)?.label === 'หนึ่ง')
  expect(await leader.refused('POST', `${path}/trail/99/undo`)).toEqual({ status: 404, code: 'theme/not-found' })
  const { lines } = await trailOf(town)
  expect(lines.map(({ n, undoneBy }) => [n, undoneBy])).toEqual([
    [5, undefined],
    [4, 5],
    [3, undefined],
    [2, undefined],
    [1, 2],
  ])
})

test('[TS6] two who merge the same themes at the same moment, also into each other, end with one theme that holds all', async () => {
  const town = await openTown()
  const { desk } = town
  const [a, b, c] = desk.largest.map(({ id }) => id)
  const all = [...desk.members(a!), ...desk.members(b!)].map(({ id }) => id).sort()
  const answers = await Promise.allSettled([
    town.correct({ op: 'merge', into: a!, from: [b!] }),
    town.correct({ op: 'merge', into: b!, from: [a!] }),
    town.correct({ op: 'merge', into: a!, from: [b!] }),
  ])
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  await until('one of them is left', () => desk.themes.has(a!) !== desk.themes.has(b!))
  const left = desk.themes.has(a!) ? a! : b!
  expect(
    desk
      .members(left)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(all)
  if (c) expect(desk.themes.has(c)).toBe(true)
})

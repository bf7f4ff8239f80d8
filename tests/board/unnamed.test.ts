/** Ideas without a name in a shared phase. */
import { expect, test } from 'vitest'
import type { Phase } from '#shared/activity/phase.ts'
import type { UnnamedAnswer } from '#shared/idea/unnamed.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { hashed, newSecret } from '../../server/access/secret.ts'
import { closedPermits, openPermits, phase } from '../activity/sample.ts'
import { openTestApp, type TestApp } from '../helpers/server.ts'
import { conduct, openTablet, sit, type Seated } from './conducted.ts'
import { until } from '../helpers/until.ts'

const unnamed = (more: Partial<Phase> = {}): Phase => phase('unnamed', { anonymity: 'anonymous', ...more })
const path = ({ boardId }: Seated, id?: string) => `/api/boards/${boardId}/unnamed-ideas${id ? `/${id}` : ''}`
const write = async (person: Seated, text: string, more: object = {}) => {
  const key = newSecret()
  const { id } = await person.ask<UnnamedAnswer>('POST', path(person), { text, keyHash: hashed(key), ...more })
  return { id, key }
}
const opened = async (...phases: Phase[]) => {
  const server: TestApp = await openTestApp()
  const seminar = await conduct(server, { groups: 2, template: 'swot' })
  const [manee, piti] = [await sit(server, seminar, 1, 'มานี'), await sit(server, seminar, 1, 'ปิติ')]
  await seminar.begin(...phases)
  return { server, seminar, manee, piti }
}

test('[UN1] what is sent without a name stands on the board at once, with no author and at no moment', async () => {
  const { server, seminar, manee, piti } = await opened(unnamed())
  const begun = Date.now()
  const { id } = await write(manee, 'ลอกท่อก่อนหน้าฝน', { zone: 'threats' })
  const second = await write(piti, 'ย้ายหม้อแปลงขึ้นที่สูง')
  const ideas = await seminar.ideasOf(manee.boardId)
  expect(ideas.map((idea) => [idea.id, idea.text, idea.zone, idea.by])).toEqual([
    [id, 'ลอกท่อก่อนหน้าฝน', 'threats', undefined],
    [second.id, 'ย้ายหม้อแปลงขึ้นที่สูง', 'strengths', undefined],
  ])
  for (const { at } of ideas) expect(at).toBeLessThan(begun + 10)
  expect(ideas[1]!.at! - ideas[0]!.at!).toBe(1)
  const { tail } = await server.app.store.log.load(boardRoom(manee.boardId))
  expect(new Set(tail.map(({ seat }) => seat))).toEqual(new Set(['server']))
})

test('[UN2] sent twice it is written once, also after it was withdrawn', async () => {
  const { seminar, manee } = await opened(unnamed())
  const key = newSecret()
  const send = () => manee.ask<UnnamedAnswer>('POST', path(manee), { text: 'ครั้งเดียว', keyHash: hashed(key) })
  const answers = await Promise.all([send(), send(), send()])
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(await seminar.ideasOf(manee.boardId)).toHaveLength(1)
  await manee.ask('DELETE', path(manee, answers[0]!.id), { key })
  await send()
  expect(await seminar.ideasOf(manee.boardId)).toEqual([])
})

test('[UN3] its key alone rewords and withdraws it, from any tablet, and only in the run that it was written in', async () => {
  const { seminar, manee, piti } = await opened(unnamed(), unnamed({ id: 'again' }))
  const mine = await write(manee, 'น้ำรอระบาย')
  const other = await write(piti, 'ประตูน้ำ')
  await manee.ask('PATCH', path(manee, mine.id), { key: mine.key, text: 'น้ำรอการระบาย' })
  expect((await seminar.ideasOf(manee.boardId)).map(({ text }) => text)).toEqual(['น้ำรอการระบาย', 'ประตูน้ำ'])
  for (const [id, key, code] of [
    [other.id, mine.key, 'idea/wrong-key'],
    [mine.id, newSecret(), 'idea/wrong-key'],
    ['unknown', mine.key, 'idea/not-found'],
  ] as const) {
    expect((await manee.refused('PATCH', path(manee, id), { key, text: 'ของฉัน' })).code).toBe(code)
    expect((await manee.refused('DELETE', path(manee, id), { key })).code).toBe(code)
  }
  await seminar.act({ do: 'next' })
  expect((await manee.refused('DELETE', path(manee, mine.id), { key: mine.key })).code).toBe('phase/not-permitted')
  await seminar.act({ do: 'begin' })
  expect((await manee.refused('DELETE', path(manee, mine.id), { key: mine.key })).code).toBe('phase/over')
  await write(manee, 'รอบใหม่')
  expect((await manee.refused('DELETE', path(manee, mine.id), { key: mine.key })).code).toBe('idea/not-found')
  expect((await seminar.ideasOf(manee.boardId)).map(({ text }) => text)).toEqual(['น้ำรอการระบาย', 'ประตูน้ำ', 'รอบใหม่'])
})

test('[UN4] only where and while the phase takes such ideas, from the group alone, within its zones and limits', async () => {
  const { server, seminar, manee } = await opened(
    unnamed({ zones: ['threats'] }),
    phase('named'),
    unnamed({ id: 'no', permits: closedPermits }),
  )
  const body = () => ({ text: 'คิดใหม่', keyHash: hashed(newSecret()) })
  const refused = async (person: { refused: Seated['refused'] }, more: object = {}) =>
    (await person.refused('POST', path(manee), { ...body(), ...more })).code
  const stranger = await sit(server, seminar, 2)
  expect(await refused(stranger)).toBe('board/not-found')
  expect(await refused(seminar.leader)).toBe('seat/forbidden')
  expect(await refused(manee, { zone: 'strengths' })).toBe('phase/not-permitted')
  expect(await refused(manee, { text: ' \u200b ' })).toBe('idea/empty')
  expect(await refused(manee, { text: 'ก'.repeat(2001) })).toBe('idea/too-long')
  expect(await refused(manee, { keyHash: 'short' })).toBe('request/malformed')
  const { id } = await write(manee, 'ไม่บอกช่อง')
  expect(await seminar.ideasOf(manee.boardId)).toMatchObject([{ id, zone: 'threats' }])
  await seminar.act({ do: 'freeze' })
  expect(await refused(manee)).toBe('board/frozen')
  await seminar.act({ do: 'thaw' })
  await seminar.act({ do: 'pause' })
  await write(manee, 'พักนาฬิกา')
  await seminar.act({ do: 'end' })
  expect(await refused(manee)).toBe('phase/not-permitted')
  for (let phases = 0; phases < 2; phases++) {
    await seminar.act({ do: 'next' })
    expect(await refused(manee)).toBe('phase/not-permitted')
    await seminar.act({ do: 'begin' })
    expect(await refused(manee)).toBe('phase/not-permitted')
  }
  expect(await seminar.ideasOf(manee.boardId)).toHaveLength(2)
})

test('[UN5] over its own line nobody writes on the board of an unnamed phase, and nobody takes an unnamed idea for their own', async () => {
  const { server, manee, piti } = await opened(unnamed({ permits: { ...openPermits, reword: 'own', move: 'own', withdraw: 'own' } }))
  const { id } = await write(manee, 'ไม่มีชื่อ')
  const tablet = openTablet(server, piti, boardRoom(piti.boardId))
  await until('the board', () => tablet.synced)
  expect(tablet.texts).toEqual(['ไม่มีชื่อ'])
  tablet.append(id, ' ของฉัน')
  await until('the refusal', () => tablet.refusals.length > 0)
  expect(tablet.refusals[0]!.code).toBe('idea/not-yours')
  const again = openTablet(server, piti, boardRoom(piti.boardId))
  await until('the board', () => again.synced)
  again.write('named', 'มีชื่อ')
  await until('the refusal', () => again.refusals.length > 0)
  expect(again.refusals[0]!.code).toBe('phase/not-permitted')
})

test('[UN2, UN3] who sends the hash of an earlier run again, which every tablet at the table has seen, writes over nobody', async () => {
  const { seminar, manee, piti } = await opened(unnamed(), unnamed({ id: 'again' }))
  const mine = await write(manee, 'ของมานี')
  await seminar.act({ do: 'next' })
  await seminar.act({ do: 'begin' })
  await write(piti, 'รอบใหม่')
  await piti.ask('POST', path(piti), { text: 'เขียนทับ', keyHash: hashed(mine.key) })
  expect((await seminar.ideasOf(manee.boardId)).map(({ text }) => text)).toEqual(['ของมานี', 'รอบใหม่'])
})

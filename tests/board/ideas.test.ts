import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Imported, ListedIdea } from '#shared/board/board.ts'
import { maxIdeasPerImport } from '#shared/idea/idea.ts'
import { openTestApp, type Leader, type TestApp } from '../helpers/server.ts'
import { workedMs } from '../helpers/worked.ts'

let server: TestApp
let leader: Leader
let path: string
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

const fresh = async () => {
  leader = await server.quick({ groups: 1, template: 'problem-causes-solutions' })
  path = `/api/boards/${leader.seminar.boards[0]!.id}/ideas`
}
const listed = () => leader.ask<ListedIdea[]>('GET', path)
const send = async (body: string | Uint8Array<ArrayBuffer>, type: string) => {
  const response = await leader.fetch(path, { method: 'POST', body, headers: { 'content-type': type, 'accept-language': 'en' } })
  return {
    status: response.status,
    body: (await response.json()) as Imported & { error: { code: string; message: string; detail: object } },
  }
}

test('[BO1] ideas brought in are listed in their order, each in its zone, with its group and no author', async () => {
  await fresh()
  const { imported, ids } = await leader.ask<Imported>('POST', path, [
    { text: '  น้ำท่วมซอย  ', zone: 'problem' },
    { text: 'ขยะอุดท่อ', zone: 'สาเหตุ' },
    { text: 'ล้างท่อก่อนฝน', zone: 'Solutions' },
    { text: 'ไม่มีช่อง' },
  ])
  expect(imported).toBe(4)
  const ideas = await listed()
  expect(ideas.map(({ id }) => id)).toEqual(ids)
  expect(ideas.map(({ text, zone }) => [text, zone])).toEqual([
    ['น้ำท่วมซอย', 'problem'],
    ['ขยะอุดท่อ', 'causes'],
    ['ล้างท่อก่อนฝน', 'solutions'],
    ['ไม่มีช่อง', 'problem'],
  ])
  for (const idea of ideas) {
    expect(idea).toMatchObject({ group: leader.seminar.boards[0]!.group, groupName: 'กลุ่ม 1' })
    expect(idea).not.toHaveProperty('by')
  }
})

test('[BO2] one bad idea refuses the whole list, and the line is named', async () => {
  await fresh()
  const good = { text: 'ดี' }
  const cases: [unknown, string, number | undefined][] = [
    [[good, { text: 'ก'.repeat(2_001) }], 'idea/too-long', 2],
    [[good, good, { text: ' \n ' }], 'idea/empty', 3],
    [[good, { zone: 'problem' }], 'idea/malformed', 2],
    [[good, 'ความคิด'], 'idea/malformed', 2],
    [[good, { text: 'ดี', zone: 7 }], 'idea/malformed', 2],
    [Array(maxIdeasPerImport + 1).fill(good), 'idea/too-many', undefined],
    [{ ideas: [good] }, 'request/malformed', undefined],
  ]
  for (const [body, code, line] of cases) {
    const answer = await send(JSON.stringify(body), 'application/json')
    expect(answer.body.error.code).toBe(code)
    if (line !== undefined) {
      expect(answer.body.error.detail).toMatchObject({ line })
      expect(answer.body.error.message).toMatch(new RegExp(`^Line ${line}: `))
    }
  }
  expect(await listed()).toEqual([])
})

test('[BO3] a table and plain lines are brought in as they are pasted, also in the encoding of Thai Excel', async () => {
  await fresh()
  expect((await send('text,zone\n"น้ำท่วม, ทุกปี",ปัญหา\nท่อตัน,สาเหตุ\n', 'text/csv; charset=utf-8')).body.imported).toBe(2)
  expect((await send('• ล้างท่อ\n\n• ขุดคลอง\n', 'text/plain')).body.imported).toBe(2)
  // "ขยะ" in Windows-874.
  expect((await send(new Uint8Array([0xa2, 0xc2, 0xd0]), 'text/csv')).body.imported).toBe(1)
  expect((await listed()).map(({ text, zone }) => [text, zone])).toEqual([
    ['น้ำท่วม, ทุกปี', 'problem'],
    ['ท่อตัน', 'causes'],
    ['ล้างท่อ', 'problem'],
    ['ขุดคลอง', 'problem'],
    ['ขยะ', 'problem'],
  ])
  const broken = await send('text,zone\n"ก,ข\n', 'text/csv')
  expect([broken.status, broken.body.error.code, broken.body.error.detail]).toEqual([400, 'import/broken-csv', { line: 2 }])
  expect(await listed()).toHaveLength(5)
})

test('[BO4] ten thousand ideas come in at once, a third ten thousand finds the board full', async () => {
  await fresh()
  const many = (what: string) => Array.from({ length: maxIdeasPerImport }, (_, index) => ({ text: `${what} ${index}` }))
  expect((await send(JSON.stringify(many('ก')), 'application/json')).status).toBe(201)
  expect((await send(JSON.stringify(many('ข')), 'application/json')).status).toBe(201)
  const full = await send(JSON.stringify([{ text: 'ค' }]), 'application/json')
  expect([full.status, full.body.error.code]).toEqual([409, 'board/full'])
  const ideas = await listed()
  expect(ideas).toHaveLength(20_000)
  expect([ideas[0]!.text, ideas[10_000]!.text]).toEqual(['ก 0', 'ข 0'])
})

test('[BO10] a list that is sent again with its key answers the same ids and doubles nothing; what was added to it comes in', async () => {
  await fresh()
  const list = [{ text: 'ล้างท่อ' }, { text: 'ล้างท่อ' }, { text: 'ขุดคลอง', zone: 'solutions' }]
  const keyed = `${path}?key=k23456789abcdef`
  const first = await leader.ask<Imported>('POST', keyed, list)
  expect(new Set(first.ids).size).toBe(3)
  // The answer was lost, or two presses ran into each other.
  const again = await Promise.all([leader.ask<Imported>('POST', keyed, list), leader.ask<Imported>('POST', keyed, list)])
  expect(again).toEqual([first, first])
  expect((await listed()).map(({ id }) => id)).toEqual(first.ids)
  const longer = await leader.ask<Imported>('POST', keyed, [{ text: 'เพิ่มไว้หน้าสุด' }, ...list])
  expect(longer.ids.slice(1)).toEqual(first.ids)
  expect(await listed()).toHaveLength(4)
  const other = await leader.ask<Imported>('POST', `${path}?key=m23456789abcdef`, list)
  expect([...other.ids, ...first.ids].length).toBe(new Set([...other.ids, ...first.ids]).size)
  expect(await leader.refused('POST', `${path}?key=short`, list)).toMatchObject({ code: 'request/malformed' })
})

test('[BO5] a list over 15 MB is refused before it is read, and nobody without the right gets so far', async () => {
  await fresh()
  const huge = `["${'x'.repeat(16 * 1024 * 1024)}"]`
  expect((await send(huge, 'application/json')).body.error.code).toBe('request/too-large')
  const somebody = await server.join(leader.seminar)
  const refused = await somebody.fetch(path, { method: 'POST', body: '{"not even json', headers: { 'content-type': 'application/json' } })
  expect(refused.status).toBe(403)
})

test('[BO6] JSON that is nested deep, has millions of parts or is no UTF-8 is refused before it is parsed, and nothing is brought in', async () => {
  await fresh()
  const bodies = [
    '['.repeat(4_000_000) + ']'.repeat(4_000_000),
    '[{"text":'.repeat(200_000) + '1' + '}]'.repeat(200_000),
    `[${'0,'.repeat(4_000_000)}0]`,
    new Uint8Array([0x5b, 0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d, 0x5d]),
    '[{"text":"ก"',
  ]
  for (const body of bodies) {
    const begun = workedMs()
    expect(await send(body, 'application/json')).toMatchObject({ status: 400, body: { error: { code: 'request/malformed' } } })
    expect(workedMs() - begun).toBeLessThan(5_000)
  }
  expect(await listed()).toEqual([])
  const brackets = [{ text: '[[[{{{,,,"\\' }, { text: '{"__proto__":[', __proto__: { zone: 'x' } }]
  expect((await send(JSON.stringify(brackets), 'application/json; charset=utf-8')).status).toBe(201)
  expect((await listed()).map(({ text }) => text)).toEqual(brackets.map(({ text }) => text))
})

test('[BO7] an idea of which nothing can be seen is no idea', async () => {
  await fresh()
  for (const text of ['\u200b\u200b', '\u202e\u2066', '\u0000\u0007', '\ufeff \u2060', '\u3164'])
    expect(await send(JSON.stringify([{ text: 'ก' }, { text }]), 'application/json')).toMatchObject({
      status: 400,
      body: { error: { code: 'idea/empty', detail: { line: 2 } } },
    })
  expect(await listed()).toEqual([])
})

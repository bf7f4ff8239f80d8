import { expect, test } from 'vitest'
import { openTestApp, type Person, type TestApp } from '../helpers/server.ts'

interface Lexicon {
  version: number
  concepts: string
  empty: string[]
  places: string[]
  standard: { version: string; concepts: string }
}
const organizerOf = async (server: TestApp): Promise<Person> => {
  const organizer = server.person()
  await organizer.ask('POST', '/api/organizer', { token: await server.app.setUpToken() })
  return organizer
}

test('[TH19] the organizer gives the house its own words; each version is kept, and restarts keep the newest', async () => {
  const server = await openTestApp()
  const organizer = await organizerOf(server)
  const first = await organizer.ask<Lexicon>('GET', '/api/lexicon')
  expect(first).toMatchObject({ version: 0, concepts: '', empty: [], places: [] })
  expect(first.standard.concepts).toContain('flood:')
  const put = (concepts: string, basedOn: number) => organizer.ask<Lexicon>('PUT', '/api/lexicon', { concepts, basedOn })
  expect((await put('crane: เครนยกตู้ | container crane', 0)).version).toBe(1)
  expect((await put('crane: เครนยกตู้, ตู้สินค้า | container crane', 1)).version).toBe(2)
  const { versions } = await organizer.ask<{ versions: Lexicon[] }>('GET', '/api/lexicon/versions')
  expect(versions.map(({ version, concepts }) => [version, concepts.includes('ตู้สินค้า')])).toEqual([
    [1, false],
    [2, true],
  ])
  await server.restart()
  expect((await organizer.ask<Lexicon>('GET', '/api/lexicon')).version).toBe(2)
})

test('[TH19] words that cannot be read, an older base and other people are refused, and nothing changes', async () => {
  const server = await openTestApp()
  const organizer = await organizerOf(server)
  const leader = await server.quick({ groups: 1 })
  const refusals = [
    [organizer, { concepts: 'ไม่มีรหัส', basedOn: 0 }, 'lexicon/unreadable'],
    [organizer, { concepts: 'a: ก | b', basedOn: 3 }, 'record/changed'],
    [organizer, { concepts: 7, basedOn: 0 }, 'request/malformed'],
    [organizer, { concepts: '' }, 'request/malformed'],
    [leader, { concepts: '', basedOn: 0 }, 'seat/forbidden'],
    [server.person(), { concepts: '', basedOn: 0 }, 'seat/missing'],
  ] as const
  for (const [who, body, code] of refusals) expect((await who.refused('PUT', '/api/lexicon', body)).code).toBe(code)
  expect((await leader.refused('GET', '/api/lexicon')).code).toBe('seat/forbidden')
  expect((await server.person().refused('GET', '/api/lexicon/versions')).code).toBe('seat/missing')
  expect((await organizer.ask<Lexicon>('GET', '/api/lexicon')).version).toBe(0)
})

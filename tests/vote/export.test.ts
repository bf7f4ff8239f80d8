import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Vote, VoteList, VoteView } from '#shared/vote/vote.ts'
import { importBundle } from '../../server/documents/archive.ts'
import { verifyBundle } from '../../server/documents/bundle.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openTestApp } from '../helpers/server.ts'
import { openVoting } from './voting.ts'

test('[VO14] the results of a closed vote are taken away as JSON, as a table and as a workbook, in which nothing executes', async () => {
  const hall = await openVoting({ groups: 2, ideas: [1, 1] })
  const hostile = '=HYPERLINK("http://x","ดู")'
  await hall.leader.ask('POST', `/api/boards/${hall.leader.seminar.boards[0]!.id}/ideas`, [{ text: hostile }])
  const [vote] = await hall.open({ kind: 'rating', on: 'seminar' })
  const marks = { impact: 5, feasibility: 4, newness: 1 }
  for (const who of hall.people)
    await who.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'rating', marks: { c2: marks, c1: { impact: 1 } } } })
  await hall.leader.ask('POST', `/api/votes/${vote!.id}/close`)
  const take = async (format: string, language = 'th') =>
    hall.leader.fetch(`/api/votes/${vote!.id}/export.${format}`, { headers: { 'accept-language': language } })

  const json = (await (await take('json')).json()) as { format: string; vote: Vote }
  expect(json).toMatchObject({ format: 'khlang-panya/vote/1', vote: { state: 'closed', results: { cast: 6 } } })

  const csv = await (await take('csv')).text()
  const [head, first, second] = csv.replace('\uFEFF', '').trim().split('\r\n')
  expect(head).toBe(
    '"อันดับ","เรื่อง","จากกลุ่ม","คะแนน","สัดส่วน (%)","ความเห็นต่าง (0-100)","ผู้ให้คะแนน",' +
      '"ผลที่เกิดกับเมือง (เฉลี่ย)","ผลที่เกิดกับเมือง (มัธยฐาน)","ทำได้จริง (เฉลี่ย)","ทำได้จริง (มัธยฐาน)","ความใหม่ (เฉลี่ย)","ความใหม่ (มัธยฐาน)",' +
      '"อันดับของ กลุ่ม 1","อันดับของ กลุ่ม 2","รหัสความคิดเห็น"',
  )
  expect(first).toContain(`"1","'=HYPERLINK(""http://x"",""ดู"")","กลุ่ม 1","3.33","","0","6","5","5","4","4","1","1","1","1"`)
  expect(second).toContain('"2","กลุ่ม 1 ข้อ 1","กลุ่ม 1","1"')
  expect(await (await take('csv', 'en')).text()).toContain('"Rank","Choice"')

  const xlsx = await take('xlsx')
  expect(xlsx.headers.get('content-disposition')).toContain('.xlsx')
  const files = unzipSync(new Uint8Array(await xlsx.arrayBuffer()))
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
  expect(sheet).not.toMatch(/<f[ >]/)
})

test('[AR14] a vote that closes with its seminar goes into the bundle, and is shown where that is imported', async () => {
  const hall = await openVoting({ groups: 2, ideas: [2, 2] })
  const [vote] = await hall.open({ kind: 'dots', on: 'seminar', budget: 3 })
  await hall.people[0]!.ask('PUT', `/api/votes/${vote!.id}/ballot`, { ballot: { kind: 'dots', marks: { c2: 3 } } })
  await hall.leader.ask('POST', `/api/seminars/${hall.seminarId}/close`)
  const bytes = new Uint8Array(await (await hall.leader.fetch(`/api/seminars/${hall.seminarId}/export.zip`)).arrayBuffer())
  const store = openMemory()
  await importBundle(store, verifyBundle(bytes), bytes)
  const other = await openTestApp({}, { store })
  const organizer = other.person()
  await organizer.ask('POST', '/api/organizer', { token: await other.app.setUpToken() })
  const { votes } = await organizer.ask<VoteList>('GET', `/api/seminars/${hall.seminarId}/votes`)
  expect(votes).toMatchObject([{ id: vote!.id, state: 'closed', cast: 1, choices: 4 }])
  const here = await hall.leader.ask<VoteView>('GET', `/api/votes/${vote!.id}`)
  expect((await organizer.ask<VoteView>('GET', `/api/votes/${vote!.id}`)).vote).toEqual(here.vote)
  for (const { seat } of hall.people) expect(JSON.stringify(verifyBundle(bytes).votes)).not.toContain(seat.seatId)
})

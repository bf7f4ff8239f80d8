import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Vote } from '#shared/vote/vote.ts'
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

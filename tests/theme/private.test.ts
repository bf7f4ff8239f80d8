import { expect, test } from 'vitest'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { UnnamedAnswer } from '#shared/idea/unnamed.ts'
import { hashed, newSecret } from '../../server/access/secret.ts'
import { phase } from '../activity/sample.ts'
import { acked, conduct, openDraft, openTablet, sit } from '../board/conducted.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { Desk } from './hall.ts'

test('[TS7] what is written alone is in no theme before its reveal, and no row says whose an idea is', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const { seminarId } = seminar.leader.seminar
  const manee = await sit(server, seminar, 1, 'มานี')
  await seminar.begin(
    phase('alone', { visibility: 'private', reveal: 'together' }),
    phase('named'),
    phase('unnamed', { anonymity: 'anonymous' }),
  )
  const desk = await Desk.open(seminar.leader, server.url, seminarId)
  const draft = await openDraft(server, manee)
  draft.write('secret', 'ความลับของมานี')
  await acked(draft)
  await seminar.act({ do: 'reveal', whose: 'all' })
  await until('revealed', () => desk.row('secret'))
  for (const { ideas, revision } of desk.changes.slice(0, -1)) expect([revision, ideas.map(({ id }) => id)]).toEqual([revision, []])
  await seminar.act({ do: 'next' })
  await seminar.act({ do: 'begin' })
  const board = openTablet(server, manee, manee.seat.board!.room)
  await until('on the board', () => board.synced)
  board.write('named', 'ลอกท่อก่อนหน้าฝน')
  await seminar.act({ do: 'next' })
  await seminar.act({ do: 'begin' })
  const { id } = await manee.ask<UnnamedAnswer>('POST', `/api/boards/${manee.boardId}/unnamed-ideas`, {
    text: 'ไม่บอกชื่อ',
    keyHash: hashed(newSecret()),
  })
  await until('all are counted', () => desk.row('named') && desk.row(id))
  const now = await seminar.leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  expect(JSON.stringify([now, desk.changes])).not.toContain(manee.seat.seatId)
  for (const row of now.ideas) expect(Object.keys(row)).not.toContain('by')
})

test('[TS8] an idea says in which phase of which activity it was written', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 2 })
  const [manee, piti] = [await sit(server, seminar, 1), await sit(server, seminar, 2)]
  const tablets = [manee, piti].map((person) => openTablet(server, person, person.seat.board!.room))
  await until('on the boards', () => tablets.every(({ synced }) => synced))
  const write = async (id: string) => {
    for (const [n, { doc, seat }] of tablets.entries())
      writeIdea(doc, { id: `${id}${n}` as IdeaId, text: 'ข้อความ', by: seat, at: Date.now() }, 'tablet')
    await Promise.all(tablets.map(acked))
  }
  await write('before')
  await seminar.begin(phase('one'), phase('two'))
  await write('one')
  await seminar.act({ do: 'next' }, [manee.seat.group!])
  await seminar.act({ do: 'begin' }, [manee.seat.group!])
  const desk = await Desk.open(seminar.leader, server.url, seminar.leader.seminar.seminarId)
  await write('two')
  await until('all are counted', () => desk.ideas.size === 6)
  const phaseOf = (id: string) => desk.row(id)?.phase
  await until('with their phases', () => phaseOf('two0') === 1)
  expect(['before0', 'before1', 'one0', 'one1', 'two0', 'two1'].map(phaseOf)).toEqual([undefined, undefined, 0, 0, 1, 0])
  expect(desk.row('one0')!.activityId).toBe(desk.row('two0')!.activityId)
  await seminar.act({ do: 'leave' })
  await write('after')
  await until('counted, too', () => desk.row('after0') && desk.row('after1'))
  expect(desk.row('after0')).not.toHaveProperty('activityId')
})

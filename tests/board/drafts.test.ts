/** Private writing: what one seat writes is nobody else's until it is revealed. */
import { expect, test } from 'vitest'
import type { Phase } from '#shared/activity/phase.ts'
import { boardRoom, draftRoom, draftRooms } from '#shared/sync/wire.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type * as Y from 'yjs'
import type { OwnTablet } from '../sync/own-tablet.ts'
import { phase } from '../activity/sample.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { acked, conduct, openDraft, openTablet, sit } from './conducted.ts'

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

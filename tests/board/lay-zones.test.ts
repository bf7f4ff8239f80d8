import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readZones, seedBoard, zoneOf } from '#shared/board/board.ts'
import { layZones } from '#shared/board/lay-zones.ts'
import { templates } from '#shared/board/template.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { openTestApp } from '../helpers/server.ts'

const idea = (doc: Y.Doc, id: string, zone?: string) => {
  const map = new Y.Map<unknown>([['text', new Y.Text(id)] as [string, unknown], ...(zone ? [['zone', zone] as [string, unknown]] : [])])
  doc.getMap('ideas').set(id, map)
}
const standing = (doc: Y.Doc) => Object.fromEntries(readIdeas(doc).map((idea) => [idea.id, zoneOf(idea, readZones(doc)).id]))

test('[BO8] a method’s zones take the board; what was written stays in the zone where it stood', () => {
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'swot')
  idea(doc, 'strong', 'strengths')
  idea(doc, 'threat', 'threats')
  idea(doc, 'zoneless')
  idea(doc, 'lost', 'no-such-zone')
  expect(layZones(doc, templates['problem-causes-solutions'])).toBe(true)
  expect(readZones(doc).map(({ id, column, row }) => [id, column, row])).toEqual([
    ['problem', 0, 0],
    ['causes', 1, 0],
    ['solutions', 2, 0],
    ['strengths', 3, 0],
    ['threats', 4, 0],
  ])
  expect(standing(doc)).toEqual({ strong: 'strengths', threat: 'threats', zoneless: 'strengths', lost: 'strengths' })
  expect(layZones(doc, templates['problem-causes-solutions'])).toBe(false)
})

test('[BO8] zones that the board has already keep their ideas under the new template', () => {
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'swot')
  idea(doc, 'strong', 'strengths')
  layZones(doc, templates['swot-strategies'])
  expect(readZones(doc).map(({ id }) => id)).toEqual(templates['swot-strategies'].zones.map(({ id }) => id))
  expect(standing(doc)).toEqual({ strong: 'strengths' })
})

test('[BO9] who leads gives some boards or all a template’s zones; a frozen board refuses it, and then none changes', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2, template: 'free' })
  const { seminarId, boards } = leader.seminar
  const zones = `/api/seminars/${seminarId}/zones`
  const [first, second] = boards
  await leader.ask('POST', `/api/boards/${first!.id}/ideas`, [{ text: 'น้ำรอระบาย' }])
  expect(await leader.ask('POST', zones, { template: 'swot', groups: [first!.group] })).toEqual({ boards: 1 })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { groups: [second!.group], act: { do: 'freeze' } })
  expect(await leader.refused('POST', zones, { template: 'how-now-wow' })).toEqual({ status: 409, code: 'board/frozen' })
  await leader.ask('POST', `/api/seminars/${seminarId}/course`, { act: { do: 'thaw' } })
  expect(await leader.ask('POST', zones, { template: 'swot' })).toEqual({ boards: 1 })
  expect(await leader.ask('GET', `/api/boards/${first!.id}/ideas`)).toMatchObject([{ text: 'น้ำรอระบาย', zone: 'all' }])
  // After one method's zones another method writes in the board's own again: these come first, what holds ideas stays beside.
  await leader.ask('POST', zones, { template: 'how-now-wow', groups: [second!.group] })
  expect(await leader.ask('POST', zones, { groups: [second!.group] })).toEqual({ boards: 1 })
  expect(await server.app.rooms.read(second!.room, (doc) => readZones(doc).map(({ id }) => id))).toEqual(['all'])
  const somebody = await server.join(leader.seminar)
  expect(await somebody.refused('POST', zones, { template: 'swot' })).toEqual({ status: 403, code: 'seat/forbidden' })
  expect(await leader.refused('POST', zones, { template: 'swot', groups: ['nosuchgroup'] })).toMatchObject({ code: 'join/unknown-group' })
})

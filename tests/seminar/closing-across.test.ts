import { unzipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ListedIdea } from '#shared/board/board.ts'
import type { Ticket } from '#shared/sync/ticket.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import type { IdeaId } from '#shared/id.ts'
import { verifyBundle } from '../../server/documents/bundle.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type Person } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'

const tabletOf = async (person: Person, boardId: string) => {
  const { url, room, params } = await person.ask<Ticket>('POST', `/api/boards/${boardId}/ticket`)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { params, disableBc: true, WebSocketPolyfill: WebSocket as never })
  onTestFinished(() => provider.destroy())
  await until('synced', () => provider.synced)
  return { doc, texts: () => readIdeas(doc).map(({ text }) => text) }
}

test('[SE11] two processes share a seminar; what one closes does not change by what is written through the other', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.end())
  const here = await openTestApp({ redisUrl: redis.url })
  const there = await openTestApp({ redisUrl: redis.url })
  const leader = await here.quick({ groups: 1 })
  const boardId = leader.seminar.boards[0]!.id
  const [somsri, wichai] = [await here.join(leader.seminar), await there.join(leader.seminar)]
  const [one, other] = [await tabletOf(somsri, boardId), await tabletOf(wichai, boardId)]
  writeIdea(one.doc, { id: 'one' as IdeaId, text: 'จากเครื่องหนึ่ง', at: 1 }, 'test')
  await until('seen through the other process', () => other.texts().includes('จากเครื่องหนึ่ง'))

  let written = 0
  const writing = setInterval(() => writeIdea(other.doc, { id: `w${++written}` as IdeaId, text: `ข้อ ${written}`, at: 2 }, 'test'), 10)
  onTestFinished(() => clearInterval(writing))
  await until('it is written a while', () => written > 20)
  await leader.ask('POST', `/api/seminars/${leader.seminar.seminarId}/close`)
  const listed = async (at: Person) => (await at.ask<ListedIdea[]>('GET', `/api/boards/${boardId}/ideas`)).map(({ text }) => text).sort()
  const frozen = await listed(leader)
  const before = written
  await until('writing goes on after the close', () => written > before + 20)
  clearInterval(writing)
  expect(frozen.length).toBeGreaterThan(1)
  expect(await listed(leader)).toEqual(frozen)
  expect(await listed(wichai)).toEqual(frozen)

  const bytes = new Uint8Array(await (await leader.fetch(`/api/seminars/${leader.seminar.seminarId}/export.zip`)).arrayBuffer())
  expect(verifyBundle(bytes).manifest.boards[0]!.ideas).toBe(frozen.length)
  expect(Object.keys(unzipSync(bytes)).length).toBeGreaterThan(3)
})

import { expect, test } from 'vitest'
import type { ThemesNow } from '#shared/theme/now.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { filedOf, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import * as Y from 'yjs'
import { importBundle } from '../../server/documents/archive.ts'
import { verifyBundle } from '../../server/documents/bundle.ts'
import { openStore } from '../../server/store/open.ts'
import { newSetUpToken } from '../../server/access/organizer.ts'
import { openTestApp } from '../helpers/server.ts'
import { tempFolder } from '../helpers/temp.ts'
import { Desk, writeTown } from './hall.ts'

test('[SH8] the bundle of a closed seminar holds its themes and its shelf: verified, and the same where it is brought in', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3 })
  const { seminarId } = leader.seminar
  await writeTown(server, leader)
  const desk = await Desk.open(leader, server.url, seminarId)
  const [big, other] = desk.largest.map(({ id }) => id)
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/corrections`, { op: 'rename', theme: big, label: 'เรื่องใหญ่' })
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/corrections`, { op: 'dismiss', theme: other })
  await server.app.rooms.write(shelfRoom(seminarId), (doc) => refinedOf(doc).set([...desk.ideas.keys()][0]!, new Y.Text('ถ้อยคำใหม่')))
  const hash = await server.app.rooms.read(shelfRoom(seminarId), canonicalHash)
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  const now = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  const bytes = new Uint8Array(await (await leader.fetch(`/api/seminars/${seminarId}/export.zip`)).arrayBuffer())
  const bundle = verifyBundle(bytes)
  expect(bundle.shelf!.hash).toBe(hash)
  expect(bundle.themes!.themes.map(({ id, label, dismissed }) => [id, label, dismissed])).toEqual(
    now.themes.map(({ id, label, dismissed }) => [id, label, dismissed]),
  )
  expect(bundle.themes!.ideas).toHaveLength(18)
  expect(JSON.stringify(bundle.themes)).not.toContain(leader.seminar.seatId)

  const dataDir = tempFolder('archive')
  const store = await openStore({ dataDir })
  await importBundle(store, bundle, bytes)
  const token = await newSetUpToken(store.records)
  await store.close()
  const elsewhere = await openTestApp({ dataDir })
  const organizer = elsewhere.person()
  await organizer.ask('POST', '/api/organizer', { token })
  const there = await organizer.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  expect(there.themes.map(({ id, label, colour, born, dismissed }) => [id, label, colour, born, dismissed])).toEqual(
    now.themes.map(({ id, label, colour, born, dismissed }) => [id, label, colour, born, dismissed]),
  )
  const where = (rows: ThemesNow) => Object.fromEntries(rows.ideas.map(({ id, theme }) => [id, theme]))
  expect(where(there)).toEqual(where(now))
  expect(await elsewhere.app.rooms.read(shelfRoom(seminarId), (doc) => filedOf(doc).size)).toBeGreaterThan(0)
})

test('[SH8] a seminar whose themes nobody looked at is closed without them', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2 })
  await leader.ask('POST', `/api/seminars/${leader.seminar.seminarId}/close`)
  const bytes = new Uint8Array(await (await leader.fetch(`/api/seminars/${leader.seminar.seminarId}/export.zip`)).arrayBuffer())
  const { themes, shelf, manifest } = verifyBundle(bytes)
  expect([themes, shelf, manifest.themes]).toEqual([undefined, undefined, undefined])
})

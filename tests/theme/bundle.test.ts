import { expect, test } from 'vitest'
import type { ThemesNow } from '#shared/theme/now.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { keptOf } from '#shared/theme/kept.ts'
import { filedOf, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import * as Y from 'yjs'
import { importBundle } from '../../server/documents/archive.ts'
import { verifyBundle } from '../../server/documents/bundle.ts'
import { openStore } from '../../server/store/open.ts'
import { newSetUpToken } from '../../server/access/organizer.ts'
import { openTestApp, type Leader } from '../helpers/server.ts'
import { tempFolder } from '../helpers/temp.ts'
import { writeTown } from './hall.ts'

const bundleOf = async (leader: Leader) => {
  const bytes = new Uint8Array(await (await leader.fetch(`/api/seminars/${leader.seminar.seminarId}/export.zip`)).arrayBuffer())
  return { bytes, bundle: verifyBundle(bytes) }
}

test('[SH8, TS22] the bundle of a closed seminar holds its themes and its shelf: verified, the same after a restart and where it is brought in', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 3 })
  const { seminarId } = leader.seminar
  await writeTown(server, leader)
  const { themes, ideas } = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  const sizeOf = (id: string): number => ideas.filter(({ theme }) => theme === id).length
  const [big, other] = themes.map(({ id }) => id).sort((a, b) => sizeOf(b) - sizeOf(a))
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/corrections`, { op: 'rename', theme: big, label: 'เรื่องใหญ่' })
  await leader.ask('POST', `/api/seminars/${seminarId}/themes/corrections`, { op: 'dismiss', theme: other })
  await server.app.rooms.write(shelfRoom(seminarId), (doc) => refinedOf(doc).set(ideas[0]!.id, new Y.Text('ถ้อยคำใหม่')))
  const hash = await server.app.rooms.read(shelfRoom(seminarId), canonicalHash)
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  const now = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  const { bytes, bundle } = await bundleOf(leader)
  expect(bundle.shelf!.hash).toBe(hash)
  expect(bundle.themes!.themes.map(({ id, label, dismissed }) => [id, label, dismissed])).toEqual(
    now.themes.map(({ id, label, dismissed }) => [id, label, dismissed]),
  )
  expect(bundle.themes!.ideas).toHaveLength(18)
  expect(JSON.stringify(bundle.themes)).not.toContain(leader.seminar.seatId)

  const house = server.person()
  await house.ask('POST', '/api/organizer', { token: await server.app.setUpToken() })
  await house.ask('PUT', '/api/lexicon', { concepts: 'town: น้ำท่วม, ขยะ, รถเมล์, ท่อ, ถัง, ตลาด, คลอง | town', basedOn: 0 })
  await server.restart()
  const sheet = await leader.ask<{ themes: unknown[] }>('GET', `/api/seminars/${seminarId}/themes/export.json`)
  expect(sheet.themes).toHaveLength(bundle.themes!.themes.filter(({ dismissed }) => !dismissed).length)
  const after = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  expect(keptOf(after, bundle.themes!.next)).toEqual(bundle.themes)
  const [a, b] = after.ideas.filter(({ theme }) => theme === big)
  const shared = await leader.ask<{ words: string[] }>('GET', `/api/seminars/${seminarId}/themes/why?a=${a!.id}&b=${b!.id}`)
  expect(shared.words.length).toBeGreaterThan(0)

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

test('[SH8, TS22] a seminar whose themes nobody looked at is closed without them; what is found later stands', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2 })
  const { seminarId } = leader.seminar
  await writeTown(server, leader)
  await leader.ask('POST', `/api/seminars/${seminarId}/close`)
  const { themes, shelf, manifest } = (await bundleOf(leader)).bundle
  expect([themes, shelf, manifest.themes]).toEqual([undefined, undefined, undefined])
  await leader.ask('GET', `/api/seminars/${seminarId}/themes`)
  const found = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  expect(found.themes.length).toBeGreaterThan(1)
  const house = server.person()
  await house.ask('POST', '/api/organizer', { token: await server.app.setUpToken() })
  await house.ask('PUT', '/api/lexicon', { concepts: 'town: น้ำท่วม, ขยะ, รถเมล์, ท่อ, ถัง, ตลาด, คลอง | town', basedOn: 0 })
  await server.restart()
  const again = await leader.ask<ThemesNow>('GET', `/api/seminars/${seminarId}/themes/now`)
  expect(keptOf(again, 0)).toEqual(keptOf(found, 0))
})

import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as Y from 'yjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { attachPicture } from '#shared/idea/talk.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { importBundle } from '../../server/documents/archive.ts'
import { verifyBundle, writeBundle } from '../../server/documents/bundle.ts'
import { openStore } from '../../server/store/open.ts'
import type { Store } from '../../server/store/ports.ts'
import { openPictures } from '../../server/board/pictures.ts'
import { chunk, pngOf } from '../board/png.ts'
import { tempFolder } from '../helpers/temp.ts'
import { closedSeminar } from './closed-seminar.ts'

const of = closedSeminar()
let bundle: Uint8Array
beforeAll(async () => {
  bundle = await writeBundle(of)
})
const open = (dataDir: string) => openStore({ dataDir })

const hashIn = async ({ log }: Store, room: string): Promise<string> => {
  const { snapshot, tail } = await log.load(room)
  const doc = new Y.Doc()
  for (const { update } of [...(snapshot ? [snapshot] : []), ...tail]) Y.applyUpdate(doc, update)
  return canonicalHash(doc)
}
const isRestored = async (store: Store) => {
  for (const [id, doc] of of.docs) expect(await hashIn(store, boardRoom(id as never))).toBe(canonicalHash(doc))
  expect((await store.records.get('seminar', 'flood'))?.value).toMatchObject({
    title: of.seminar.title,
    state: 'closed',
    joinCode: '',
    lobbyOpen: false,
  })
  expect((await store.records.list('vote')).map(({ value }) => value)).toEqual(of.votes)
  expect((await store.records.list('group')).map(({ value }) => value)).toEqual(of.groups)
  expect((await store.records.list('board')).map(({ value }) => value)).toEqual(of.boards)
}

describe('importing', () => {
  it('[AR9] restores records, rooms and the bundle itself on another store, with equal hashes, also after a restart', async () => {
    const folder = tempFolder('archive')
    const store = await open(folder)
    const seminar = await importBundle(store, verifyBundle(bundle), bundle)
    await isRestored(store)
    expect(Buffer.compare((await store.blobs.get(seminar.bundle!))!, bundle)).toBe(0)
    await store.close()
    const again = await open(folder)
    await isRestored(again)
    await again.close()
  })
  it('[AR15] brings the pictures that stood on ideas along, and no others', async () => {
    const seminar = closedSeminar()
    const board = seminar.boards[0]!
    const doc = seminar.docs.get(board.id)!
    const pictures = openPictures(seminar.store)
    const photo = await pictures.keep(board.id, { kind: 'image/png', bytes: pngOf() })
    const withdrawn = await pictures.keep(board.id, { kind: 'image/png', bytes: pngOf(chunk('pHYs', Buffer.alloc(9))) })
    attachPicture(doc, 'i0-1' as IdeaId, 'photo', photo, 'test')
    const snapshot: typeof seminar.rooms.snapshot = async (room) => {
      const stored = await seminar.rooms.snapshot(room)
      return room === boardRoom(board.id) ? { ...stored, update: Y.encodeStateAsUpdate(doc) } : stored
    }
    const bytes = await writeBundle({ ...seminar, rooms: { ...seminar.rooms, snapshot } })
    const store = await open(tempFolder('archive'))
    await importBundle(store, verifyBundle(bytes), bytes)
    expect(await openPictures(store).find(board.id, photo)).toEqual(await pictures.find(board.id, photo))
    expect(await openPictures(store).find(board.id, withdrawn)).toBeUndefined()
    await store.close()
  })
  it('[AR10] a seminar that is here already is refused and stays as it is', async () => {
    const store = await open(tempFolder('archive'))
    await importBundle(store, verifyBundle(bundle), bundle)
    await expect(importBundle(store, verifyBundle(bundle), bundle)).rejects.toMatchObject({ code: 'bundle/exists' })
    await isRestored(store)
    await store.close()
  })
  it('[AR10] a board of that id with another content is refused before anything is written', async () => {
    const store = await open(tempFolder('archive'))
    const doc = new Y.Doc()
    writeIdea(doc, { id: 'x' as IdeaId, text: 'อื่น', at: 1 }, 'test')
    await store.log.append('board/flood-b2', [{ update: Y.encodeStateAsUpdate(doc), seat: 'server' }])
    await expect(importBundle(store, verifyBundle(bundle), bundle)).rejects.toMatchObject({ code: 'bundle/exists' })
    expect(await store.log.rooms('board/')).toEqual(['board/flood-b2'])
    expect(await store.records.list('group')).toEqual([])
    await store.close()
  })
  it('[AR11] an import that a crash cut short is completed by the next', async () => {
    const store = await open(tempFolder('archive'))
    let puts = 0
    const crashing: Store = {
      ...store,
      records: {
        ...store.records,
        put: (...record) => (++puts > 4 ? Promise.reject(new Error('crash')) : store.records.put(...record)),
      },
    }
    await expect(importBundle(crashing, verifyBundle(bundle), bundle)).rejects.toThrow('crash')
    expect(await store.records.get('seminar', 'flood')).toBeUndefined()
    await importBundle(store, verifyBundle(bundle), bundle)
    await isRestored(store)
    await store.close()
  })
})

describe('npm run archive', { timeout: 120_000 }, () => {
  const top = join(import.meta.dirname, '../..')
  const run = (args: string[], dataDir: string) =>
    promisify(execFile)(process.execPath, [join(top, 'server/documents/archive-cli.ts'), ...args], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (failed: { code: number; stdout: string }) => ({ code: failed.code, stdout: failed.stdout }),
    )

  it('[AR12] verify tells what is in a bundle and ends with 0; a damaged one is told by file and ends with 1, and import then writes nothing', async () => {
    const folder = tempFolder('archive')
    const data = join(folder, 'data')
    const file = join(folder, 'flood.zip')
    writeFileSync(file, bundle)
    const good = await run(['verify', file], data)
    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('45 ความคิดเห็น') as string })
    const bytes = bundle.slice()
    bytes[5000]! ^= 1
    writeFileSync(file, bytes)
    const bad = await run(['import', file], data)
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringMatching(/ชุดข้อมูลเสียหาย[^]+damaged/) as string })
    expect(existsSync(data)).toBe(false)
    for (const verb of ['open', 'toString']) expect((await run([verb, file], data)).code).toBe(2)
    expect((await run(['verify', join(folder, 'none.zip')], data)).code).toBe(1)
  })
  it('[AR13] import restores into DATA_DIR; a folder where a server runs is refused in plain words', async () => {
    const folder = tempFolder('archive')
    const data = join(folder, 'data')
    const file = join(folder, 'flood.zip')
    writeFileSync(file, bundle)
    const running = await open(data)
    const refused = await run(['import', file], data)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain(data)
    await running.close()
    expect((await run(['import', file], data)).code).toBe(0)
    const store = await open(data)
    await isRestored(store)
    await store.close()
  })
})

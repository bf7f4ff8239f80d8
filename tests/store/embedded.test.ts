import diagnostics from 'node:diagnostics_channel'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { databaseFile } from '../../server/store/embedded/schema.ts'
import { newFolder, removeFolder, tempFolder } from '../helpers/temp.ts'
import { contract, entry, textOf } from './contract.ts'
import { appendUntilStored } from './writer.ts'

const dataDir = newFolder()
contract('embedded', {
  open: () => openEmbedded({ dataDir }),
  reopen: async (store) => {
    await store.close()
    return openEmbedded({ dataDir })
  },
  end: async () => removeFolder(dataDir),
})

test('[ST25] a store thread that dies is replaced: what was on its way is stored once, nothing acknowledged is missing', async () => {
  const threads: Worker[] = []
  const watch = (message: unknown) => threads.push((message as { worker: Worker }).worker)
  diagnostics.subscribe('worker_threads', watch)
  const store = await openEmbedded({ dataDir: tempFolder() })
  try {
    const sent: string[] = []
    for (let round = 0; round < 10; round++) {
      const going = Array.from({ length: 40 }, async (_, writer) => {
        for (let turn = 0; turn < 5; turn++) {
          sent.push(`${round}.${writer}.${turn}`)
          await appendUntilStored(store, `board/${writer % 3}`, [entry(sent.at(-1)!, `seat${writer}`)])
        }
      })
      while (sent.length < round * 200 + 41 + round * 15) await new Promise((resolve) => setImmediate(resolve))
      // The thread is at work now; it dies at a random instant of that.
      for (const at = performance.now() + Math.random() * 2; performance.now() < at;);
      await threads.at(-1)!.terminate()
      await Promise.all(going)
    }
    expect(threads).toHaveLength(11)
    const stored = (await Promise.all([0, 1, 2].map((room) => store.log.load(`board/${room}`)))).flatMap(({ tail }) => tail)
    expect(stored.map(textOf).sort()).toEqual(sent.sort())
    expect(stored.every((one) => one.seat === `seat${textOf(one).split('.')[1]}`)).toBe(true)
  } finally {
    await store.close()
    diagnostics.unsubscribe('worker_threads', watch)
  }
})

test('[ST13] closing ends also when a thread that died cannot be started again', async () => {
  const threads: Worker[] = []
  const watch = (message: unknown) => threads.push((message as { worker: Worker }).worker)
  diagnostics.subscribe('worker_threads', watch)
  const folder = tempFolder()
  const store = await openEmbedded({ dataDir: folder })
  diagnostics.unsubscribe('worker_threads', watch)
  renameSync(folder, `${folder}-away`)
  await threads[0]!.terminate()
  await expect(store.ready()).rejects.toMatchObject({ code: 'store/away' })
  await store.close()
  await expect(store.records.get('kind', 'id')).rejects.toMatchObject({ code: 'store/away' })
  renameSync(`${folder}-away`, folder)
})

test('[ST12] drafts of an earlier version, all in one set of tables, are there after the start and can be erased', async () => {
  const folder = tempFolder()
  await (await openEmbedded({ dataDir: folder })).close()
  const database = new DatabaseSync(join(folder, databaseFile))
  database.exec(`
    create table draft_rooms (id integer primary key, name text not null unique, epoch text not null, written integer not null default 0) strict;
    create table draft_entries (room integer, position integer, seat text, bytes blob, primary key (room, position)) strict, without rowid;
    create table draft_snapshots (room integer primary key, position integer, bytes blob, index_bytes blob) strict;`)
  const rooms = Array.from({ length: 40 }, (_, n) => `draft/board${n % 9}/seat${n}`)
  for (const [n, room] of rooms.entries()) {
    database.prepare('insert into draft_rooms values (?, ?, ?, 1)').run(n + 1, room, `epoch${n}`)
    for (const at of [1, 2])
      database
        .prepare('insert into draft_entries values (?, ?, ?, ?)')
        .run(n + 1, n * 2 + at, 's', new TextEncoder().encode(`${room} ${at}`))
  }
  database.close()
  const store = await openEmbedded({ dataDir: folder })
  expect((await store.log.rooms('draft/')).sort()).toEqual([...rooms].sort())
  expect(await store.log.rooms('draft/board4/')).toEqual(rooms.filter((room) => room.startsWith('draft/board4/')).sort())
  for (const [n, room] of rooms.entries()) {
    const { epoch, tail } = await store.log.load(room)
    expect([epoch, ...tail.map(textOf)]).toEqual([`epoch${n}`, `${room} 1`, `${room} 2`])
  }
  expect(await store.log.forget(rooms.map((room, n) => ({ room, position: String(n * 2 + (n % 2) + 1) })))).toEqual(
    rooms.filter((_, n) => n % 2 === 0),
  )
  expect((await store.log.rooms('draft/')).sort()).toEqual(rooms.filter((_, n) => n % 2 === 0).sort())
  await store.close()
})

test('[ST29] of an erased room not one byte is left in the folder, wherever rows were moved before', async () => {
  const folder = tempFolder()
  const store = await openEmbedded({ dataDir: folder })
  const rooms = Array.from({ length: 24 }, (_, n) => `draft/board${n % 3}/seat${n}`)
  const written: { room: string; text: string }[] = []
  const write = async (room: string, length: number) => {
    const text = `${room}#${written.length}#`.padEnd(length, 'กขค')
    written.push({ room, text })
    await store.log.append(room, [entry(text)])
  }
  // Lengths from a few bytes to several pages, in an order that splits and joins pages again and again.
  for (let round = 0; round < 50; round++)
    await Promise.all(rooms.map((_, turn) => write(rooms[(turn * 7) % rooms.length]!, [8, 60, 300, 900, 1500, 9000][(round + turn) % 6]!)))
  for (const room of rooms.slice(0, 6)) {
    const { position } = (await store.log.load(room)).tail.at(-1)!
    const texts = written.filter((one) => one.room === room).map(({ text }) => text)
    await store.log.compact(room, { update: new TextEncoder().encode(texts.join('')), index: new Uint8Array(2), position })
  }
  for (let round = 0; round < 8; round++) await Promise.all(rooms.map((room) => write(room, 700)))
  const gone = rooms.filter((room) => room.startsWith('draft/board1/'))
  const places = await Promise.all(gone.map(async (room) => ({ room, position: (await store.log.load(room)).tail.at(-1)!.position })))
  expect(await store.log.forget(places)).toEqual([])

  const everything = Buffer.concat(
    readdirSync(folder).map((name) => (name === 'lock' ? Buffer.alloc(0) : readFileSync(join(folder, name)))),
  )
  for (const room of gone) expect(everything.includes(room), room).toBe(false)
  for (const { room, text } of written) if (gone.includes(room)) expect(everything.includes(text.slice(0, 24)), text).toBe(false)
  for (const room of rooms.filter((one) => !gone.includes(one))) {
    const { tail, snapshot } = await store.log.load(room)
    const whole = (snapshot ? new TextDecoder().decode(snapshot.update) : '') + tail.map(textOf).join('')
    expect(
      whole ===
        written
          .filter((one) => one.room === room)
          .map(({ text }) => text)
          .join(''),
      room,
    ).toBe(true)
  }
  await store.close()
})

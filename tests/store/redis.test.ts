import { createClient } from 'redis'
import { Refusal } from '#shared/refusal.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openRedis } from '../../server/store/redis/redis.ts'
import { roomKeys, roomNames } from '../../server/store/redis/scripts.ts'
import { TestRedis } from '../helpers/redis.ts'
import { until } from '../helpers/until.ts'
import { contract, entry, textOf } from './contract.ts'

let redis: TestRedis
contract('redis', {
  begin: async () => {
    redis = await TestRedis.start()
  },
  open: () => openRedis({ url: redis.url }),
  beside: () => openRedis({ url: redis.url }),
  reopen: async (store) => {
    await store.close()
    await redis.kill()
    await redis.restart()
    return openRedis({ url: redis.url })
  },
  end: () => redis.end(),
})

test('[ST9] a change is announced after it can be read, also when Redis has forgotten our scripts', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const [one, other] = [await openRedis({ url: fresh.url }), await openRedis({ url: fresh.url })]
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])))
  const client = await createClient({ url: fresh.url }).connect()
  onTestFinished(() => client.destroy())
  const seen = new Map<string, unknown>()
  other.records.watch((kind, id) => void other.records.get(kind, id).then((found) => found && seen.set(id, found.value)))
  for (let round = 0; round < 20; round++) {
    await client.scriptFlush()
    const ids = ['a', 'b', 'c'].map((letter) => `${letter}${round}`)
    await Promise.all(ids.map((id) => one.records.put('kind', id, { round }, 0)))
    await until(`all of round ${round} are heard`, () => ids.every((id) => seen.has(id)))
  }
})

test('[ST9] a change that is announced while the line breaks is announced once more when it is up again', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const [one, other] = [await openRedis({ url: fresh.url }), await openRedis({ url: fresh.url, answerMs: 300 })]
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])))
  const [inVain, seen]: unknown[][] = [[], []]
  other.records.watch((kind, id) => {
    // Redis hangs at the very moment at which the change is looked up.
    if (inVain!.length === 0) fresh.freeze()
    other.records.get(kind, id).then(
      (found) => seen!.push(found?.value),
      (error: unknown) => {
        inVain!.push(error)
        fresh.thaw()
      },
    )
  })
  await one.records.put('kind', 'a', { n: 1 }, 0)
  await until('it is looked up in vain, and again', () => seen!.length > 0)
  expect(inVain!.every((error) => error instanceof Refusal && error.code === 'store/away')).toBe(true)
  expect(seen!.at(-1)).toEqual({ n: 1 })
})

test('[ST9] a change of our own whose answer was lost is announced when the line is up again', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const store = await openRedis({ url: fresh.url, answerMs: 300 })
  onTestFinished(() => store.close())
  const told: string[] = []
  store.records.watch((kind, id) => told.push(`${kind} ${id}`))
  fresh.freeze()
  await expect(store.records.put('kind', 'a', { n: 1 }, 0)).rejects.toMatchObject({ code: 'store/away' })
  expect(told).toEqual([])
  fresh.thaw()
  await until('told to look', () => told.length > 0)
  expect(told).toEqual(['kind a'])
})

test('[ST14] who could not begin to follow is never called', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const [mine, theirs] = [await openRedis({ url: fresh.url, answerMs: 300 }), await openRedis({ url: fresh.url })]
  onTestFinished(async () => void (await Promise.all([mine.close(), theirs.close()])))
  const [never, later]: string[][] = [[], []]
  fresh.freeze()
  await expect(mine.log.follow('board/a', '0', (entries) => never!.push(...entries.map(textOf)))).rejects.toMatchObject({
    code: 'store/away',
  })
  fresh.thaw()
  await until('the line is up', () =>
    mine.ready().then(
      () => true,
      () => false,
    ),
  )
  await mine.log.follow('board/a', '0', (entries) => later!.push(...entries.map(textOf)))
  await theirs.log.append('board/a', [entry('from there')])
  await until('it arrives', () => later!.length === 1)
  expect(never).toEqual([])
})

test('[ST30] a log in which entries are missing is refused, and not read again without end', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const store = await openRedis({ url: fresh.url })
  onTestFinished(() => store.close())
  const positions = await store.log.append(
    'board/a',
    Array.from({ length: 10 }, (_, n) => entry(String(n))),
  )
  for (const at of [4, 8])
    await store.log.compact('board/a', { update: Buffer.from('w'), index: Buffer.from('i'), position: positions[at]! })
  const client = await createClient({ url: fresh.url }).connect()
  await client.del(roomKeys('board/a').snap)
  client.destroy()
  await expect(store.log.load('board/a')).rejects.toThrow('has a hole')
})

test('[ST12] rooms that an earlier version listed are found after the start', async () => {
  const fresh = await TestRedis.start()
  onTestFinished(() => fresh.end())
  const before = await openRedis({ url: fresh.url })
  for (const room of ['board/a', 'draft/a/ann', 'draft/b/bob']) await before.log.append(room, [entry(room)])
  await before.close()
  const client = await createClient({ url: fresh.url }).connect()
  await client.del(roomNames)
  await client.sAdd('kp:rooms', ['board/a', 'draft/a/ann', 'draft/b/bob'])
  const after = await openRedis({ url: fresh.url })
  onTestFinished(() => after.close())
  expect([await after.log.rooms('draft/'), await after.log.rooms('board/a')]).toEqual([['draft/a/ann', 'draft/b/bob'], ['board/a']])
  expect(await client.exists('kp:rooms')).toBe(0)
  client.destroy()
})

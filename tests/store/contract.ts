/** What every store promises, whoever keeps it. */
import fc from 'fast-check'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '#shared/refusal.ts'
import type { SeatId } from '#shared/id.ts'
import { comparePositions, origin, type LogEntry, type Store, type StoredEntry } from '../../server/store/ports.ts'
import { until } from '../helpers/until.ts'

export interface Bench {
  begin?(): Promise<void>
  open(): Promise<Store>
  /** Closes and opens the same store again, where it outlives its process. */
  reopen?(store: Store): Promise<Store>
  /** Another process's view of the same store, where there can be one. */
  beside?(store: Store): Promise<Store>
  end(): Promise<void>
}

export const entry = (text: string, seat: string = 'seat'): LogEntry => ({ update: new TextEncoder().encode(text), seat: seat as SeatId })
export const textOf = ({ update }: { update: Uint8Array }): string => new TextDecoder().decode(update)
export const newRoom = (): string => `board/${randomUUID()}`
const bytes = (text: string) => new TextEncoder().encode(text)
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

export const contract = (name: string, bench: Bench) =>
  describe(`${name} store`, () => {
    let store: Store
    beforeAll(async () => {
      await bench.begin?.()
      store = await bench.open()
    })
    afterAll(async () => {
      await store.close()
      await bench.end()
    })

    describe('log', () => {
      test('[ST1] a room that was never written has an epoch that stays, no snapshot and an empty tail', async () => {
        const room = newRoom()
        const first = await store.log.load(room)
        expect(first).toEqual({ epoch: expect.stringMatching(/^.{8,}$/), snapshot: undefined, tail: [] })
        expect(await store.log.load(room)).toEqual(first)
        expect(await store.log.rooms(room)).toEqual([])
      })

      test('[ST2] entries come back in the order of their positions, byte for byte, with their seats', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.array(fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('ก', 'seat1', 'server')), { maxLength: 5 }), {
              maxLength: 8,
            }),
            async (appends) => {
              const room = newRoom()
              const positions = await Promise.all(
                appends.map((entries) =>
                  store.log.append(
                    room,
                    entries.map(([update, seat]) => ({ update, seat: seat as SeatId })),
                  ),
                ),
              )
              const { tail } = await store.log.load(room)
              expect(tail.map((stored) => [[...stored.update], stored.seat])).toEqual(
                appends.flat().map(([update, seat]) => [[...update], seat]),
              )
              expect(tail.map((stored) => stored.position)).toEqual(positions.flat())
              const sorted = [...positions.flat()].sort(comparePositions)
              expect(positions.flat()).toEqual(sorted)
              expect(new Set(sorted).size).toBe(sorted.length)
            },
          ),
          { numRuns: 30 },
        )
      })

      test('[ST2] equal bytes in different entries are different entries', async () => {
        const room = newRoom()
        await Promise.all([store.log.append(room, [entry('ซ้ำ')]), store.log.append(room, [entry('ซ้ำ')])])
        expect((await store.log.load(room)).tail.map(textOf)).toEqual(['ซ้ำ', 'ซ้ำ'])
      })

      test('[ST2] bytes that change after the call do not change what is stored', async () => {
        const room = newRoom()
        const mine = entry('before')
        const done = store.log.append(room, [mine])
        mine.update.fill(0)
        await done
        expect((await store.log.load(room)).tail.map(textOf)).toEqual(['before'])
      })

      test('[ST4] a snapshot stands in place of everything up to its position; entries after it stay', async () => {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (count, one, other) => {
            const room = newRoom()
            const positions = await store.log.append(
              room,
              Array.from({ length: count }, (_, index) => entry(String(index))),
            )
            const [first, second] = [one % count, other % count]
            for (const upTo of [first, second]) {
              await store.log.compact(room, { update: bytes(`whole ${upTo}`), index: bytes(`index ${upTo}`), position: positions[upTo]! })
            }
            const kept = Math.max(first, second)
            const { snapshot, tail } = await store.log.load(room)
            expect(
              snapshot && { update: textOf(snapshot), index: textOf({ update: snapshot.index }), position: snapshot.position },
            ).toEqual({
              update: `whole ${kept}`,
              index: `index ${kept}`,
              position: positions[kept],
            })
            expect(tail.map(textOf)).toEqual(Array.from({ length: count - kept - 1 }, (_, index) => String(kept + 1 + index)))
            const [next] = await store.log.append(room, [entry('next')])
            expect(comparePositions(next!, positions.at(-1)!)).toBeGreaterThan(0)
          }),
          { numRuns: 15 },
        )
      })

      test('[ST4] a snapshot ahead of the log is refused and changes nothing', async () => {
        const room = newRoom()
        const [position] = await store.log.append(room, [entry('only')])
        const ahead = String(Number(position) + 1000)
        await expect(store.log.compact(room, { update: bytes('x'), index: bytes('x'), position: ahead })).rejects.toThrow(RangeError)
        expect((await store.log.load(room)).snapshot).toBeUndefined()
      })

      test('[ST5] compacting under appends loses and doubles nothing', async () => {
        const room = newRoom()
        const appended: string[] = []
        const writers = Array.from({ length: 8 }, async (_, writer) => {
          for (let turn = 0; turn < 25; turn++) {
            await store.log.append(room, [entry(`${writer}.${turn} `)])
            appended.push(`${writer}.${turn}`)
          }
        })
        const whole = ({ snapshot, tail }: Awaited<ReturnType<Store['log']['load']>>) =>
          (snapshot ? textOf(snapshot) : '') + tail.map(textOf).join('')
        let writing = true
        const compacting = (async () => {
          while (writing) {
            const loaded = await store.log.load(room)
            const position = loaded.tail.at(-1)?.position
            if (position) await store.log.compact(room, { update: bytes(whole(loaded)), index: bytes(''), position })
          }
        })()
        await Promise.all(writers)
        writing = false
        await compacting
        expect(
          whole(await store.log.load(room))
            .trim()
            .split(' ')
            .sort(),
        ).toEqual(appended.sort())
      })

      test('[ST6] a restored room has a fresh epoch and its snapshot; one that was written cannot be restored', async () => {
        const room = newRoom()
        const before = await store.log.load(room)
        const snapshot = { update: bytes('whole'), index: bytes('index') }
        await store.log.restore(room, snapshot)
        const after = await store.log.load(room)
        expect(after.epoch).not.toBe(before.epoch)
        expect(after.snapshot).toMatchObject({ position: origin })
        expect(textOf(after.snapshot!)).toBe('whole')
        expect(await store.log.rooms(room)).toEqual([room])
        await expect(store.log.restore(room, { update: bytes('other'), index: bytes('') })).rejects.toEqual(refused('bundle/exists'))
        await store.log.append(room, [entry('later')])
        expect((await store.log.load(room)).tail.map(textOf)).toEqual(['later'])
        const written = newRoom()
        await store.log.append(written, [entry('x')])
        await expect(store.log.restore(written, snapshot)).rejects.toEqual(refused('bundle/exists'))
      })

      test('[ST1] rooms are listed by prefix once they were written', async () => {
        const prefix = `shelf/${randomUUID()}%_*?`
        await store.log.append(`${prefix}b`, [entry('x')])
        await store.log.append(`${prefix}a`, [entry('x')])
        await store.log.append(`${prefix.toUpperCase()}c`, [entry('x')])
        expect((await store.log.rooms(prefix)).sort()).toEqual([`${prefix}a`, `${prefix}b`])
      })

      test('[ST2] an append of nothing answers nothing', async () => {
        expect(await store.log.append(newRoom(), [])).toEqual([])
      })

      test('[ST2] an entry of a megabyte comes back whole', async () => {
        const room = newRoom()
        const update = new Uint8Array(1_000_003).map((_, index) => index * 7)
        await store.log.append(room, [{ update, seat: 'server' }])
        const { tail } = await store.log.load(room)
        expect(hash(tail[0]!.update)).toBe(hash(update))
      })
    })

    describe('records', () => {
      const kind = () => `kind-${randomUUID()}`

      test('[ST7] a record is put only by who has seen its newest version', async () => {
        const k = kind()
        expect(await store.records.get(k, 'a')).toBeUndefined()
        expect(await store.records.put(k, 'a', { name: 'กลุ่ม ๑' }, 0)).toBe(1)
        expect(await store.records.put(k, 'a', { name: 'กลุ่ม ๒' }, 1)).toBe(2)
        await expect(store.records.put(k, 'a', { name: 'stale' }, 1)).rejects.toEqual(refused('record/changed'))
        await expect(store.records.put(k, 'a', { name: 'new' }, 0)).rejects.toEqual(refused('record/changed'))
        await expect(store.records.put(k, 'b', {}, 3)).rejects.toEqual(refused('record/changed'))
        expect(await store.records.get(k, 'a')).toEqual({ value: { name: 'กลุ่ม ๒' }, version: 2 })
      })

      test('[ST7] of many who put at once exactly one wins each version', async () => {
        const k = kind()
        const results = await Promise.allSettled(Array.from({ length: 30 }, (_, who) => store.records.put(k, 'a', { who }, 0)))
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        const increment = async (): Promise<void> => {
          const now = (await store.records.get(k, 'count')) ?? { value: 0, version: 0 }
          try {
            await store.records.put(k, 'count', (now.value as number) + 1, now.version)
          } catch (error) {
            if (!(error instanceof Refusal) || error.code !== 'record/changed') throw error
            await increment()
          }
        }
        await Promise.all(Array.from({ length: 20 }, increment))
        expect(await store.records.get(k, 'count')).toEqual({ value: 20, version: 20 })
      })

      test('[ST26] a put that depends on another record is made only while that one stands at its version', async () => {
        const k = kind()
        const part = `${k}/part`
        const open = { kind: k, id: 'box', version: await store.records.put(k, 'box', { open: true }, 0) }
        expect(await store.records.put(part, 'box/a', 1, 0, open)).toBe(1)
        expect(await store.records.put(part, 'box/a', 2, 1, open)).toBe(2)
        await expect(store.records.put(part, 'box/a', 3, 1, open)).rejects.toEqual(refused('record/changed'))
        await expect(store.records.put(part, 'box/b', 1, 0, { ...open, id: 'nothing' })).rejects.toEqual(refused('record/changed'))
        await store.records.put(k, 'box', { open: false }, 1)
        await expect(store.records.put(part, 'box/a', 3, 2, open)).rejects.toEqual(refused('record/changed'))
        expect((await store.records.list(part, 'box/')).map(({ id, value }) => [id, value])).toEqual([['box/a', 2]])
        expect((await store.records.list(k)).map(({ id }) => id)).toEqual(['box'])
      })

      test('[ST26] after the other record has changed no put that depended on it arrives any more', async () => {
        const k = kind()
        for (let round = 0; round < 10; round++) {
          const id = `box${round}`
          const open = { kind: k, id, version: await store.records.put(k, id, 'open', 0) }
          const puts = Promise.allSettled(
            Array.from({ length: 20 }, (_, who) => store.records.put(`${k}/part`, `${id}/${who}`, who, 0, open)),
          )
          await store.records.put(k, id, 'closed', 1)
          const found = (await store.records.list(`${k}/part`, `${id}/`)).length
          const settled = await puts
          expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(found)
          expect(await store.records.list(`${k}/part`, `${id}/`)).toHaveLength(found)
        }
      })

      test('[ST8] history keeps every earlier value in order; removing forgets it, and versions are not used again', async () => {
        const k = kind()
        for (let version = 0; version < 4; version++) await store.records.put(k, 'a', `v${version + 1}`, version)
        const history = await store.records.history(k, 'a')
        expect(history.map(({ value, version }) => [value, version])).toEqual([1, 2, 3].map((n) => [`v${n}`, n]))
        expect(history.every(({ at }) => Math.abs(at - Date.now()) < 60_000)).toBe(true)
        await store.records.remove(k, 'a')
        await store.records.remove(k, 'a')
        expect(await store.records.get(k, 'a')).toBeUndefined()
        expect(await store.records.list(k)).toEqual([])
        expect(await store.records.history(k, 'a')).toEqual([])
        await expect(store.records.put(k, 'a', 'stale', 4)).rejects.toEqual(refused('record/changed'))
        expect(await store.records.put(k, 'a', 'again', 0)).toBe(5)
      })

      test('[ST7] a list has one kind, one prefix, sorted by id', async () => {
        const [k, other] = [kind(), kind()]
        const ids = ['s2/b', 's1/a', 's1/c', 's10/a', 's1', 'S1/x', 's1_y', 's1%']
        await Promise.all(ids.map((id) => store.records.put(k, id, { id }, 0)))
        await store.records.put(other, 's1/z', {}, 0)
        expect((await store.records.list(k, 's1/')).map(({ id }) => id)).toEqual(['s1/a', 's1/c'])
        expect(await store.records.list(k)).toEqual([...ids].sort().map((id) => ({ id, value: { id }, version: 1 })))
      })

      test('[ST7] any JSON comes back as it was', async () => {
        const k = kind()
        await fc.assert(
          fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.uuid(), async (value, id) => {
            await store.records.put(k, id, value, 0)
            expect((await store.records.get(k, id))!.value).toEqual(JSON.parse(JSON.stringify(value)))
          }),
          { numRuns: 40 },
        )
      })

      test('[ST9] a change is announced after it can be read', async () => {
        const k = kind()
        const seen: Promise<unknown>[] = []
        const stop = store.records.watch((of, id) => {
          if (of === k) seen.push(store.records.get(of, id))
        })
        await store.records.put(k, 'a', 1, 0)
        await until('the change', () => seen.length === 1)
        await store.records.remove(k, 'a')
        await until('the removal', () => seen.length === 2)
        stop()
        await store.records.put(k, 'a', 3, 0)
        expect(await Promise.all(seen)).toEqual([{ value: 1, version: 1 }, undefined])
      })
    })

    describe('blobs', () => {
      test('[ST10] a blob is named by the SHA-256 of its bytes and comes back whole', async () => {
        for (const length of [0, 1, 300_000]) {
          const blob = new Uint8Array(length).map((_, index) => index % 251)
          const name = await store.blobs.put(blob)
          expect(name).toBe(hash(blob))
          expect(await store.blobs.put(blob)).toBe(name)
          expect(hash((await store.blobs.get(name))!)).toBe(name)
        }
        expect(await store.blobs.get(hash(bytes('nobody put this')))).toBeUndefined()
        expect(await store.blobs.get('../../etc/passwd')).toBeUndefined()
      })
    })

    test('[ST11] a healthy store is ready', async () => {
      await expect(store.ready()).resolves.toBeUndefined()
    })

    const { reopen, beside } = bench
    if (reopen)
      describe('outlives its process', () => {
        test('[ST12] what was stored is there after the store was opened again', async () => {
          const [room, k] = [newRoom(), `kind-${randomUUID()}`]
          const positions = await store.log.append(room, [entry('ก'), entry('ข')])
          await store.log.compact(room, { update: bytes('ก'), index: bytes('i'), position: positions[0]! })
          await store.records.put(k, 'a', { x: 1 }, 0)
          const blob = await store.blobs.put(bytes('blob'))
          const before = await store.log.load(room)
          store = await reopen(store)
          expect(await store.log.load(room)).toEqual(before)
          expect(await store.records.get(k, 'a')).toEqual({ value: { x: 1 }, version: 1 })
          expect(textOf({ update: (await store.blobs.get(blob))! })).toBe('blob')
          const [next] = await store.log.append(room, [entry('ค')])
          expect(comparePositions(next!, positions[1]!)).toBeGreaterThan(0)
        })

        test('[ST13] closing ends once everything accepted is stored', async () => {
          const room = newRoom()
          const appends = Array.from({ length: 200 }, (_, index) => store.log.append(room, [entry(String(index))]))
          store = await reopen(store)
          await Promise.all(appends)
          expect((await store.log.load(room)).tail).toHaveLength(200)
        })
      })

    describe('erasing', () => {
      const draft = () => `draft/${randomUUID()}/seat`
      const newest = async (room: string) => {
        const { tail, snapshot } = await store.log.load(room)
        return { room, position: tail.at(-1)?.position ?? snapshot?.position ?? origin }
      }

      test('[ST27] an erased room was never written, and is another room when it is loaded again', async () => {
        const [gone, folded, kept] = [draft(), draft(), draft()]
        for (const room of [gone, folded, kept]) await store.log.append(room, [entry('เก็บ'), entry('ไว้')])
        const { position } = await newest(folded)
        await store.log.compact(folded, { update: bytes('รวม'), index: bytes('{}'), position })
        const { epoch } = await store.log.load(gone)
        expect(await store.log.forget(await Promise.all([gone, folded, draft()].map(newest)))).toEqual([])
        const again = await store.log.load(gone)
        expect(again).toEqual({ epoch: expect.stringMatching(/^.{8,}$/), snapshot: undefined, tail: [] })
        expect(again.epoch).not.toBe(epoch)
        expect((await store.log.load(folded)).snapshot).toBeUndefined()
        expect((await store.log.load(kept)).tail.map(textOf)).toEqual(['เก็บ', 'ไว้'])
        expect(await store.log.rooms('draft/')).toEqual(expect.not.arrayContaining([gone, folded]))
        await store.log.append(gone, [entry('ใหม่')])
        expect((await store.log.load(gone)).tail.map(textOf)).toEqual(['ใหม่'])
        expect(await store.log.rooms(gone)).toEqual([gone])
      })

      test('[ST28] a room that was written on meanwhile is not erased, and is named', async () => {
        const [gone, busy] = [draft(), draft()]
        for (const room of [gone, busy]) await store.log.append(room, [entry('1')])
        const seen = await Promise.all([gone, busy].map(newest))
        await store.log.append(busy, [entry('2')])
        expect(await store.log.forget(seen)).toEqual([busy])
        expect((await store.log.load(busy)).tail.map(textOf)).toEqual(['1', '2'])
        expect((await store.log.load(gone)).tail).toEqual([])
      })

      test('[ST27] only rooms that are kept apart for it can be erased', async () => {
        const room = newRoom()
        await store.log.append(room, [entry('1')])
        await expect(store.log.forget([await newest(room)])).rejects.toThrow(RangeError)
        expect((await store.log.load(room)).tail).toHaveLength(1)
      })
    })

    if (beside)
      describe('is shared by processes', () => {
        test('[ST14] what another process appends arrives once, in order, and own entries do not', async () => {
          const other = await beside(store)
          try {
            const room = newRoom()
            await other.log.append(room, [entry('before')])
            const after = (await store.log.load(room)).tail.at(-1)!.position
            await other.log.append(room, [entry('between')])
            const arrived: StoredEntry[] = []
            const stop = await store.log.follow(room, after, (entries) => arrived.push(...entries))
            await Promise.all(
              Array.from({ length: 50 }, async (_, turn) => {
                await store.log.append(room, [entry(`own ${turn}`, 'me')])
                await other.log.append(room, [entry(`theirs ${turn}`, 'them')])
              }),
            )
            await until('all of theirs', () => arrived.length >= 51)
            const { tail } = await store.log.load(room)
            const theirs = tail.filter((stored) => !textOf(stored).startsWith('own') && textOf(stored) !== 'before')
            expect(arrived.map((stored) => [textOf(stored), stored.position, stored.seat])).toEqual(
              theirs.map((stored) => [textOf(stored), stored.position, stored.seat]),
            )
            stop()
            await other.log.append(room, [entry('unheard')])
            expect(arrived).toHaveLength(51)
          } finally {
            await other.close()
          }
        })

        test('[ST9] a change by another process is announced', async () => {
          const other = await beside(store)
          try {
            const k = `kind-${randomUUID()}`
            const heard: unknown[] = []
            const stop = store.records.watch((of, id) => of === k && heard.push(id))
            await other.records.put(k, 'a', 1, 0)
            // It may come twice: a Redis that forgot the scripts is told once more.
            await until('the hint', () => heard.length > 0)
            await expect(other.records.put(k, 'a', 2, 0)).rejects.toEqual(refused('record/changed'))
            expect(await store.records.get(k, 'a')).toEqual({ value: 1, version: 1 })
            stop()
          } finally {
            await other.close()
          }
        })
      })
  })

const hash = (of: Uint8Array) => createHash('sha256').update(of).digest('hex')

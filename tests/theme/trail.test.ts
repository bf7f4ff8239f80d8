import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { IdeaId, SeatId, SeminarId, ThemeId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { file, park, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import { openMemory, type MemoryStore } from '../../server/store/memory.ts'
import type { Records } from '../../server/store/ports.ts'
import { openDeciding } from '../../server/theme/deciding.ts'
import { openTrail } from '../../server/theme/trail.ts'
import { openHall } from '../sync/hall.ts'

const seminarId = 'seminar' as SeminarId
const [ann, bob] = ['seat-ann', 'seat-bob'] as [SeatId, SeatId]
const ideas = ['i1', 'i2'] as IdeaId[]
const theme = 't1' as ThemeId
const register = { seats: { find: async (id: SeatId) => ({ id, name: id }) } } as never

const trailOf = ({ records, log }: MemoryStore, given: Partial<Records> = {}) =>
  openTrail({
    records: { ...records, ...given },
    log,
    register,
    now: () => 50,
    failed: (error) => {
      throw error
    },
  })
const readAll = async (trail: ReturnType<typeof openTrail>) => (await trail.read(seminarId, 1e9, 500)).lines.reverse()
/** Edits of a shelf as the room's log has them, each by its own tablet. */
const shelved = () => {
  const doc = new Y.Doc()
  return async (store: MemoryStore, seat: SeatId, edit: (doc: Y.Doc) => void) => {
    const before = Y.encodeStateVector(doc)
    const tablet = new Y.Doc()
    Y.applyUpdate(tablet, Y.encodeStateAsUpdate(doc))
    tablet.transact(() => edit(tablet))
    const update = Y.encodeStateAsUpdate(tablet, before)
    Y.applyUpdate(doc, update)
    await store.log.append(shelfRoom(seminarId), [{ update, seat }])
  }
}

test('[TS3] the trail counts what was chosen, not what was pinned along so that a theme stays', async () => {
  const trail = trailOf(openMemory())
  const pinned = (after: string) => ['i1', 'i2', 'i3', 'i4'].map((key) => ({ root: 'filed' as const, key, after }))
  const decided = [
    { op: 'split', theme, ideas, newTheme: 't2', label: 'คลอง' },
    { op: 'rename', theme, label: 'น้ำ' },
    { op: 'move', idea: 'i1', to: 't2' },
    { op: 'merge', into: theme, from: ['t2'] },
    { op: 'undo', of: 1 },
  ] as const
  for (const [n, what] of decided.entries()) await trail.add(seminarId, { by: ann, at: 1, what: what as never }, pinned(`t${n}`))
  expect((await readAll(trail)).map(({ ideas: count }) => count)).toEqual([2, 0, 1, 4, 2])
})

test('[TS18] what note takers did before a crash is told later: once, by whom, and what had been told is not told again', async () => {
  const store = openMemory()
  const edit = shelved()
  const first = trailOf(store)
  await edit(store, ann, (doc) => file(doc, ideas, theme))
  const filed = ideas.map((key) => ({ root: 'filed' as const, key, after: theme }))
  await first.add(seminarId, { by: ann, at: 1, what: { op: 'file', ideas, theme } }, filed)
  await edit(store, bob, (doc) => park(doc, [ideas[0]!], { reason: 'ซ้ำ', by: bob, at: 2 }))
  await edit(store, ann, (doc) => void refinedOf(doc).set('i2', new Y.Text('ลอกท่อ')))
  // The process died here.
  const lines = await readAll(trailOf(store))
  expect(lines.map(({ n, by, what, ideas: count }) => [n, by, what, count])).toEqual([
    [1, ann, { op: 'file', ideas, theme }, 2],
    [2, bob, { op: 'park', ideas: ['i1'] }, 1],
    [3, ann, { op: 'refine', ideas: ['i2'] }, 1],
  ])
  expect(await readAll(trailOf(store))).toEqual(lines)
})

test('[TS18] of two processes that both tell what is missing, and of one that tells it late, each line stands once', async () => {
  const store = openMemory()
  const edit = shelved()
  await edit(store, ann, (doc) => file(doc, ideas, theme))
  const [one, two] = [trailOf(store), trailOf(store.beside())]
  const what = { op: 'file' as const, ideas, theme }
  const changes = ideas.map((key) => ({ root: 'filed' as const, key, after: theme }))
  await Promise.all([one.read(seminarId, 9, 9), two.read(seminarId, 9, 9), two.add(seminarId, { by: ann, at: 1, what }, changes)])
  expect((await readAll(trailOf(store))).map(({ n, what: done }) => [n, done])).toEqual([[1, what]])
  // The same again, after it was otherwise, is another line.
  for (const [at, after] of [
    [2, undefined],
    [3, theme],
  ] as const)
    await one.add(seminarId, { by: ann, at, what }, [{ root: 'filed', key: 'i1', ...(after ? { after } : { before: theme }) }])
  expect(await readAll(two)).toHaveLength(3)
})

test('[TS18] a decision that a crash cut from its line is told by the next process, in the name of who decided', async () => {
  const store = openMemory()
  const { rooms } = await openHall(store)
  const dying = trailOf(store, { put: () => Promise.reject(new Error('died')) })
  const changes = [{ root: 'themes' as const, key: theme, after: { label: 'ชื่อของเรา' } }]
  const deciding = openDeciding({
    register: { seminars: { get: () => ({ state: 'open' }) } } as never,
    rooms,
    themes: { correct: async (_: SeminarId, __: unknown, write: (given: typeof changes) => Promise<void>) => write(changes) } as never,
    trail: dying,
    now: () => 7,
  })
  const seat = { id: bob, seminarId } as Seat
  await expect(deciding.correct(seat, { op: 'rename', theme, label: 'ชื่อของเรา' })).rejects.toThrow('died')
  expect(await rooms.read(shelfRoom(seminarId), (doc) => doc.getMap('themes').get(theme))).toEqual({ label: 'ชื่อของเรา' })
  const [line, ...others] = await readAll(trailOf(store))
  expect(others).toEqual([])
  expect(line).toMatchObject({
    n: 1,
    at: 7,
    by: bob,
    what: { op: 'rename', theme, label: 'ชื่อของเรา' },
    labels: [{ theme, after: 'ชื่อของเรา' }],
  })
})

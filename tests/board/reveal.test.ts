/** The reveal, ended at any of its steps, and with others that still write: nothing is lost, nothing comes twice. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Activity } from '#shared/activity/activity.ts'
import type { Course, GroupRun, RunId } from '#shared/activity/course.ts'
import { seedBoard, type Board } from '#shared/board/board.ts'
import type { Group } from '#shared/group/group.ts'
import type { BoardId, GroupId, IdeaId, SeatId, SeminarId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom, draftRoom, draftRooms } from '#shared/sync/wire.ts'
import { openRegister } from '../../server/access/register.ts'
import { openSetAside } from '../../server/access/set-aside.ts'
import { openCourses } from '../../server/activity/courses.ts'
import type { ToHold } from '../../server/board/holding.ts'
import { openReveal } from '../../server/board/reveal.ts'
import { openMemory, type MemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/ports.ts'
import { openRooms } from '../../server/sync/rooms.ts'
import { documentOf } from '../../server/sync/whole.ts'
import { phase, written } from '../activity/sample.ts'
import { randomOf } from '../sync/kill-run.ts'
import { NotedLog, OpenDoor } from '../sync/open-door.ts'
import { breaking } from './breaking-store.ts'

const seminarId = 'sem' as SeminarId
const boards = ['b1', 'b2'] as BoardId[]
const groupOf = (board: BoardId) => `g${board}` as GroupId
const runOf = (board: BoardId) => `r${board}` as RunId
const fail = (error: unknown): void => {
  throw error
}

interface Setting {
  named: boolean
  oneByOne: boolean
  random: () => number
}

/** A seminar of two groups whose drafts are being brought over, as it is stored; answers what was written, by board. */
const seed = async (store: MemoryStore, { named, oneByOne, random }: Setting): Promise<Map<BoardId, string[]>> => {
  const { records, log } = store
  const alone = phase('alone', {
    visibility: 'private',
    anonymity: named ? 'named' : 'anonymous',
    reveal: oneByOne ? 'one-by-one' : 'together',
  })
  const run = (board: BoardId): GroupRun => ({
    groupId: groupOf(board),
    activityId: 'act' as Activity['id'],
    phase: 0,
    run: runOf(board),
    state: 'over',
    startedAt: 1,
    reveal: 'some',
  })
  const course: Course = {
    id: seminarId,
    seminarId,
    runs: Object.fromEntries(boards.map((board) => [groupOf(board), run(board)])),
    frozen: [],
    hushed: [],
    hosts: [],
  }
  const put = <T extends { id: string }>(kind: string, value: T) => records.put(kind, value.id, value, 0)
  await put('seminar', {
    id: seminarId,
    title: 'น้ำ',
    template: 'free',
    state: 'open',
    openedAt: 1,
    lobbyOpen: true,
    joinCode: '123456',
    namesNeeded: false,
  } satisfies Seminar)
  await put('activity', { ...written(alone), id: 'act' as Activity['id'], seminarId, madeAt: 1 } satisfies Activity)
  await put('course', course)
  const all = new Map<BoardId, string[]>()
  for (const [order, id] of boards.entries()) {
    await put('group', { id: groupOf(id), seminarId, name: `กลุ่ม ${order}`, order, boardId: id } satisfies Group)
    await put('board', { id, seminarId, groupId: groupOf(id), template: 'free', closed: false } satisfies Board)
    const board = new Y.Doc()
    seedBoard(board, 'น้ำ', 'free')
    await log.append(boardRoom(id), [{ update: Y.encodeStateAsUpdate(board), seat: 'server' }])
    all.set(id, [])
    for (let seat = 0; seat < 3; seat++) {
      const ideas = Math.floor(random() * 4)
      for (let n = 0; n < ideas; n++) await draft(store, id, `s${seat}`, `${id} s${seat} ${n}`, all)
    }
  }
  return all
}

/** One more idea in a seat's draft room, as another process would take it. */
const draft = async (store: Store, board: BoardId, seat: string, text: string, all: Map<BoardId, string[]>): Promise<void> => {
  const room = draftRoom(board, seat as SeatId)
  const { snapshot, tail } = await store.log.load(room)
  const doc = documentOf([...(snapshot ? [snapshot.update] : []), ...tail.map(({ update }) => update)])
  const before = Y.encodeStateVector(doc)
  writeIdea(doc, { id: `i${ideasOf(doc).size}` as IdeaId, text, at: 1, by: seat as SeatId }, 'tablet')
  await store.log.append(room, [{ update: Y.encodeStateAsUpdate(doc, before), seat: seat as SeatId }])
  all.get(board)!.push(text)
}

/** A process over a store. */
const openProcess = async (store: Store, alone: boolean) => {
  const aside = openSetAside({ error: fail })
  const register = await openRegister(store.records, aside, fail)
  const courses = await openCourses({ records: store.records, register, aside, now: Date.now, failed: fail })
  const limits = { closeMs: 1, pulseMs: 1 }
  const { rooms } = openRooms({ store, door: new OpenDoor(), log: new NotedLog(), limits })
  const reveal = openReveal({ register, courses, rooms, log: store.log, records: store.records, alone, failed: fail, now: Date.now })
  const runs = boards.map((boardId) => {
    const { phase } = courses.under(groupOf(boardId))
    return { groupId: groupOf(boardId), boardId, run: runOf(boardId), phase: phase! }
  })
  return {
    reveal,
    runs,
    courses,
    texts: (board: BoardId) => rooms.read(boardRoom(board), (doc) => readIdeas(doc).map(({ text }) => text)),
    end: async () => {
      reveal.close()
      courses.close()
      register.close()
      await rooms.close()
    },
  }
}

const seatOf = (text: string): string => text.split(' ')[1]!

const play = async (seedNumber: number): Promise<void> => {
  const random = randomOf(seedNumber)
  const named = random() < 0.5
  const setting: Setting = { named, oneByOne: named && random() < 0.5, random }
  const whose = random() < 0.5 && setting.oneByOne ? 'next' : 'all'
  const store = openMemory()
  const all = await seed(store, setting)
  const late = Math.floor(random() * 30)
  const other = store.beside()
  const dying = breaking(store.beside(), 1 + Math.floor(random() * 45), random() < 0.5, async (verb) => {
    // Another process has not heard yet that it is over.
    const board = boards[0]!
    if (verb === late && (await other.log.rooms(draftRoom(board, 's0' as SeatId))).length > 0)
      await draft(other, board, 's0', 'b1 s0 late', all)
  })
  const first = await openProcess(dying, true)
  dying.count()
  await Promise.race([first.reveal.reveal(first.runs, whose).catch(() => undefined), dying.died])
  await first.end()

  const second = await openProcess(store.beside(), true)
  await second.reveal.complete()
  for (const board of boards) {
    const texts = await second.texts(board)
    const hidden = await store.log.rooms(draftRooms(board))
    expect(new Set(texts).size, 'each once').toBe(texts.length)
    if (!setting.oneByOne || texts.length === all.get(board)!.length) {
      expect([...texts].sort()).toEqual([...all.get(board)!].sort())
    } else {
      // Of each person all or nothing, on the board or still hidden.
      const shown = new Set(texts.map(seatOf))
      const whole = all.get(board)!.filter((text) => shown.has(seatOf(text)))
      expect([...texts].sort()).toEqual(whole.sort())
      for (const seat of shown) expect(hidden).not.toContain(draftRoom(board, seat as SeatId))
    }
  }
  await second.reveal.reveal(second.runs, 'all')
  for (const board of boards) {
    expect((await second.texts(board)).sort()).toEqual([...all.get(board)!].sort())
    expect(await store.log.rooms(draftRooms(board))).toEqual([])
  }
  expect(await store.records.list('reveal')).toEqual([])
  await second.end()
}

const runs = Number(process.env['REVEALS'] ?? 40)
const firstSeed = Number(process.env['REVEAL_SEED'] ?? Date.now() % 1_000_000)

test(
  `[DR9, DR10] ${runs} reveals that died at some step, from seed ${firstSeed}: each is wholly done or not begun, and loses and doubles nothing`,
  { timeout: 600_000 },
  async () => {
    for (let n = 0; n < runs; n++) {
      try {
        await play(firstSeed + n)
      } catch (error) {
        throw new Error(`seed ${firstSeed + n}`, { cause: error })
      }
    }
  },
)

test('[DR10] two processes that reveal the same boards at once bring every draft over once', async () => {
  for (let n = 0; n < 5; n++) {
    const store = openMemory()
    const all = await seed(store, { named: n % 2 === 0, oneByOne: false, random: randomOf(n) })
    const [one, two] = [await openProcess(store.beside(), false), await openProcess(store.beside(), false)]
    await Promise.all([one.reveal.reveal(one.runs, 'all'), two.reveal.reveal(two.runs, 'all')])
    const fresh = await openProcess(store.beside(), false)
    for (const board of boards) expect((await fresh.texts(board)).sort()).toEqual([...all.get(board)!].sort())
    await Promise.all([one.end(), two.end(), fresh.end()])
  }
})

/** A store of which one verb fails once, as if the line broke. */
const failing = (store: MemoryStore) => {
  let [verb, after] = ['', 0]
  const through =
    <Given extends unknown[], Answer>(name: string, of: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (name !== verb || after-- > 0) return of(...given)
      verb = ''
      throw new Refusal('store/away')
    }
  const { log, records } = store
  const broken: Store = {
    ...store,
    log: { ...log, forget: through('forget', log.forget) },
    records: { ...records, put: through('put', records.put), remove: through('remove', records.remove) },
  }
  return { broken, fail: (name: string, then = 0) => ([verb, after] = [name, then]) }
}

test('[DR10] drafts that came over while the store went away are not brought again, one by one neither', async () => {
  const store = openMemory()
  const all = await seed(store, { named: true, oneByOne: true, random: () => 0.6 })
  const { broken, fail } = failing(store)
  const { reveal, runs, texts, end } = await openProcess(broken, true)
  fail('forget')
  await expect(reveal.reveal(runs, 'all')).rejects.toMatchObject({ code: 'store/away' })
  for (const board of boards) expect((await texts(board)).sort()).toEqual([...all.get(board)!].sort())
  for (let press = 0; press < 3; press++) await reveal.reveal(runs, 'next')
  for (const board of boards) expect((await texts(board)).sort()).toEqual([...all.get(board)!].sort())
  expect(await store.log.rooms('draft/')).toEqual([])
  await end()
})

test.each([
  ['held', 'put', 1],
  ['let go', 'remove', 0],
])('[DR10] a board that could not be %s because the store went away is revealed as soon as it is back', async (_when, verb, then) => {
  const store = openMemory()
  const all = await seed(store, { named: true, oneByOne: false, random: () => 0.6 })
  const { broken, fail } = failing(store)
  const { reveal, runs, texts, end } = await openProcess(broken, false)
  fail(verb, then)
  await expect(reveal.reveal(runs, 'all')).rejects.toMatchObject({ code: 'store/away' })
  expect(Object.fromEntries(await reveal.reveal(runs, 'all'))).toEqual({ rb1: 'done', rb2: 'done' })
  for (const board of boards) expect((await texts(board)).sort()).toEqual([...all.get(board)!].sort())
  await end()
})

test('[DR1, DR10] a reveal whose turn comes after the group has gone on leaves the drafts of its next phase hidden', async () => {
  const store = openMemory()
  await seed(store, { named: true, oneByOne: false, random: () => 0.6 })
  const { reveal, runs, courses, texts, end } = await openProcess(store, false)
  const other: ToHold = { ...runs[0]!, whose: 'all' }
  await store.records.put('reveal', other.boardId, { ...other, holder: 'another', at: Date.now() }, 0)
  const late = reveal.reveal([runs[0]!], 'all')
  await courses.change(seminarId, (course) => {
    const run: GroupRun = { ...course.runs[groupOf(runs[0]!.boardId)]!, run: 'next' as RunId, state: 'running', reveal: 'hidden' }
    return { ...course, runs: { ...course.runs, [run.groupId]: run } }
  })
  await store.records.remove('reveal', other.boardId)
  await late
  expect(await texts(runs[0]!.boardId)).toEqual([])
  expect(await store.log.rooms(draftRooms(runs[0]!.boardId))).toHaveLength(3)
  await end()
})

import { expect, onTestFinished, test } from 'vitest'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import { withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openGlancing } from '../../server/theme/glancing.ts'
import { openThemeMemory } from '../../server/theme/memory.ts'
import { openThemes, type ThemeParts } from '../../server/theme/themes.ts'
import { until } from '../helpers/until.ts'
import { openHall } from '../sync/hall.ts'
import { town } from './town.ts'

const seminarId = 'seminar' as SeminarId
const boards = ['b0', 'b1', 'b2'].map((id) => ({ id, groupId: `g-${id}`, seminarId }))
const brittleFinding = new URL('./brittle-finding.js', import.meta.url)
const brittleReading = new URL('./brittle-reading.js', import.meta.url)
const lateFinding = new URL('./late-finding.js', import.meta.url)
const lateReading = new URL('./late-reading.js', import.meta.url)
/** Words of the house that change when the test says so. */
const changingWords = () => {
  const listeners = new Set<() => void>()
  const onLexicon: ThemeParts['onLexicon'] = (changed) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  }
  return { onLexicon, change: () => listeners.forEach((changed) => changed()) }
}
const idsOf = ({ themes }: Pick<ThemesNow, 'themes'>) => themes.map(({ id, colour, born }) => [id, colour, born])

/** Rooms with a town's ideas on them, and the themes of it, with threads of the test's. */
const openTown = async (threads: NonNullable<ThemeParts['threads']> = {}, more: Partial<ThemeParts> = {}) => {
  const store = openMemory()
  const { rooms } = await openHall(store)
  const write = (boardId: string, id: string, text: string) =>
    rooms.write(boardRoom(boardId as never), (doc) => writeIdea(doc, { id: id as IdeaId, text, at: Date.now() }, 'test'))
  for (const [n, { id, text }] of town(1).slice(0, 36).entries()) await write(boards[n % 3]!.id, id, text)
  const faults: unknown[] = []
  const memory = openThemeMemory(store.records, Date.now)
  const open = (given = threads) =>
    openThemes({
      register: { boardsOf: () => boards as never },
      rooms,
      memory,
      isShut: () => false,
      contextOf: () => '',
      past: { of: () => Promise.resolve({}), onChange: () => () => undefined },
      lexicon: () => undefined,
      onLexicon: () => () => undefined,
      isWatched: () => true,
      now: Date.now,
      failed: (error) => void faults.push(error),
      threads: given,
      ...more,
    })
  const themes = open()
  onTestFinished(() => themes.close())
  const changes: ThemesChange[] = []
  themes.onChange((_, change) => changes.push(change))
  const row = async (id: string) => (await themes.now(seminarId)).ideas.find((idea) => idea.id === id)
  const assigned = async () => Object.fromEntries((await themes.now(seminarId)).ideas.map(({ id, theme }) => [id, theme]))
  const withdraw = (boardId: string, id: string) =>
    rooms.write(boardRoom(boardId as never), (doc) => withdrawIdea(doc, id as IdeaId, 'test'))
  return { rooms, write, withdraw, themes, open, changes, faults, row, assigned, memory }
}

test('[TS9] when the finding thread dies ideas are still counted, it is said that figures may be old, and the same themes come back', async () => {
  const { write, rooms, themes, changes, row, assigned } = await openTown({ findingFile: brittleFinding })
  const before = await themes.now(seminarId)
  const was = await assigned()
  expect(before.themes.length).toBeGreaterThan(1)
  await write('b0', 'bomb', 'คำที่ระเบิดได้')
  await until('it is counted', () => row('bomb'))
  await until('it is told', async () => (await themes.now(seminarId)).stalled)
  await write('b1', 'meanwhile', 'เขียนระหว่างนั้น')
  await until('still counted', () => row('meanwhile'))
  await rooms.write(boardRoom('b0' as never), (doc) => withdrawIdea(doc, 'bomb' as IdeaId, 'test'))
  await until('it is well again', async () => !(await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  const after = await themes.now(seminarId)
  expect(after.themes.map(({ id, colour, born }) => [id, colour, born])).toEqual(
    expect.arrayContaining(before.themes.map(({ id, colour, born }) => [id, colour, born])),
  )
  const now = await assigned()
  const moved = Object.keys(was).filter((id) => was[id] !== now[id])
  expect(moved.length).toBeLessThanOrEqual(2)
  // Whoever follows has missed nothing: each change begins where the one before ended.
  for (const [i, { from }] of changes.entries()) if (i > 0) expect(from).toBe(changes[i - 1]!.revision)
})

test('[TS9] a finding thread that hangs is begun anew', async () => {
  const { write, rooms, themes, row } = await openTown({ findingFile: brittleFinding, findingSilentMs: 4_000 })
  await themes.now(seminarId)
  await write('b0', 'stuck', 'คำที่ทำให้ค้าง')
  await until('it is counted', () => row('stuck'))
  await until('it is told', async () => (await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  await rooms.write(boardRoom('b0' as never), (doc) => withdrawIdea(doc, 'stuck' as IdeaId, 'test'))
  await until('it is well again', async () => !(await themes.now(seminarId)).stalled, { timeoutMs: 30_000 })
})

test('[TS10] when the reading thread dies what was told stays, and what was written meanwhile comes, also when the store is away just then', async () => {
  let fails = 0
  const past: ThemeParts['past'] = {
    of: async () => {
      if (fails-- > 0) throw new Refusal('store/away')
      return {}
    },
    onChange: () => () => undefined,
  }
  const { write, themes, changes, row, faults } = await openTown({ readingFile: brittleReading }, { past })
  const before = await themes.now(seminarId)
  fails = 1
  await expect(themes.why(seminarId, 'die' as IdeaId, 'x' as IdeaId)).rejects.toMatchObject({ code: 'theme/away' })
  expect(changes.at(-1)).toMatchObject({ stalled: true })
  const meanwhile = await themes.now(seminarId)
  expect(meanwhile.stalled).toBe(true)
  expect(meanwhile.ideas.length).toBe(before.ideas.length)
  await write('b2', 'meanwhile', 'เขียนระหว่างนั้น')
  await until('it is well again', async () => !(await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  await until('what was written has come', () => row('meanwhile'))
  const after = await themes.now(seminarId)
  expect(after.themes.map(({ id, colour, born }) => [id, colour, born])).toEqual(
    before.themes.map(({ id, colour, born }) => [id, colour, born]),
  )
  expect(after.revision).toBeGreaterThan(meanwhile.revision)
  expect(faults.length).toBeGreaterThan(1)
})

test('[TS11] ids, colours and places outlive the process', async () => {
  const { themes, open, assigned } = await openTown()
  const before = await themes.now(seminarId)
  const was = await assigned()
  await themes.close()
  const again = open()
  onTestFinished(() => again.close())
  const now = await again.now(seminarId)
  expect(now.themes.map(({ id, colour, born }) => [id, colour, born])).toEqual(
    before.themes.map(({ id, colour, born }) => [id, colour, born]),
  )
  const moved = now.ideas.filter(({ id, theme }) => was[id] !== theme)
  expect(moved.length).toBeLessThanOrEqual(1)
  expect(now.revision).toBeGreaterThan(before.revision)
})

test('[TS15, TS21] a seminar that nobody looks at is put to memory after some minutes; who comes back sees it at once as it was, then what came meanwhile', async () => {
  let offsetMs = 0
  let watched = true
  let beginning = Promise.resolve()
  const past: ThemeParts['past'] = { of: () => beginning.then(() => ({})), onChange: () => () => undefined }
  const { themes, memory, write } = await openTown({}, { now: () => Date.now() + offsetMs, isWatched: () => watched, past })
  const before = await themes.now(seminarId)
  let away = 0
  themes.onAway(() => away++)
  watched = false
  offsetMs = 6 * 60_000
  await until('it is away', () => away === 1)
  expect(await memory.recall(seminarId)).toBeDefined()
  await write('b1', 'meanwhile', 'เขียนระหว่างนั้น')
  const begins = Promise.withResolvers<void>()
  beginning = begins.promise
  const again = await themes.known(seminarId)
  expect([again.themes, again.ideas]).toEqual([before.themes, before.ideas])
  expect(again.revision).toBeGreaterThan(before.revision)
  const now = themes.now(seminarId)
  begins.resolve()
  // Who wants to know what it says now waits for what was written meanwhile.
  expect((await now).ideas.map(({ id }) => id)).toContain('meanwhile')
  expect(idsOf(await themes.now(seminarId))).toEqual(idsOf(before))
})

test('[TS21] while somebody leads, the first ideas are found soon, and nobody reads along afterwards', async () => {
  let [offsetMs, led] = [0, false]
  const { rooms, themes, memory, write, faults } = await openTown({}, { isWatched: () => false })
  const glancing = openGlancing({
    register: { boards: new Map(boards.map((board) => [board.id, board])) as never },
    rooms,
    themes,
    isLed: () => led,
    now: () => Date.now() + offsetMs,
    failed: (error) => void faults.push(error),
    roundMs: 20,
  })
  onTestFinished(glancing.close)
  let away = 0
  themes.onAway(() => away++)
  await write('b0', 'first', 'รถเมล์มาช้า')
  led = true
  expect(await memory.recall(seminarId)).toBeUndefined()
  offsetMs = 60_000
  await until('it is found and put to memory', () => away === 1)
  expect((await memory.recall(seminarId))!.themes.length).toBeGreaterThan(1)
  offsetMs = 120_000
  await write('b0', 'second', 'รถเมล์มาช้าอีก')
  expect((await themes.now(seminarId)).themes.length).toBeGreaterThan(1)
  expect(away).toBe(1)
  expect(faults).toEqual([])
})

test('[TS16] other words of the house are gone by at once, and who decides meanwhile is heard', async () => {
  const { onLexicon, change } = changingWords()
  let asked = 0
  const lexicon = () => {
    asked++
    return undefined
  }
  const { themes } = await openTown({}, { lexicon, onLexicon })
  const before = await themes.now(seminarId)
  const [first, id] = [asked, before.themes[0]!.id]
  change()
  let written: unknown
  await themes.correct(seminarId, { op: 'rename', theme: id, label: 'ชื่อของเรา' }, async (changes) => void (written = changes))
  expect(written).toContainEqual({ root: 'themes', key: id, after: { label: 'ชื่อของเรา' } })
  await until('found anew', async () => asked > first && !(await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  expect((await themes.now(seminarId)).themes.map(({ id }) => id)).toEqual(expect.arrayContaining(before.themes.map(({ id }) => id)))
})

test.each([
  ['reading', { readingFile: lateReading }],
  ['finding', { findingFile: lateFinding }],
])('[TS16] what the %s thread had on its way under the old words is shown nowhere', async (_, threads) => {
  const { onLexicon, change } = changingWords()
  const { themes, write, row } = await openTown(threads, { onLexicon })
  await themes.now(seminarId)
  await write('b0', 'last', 'ฝนตกหนักน้ำท่วมถนนหน้าตลาด')
  await until('it is placed', async () => (await row('last'))?.theme, { timeoutMs: 20_000 })
  const before = await themes.finished(seminarId)
  const placed = ({ ideas }: ThemesNow) => ideas.filter(({ theme }) => theme !== undefined).length
  change()
  const seen: [ideas: number, placed: number][] = []
  await until(
    'found anew',
    async () => {
      const now = await themes.now(seminarId)
      seen.push([now.ideas.length, placed(now)])
      return !now.stalled
    },
    { timeoutMs: 20_000 },
  )
  expect(new Set(seen.map(([ideas]) => ideas))).toEqual(new Set([before.ideas.length]))
  expect(Math.min(...seen.map(([, some]) => some))).toBeGreaterThan(placed(before) / 2)
  expect(idsOf(await themes.now(seminarId))).toEqual(expect.arrayContaining(idsOf(before)))
})

test('[TS11] ids outlive a finding thread that dies before it has found anything', async () => {
  const { themes, open, write, withdraw } = await openTown({ findingFile: brittleFinding })
  const before = await themes.now(seminarId)
  await themes.close()
  await write('b0', 'bomb', 'คำที่ระเบิดได้')
  const again = open({ findingFile: brittleFinding, holdMs: 500 })
  onTestFinished(() => again.close())
  await until('it is told', async () => (await again.now(seminarId)).stalled, { timeoutMs: 20_000 })
  await withdraw('b0', 'bomb')
  await until('it is well', async () => !(await again.now(seminarId)).stalled, { timeoutMs: 20_000 })
  expect(idsOf(await again.now(seminarId))).toEqual(idsOf(before))
}, 60_000)

test('[TS11] who recalls while something is kept is given that', async () => {
  const { memory } = await openTown()
  const kept = { themes: [], assignment: { i1: 't1' }, next: 2, revision: 5 }
  const keeping = memory.keep(seminarId, kept)
  expect(await memory.recall(seminarId)).toEqual(kept)
  await keeping
})

test('[TS15] a seminar that is looked at again while it is put to memory is not left to others', async () => {
  let [offsetMs, watched] = [0, true]
  const kept = Promise.withResolvers<void>()
  let putting = 0
  const memory: ThemeParts['memory'] = {
    recall: () => Promise.resolve(undefined),
    keep: () => {
      putting++
      return kept.promise
    },
  }
  const { themes, write, row } = await openTown({}, { now: () => Date.now() + offsetMs, isWatched: () => watched, memory })
  await themes.now(seminarId)
  await until('its themes are kept', () => putting === 1)
  await write('b0', 'later', 'รอรถเมล์นาน')
  await until('there is more to keep', () => row('later'))
  let away = 0
  themes.onAway(() => away++)
  watched = false
  offsetMs = 6 * 60_000
  await until('it is put to memory', () => putting === 2)
  const looking = themes.now(seminarId)
  kept.resolve()
  expect((await looking).themes.length).toBeGreaterThan(1)
  expect(away).toBe(0)
})

test('[TS19] an idea that stands on two boards is counted once, where it was first; when it goes from there, on the other', async () => {
  const { write, withdraw, themes, row } = await openTown()
  await write('b2', 'twin', 'ถังขยะหน้าวัดเต็มทุกวัน')
  const { ideas } = await themes.now(seminarId)
  await write('b0', 'twin', 'อย่างอื่น')
  await write('b0', 'after', 'รอรถเมล์นาน')
  await until('what came after it is counted', () => row('after'))
  expect(await row('twin')).toMatchObject({ boardId: 'b2', text: 'ถังขยะหน้าวัดเต็มทุกวัน' })
  await withdraw('b2', 'twin')
  await until('the other is counted', async () => (await row('twin'))?.boardId === 'b0')
  expect(await row('twin')).toMatchObject({ groupId: 'g-b0', text: 'อย่างอื่น' })
  expect((await themes.now(seminarId)).ideas).toHaveLength(ideas.length + 1)
  await withdraw('b0', 'twin')
  await until('it is gone', async () => !(await row('twin')))
})

test('[TS17] ideas that vanish while everything is run anew, a whole board at once, leave nothing behind', async () => {
  const { rooms, write, themes } = await openTown()
  await themes.now(seminarId)
  for (let n = 0; n < 40; n++) await write('b1', `short-lived-${n}`, `น้ำท่วมซอย ${n} ท่อตัน`)
  const finished = themes.finished(seminarId)
  await rooms.write(boardRoom('b1' as never), (doc) => [...ideasOf(doc).keys()].forEach((id) => withdrawIdea(doc, id as IdeaId, 'test')))
  await finished
  await until('the board is empty', async () => !(await themes.now(seminarId)).ideas.some(({ boardId }) => boardId === 'b1'))
  const { ideas, themes: found } = await themes.finished(seminarId)
  const there = new Set(ideas.map(({ id }) => id))
  expect(ideas.every(({ boardId }) => boardId !== 'b1')).toBe(true)
  for (const { representatives } of found) for (const id of representatives) expect(there).toContain(id)
  for (const { copyOf, theme } of ideas) {
    if (copyOf) expect(there).toContain(copyOf)
    if (theme) expect(found.some(({ id }) => id === theme)).toBe(true)
  }
})

import { expect, onTestFinished, test } from 'vitest'
import type { IdeaId, SeminarId } from '#shared/id.ts'
import { withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { ThemesChange } from '#shared/theme/now.ts'
import { openMemory } from '../../server/store/memory.ts'
import { openThemeMemory } from '../../server/theme/memory.ts'
import { openThemes, type ThemeParts } from '../../server/theme/themes.ts'
import { until } from '../helpers/until.ts'
import { openHall } from '../sync/hall.ts'
import { town } from './town.ts'

const seminarId = 'seminar' as SeminarId
const boards = ['b0', 'b1', 'b2'].map((id) => ({ id, groupId: `g-${id}`, seminarId }))
const brittleFinding = new URL('./brittle-finding.js', import.meta.url)
const brittleReading = new URL('./brittle-reading.js', import.meta.url)

/** Rooms with a town's ideas on them, and the themes of it, with threads of the test's. */
const openTown = async (threads: NonNullable<ThemeParts['threads']> = {}, more: Partial<ThemeParts> = {}) => {
  const store = openMemory()
  const { rooms } = await openHall(store)
  const write = (boardId: string, id: string, text: string) =>
    rooms.write(boardRoom(boardId as never), (doc) => writeIdea(doc, { id: id as IdeaId, text, at: Date.now() }, 'test'))
  for (const [n, { id, text }] of town(1).slice(0, 36).entries()) await write(boards[n % 3]!.id, id, text)
  const faults: unknown[] = []
  const memory = openThemeMemory(store.records, Date.now)
  const open = () =>
    openThemes({
      register: { boardsOf: () => boards as never },
      rooms,
      memory,
      contextOf: () => '',
      past: { of: () => Promise.resolve({}), onChange: () => () => undefined },
      lexicon: () => undefined,
      onLexicon: () => () => undefined,
      isWatched: () => true,
      now: Date.now,
      failed: (error) => void faults.push(error),
      threads,
      ...more,
    })
  const themes = open()
  onTestFinished(() => themes.close())
  const changes: ThemesChange[] = []
  themes.onChange((_, change) => changes.push(change))
  const row = async (id: string) => (await themes.now(seminarId)).ideas.find((idea) => idea.id === id)
  const assigned = async () => Object.fromEntries((await themes.now(seminarId)).ideas.map(({ id, theme }) => [id, theme]))
  return { rooms, write, themes, open, changes, faults, row, assigned, memory }
}

test('[TS9] when the finding thread dies ideas are still counted, it is said that figures may be old, and the same themes come back', async () => {
  const { write, rooms, themes, changes, row, assigned } = await openTown({ findingFile: brittleFinding })
  const before = await themes.now(seminarId)
  const was = await assigned()
  expect(before.themes.length).toBeGreaterThan(1)
  await write('b0', 'bomb', 'คำที่ระเบิดได้')
  await until('it is counted', () => row('bomb'))
  await until('it is told', async () => (await themes.now(seminarId)).stalled, { timeoutMs: 15_000 })
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
  const { write, rooms, themes, row } = await openTown({ findingFile: brittleFinding, silentMs: 3_000 })
  await themes.now(seminarId)
  await write('b0', 'stuck', 'คำที่ทำให้ค้าง')
  await until('it is counted', () => row('stuck'))
  await until('it is told', async () => (await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  await rooms.write(boardRoom('b0' as never), (doc) => withdrawIdea(doc, 'stuck' as IdeaId, 'test'))
  await until('it is well again', async () => !(await themes.now(seminarId)).stalled, { timeoutMs: 30_000 })
})

test('[TS10] when the reading thread dies what was told stays, and what was written meanwhile comes', async () => {
  const { write, themes, changes, row, faults } = await openTown({ readingFile: brittleReading })
  const before = await themes.now(seminarId)
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
  expect(faults.length).toBeGreaterThan(0)
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

test('[TS15] a seminar that nobody looks at is put to memory after some minutes, and comes back as it was', async () => {
  let offsetMs = 0
  let watched = true
  const { themes, memory } = await openTown({}, { now: () => Date.now() + offsetMs, isWatched: () => watched })
  const before = await themes.now(seminarId)
  let away = 0
  themes.onAway(() => away++)
  watched = false
  offsetMs = 6 * 60_000
  await until('it is away', () => away === 1)
  expect(await memory.recall(seminarId)).toBeDefined()
  const again = await themes.now(seminarId)
  expect(again.themes.map(({ id, colour, born }) => [id, colour, born])).toEqual(
    before.themes.map(({ id, colour, born }) => [id, colour, born]),
  )
  expect(again.revision).toBeGreaterThan(before.revision)
})

test('[TS16] other words of the house are gone by at once', async () => {
  const listeners = new Set<() => void>()
  let asked = 0
  const { themes } = await openTown(
    {},
    {
      lexicon: () => {
        asked++
        return undefined
      },
      onLexicon: (changed) => {
        listeners.add(changed)
        return () => void listeners.delete(changed)
      },
    },
  )
  const before = await themes.now(seminarId)
  const first = asked
  for (const changed of listeners) changed()
  await until('found anew', async () => asked > first && !(await themes.now(seminarId)).stalled, { timeoutMs: 20_000 })
  expect((await themes.now(seminarId)).themes.map(({ id }) => id)).toEqual(expect.arrayContaining(before.themes.map(({ id }) => id)))
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

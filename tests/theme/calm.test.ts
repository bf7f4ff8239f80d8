import { expect, test } from 'vitest'
import { calmed, type Move } from '#shared/theme/calm.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { town, townContext } from './town.ts'

test('[TH9] ids stay, and a run moves at most two of a hundred placed ideas, measured over a room that fills', () => {
  const engine = new ThemeEngine({ context: townContext })
  let seen = new Map<string, string>()
  const moved: number[] = []
  const lost: number[] = []
  for (const one of town(5)) {
    engine.add(one)
    if ((one.ts + 1) % 20 !== 0) continue
    engine.settle()
    const now = new Map(engine.themes().flatMap(({ id, ideaIds }) => ideaIds.map((idea) => [idea, id] as const)))
    if (one.ts >= 80) {
      moved.push([...seen].filter(([id, theme]) => now.get(id) !== theme).length / seen.size)
      const ids = new Set(seen.values())
      lost.push([...ids].filter((id) => ![...now.values()].includes(id)).length / ids.size)
    }
    seen = now
  }
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
  expect(mean(moved)).toBeLessThanOrEqual(0.02)
  expect(mean(lost)).toBeLessThanOrEqual(0.02)
})

test('[TH9] a run without anything new moves nothing but what it held back', () => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of town(2)) engine.add(one)
  engine.settle()
  const before = engine.themes().map(({ id }) => id)
  engine.settle()
  expect(engine.themes().map(({ id }) => id)).toEqual(before)
})

const move = (id: string, gain: number, given: Partial<Move> = {}): Move => ({
  id,
  from: 'a',
  to: 'b',
  gain,
  fits: false,
  born: false,
  ...given,
})

test('[TH9] what would do where it is stays; the largest gains go first; the rest is held back', () => {
  expect(calmed([move('x', 0.1, { fits: true })], 1000, 0).held.map(({ id }) => id)).toEqual(['x'])
  const many = Array.from({ length: 30 }, (_, n) => move(`m${String(n).padStart(2, '0')}`, n / 30))
  const { held } = calmed(many, 1000, 0)
  expect(held).toHaveLength(12)
  expect(held.every(({ gain }) => gain < 12 / 30)).toBe(true)
})

test('[TH9] a theme is born with all its members or not yet, and at last when the savings are full', () => {
  const birth = Array.from({ length: 12 }, (_, n) => move(`b${n}`, 0.5, { to: 'new', born: true }))
  let credit = 0
  let runs = 0
  for (; runs < 10; runs++) {
    const result = calmed(birth, 100, credit)
    expect([0, 12]).toContain(result.held.length)
    if (result.held.length === 0) break
    credit = result.credit
  }
  expect(runs).toBeGreaterThan(0)
  expect(runs).toBeLessThan(8)
})

test('[TH13] an engine whose memory is behind gives no id that is in use', () => {
  const first = new ThemeEngine({ context: townContext })
  const all = town(2)
  for (const one of all) if (one.matter !== 'school') first.add(one)
  first.settle()
  const before = first.themes()
  const second = new ThemeEngine({ context: townContext, memory: { ...first.memory(), next: 1 } })
  for (const one of all) second.add(one)
  second.settle({ freely: true })
  const after = second.themes()
  const known = new Set(before.map(({ id }) => id))
  expect(after.some(({ id }) => !known.has(id))).toBe(true)
  for (const { id, ideaIds } of before) {
    const now = after.find((theme) => theme.id === id)
    if (now) expect(now.ideaIds.filter((one) => ideaIds.includes(one)).length, id).toBeGreaterThan(0)
  }
})

test('[TH13] an engine restored from memory and ideas goes on with the same ids, names and decisions', () => {
  const first = new ThemeEngine({ context: townContext })
  for (const one of town(2)) first.add(one)
  first.settle()
  const [a, b] = first.themes()
  first.correct({ op: 'rename', theme: a!.id, label: 'ชื่อเดิม' })
  first.correct({ op: 'move', idea: b!.ideaIds[0]!, to: a!.id })
  const second = new ThemeEngine({ context: townContext, memory: structuredClone(first.memory()) })
  for (const one of town(2)) second.add(one)
  second.settle()
  const of = (engine: ThemeEngine) => new Map(engine.themes().flatMap(({ id, ideaIds }) => ideaIds.map((idea) => [idea, id] as const)))
  const [one, two] = [of(first), of(second)]
  expect([...one].filter(([id, theme]) => two.get(id) !== theme).length / one.size).toBeLessThanOrEqual(0.02)
  expect(second.themes().find(({ id }) => id === a!.id)!.label).toBe('ชื่อเดิม')
  expect(two.get(b!.ideaIds[0]!)).toBe(a!.id)
})

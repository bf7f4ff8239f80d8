import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { correction, type Correction } from '#shared/theme/correction.ts'
import { ThemeEngine } from '#shared/theme/engine.ts'
import { town, townContext } from './town.ts'

const opened = (rounds = 2) => {
  const engine = new ThemeEngine({ context: townContext })
  for (const one of town(rounds)) engine.add(one)
  engine.settle()
  return engine
}
const themeOf = (engine: ThemeEngine, id: string) => engine.themes().find(({ ideaIds }) => ideaIds.includes(id))?.id
/** More of everything arrives, and several runs pass. */
const goOn = (engine: ThemeEngine) => {
  for (const one of town(4).slice(128)) {
    engine.add(one)
    if (one.ts % 64 === 0) engine.settle()
  }
  engine.settle()
}

test('[TH5] merged themes stay one, under the id and name they were merged into; a dismissed one is not shown until it is restored', () => {
  const engine = opened()
  const [a, b, c] = engine.themes()
  const all = [...a!.ideaIds, ...b!.ideaIds]
  expect(engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })).toBe(true)
  engine.correct({ op: 'dismiss', theme: c!.id })
  goOn(engine)
  for (const id of all) expect(themeOf(engine, id)).toBe(a!.id)
  const isShown = (theme: string) => engine.themes().some(({ id }) => id === theme)
  expect([isShown(b!.id), isShown(c!.id)]).toEqual([false, false])
  engine.correct({ op: 'restore', theme: c!.id })
  expect([isShown(b!.id), isShown(c!.id)]).toEqual([false, true])
})

test('[TH5] a split, a move, an exclusion, a name and a pinned theme outlive all later runs', () => {
  const engine = opened()
  const [a, b, c, d] = engine.themes()
  const part = a!.ideaIds.slice(0, 4)
  engine.correct({ op: 'split', theme: a!.id, ideas: [...part], newTheme: 'part', label: 'ส่วนหนึ่ง' })
  const stray = b!.ideaIds[0]!
  engine.correct({ op: 'move', idea: stray, to: c!.id })
  const out = c!.ideaIds[0]!
  engine.correct({ op: 'exclude', idea: out, theme: c!.id })
  engine.correct({ op: 'rename', theme: b!.id, label: 'ชื่อของเรา' })
  engine.correct({ op: 'pin', theme: d!.id })
  goOn(engine)
  for (const id of part) expect(themeOf(engine, id)).toBe('part')
  expect(engine.themes().find(({ id }) => id === 'part')!.label).toBe('ส่วนหนึ่ง')
  expect(themeOf(engine, stray)).toBe(c!.id)
  expect(themeOf(engine, out)).not.toBe(c!.id)
  expect(engine.themes().find(({ id }) => id === b!.id)!.label).toBe('ชื่อของเรา')
  for (const id of d!.ideaIds) expect(themeOf(engine, id)).toBe(d!.id)
})

test('[TH5] ideas called the same go together, ideas called different are no copies and no company', () => {
  const engine = opened()
  const [x, y] = ['n0000', 'n0007']
  engine.correct({ op: 'same', ideas: [x, y] })
  goOn(engine)
  expect(engine.nearDuplicates().some((ids) => ids.includes(x) && ids.includes(y))).toBe(true)
  expect(themeOf(engine, x)).toBe(themeOf(engine, y))
  engine.correct({ op: 'different', ideas: [x, y] })
  engine.settle({ freely: true })
  expect(engine.nearDuplicates().some((ids) => ids.includes(x) && ids.includes(y))).toBe(false)
  const [p, q] = ['c1', 'c2']
  engine.add({ id: p, text: 'ถังขยะหน้าวัดเต็มทุกวัน', group: 'g0', ts: 1 })
  engine.add({ id: q, text: 'ถังขยะหน้าวัดเต็มทุกวันค่ะ', group: 'g1', ts: 2 })
  engine.correct({ op: 'different', ideas: [p, q] })
  engine.settle()
  expect(engine.nearDuplicates().some((ids) => ids.includes(p) && ids.includes(q))).toBe(false)
})

test('[TH6] a correction that names what is not there changes nothing', () => {
  const engine = opened(1)
  const before = engine.memory()
  const themes = engine.themes()
  const wrong: Correction[] = [
    { op: 'rename', theme: 'nowhere', label: 'x' },
    { op: 'merge', into: themes[0]!.id, from: ['nowhere', themes[0]!.id] },
    { op: 'split', theme: themes[0]!.id, ideas: ['nobody'], newTheme: 'x' },
    { op: 'move', idea: 'nobody', to: themes[0]!.id },
    { op: 'move', idea: 'n0000', to: 'nowhere' },
    { op: 'exclude', idea: 'n0000', theme: 'nowhere' },
    { op: 'pin', theme: 'nowhere' },
    { op: 'restore', theme: 'nowhere' },
    { op: 'same', ideas: ['n0000', 'nobody'] },
    { op: 'different', ideas: ['n0000', 'n0000'] },
  ]
  for (const given of wrong) expect(engine.correct(given), given.op).toBe(false)
  expect(engine.memory()).toEqual(before)
})

test('[TH6] two facilitators who merge the same themes crosswise get one theme', () => {
  const engine = opened()
  const [a, b] = engine.themes()
  expect(engine.correct({ op: 'merge', into: a!.id, from: [b!.id] })).toBe(true)
  expect(engine.correct({ op: 'merge', into: b!.id, from: [a!.id] })).toBe(false)
  expect(engine.correct({ op: 'rename', theme: b!.id, label: 'รวมแล้ว' })).toBe(true)
  expect(engine.themes().find(({ id }) => id === a!.id)!.label).toBe('รวมแล้ว')
})

test('[TH5] whatever people decide in whatever order, the last word on each idea stands', () => {
  const ids = town(2).map(({ id }) => id)
  const pick = fc.constantFrom(...ids)
  fc.assert(
    fc.property(fc.array(fc.tuple(pick, fc.nat(20), fc.constantFrom('move', 'exclude')), { minLength: 1, maxLength: 12 }), (story) => {
      const engine = opened()
      const last = new Map<string, { op: string; theme: string }>()
      for (const [id, n, op] of story) {
        const themes = engine.themes()
        const theme = themes[n % themes.length]!.id
        const taken =
          op === 'move' ? engine.correct({ op: 'move', idea: id, to: theme }) : engine.correct({ op: 'exclude', idea: id, theme })
        if (taken) last.set(id, { op, theme })
      }
      for (const one of town(3).slice(128)) engine.add(one)
      engine.settle()
      for (const [id, { op, theme }] of last) {
        if (op === 'move') expect(themeOf(engine, id)).toBe(theme)
        else expect(themeOf(engine, id)).not.toBe(theme)
      }
    }),
    { numRuns: 4, seed: 11 },
  )
})

test('[TH6] ids that objects are born with are ids like any other', () => {
  const engine = opened(1)
  const [a] = engine.themes()
  const strange = ['constructor', '__proto__', 'toString']
  for (const id of strange) expect(engine.correct({ op: 'rename', theme: id, label: 'x' })).toBe(false)
  for (const [n, id] of strange.entries()) engine.add({ id, text: 'แยกขยะรีไซเคิลที่ตลาด', group: 'g1', ts: 500 + n })
  for (const id of strange) expect(engine.correct({ op: 'move', idea: id, to: a!.id })).toBe(true)
  const again = new ThemeEngine({ context: townContext, memory: JSON.parse(JSON.stringify(engine.memory())) })
  for (const one of town(1)) again.add(one)
  for (const [n, id] of strange.entries()) again.add({ id, text: 'แยกขยะรีไซเคิลที่ตลาด', group: 'g1', ts: 500 + n })
  for (const each of [engine, again]) {
    each.settle()
    for (const id of strange) expect(themeOf(each, id)).toBe(a!.id)
  }
})

test('[TH6] a correction from outside is one of the known ones, with ids and labels of sane length', () => {
  const reads = (raw: unknown) => v.safeParse(correction, raw).success
  expect(reads({ op: 'rename', theme: 't1', label: 'ระบายน้ำ' })).toBe(true)
  expect(reads({ op: 'different', ideas: ['a', 'b'] })).toBe(true)
  for (const raw of [
    { op: 'erase', theme: 't1' },
    { op: 'rename', theme: 't1', label: ' ' },
    { op: 'same', ideas: ['a'] },
    { op: 'pin' },
    null,
  ])
    expect(reads(raw), JSON.stringify(raw)).toBe(false)
})

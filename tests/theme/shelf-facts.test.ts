import fc from 'fast-check'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { IdeaId, SeatId, ThemeId } from '#shared/id.ts'
import { factsFrom, type Facts } from '#shared/theme/correction.ts'
import { differenceOf, factsOf, takenBack, written, type KeyChange } from '#shared/theme/facts.ts'
import { filedOf, park, parkedOf, refinedOf } from '#shared/theme/shelf.ts'
import { deedsOf } from '../../server/theme/deeds.ts'

const idea = fc.constantFrom('i1', 'i2', 'i3', 'i4', 'i5')
const theme = fc.constantFrom('t1', 't2', 't3')
const facts: fc.Arbitrary<Facts> = fc
  .record({
    themes: fc.dictionary(theme, fc.record({ label: fc.string(), dismissed: fc.boolean() }, { requiredKeys: [] })),
    into: fc.dictionary(theme, theme),
    pins: fc.dictionary(idea, theme),
    bans: fc.dictionary(idea, fc.uniqueArray(theme, { minLength: 1 })),
    same: fc.uniqueArray(fc.uniqueArray(idea, { minLength: 2 }), { selector: (set) => [...set].sort().join(' ') }),
    different: fc.uniqueArray(fc.tuple(idea, idea), { selector: (pair) => [...pair].sort().join(' ') }),
  })
  .map((given) => factsFrom(given))
const plain = (given: Facts): unknown => {
  const { themes, into, pins, bans, same, different } = factsFrom(given)
  const shown = Object.fromEntries(Object.entries(themes).map(([id, { label, dismissed }]) => [id, [label, dismissed === true]]))
  const sets = (some: readonly (readonly string[])[]) => some.map((set) => [...set].sort().join(' ')).sort()
  return JSON.parse(JSON.stringify({ shown, into, pins, bans, same: sets(same), different: sets(different) })) as unknown
}
const write = (doc: Y.Doc, changes: readonly KeyChange[]): KeyChange[] => doc.transact(() => written(doc, changes))
const nothing = factsFrom()

test('[SH9] what was decided comes back from the shelf as it was, from any state to any other, and is taken back to the letter', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      const doc = new Y.Doc()
      write(doc, differenceOf(nothing, one))
      expect(plain(factsOf(doc))).toEqual(plain(one))
      const before = JSON.stringify(
        ['themes', 'filed', 'bans', 'same', 'different'].map((root) => Object.entries(doc.getMap(root).toJSON()).sort()),
      )
      const done = write(doc, differenceOf(one, other))
      expect(plain(factsOf(doc))).toEqual(plain(other))
      if (done.length > 0) expect(doc.transact(() => takenBack(doc, done))).toBeDefined()
      const after = JSON.stringify(
        ['themes', 'filed', 'bans', 'same', 'different'].map((root) => Object.entries(doc.getMap(root).toJSON()).sort()),
      )
      expect(after).toBe(before)
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('[SH9] who files an idea that was parked brings it back, and the way back parks it again', () => {
  const doc = new Y.Doc()
  const parked = { reason: 'ซ้ำ', by: 's1' as SeatId, at: 1 }
  park(doc, ['i1' as IdeaId], parked)
  const done = write(doc, [{ root: 'filed', key: 'i1', after: 't1' }])
  expect([filedOf(doc).get('i1'), parkedOf(doc).has('i1')]).toEqual(['t1', false])
  doc.transact(() => takenBack(doc, done))
  expect([filedOf(doc).has('i1'), parkedOf(doc).get('i1')]).toEqual([false, parked])
})

test('[SH9] an idea that was moved on since stays where it is; one whose theme was changed since is not taken back at all', () => {
  const doc = new Y.Doc()
  const done = write(doc, [
    { root: 'filed', key: 'i1', after: 't1' },
    { root: 'filed', key: 'i2', after: 't1' },
  ])
  filedOf(doc).set('i2', 't9' as ThemeId)
  doc.transact(() => takenBack(doc, done))
  expect(filedOf(doc).toJSON()).toEqual({ i2: 't9' })
  const named = write(doc, [
    { root: 'themes', key: 't1', after: { label: 'ก' } },
    { root: 'filed', key: 'i1', after: 't1' },
  ])
  write(doc, [{ root: 'themes', key: 't1', after: { label: 'ข' } }])
  expect(doc.transact(() => takenBack(doc, named))).toBeUndefined()
  expect(filedOf(doc).get('i1')).toBe('t1')
})

test('[SH6] one update is taken apart into what was done', () => {
  const changes: KeyChange[] = [
    { root: 'filed', key: 'i1', before: 't1', after: 't2' },
    { root: 'filed', key: 'i2', after: 't2' },
    { root: 'parked', key: 'i2', before: { reason: 'ซ้ำ' } },
    { root: 'filed', key: 'i3', before: 't1' },
    { root: 'filed', key: 'i4', before: 't1' },
    { root: 'parked', key: 'i4', after: { reason: 'ซ้ำ' } },
    { root: 'parked', key: 'i5', before: { reason: 'ซ้ำ' } },
  ]
  expect(deedsOf(changes).map(({ what, changes: of }) => [what, of.length])).toEqual([
    [{ op: 'file', ideas: ['i1', 'i2'], theme: 't2' }, 3],
    [{ op: 'unfile', ideas: ['i3'] }, 1],
    [{ op: 'park', ideas: ['i4'] }, 2],
    [{ op: 'unpark', ideas: ['i5'] }, 1],
  ])
})

test('[SH9] a text is put back as a whole', () => {
  const doc = new Y.Doc()
  refinedOf(doc).set('i1', new Y.Text('เดิม'))
  const done = write(doc, [{ root: 'refined', key: 'i1', after: 'ใหม่' }])
  expect(refinedOf(doc).get('i1')!.toString()).toBe('ใหม่')
  doc.transact(() => takenBack(doc, done))
  expect(refinedOf(doc).get('i1')!.toString()).toBe('เดิม')
})

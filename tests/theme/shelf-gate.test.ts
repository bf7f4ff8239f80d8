import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { IdeaId, SeatId, ThemeId } from '#shared/id.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import {
  file,
  filedOf,
  maxReasonCharacters,
  maxRefinedCharacters,
  maxShelfKeys,
  notesOf,
  park,
  parkedOf,
  refinedOf,
  unfile,
} from '#shared/theme/shelf.ts'
import { fold } from '../../server/sync/fold.ts'
import { GatedShelf, noteTaker } from './gated-shelf.ts'

const [ann, bob] = ['seat-ann', 'seat-bob'] as [SeatId, SeatId]
const ideas = ['i1', 'i2'] as IdeaId[]
const theme = 't1' as ThemeId
const parked = { reason: 'นอกประเด็น', by: ann, at: 5 }

test('[SH1] filing, parking, refining and noting are accepted, by several at once; an idea is in one place', () => {
  const shelf = new GatedShelf()
  const [a, b] = [shelf.desk(ann), shelf.desk(bob)]
  expect(a.does((doc) => file(doc, ideas, theme))).toBe('ok')
  expect(b.does((doc) => file(doc, ideas, 't2' as ThemeId))).toBe('ok')
  expect([...filedOf(shelf.doc).keys()].sort()).toEqual(['i1', 'i2'])
  a.receive()
  b.receive()
  expect(a.does((doc) => park(doc, ['i1' as IdeaId], parked))).toBe('ok')
  expect(a.does((doc) => unfile(doc, ['i2' as IdeaId]))).toBe('ok')
  expect(filedOf(shelf.doc).size).toBe(0)
  expect(a.does((doc) => refinedOf(doc).set('i1', new Y.Text('ลอกท่อก่อนหน้าฝน')))).toBe('ok')
  expect(a.does((doc) => notesOf(doc).set('t1', new Y.Text('น้ำท่วมเพราะท่อตัน')))).toBe('ok')
  b.receive()
  expect(b.does((doc) => refinedOf(doc).get('i1')!.insert(0, 'ควร'))).toBe('ok')
  expect(b.does((doc) => refinedOf(doc).get('i1')!.delete(0, 3))).toBe('ok')
  expect(refinedOf(shelf.doc).get('i1')!.toString()).toBe('ลอกท่อก่อนหน้าฝน')
})

test('[SH1] what another has parked is brought back, and that is undone', () => {
  const shelf = new GatedShelf()
  const [a, b] = [shelf.desk(ann), shelf.desk(bob)]
  a.does((doc) => park(doc, ['i1' as IdeaId], parked))
  b.receive()
  const undo = new Y.UndoManager(parkedOf(b.doc), { trackedOrigins: new Set(['own']) })
  expect(b.does((doc) => parkedOf(doc).delete('i1'))).toBe('ok')
  undo.undo()
  expect(b.send()).toBe('ok')
  expect(parkedOf(shelf.doc).get('i1')).toEqual(parked)
})

describe('what nobody may do', () => {
  const closed = { ...noteTaker, closed: true }
  const participant: Standing = { role: 'participant', member: true, closed: false, rights: openBoard }
  const wall: Standing = { ...participant, role: 'wall' }
  const set = (root: string, key: string, value: unknown) => (doc: Y.Doc) => void doc.getMap(root).set(key, value)
  const cases: [string, (doc: Y.Doc) => void, string, Standing?][] = [
    ['a theme of the server', set('themes', 't9', { label: 'x' }), 'sync/forbidden-place'],
    ['a ban', set('bans', 'i1', ['t1']), 'sync/forbidden-place'],
    ['a likeness', set('same', 'k', ['i1', 'i2']), 'sync/forbidden-place'],
    ['a difference', set('different', 'k', ['i1', 'i2']), 'sync/forbidden-place'],
    ['the meta data', set('meta', 'x', 1), 'sync/forbidden-place'],
    ['a root that there is not', set('ideas', 'i1', 1), 'sync/forbidden-place'],
    ['a list at the root', (doc) => doc.getArray('filed').push(['x']), 'sync/forbidden-place'],
    ['taking away what the server wrote', (doc) => doc.getMap('themes').delete('t1'), 'sync/forbidden-place'],
    ['filing under no id', set('filed', 'i1', 'a b'), 'idea/malformed'],
    ['filing under a number', set('filed', 'i1', 7), 'idea/malformed'],
    ['filing what has no id', set('filed', '../i1', 't1'), 'idea/malformed'],
    ['filing under a poisonous key', set('filed', '__proto__', 't1'), 'idea/malformed'],
    ['filing a map', set('filed', 'i1', new Y.Map()), 'idea/malformed'],
    ['parking without a reason', set('parked', 'i1', { by: ann, at: 1 }), 'idea/malformed'],
    ['parking with more than belongs there', set('parked', 'i1', { ...parked, extra: 1 }), 'idea/malformed'],
    ['parking with a long reason', set('parked', 'i1', { ...parked, reason: 'ก'.repeat(maxReasonCharacters + 1) }), 'idea/too-long'],
    ['parking without a time', set('parked', 'i1', { ...parked, at: Infinity }), 'idea/malformed'],
    ['parking in the name of another', set('parked', 'i1', { ...parked, by: 'seat-eve' }), 'sync/foreign-author'],
    ['wording that is no text', set('refined', 'i1', 'plain'), 'idea/malformed'],
    ['wording that is too long', (doc) => refinedOf(doc).set('i1', new Y.Text('ก'.repeat(maxRefinedCharacters + 1))), 'idea/too-long'],
    ['a map under the notes', set('notes', 't1', new Y.Map()), 'idea/malformed'],
    ['by a participant', set('filed', 'i1', 't1'), 'seat/forbidden', participant],
    ['by a wall', set('filed', 'i1', 't1'), 'seat/forbidden', wall],
    ['on a closed shelf', set('filed', 'i1', 't1'), 'board/closed', closed],
  ]
  test.each(cases)('[SH2] %s is refused and changes not one byte', (_, edit, code, standing = noteTaker) => {
    const shelf = new GatedShelf()
    const before = Buffer.from(Y.encodeStateAsUpdate(shelf.doc)).toString('hex')
    expect(shelf.desk(ann).does(edit, standing)).toBe(code)
    expect(Buffer.from(Y.encodeStateAsUpdate(shelf.doc)).toString('hex')).toBe(before)
  })

  test('[SH2] nobody writes under the client id of another, and garbage is refused', () => {
    const shelf = new GatedShelf()
    const [a, b] = [shelf.desk(ann), shelf.desk(bob)]
    expect(a.does((doc) => file(doc, ideas, theme))).toBe('ok')
    b.receive()
    b.doc.clientID = a.doc.clientID
    expect(b.does((doc) => file(doc, ideas, 't2' as ThemeId))).toBe('sync/foreign-client')
    expect(shelf.accept(new Uint8Array([1, 2, 3]), ann)).toBe('sync/malformed')
    expect(shelf.accept(new Uint8Array(0), ann)).toBe('sync/malformed')
  })
})

test('[SH3] a shelf takes a bounded number of entries, and what is there can still be changed', () => {
  const shelf = new GatedShelf()
  const a = shelf.desk(ann)
  const notes = maxShelfKeys.notes
  const fill = (doc: Y.Doc) => {
    for (let i = 0; i < notes; i++) notesOf(doc).set(`t${i}`, new Y.Text('ก'))
  }
  expect(a.does(fill)).toBe('ok')
  expect(a.does((doc) => notesOf(doc).get('t0')!.insert(0, 'ข'))).toBe('ok')
  expect(a.does((doc) => notesOf(doc).set('t0', new Y.Text('ค')))).toBe('ok')
  expect(a.does((doc) => notesOf(doc).set('one-more', new Y.Text('ก')))).toBe('shelf/full')
})

test('[SH4] a shelf is folded into a snapshot that says the same', () => {
  const shelf = new GatedShelf()
  const a = shelf.desk(ann)
  a.does((doc) => file(doc, ideas, theme))
  a.does((doc) => park(doc, ['i1' as IdeaId], parked))
  a.does((doc) => refinedOf(doc).set('i2', new Y.Text('ถ้อยคำ')))
  const hash = canonicalHash(shelf.doc)
  const folded = fold({ snapshot: undefined, tail: [{ update: Y.encodeStateAsUpdate(shelf.doc), seat: ann, position: '1' }] })
  const again = new Y.Doc()
  Y.applyUpdate(again, folded.update)
  expect(canonicalHash(again)).toBe(hash)
  a.does((doc) => filedOf(doc).set('i2', 't9' as ThemeId))
  expect(canonicalHash(shelf.doc)).not.toBe(hash)
})

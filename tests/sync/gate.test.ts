import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { seedBoard } from '#shared/board/board.ts'
import { colourIdea, moveIdea, withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { closedBoard, openBoard, type Standing } from '#shared/role.ts'
import { GatedBoard, member, seats } from './gated-board.ts'

const idea = (id: string) => id as IdeaId
const [ann, bob] = seats
const leads: Standing = { role: 'facilitator', member: false, closed: false, rights: openBoard }

describe('what honest people do passes', () => {
  test('[GA1] writing, rewording, moving, colouring and withdrawing are accepted and known', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    const b = board.tablet(bob)
    writeIdea(a.doc, { id: idea('i1'), text: 'น้ำท่วมซ้ำซากที่ถนนรามคำแหง', zone: 'all', by: ann, at: 1 }, 'me')
    expect(a.send()).toEqual({ ok: true })
    b.receive()
    ;(ideasOf(b.doc).get('i1')!.get('text') as Y.Text).insert(5, 'ขัง')
    moveIdea(b.doc, idea('i1'), { zone: 'all', x: 10, y: 20 }, 'me')
    colourIdea(b.doc, idea('i1'), 'green', 'me')
    expect(b.send()).toEqual({ ok: true })
    a.receive()
    withdrawIdea(a.doc, idea('i1'), 'me')
    expect(a.send()).toEqual({ ok: true })
    expect(readIdeas(board.doc)).toEqual([])
    expect(board.index.ideas.get('i1')).toBe(ann)
  })

  test('[GA2] undo of a withdrawal gives the idea back to its author, also when a facilitator undoes it', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('i1'), text: 'ขุดลอกคลอง', by: ann, at: 1 }, 'me')
    a.send()
    const f = board.tablet('fac' as SeatId, leads)
    f.receive()
    const undo = new Y.UndoManager(ideasOf(f.doc), { trackedOrigins: new Set(['me']) })
    withdrawIdea(f.doc, idea('i1'), 'me')
    expect(f.send()).toEqual({ ok: true })
    undo.undo()
    expect(f.send()).toEqual({ ok: true })
    expect(readIdeas(board.doc)).toMatchObject([{ id: 'i1', text: 'ขุดลอกคลอง', by: ann }])
    expect(board.index.ideas.get('i1')).toBe(ann)
  })

  test('[GA3] an update sent twice is accepted and adds nothing', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('i1'), text: 'ก', at: 1 }, 'me')
    const update = Y.encodeStateAsUpdate(a.doc)
    expect(board.accept(update, ann)).toMatchObject({ ok: true, update: expect.any(Uint8Array) as Uint8Array })
    expect(board.accept(update, ann)).toMatchObject({ ok: true, update: undefined })
  })

  test('[GA4] edits written under earlier leases of the same seat come back in one update', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('i1'), text: 'หนึ่ง', at: 1 }, 'me')
    a.doc.clientID = 77
    ;(ideasOf(a.doc).get('i1')!.get('text') as Y.Text).insert(2, 'สอง')
    a.doc.clientID = 5
    ;(ideasOf(a.doc).get('i1')!.get('text') as Y.Text).insert(3, 'สาม')
    a.doc.clientID = 99
    ;(ideasOf(a.doc).get('i1')!.get('text') as Y.Text).delete(0, 2)
    expect(board.accept(Y.encodeStateAsUpdate(a.doc), ann)).toMatchObject({ ok: true, update: expect.any(Uint8Array) as Uint8Array })
    expect(readIdeas(board.doc)[0]!.text).toBe(readIdeas(a.doc)[0]!.text)
  })
})

describe('what nobody may do', () => {
  const refusedFrom = (write: (doc: Y.Doc) => void, standing = member) => {
    const board = new GatedBoard()
    board.serverWrites((doc) => writeIdea(doc, { id: idea('srv'), text: 'จากวิทยากร', at: 0 }, 'server'))
    const b = board.tablet(bob)
    writeIdea(b.doc, { id: idea('bobs'), text: 'ของบ๊อบ', by: bob, at: 1 }, 'me')
    b.send()
    const a = board.tablet(ann, standing)
    a.receive()
    write(a.doc)
    const before = Y.encodeStateAsUpdate(board.doc)
    const verdict = a.send()
    if (!verdict.ok) expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
    return verdict
  }
  const own: Standing = { ...member, rights: { ...openBoard, write: 'all', reword: 'own', move: 'own', withdraw: 'own' } }
  const text = (doc: Y.Doc, id: string) => ideasOf(doc).get(id)!.get('text') as Y.Text

  test.each<[string, (doc: Y.Doc) => void, string, Standing?]>([
    ['the server`s meta', (doc) => doc.getMap('meta').set('title', 'x'), 'sync/forbidden-place'],
    ['meta seeded again', (doc) => seedBoard(doc, 'x', 'swot'), 'sync/forbidden-place'],
    ['another root', (doc) => doc.getMap('other').set('a', 1), 'sync/forbidden-place'],
    ['a root text', (doc) => doc.getText('ideas2').insert(0, 'x'), 'sync/forbidden-place'],
    ['an idea that is no map', (doc) => (doc.getMap('ideas') as Y.Map<unknown>).set('i', 'text'), 'idea/malformed'],
    ['an idea that is a list', (doc) => (doc.getMap('ideas') as Y.Map<unknown>).set('i', new Y.Array()), 'sync/malformed'],
    ['a poisonous id', (doc) => ideasOf(doc).set('__proto__', new Y.Map([['text', new Y.Text('x')]])), 'idea/malformed'],
    ['an unknown field', (doc) => ideasOf(doc).get('bobs')!.set('votes', 3), 'idea/malformed'],
    ['a field of Object', (doc) => ideasOf(doc).get('bobs')!.set('constructor', 'x'), 'idea/malformed'],
    ['a place that is no number', (doc) => ideasOf(doc).get('bobs')!.set('x', 'left'), 'idea/malformed'],
    ['a place at infinity', (doc) => ideasOf(doc).get('bobs')!.set('x', Infinity), 'idea/malformed'],
    ['an unknown colour', (doc) => ideasOf(doc).get('bobs')!.set('colour', 'url(x)'), 'idea/malformed'],
    ['text that is a string', (doc) => ideasOf(doc).get('bobs')!.set('text', 'x'), 'idea/malformed'],
    ['formatted text', (doc) => text(doc, 'bobs').format(0, 2, { bold: true }), 'sync/malformed'],
    ['an embed', (doc) => text(doc, 'bobs').insertEmbed(0, { image: 'x' }), 'sync/malformed'],
    ['a map in a field', (doc) => ideasOf(doc).get('bobs')!.set('zone', new Y.Map()), 'idea/malformed'],
    ['an idea in another`s name', (doc) => writeIdea(doc, { id: idea('n'), text: 'x', by: bob, at: 1 }, 'me'), 'sync/foreign-author'],
    ['taking over authorship', (doc) => ideasOf(doc).get('bobs')!.set('by', ann), 'sync/foreign-author'],
    ['too long at once', (doc) => text(doc, 'bobs').insert(0, 'ก'.repeat(2000)), 'idea/too-long'],
    ['filing under a theme', (doc) => ideasOf(doc).get('bobs')!.set('theme', 't1'), 'seat/forbidden'],
    ['rewording another`s', (doc) => text(doc, 'bobs').insert(0, 'x'), 'idea/not-yours', own],
    ['erasing another`s text', (doc) => text(doc, 'bobs').delete(0, 3), 'idea/not-yours', own],
    ['replacing another`s text', (doc) => ideasOf(doc).get('bobs')!.set('text', new Y.Text('x')), 'idea/not-yours', own],
    ['moving another`s', (doc) => moveIdea(doc, idea('bobs'), { zone: 'z' }, 'me'), 'idea/not-yours', own],
    ['withdrawing another`s', (doc) => withdrawIdea(doc, idea('bobs'), 'me'), 'idea/not-yours', own],
    ['writing over another`s', (doc) => ideasOf(doc).set('bobs', new Y.Map([['text', new Y.Text('x')]])), 'idea/not-yours', own],
    ['withdrawing the server`s', (doc) => withdrawIdea(doc, idea('srv'), 'me'), 'idea/not-yours', own],
    [
      'rewording under cover of taking a field',
      (doc) =>
        doc.transact(() => {
          ideasOf(doc).get('bobs')!.delete('at')
          text(doc, 'bobs').insert(0, 'x')
        }),
      'seat/forbidden',
      { ...member, rights: { ...openBoard, reword: 'none' } },
    ],
    [
      'anything on a closed board',
      (doc) => text(doc, 'bobs').insert(0, 'x'),
      'board/closed',
      { ...member, closed: true, rights: closedBoard },
    ],
    ['anything from the wall', (doc) => text(doc, 'bobs').insert(0, 'x'), 'seat/forbidden', { ...member, role: 'wall' }],
    [
      'anything from another group',
      (doc) => writeIdea(doc, { id: idea('n'), text: 'x', at: 1 }, 'me'),
      'seat/forbidden',
      { ...member, member: false },
    ],
  ])('[GA5] %s is refused and changes nothing', (_what, write, code, standing) => {
    expect(refusedFrom(write, standing)).toEqual({ ok: false, code })
  })

  test('[GA6] nobody writes under a client id that is leased to another seat', () => {
    const board = new GatedBoard()
    const b = board.tablet(bob)
    writeIdea(b.doc, { id: idea('i1'), text: 'ก', at: 1 }, 'me')
    b.send()
    const a = board.tablet(ann)
    a.receive()
    a.doc.clientID = b.doc.clientID
    writeIdea(a.doc, { id: idea('i2'), text: 'ข', at: 1 }, 'me')
    expect(a.send()).toEqual({ ok: false, code: 'sync/foreign-client' })
  })

  test('[GA7] an update with a gap before it is refused, not parked', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('i1'), text: 'ก', at: 1 }, 'me')
    const state = Y.encodeStateVector(a.doc)
    text(a.doc, 'i1').insert(1, 'ข')
    expect(board.accept(Y.encodeStateAsUpdate(a.doc, state), ann)).toEqual({ ok: false, code: 'sync/gap' })
    expect(board.doc.store.pendingStructs).toBeNull()
  })

  test('[GA8] a board holds no more ideas than its limit', () => {
    const board = new GatedBoard()
    board.serverWrites((doc) => {
      for (let i = 0; i < 20_000; i++) writeIdea(doc, { id: idea(`n${i}`), text: 'ก', at: 1 }, 'server')
    })
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('one-more'), text: 'ข', at: 1 }, 'me')
    expect(a.send()).toEqual({ ok: false, code: 'board/full' })
  })

  test('[GA9] a text at its limit can still be shortened and exchanged', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann)
    writeIdea(a.doc, { id: idea('i1'), text: 'ก'.repeat(2000), at: 1 }, 'me')
    expect(a.send()).toEqual({ ok: true })
    a.doc.transact(() => {
      text(a.doc, 'i1').delete(0, 1500)
      text(a.doc, 'i1').insert(0, 'ข'.repeat(1500))
    })
    expect(a.send()).toEqual({ ok: true })
    text(a.doc, 'i1').insert(0, 'ค')
    expect(a.send()).toEqual({ ok: false, code: 'idea/too-long' })
  })
})

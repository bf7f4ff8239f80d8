import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { lockZone, seedBoard } from '#shared/board/board.ts'
import { commentsOf, reactionKey, reactionsOf } from '#shared/idea/comment.ts'
import { colourIdea, moveIdea, withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, maxIdeasPerDraft, readIdeas } from '#shared/idea/idea.ts'
import { closedBoard, openBoard, type Standing } from '#shared/role.ts'
import { GatedBoard, member, seats } from './gated-board.ts'
import { writeBetween } from './wrong-order.ts'

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
    ['text between neighbours in the wrong order', (doc) => writeBetween(text(doc, 'bobs'), 4, 1, 'x'), 'sync/malformed'],
    [
      'neighbours in the wrong order within one edit',
      (doc) => {
        writeIdea(doc, { id: idea('n'), text: 'กข', at: 1 }, 'me')
        text(doc, 'n').insert(2, 'คง')
        writeBetween(text(doc, 'n'), 3, 0, 'x')
      },
      'sync/malformed',
    ],
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
  ])('[GA5, GA12] %s is refused and changes nothing', (_what, write, code, standing) => {
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

  test('[GA8] one person holds back no more ideas than a board can take from everybody', () => {
    const board = new GatedBoard()
    const a = board.tablet(ann, { ...member, mostIdeas: maxIdeasPerDraft })
    for (let i = 0; i < maxIdeasPerDraft; i++) writeIdea(a.doc, { id: idea(`n${i}`), text: 'ก', at: 1 }, 'me')
    expect(a.send()).toEqual({ ok: true })
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

const comment = (of: string, by: SeatId, text = 'เห็นด้วย') => ({ idea: of, text, by, at: 1 })
const rights = (more: Partial<typeof openBoard>): Standing => ({ ...member, rights: { ...openBoard, react: 'all', ...more } })
const phased = (more: Partial<typeof openBoard>): Standing => ({ ...rights(more), inPhase: true })
const field = (doc: Y.Doc, id: string, key: string, value: unknown) => ideasOf(doc).get(id)!.set(key, value)
const hash = 'a'.repeat(64)

/** A board with ann's, bob's and the server's ideas, one of them locked, bob's comment and reaction, and a locked zone. */
const furnished = () => {
  const board = new GatedBoard()
  board.serverWrites((doc) => {
    writeIdea(doc, { id: idea('srv'), text: 'จากวิทยากร', zone: 'problem', at: 0 }, 'server')
    writeIdea(doc, { id: idea('brought'), text: 'ร่างของบ๊อบ', zone: 'problem', by: bob, at: 0 }, 'server')
    writeIdea(doc, { id: idea('shut'), text: 'ในช่องที่ล็อก', zone: 'solutions', at: 0 }, 'server')
    lockZone(doc, 'solutions', true)
  })
  for (const [seat, id] of [
    [ann, 'anns'],
    [bob, 'bobs'],
    [bob, 'locked'],
  ] as const) {
    const tablet = board.tablet(seat, rights({}))
    writeIdea(tablet.doc, { id: idea(id), text: `ของ ${id}`, zone: 'causes', by: seat, at: 1 }, 'me')
    commentsOf(tablet.doc).set(`on-${id}`, comment(id, seat))
    reactionsOf(tablet.doc).set(reactionKey(idea(id), seat), '👍')
    expect(tablet.send()).toEqual({ ok: true })
  }
  board.serverWrites((doc) => {
    writeIdea(doc, { id: idea('rich'), text: 'มีภาพ', zone: 'causes', by: bob, at: 0 }, 'server')
    field(doc, 'rich', 'stack', 'bobs')
    field(doc, 'rich', 'photo', hash)
  })
  const facilitator = board.tablet('fac' as SeatId, leads)
  field(facilitator.doc, 'locked', 'locked', true)
  expect(facilitator.send()).toEqual({ ok: true })
  return board
}
const tried = (seat: SeatId, standing: Standing, write: (doc: Y.Doc) => void) => {
  const board = furnished()
  const tablet = board.tablet(seat, standing)
  write(tablet.doc)
  const before = Y.encodeStateAsUpdate(board.doc)
  const verdict = tablet.send()
  if (!verdict.ok) expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
  return verdict.ok ? 'done' : verdict.code
}

describe('what is said and done about ideas', () => {
  test.each<[string, Standing, (doc: Y.Doc) => void]>([
    ['commenting on any idea', rights({}), (doc) => commentsOf(doc).set('c1', comment('bobs', ann))],
    ['taking the own comment away', rights({}), (doc) => commentsOf(doc).delete('on-anns')],
    ['a leader takes any comment away', leads, (doc) => commentsOf(doc).delete('on-bobs')],
    ['reacting', rights({}), (doc) => reactionsOf(doc).set(reactionKey(idea('bobs'), ann), '💡')],
    ['another reaction instead', rights({}), (doc) => reactionsOf(doc).set(reactionKey(idea('anns'), ann), '⭐')],
    ['a reaction taken back', rights({}), (doc) => reactionsOf(doc).delete(reactionKey(idea('anns'), ann))],
    [
      'commenting on what one has just written',
      rights({}),
      (doc) => {
        writeIdea(doc, { id: idea('new'), text: 'ใหม่', zone: 'causes', by: ann, at: 1 }, 'me')
        commentsOf(doc).set('c1', comment('new', ann))
      },
    ],
    ['stacking', rights({}), (doc) => field(doc, 'anns', 'stack', 'bobs')],
    [
      'building on an idea',
      rights({}),
      (doc) => writeIdea(doc, { id: idea('new'), text: 'ต่อยอด', zone: 'causes', by: ann, at: 1, from: idea('elsewhere') }, 'me'),
    ],
    [
      'a photo and a sketch on the own idea',
      rights({ reword: 'own' }),
      (doc) => ['photo', 'sketch'].forEach((key) => field(doc, 'anns', key, hash)),
    ],
    [
      'a leader locks and unlocks',
      leads,
      (doc) => {
        field(doc, 'bobs', 'locked', true)
        ideasOf(doc).get('locked')!.delete('locked')
      },
    ],
    ['a leader works in a locked zone', leads, (doc) => writeIdea(doc, { id: idea('new'), text: 'x', zone: 'solutions', at: 1 }, 'me')],
    [
      'withdrawing what was stacked, with its photo, where neither could be changed',
      { ...phased({ stack: 'none', withdraw: 'all' }), zones: ['solutions'] },
      (doc) => withdrawIdea(doc, idea('rich'), 'me'),
    ],
    [
      'moving into a zone that is open now',
      { ...rights({}), zones: ['problem'] },
      (doc) => moveIdea(doc, idea('anns'), { zone: 'problem' }, 'me'),
    ],
  ])('[GA13] %s is accepted', (_what, standing, write) => {
    expect(tried(standing === leads ? ('fac' as SeatId) : ann, standing, write)).toBe('done')
  })

  test.each<[string, string, (doc: Y.Doc) => void, Standing?]>([
    ['a comment in another`s name', 'sync/foreign-author', (doc) => commentsOf(doc).set('c1', comment('bobs', bob))],
    ['a comment in nobody`s name', 'idea/malformed', (doc) => commentsOf(doc).set('c1', { idea: 'bobs', text: 'x', at: 1 })],
    ['a comment with more in it', 'idea/malformed', (doc) => commentsOf(doc).set('c1', { ...comment('bobs', ann), html: 'x' })],
    ['an empty comment', 'idea/malformed', (doc) => commentsOf(doc).set('c1', comment('bobs', ann, ' '))],
    ['a comment over 500 characters', 'comment/too-long', (doc) => commentsOf(doc).set('c1', comment('bobs', ann, 'ก'.repeat(501)))],
    ['a comment that is a document', 'idea/malformed', (doc) => commentsOf(doc).set('c1', new Y.Map())],
    ['a comment on nothing', 'idea/not-found', (doc) => commentsOf(doc).set('c1', comment('none', ann))],
    ['the own comment changed after the fact', 'seat/forbidden', (doc) => commentsOf(doc).set('on-anns', comment('anns', ann, 'อีกอย่าง'))],
    ['another`s comment changed', 'seat/forbidden', (doc) => commentsOf(doc).set('on-bobs', comment('bobs', ann))],
    ['another`s comment taken away', 'idea/not-yours', (doc) => commentsOf(doc).delete('on-bobs')],
    [
      'a comment in a phase without',
      'phase/not-permitted',
      (doc) => commentsOf(doc).set('c1', comment('bobs', ann)),
      phased({ comment: 'none' }),
    ],
    [
      'taking a comment away in a phase without',
      'phase/not-permitted',
      (doc) => commentsOf(doc).delete('on-anns'),
      phased({ comment: 'none' }),
    ],
    [
      'a new idea that brings a comment in a phase without',
      'phase/not-permitted',
      (doc) => {
        writeIdea(doc, { id: idea('new'), text: 'ใหม่', zone: 'causes', by: ann, at: 1 }, 'me')
        commentsOf(doc).set('c1', comment('new', ann))
      },
      phased({ comment: 'none' }),
    ],
    ['another`s reaction set', 'sync/foreign-author', (doc) => reactionsOf(doc).set(reactionKey(idea('bobs'), bob), '💡')],
    ['another`s reaction taken away', 'sync/foreign-author', (doc) => reactionsOf(doc).delete(reactionKey(idea('bobs'), bob))],
    ['a reaction that is no sign', 'idea/malformed', (doc) => reactionsOf(doc).set(reactionKey(idea('bobs'), ann), '<b>')],
    ['a reaction under a strange key', 'idea/malformed', (doc) => reactionsOf(doc).set('bobs', '👍')],
    ['a reaction where they are off', 'seat/forbidden', (doc) => reactionsOf(doc).set(reactionKey(idea('bobs'), ann), '👍'), member],
    ['a reaction to nothing', 'idea/not-found', (doc) => reactionsOf(doc).set(reactionKey(idea('none'), ann), '👍')],
    ['stacking in a phase that forbids it', 'phase/not-permitted', (doc) => field(doc, 'anns', 'stack', 'bobs'), phased({ stack: 'none' })],
    [
      'a new idea on a stack in a phase that forbids it',
      'phase/not-permitted',
      (doc) =>
        doc.transact(() => {
          writeIdea(doc, { id: idea('new'), text: 'ใหม่', zone: 'causes', by: ann, at: 1 }, 'me')
          field(doc, 'new', 'stack', 'bobs')
        }),
      phased({ stack: 'none' }),
    ],
    ['stacking an idea on itself', 'idea/malformed', (doc) => field(doc, 'anns', 'stack', 'anns')],
    ['a photo on another`s idea', 'idea/not-yours', (doc) => field(doc, 'bobs', 'photo', hash)],
    ['a parent for another`s idea', 'idea/not-yours', (doc) => field(doc, 'bobs', 'from', 'anns')],
    ['a photo that is no hash', 'idea/malformed', (doc) => field(doc, 'anns', 'photo', 'https://example.org')],
    ['a lock set by a participant', 'seat/forbidden', (doc) => field(doc, 'anns', 'locked', true)],
    ['a lock taken away by a participant', 'seat/forbidden', (doc) => ideasOf(doc).get('locked')!.delete('locked')],
    [
      'a new idea that is born locked',
      'seat/forbidden',
      (doc) =>
        doc.transact(() => {
          writeIdea(doc, { id: idea('new'), text: 'ใหม่', zone: 'causes', by: ann, at: 1 }, 'me')
          field(doc, 'new', 'locked', true)
        }),
    ],
    [
      'a lock on the own idea by writing it anew',
      'seat/forbidden',
      (doc) =>
        ideasOf(doc).set(
          'anns',
          new Y.Map<unknown>([
            ['text', new Y.Text('x')],
            ['locked', true],
          ]),
        ),
    ],
    ['a lock that is not true', 'idea/malformed', (doc) => field(doc, 'anns', 'locked', 'yes'), leads],
    ['rewording a locked idea', 'idea/locked', (doc) => text(doc, 'locked').insert(0, 'x')],
    ['moving a locked idea', 'idea/locked', (doc) => moveIdea(doc, idea('locked'), { zone: 'problem' }, 'me')],
    ['withdrawing a locked idea', 'idea/locked', (doc) => withdrawIdea(doc, idea('locked'), 'me')],
    ['commenting on a locked idea', 'idea/locked', (doc) => commentsOf(doc).set('c1', comment('locked', ann))],
    ['writing over a locked idea', 'idea/locked', (doc) => ideasOf(doc).set('locked', new Y.Map([['text', new Y.Text('x')]]))],
    [
      'writing into a locked zone',
      'zone/locked',
      (doc) => writeIdea(doc, { id: idea('new'), text: 'x', zone: 'solutions', by: ann, at: 1 }, 'me'),
    ],
    ['moving into a locked zone', 'zone/locked', (doc) => moveIdea(doc, idea('anns'), { zone: 'solutions' }, 'me')],
    ['moving out of a locked zone', 'zone/locked', (doc) => moveIdea(doc, idea('shut'), { zone: 'causes' }, 'me')],
    ['rewording in a locked zone', 'zone/locked', (doc) => text(doc, 'shut').insert(0, 'x')],
    [
      'a locked zone under cover of another',
      'zone/locked',
      (doc) =>
        doc.transact(() => {
          field(doc, 'anns', 'zone', 'solutions')
          field(doc, 'bobs', 'zone', 'causes')
        }),
    ],
    [
      'writing outside the zones of the phase',
      'phase/not-permitted',
      (doc) => writeIdea(doc, { id: idea('new'), text: 'x', zone: 'causes', by: ann, at: 1 }, 'me'),
      { ...phased({}), zones: ['problem'] },
    ],
    [
      'writing nowhere when the first zone is not of the phase',
      'phase/not-permitted',
      (doc) => writeIdea(doc, { id: idea('new'), text: 'x', by: ann, at: 1 }, 'me'),
      { ...phased({}), zones: ['causes'] },
    ],
    [
      'moving outside the zones of the phase',
      'phase/not-permitted',
      (doc) => moveIdea(doc, idea('srv'), { zone: 'causes' }, 'me'),
      { ...phased({}), zones: ['problem'] },
    ],
    [
      'taking the zone away when the first is not of the phase',
      'phase/not-permitted',
      (doc) => ideasOf(doc).get('anns')!.delete('zone'),
      { ...phased({}), zones: ['causes'] },
    ],
    [
      'writing in a phase that forbids it',
      'phase/not-permitted',
      (doc) => writeIdea(doc, { id: idea('new'), text: 'x', zone: 'causes', by: ann, at: 1 }, 'me'),
      phased({ write: 'none' }),
    ],
    [
      'rewording another`s where only the own may be',
      'idea/not-yours',
      (doc) => text(doc, 'bobs').insert(0, 'x'),
      phased({ reword: 'own' }),
    ],
    ['another`s idea that the server brought', 'idea/not-yours', (doc) => text(doc, 'brought').insert(0, 'x'), phased({ reword: 'own' })],
    ['filing in a phase', 'seat/forbidden', (doc) => field(doc, 'anns', 'theme', 't1'), phased({})],
    [
      'anything on a frozen board, by a participant',
      'board/frozen',
      (doc) => text(doc, 'anns').insert(0, 'x'),
      { ...rights({}), frozen: true },
    ],
    ['anything on a frozen board, by who leads', 'board/frozen', (doc) => text(doc, 'anns').insert(0, 'x'), { ...leads, frozen: true }],
  ])('[GA14] %s is refused and changes nothing', (_what, code, write, standing = rights({})) => {
    expect(tried(standing.role === 'facilitator' ? ('fac' as SeatId) : ann, standing, write)).toBe(code)
  })

  test('[GA15] what the server wrote in somebody`s name is theirs, also after it was withdrawn and brought back', () => {
    const board = furnished()
    expect(board.index.ideas.get('brought')).toBe(bob)
    const b = board.tablet(bob, phased({ reword: 'own', withdraw: 'own', write: 'none' }))
    text(b.doc, 'brought').insert(0, 'แก้')
    expect(b.send()).toEqual({ ok: true })
    const f = board.tablet('fac' as SeatId, leads)
    const undo = new Y.UndoManager(ideasOf(f.doc), { trackedOrigins: new Set(['me']) })
    withdrawIdea(f.doc, idea('brought'), 'me')
    expect(f.send()).toEqual({ ok: true })
    undo.undo()
    expect(f.send()).toEqual({ ok: true })
    b.receive()
    text(b.doc, 'brought').insert(0, 'อีก')
    expect(b.send()).toEqual({ ok: true })
  })

  test('[GA16] a board holds at most 2,000 comments', () => {
    const board = furnished()
    board.serverWrites((doc) => {
      for (let i = commentsOf(doc).size; i < 2_000; i++) commentsOf(doc).set(`n${i}`, comment('bobs', bob))
    })
    const a = board.tablet(ann)
    commentsOf(a.doc).set('more', comment('bobs', ann))
    expect(a.send()).toEqual({ ok: false, code: 'board/full' })
  })
})

const text = (doc: Y.Doc, id: string) => ideasOf(doc).get(id)!.get('text') as Y.Text

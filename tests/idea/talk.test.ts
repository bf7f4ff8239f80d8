import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seedBoard } from '#shared/board/board.ts'
import type { CommentId } from '#shared/idea/comment.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas, type Idea } from '#shared/idea/idea.ts'
import { topOf } from '#shared/idea/stack.ts'
import { attachPicture, lockIdea, react, readComments, readReactions, stackIdea, withdrawComment, writeComment } from '#shared/idea/talk.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'

const id = (name: string) => name as IdeaId
const ann = 'seat-ann' as SeatId
const bob = 'seat-bob' as SeatId
const board = (...names: string[]): Y.Doc => {
  const doc = new Y.Doc()
  seedBoard(doc, 'กลุ่ม 1', 'free')
  names.forEach((name, at) => writeIdea(doc, { id: id(name), text: `ข้อ ${name}`, at }, 'test'))
  return doc
}
const ideas = (doc: Y.Doc) => new Map(readIdeas(doc).map((idea): [IdeaId, Idea] => [idea.id, idea]))
const say = (doc: Y.Doc, comment: string, text: string, at: number, idea = 'a') =>
  writeComment(doc, comment as CommentId, { idea: id(idea), text, by: ann, at }, 'test')

describe('what hangs on ideas', () => {
  test('[TK1] comments stand under their idea, oldest first, and are taken back one by one', () => {
    const doc = board('a', 'b')
    say(doc, 'c2', 'ข้อสอง', 2)
    say(doc, 'c1', ' ข้อแรก ', 1)
    say(doc, 'c3', 'ของอีกข้อ', 3, 'b')
    expect(
      readComments(doc)
        .get(id('a'))
        ?.map(({ text }) => text),
    ).toEqual(['ข้อแรก', 'ข้อสอง'])
    withdrawComment(doc, 'c1' as CommentId, 'test')
    expect(
      readComments(doc)
        .get(id('a'))
        ?.map(({ text }) => text),
    ).toEqual(['ข้อสอง'])
    expect(() => say(doc, 'c4', '   ', 4)).toThrow('idea/empty')
    expect(() => say(doc, 'c5', 'ก'.repeat(501), 5)).toThrow('comment/too-long')
    doc.getMap('comments').set('odd', { idea: 'a', text: 7 })
    expect(readComments(doc).get(id('a'))).toHaveLength(1)
  })

  test('[TK2] a seat has one reaction to an idea, can exchange it and take it back', () => {
    const doc = board('a')
    react(doc, id('a'), ann, '👍', 'test')
    react(doc, id('a'), bob, '👍', 'test')
    react(doc, id('a'), ann, '💡', 'test')
    const seen = readReactions(doc, ann).get(id('a'))!
    expect([...seen.counts]).toEqual(
      expect.arrayContaining([
        ['💡', 1],
        ['👍', 1],
      ]),
    )
    expect(seen.own).toBe('💡')
    react(doc, id('a'), ann, undefined, 'test')
    expect(readReactions(doc, ann).get(id('a'))).toMatchObject({ own: undefined })
  })

  test('[TK3] a stack keeps every original; rings and lost tops hide nothing', () => {
    const doc = board('a', 'b', 'c', 'd')
    const top = (name: string) => topOf(ideas(doc).get(id(name))!, ideas(doc))?.id
    stackIdea(doc, id('b'), id('a'), 'test')
    stackIdea(doc, id('c'), id('b'), 'test')
    expect([top('a'), top('b'), top('c'), top('d')]).toEqual([undefined, 'a', 'a', undefined])
    expect(readIdeas(doc)).toHaveLength(4)
    stackIdea(doc, id('a'), id('c'), 'test')
    expect([top('a'), top('b'), top('c')]).toEqual([undefined, undefined, undefined])
    stackIdea(doc, id('a'), id('gone'), 'test')
    expect([top('a'), top('b'), top('c')]).toEqual([undefined, 'a', 'a'])
    stackIdea(doc, id('b'), undefined, 'test')
    expect([top('b'), top('c')]).toEqual([undefined, 'b'])
  })

  test('[TK4] pictures and locks are put on and taken off, and change nothing else', () => {
    const doc = board('a')
    const before = readIdeas(doc)
    const hash = 'ab'.repeat(32)
    attachPicture(doc, id('a'), 'photo', hash, 'test')
    attachPicture(doc, id('a'), 'sketch', hash, 'test')
    lockIdea(doc, id('a'), true, 'test')
    expect(readIdeas(doc)).toMatchObject([{ photo: hash, sketch: hash, locked: true }])
    attachPicture(doc, id('a'), 'photo', undefined, 'test')
    attachPicture(doc, id('a'), 'sketch', undefined, 'test')
    lockIdea(doc, id('a'), false, 'test')
    expect(readIdeas(doc)).toEqual(before)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { commentsOf, type CommentId } from '#shared/idea/comment.ts'
import { cleanText } from '#shared/idea/edit.ts'
import { writeComment } from '#shared/idea/talk.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { difference, TextMirror } from '../../client/idea/text-mirror.ts'

test('[ID1] the caret decides which of equal characters was typed or taken', () => {
  expect(difference('aa', 'aaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' })
  expect(difference('aa', 'aaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' })
  expect(difference('aaa', 'aa', 1)).toEqual({ index: 1, remove: 1, insert: '' })
})

test('[ID2] half a surrogate pair is never written or taken', () => {
  const [grin, wink] = ['\u{1F600}', '\u{1F609}']
  for (const caret of [1, 2]) expect(difference(grin, wink, caret)).toEqual({ index: 0, remove: 2, insert: wink })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.nat(), (before, after, caret) => {
      const { index, remove, insert } = difference(before, after, Math.min(caret, after.length))
      expect(before.slice(0, index) + insert + before.slice(index + remove)).toBe(after)
      expect(insert.isWellFormed() && before.slice(index, index + remove).isWellFormed()).toBe(true)
    }),
  )
})

test('[ID3] what would not fit any more is left out, and the pair at the edge whole', () => {
  const mirror = new TextMirror('ab')
  expect(mirror.typed('ab\u{1F600}\u{1F600}', 6, 3)).toEqual([{ index: 2, remove: 0, insert: '\u{1F600}' }])
  expect(mirror.shown).toBe('ab\u{1F600}')
})

test('[ID4] a text with other line ends shows as a textarea holds it, and edits land in the right place', () => {
  const text = new Y.Doc().getText()
  text.insert(0, 'หนึ่ง\r\nสอง')
  const mirror = new TextMirror(text.toString())
  expect(mirror.shown).toBe('หนึ่ง\nสอง')
  for (const { index, remove, insert } of mirror.typed('หนึ่ง\nXสอง', 7)) {
    text.delete(index, remove)
    text.insert(index, insert)
  }
  expect(text.toString()).toBe('หนึ่ง\r\nXสอง')
})

test('[ID7] what nobody sees and what turns the direction is left out, whether it is typed or comes whole; joiners stay', () => {
  const raw = '\u202eก\r\nข\u2028ค\u000bง\t\u0000จ\u2066 👩\u200d👧 น้ำ\u200bท่วม'
  const clean = 'ก\nข\nค\nง\tจ 👩\u200d👧 น้ำ\u200bท่วม'
  expect(cleanText(raw)).toBe(clean)
  expect(cleanText('ข้อ\ud800')).toBe('ข้อ')
  expect(cleanText(`น${'้'.repeat(500)}ำ`)).toBe(`น${'้'.repeat(8)}ำ`)
  const mirror = new TextMirror('ab')
  const typed = raw.replace('\r', '')
  expect(mirror.typed(`a${typed}b`, 1 + typed.length)).toEqual([{ index: 1, remove: 0, insert: clean }])
  expect(mirror.shown).toBe(`a${clean}b`)
  const doc = new Y.Doc()
  writeComment(doc, 'said' as CommentId, { idea: 'one' as IdeaId, text: raw, by: 'me' as SeatId, at: 1 }, 'hand')
  expect(commentsOf(doc).get('said')).toMatchObject({ text: clean })
  for (const unseen of ['\u202e\u2066', ' \u200b', '\u0007']) expect(() => cleanText(unseen)).toThrow('idea/empty')
})

/** A person at a textarea over a replica; the network between replicas is the test's own hand. */
class Author {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText()
  readonly mirror: TextMirror
  readonly outbox: Uint8Array[] = []
  value: string
  caret = 0
  composing = false
  #typing = false

  constructor(start: Uint8Array) {
    Y.applyUpdate(this.doc, start, 'wire')
    this.mirror = new TextMirror(this.text.toString())
    this.value = this.mirror.shown
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && this.outbox.push(update))
    this.text.observe((event) => {
      if (this.#typing) return
      this.mirror.remote(event.changes.delta)
      if (!this.composing) this.draw()
    })
  }
  draw(): void {
    const position = this.mirror.toShared(this.caret)
    this.mirror.renew(this.text.toString())
    this.value = this.mirror.shown
    this.caret = this.mirror.toShown(position)
  }
  /** Takes `remove` own characters before the caret away and types `insert` there. */
  type(insert: string, remove = 0): void {
    const from = Math.max(0, this.caret - remove)
    this.value = this.value.slice(0, from) + insert + this.value.slice(this.caret)
    this.caret = from + insert.length
    const edits = this.mirror.typed(this.value, this.caret)
    this.#typing = true
    this.doc.transact(() => {
      for (const edit of edits) {
        this.text.delete(edit.index, edit.remove)
        this.text.insert(edit.index, edit.insert)
      }
    })
    this.#typing = false
  }
}

test('[ID5] two authors typing in one text at once lose none of 2,400 characters, composing or not, on a slow network', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(999)), (chance) => {
      const start = new Y.Doc()
      start.getText().insert(0, 'เริ่มต้น')
      const authors = [0, 1].map(() => new Author(Y.encodeStateAsUpdate(start)))
      const next = (below: number) => (chance.next().value as number) % below
      // Private-use letters tell the authors' characters apart and count them.
      const typed = [0, 0]
      const inFlight: { to: Author; update: Uint8Array }[][] = [[], []]
      const deliver = (author: number, all: boolean) => {
        const queue = inFlight[author]!
        for (let n = all ? queue.length : next(queue.length + 1); n > 0; n -= 1) {
          const { to, update } = queue.shift()!
          Y.applyUpdate(to.doc, update, 'wire')
        }
      }
      while (typed[0]! + typed[1]! < 2_400) {
        const who = next(2)
        const author = authors[who]!
        if (next(12) === 0) author.caret = next(author.value.length + 1)
        if (next(15) === 0) {
          author.composing = !author.composing
          if (!author.composing) author.draw()
        }
        const length = 1 + next(6)
        author.type(String.fromCharCode(0xe000 + who).repeat(length))
        typed[who]! += length
        for (const update of author.outbox.splice(0)) inFlight[who]!.push({ to: authors[1 - who]!, update })
        if (next(3) === 0) deliver(next(2), false)
      }
      deliver(0, true)
      deliver(1, true)
      for (const author of authors) {
        author.draw()
        expect(author.value).toBe(author.text.toString())
      }
      const [text, other] = authors.map((author) => author.text.toString())
      expect(text).toBe(other)
      for (const who of [0, 1]) expect(text!.split(String.fromCharCode(0xe000 + who)).length - 1).toBe(typed[who])
      expect(text!.replace(/[\ue000-\ue001]/g, '')).toBe('เริ่มต้น')
    }),
    { numRuns: 3, seed: 20261125 },
  )
})

test('[ID6] what one deletes while composing takes nothing that another has typed in between', () => {
  const start = new Y.Doc()
  start.getText().insert(0, 'abcd')
  const [mine, theirs] = [new Author(Y.encodeStateAsUpdate(start)), new Author(Y.encodeStateAsUpdate(start))]
  mine.composing = true
  theirs.caret = 2
  theirs.type('XX')
  Y.applyUpdate(mine.doc, theirs.outbox[0]!, 'wire')
  expect(mine.value).toBe('abcd')
  mine.caret = 4
  mine.type('z', 3)
  expect(mine.text.toString()).toBe('azXX')
  mine.composing = false
  mine.draw()
  expect([mine.value, mine.caret]).toEqual(['azXX', 2])
})

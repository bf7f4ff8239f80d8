/** Updates that are short to send and long to judge: one of them may not hold up everybody else. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { moveIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import { maxFrameBytes } from '#shared/sync/wire.ts'
import { workedMs } from '../helpers/worked.ts'
import { GatedBoard, seats } from './gated-board.ts'

const [ann, bob] = seats
const id = 'i1' as IdeaId

/** Structs of one client in a row, and nothing deleted. */
const written = (client: number, clock: number, structs: readonly ((e: encoding.Encoder) => void)[]): Uint8Array => {
  const e = encoding.createEncoder()
  for (const head of [1, structs.length, client, clock]) encoding.writeVarUint(e, head)
  for (const struct of structs) struct(e)
  encoding.writeVarUint(e, 0)
  return encoding.toUint8Array(e)
}
const writeId = (e: encoding.Encoder, { client, clock }: Y.ID) => {
  encoding.writeVarUint(e, client)
  encoding.writeVarUint(e, clock)
}
/** A stretch that is deleted already, somewhere before another: it counts for nothing in the length of the text. */
const before = (right: Y.ID) => (e: encoding.Encoder) => {
  encoding.writeUint8(e, 1 | 0x40)
  writeId(e, right)
  encoding.writeVarUint(e, 1)
}
/** How long the gate takes, and what it says. */
const judged = (board: GatedBoard, update: Uint8Array, seat: SeatId = ann) => {
  expect(update.length).toBeLessThan(maxFrameBytes)
  const begun = workedMs()
  const verdict = board.accept(update, seat)
  return { ms: workedMs() - begun, code: verdict.ok ? 'ok' : verdict.code }
}
const boardWithText = (): { board: GatedBoard; text: Y.Text } => {
  const board = new GatedBoard()
  const tablet = board.tablet(ann)
  writeIdea(tablet.doc, { id, text: 'กข', by: ann, at: 1 }, 'me')
  tablet.send()
  return { board, text: ideasOf(board.doc).get(id)!.get('text') as Y.Text }
}

test('[GA17] client ids by the ten thousand are refused, and leave no trace in the room', () => {
  const board = new GatedBoard()
  const e = encoding.createEncoder()
  const clients = 100_000
  encoding.writeVarUint(e, clients)
  for (let n = 0; n < clients; n++) {
    // One forgotten struct under each.
    for (const value of [1, 1_000_000 + n, 0]) encoding.writeVarUint(e, value)
    encoding.writeUint8(e, 0)
    encoding.writeVarUint(e, 1)
  }
  encoding.writeVarUint(e, 0)
  const known = board.doc.store.clients.size
  const { ms, code } = judged(board, encoding.toUint8Array(e))
  expect([code, board.doc.store.clients.size]).toEqual(['sync/malformed', known])
  expect(ms).toBeLessThan(1_000)
})

test('[GA17] a seat has not more client ids than anybody could need', () => {
  const board = new GatedBoard()
  const claim = (from: number, count: number) => {
    const all = Array.from({ length: count }, (_, n) => {
      const doc = new Y.Doc()
      doc.clientID = from + n
      writeIdea(doc, { id: `i${n}` as IdeaId, text: 'ก', at: 1 }, 'me')
      return Y.encodeStateAsUpdate(doc)
    })
    return Y.mergeUpdates(all)
  }
  board.index.learn({ clients: Array.from({ length: 19_990 }, (_, n) => 1_000_000 + n), ideas: [] }, ann)
  expect(judged(board, claim(10, 10)).code).toBe('ok')
  expect(judged(board, claim(30, 1)).code).toBe('board/full')
  expect(judged(board, claim(40, 10), bob).code).toBe('ok')
})

test('[GA17] what is deleted may not be told over and over', () => {
  const { board, text } = boardWithText()
  const e = encoding.createEncoder()
  const { client, clock } = text._start!.id
  encoding.writeVarUint(e, 0)
  encoding.writeVarUint(e, 1)
  encoding.writeVarUint(e, client)
  encoding.writeVarUint(e, 200_000)
  for (let n = 0; n < 200_000; n++) for (const value of [clock, 1]) encoding.writeVarUint(e, value)
  expect(judged(board, encoding.toUint8Array(e)).code).toBe('sync/malformed')
})

test('[GA17] neighbours that are far apart, ten thousand times, are refused before anybody has to wait', () => {
  const { board, text } = boardWithText()
  const end = text._start!.id
  const client = 77
  // Each stretch in front of the one before: they stay apart, as if they had been written over days.
  let right = end
  const stretches = Array.from({ length: 20_000 }, (_, clock) => {
    const struct = before(right)
    right = Y.createID(client, clock)
    return struct
  })
  Y.applyUpdate(board.doc, written(client, 0, stretches))
  board.index.learn({ clients: [client], ideas: [] }, ann)
  const far = Array.from({ length: 20_000 }, () => before(end))
  const { ms, code } = judged(board, written(client, stretches.length, far))
  expect(code).toBe('sync/too-large')
  expect(ms).toBeLessThan(1_000)
  // Who writes at its end does so as ever.
  const tablet = board.tablet(bob)
  const own = ideasOf(tablet.doc).get(id)!.get('text') as Y.Text
  own.insert(2, 'ค')
  expect(tablet.send()).toEqual({ ok: true })
})

test('[GA17] a value that was overwritten without end is not looked through without end', () => {
  const { board } = boardWithText()
  const tablet = board.tablet(ann)
  // Each of two fields by turns, so that the old values are not joined.
  for (let n = 0; n < 3_000; n++) moveIdea(tablet.doc, id, { zone: 'all', x: n, y: n }, 'me')
  expect(tablet.send()).toEqual({ ok: true })
  const idea = ideasOf(board.doc).get(id)!
  let first = idea._map.get('x')!
  while (first.left) first = first.left
  const client = 78
  const behindTheFirst = (e: encoding.Encoder) => {
    encoding.writeUint8(e, 8 | 0x80)
    writeId(e, first.id)
    encoding.writeVarUint(e, 1)
    encoding.writeAny(e, 7)
  }
  const { ms, code } = judged(
    board,
    written(
      client,
      0,
      Array.from({ length: 30_000 }, () => behindTheFirst),
    ),
  )
  expect(code).toBe('sync/too-large')
  expect(ms).toBeLessThan(1_000)
})

test('[GA17] what is honest and long is taken: a day of writing without a line, and a board that is brought in at once', () => {
  const { board } = boardWithText()
  const tablet = board.tablet(ann)
  const text = ideasOf(tablet.doc).get(id)!.get('text') as Y.Text
  for (let n = 0; n < 4_000; n++) {
    // Every other letter here and there: nothing of that is joined.
    text.insert(n % 2 === 0 ? text.length : (n * 7) % text.length, 'ก')
    if (text.length > 1_500) text.delete(text.length - 2, 1)
    moveIdea(tablet.doc, id, { zone: 'all', x: n, y: n }, 'me')
  }
  expect(tablet.send()).toEqual({ ok: true })
  const many = board.tablet(bob)
  many.doc.transact(() => {
    for (let n = 0; n < 5_000; n++) writeIdea(many.doc, { id: `m${n}` as IdeaId, text: `ความคิดเห็นที่ ${n}`, by: bob, at: n }, 'me')
  })
  expect(many.send()).toEqual({ ok: true })
})

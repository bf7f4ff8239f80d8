/**
 * Hostile frames against the gate (P13). One attacker sends them between honest edits; nothing may throw, hang, stay
 * pending or change what the attacker has no right to, and the board must reload to the same content.
 */
import * as Y from 'yjs'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { commentsOf, reactionKey, reactionsOf } from '#shared/idea/comment.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas, type Idea } from '#shared/idea/idea.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import { canonicalText } from '#shared/sync/canon.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { GatedBoard, member, seats } from './gated-board.ts'
import { hostileUpdate, seeded } from './hostile-frames.ts'

export interface FuzzResult {
  frames: number
  accepted: number
  slowestMs: number
  reloads: number
}

const eve = 'seat-eve' as SeatId
/** Rounds alternate: may touch only own ideas, and may touch everything (then only shape is tested). */
const narrow: Standing = { ...member, rights: { ...openBoard, react: 'all', reword: 'own', move: 'own', withdraw: 'own', stack: 'own' } }
const wide: Standing = { ...member, rights: { ...openBoard, react: 'all' } }

const content = (doc: Y.Doc): string => canonicalText(doc)

/** @throws Error naming the seed and the frame when a promise breaks */
export const fuzz = (seed: number, frames: number): FuzzResult => {
  const random = seeded(seed)
  const result: FuzzResult = { frames: 0, accepted: 0, slowestMs: 0, reloads: 0 }
  while (result.frames < frames) round(random, Math.min(2_000, frames - result.frames), result, seed)
  return result
}

const round = (random: () => number, frames: number, result: FuzzResult, seed: number): void => {
  const eveStanding = result.reloads % 2 === 0 ? narrow : wide
  const board = new GatedBoard()
  const log: { update: Uint8Array; seat: SeatId | 'server' }[] = [{ update: Y.encodeStateAsUpdate(board.doc), seat: 'server' }]
  const tablets = seats.map((seat) => board.tablet(seat))
  const mallory = board.tablet(eve, eveStanding)
  const honest: Uint8Array[] = []
  const ideas = () => readIdeas(board.doc).filter((idea: Idea) => board.index.ideas.get(idea.id) !== eve)
  const comments = () => [...commentsOf(board.doc)].filter(([, comment]) => (comment as { by: string }).by !== eve)
  const reactions = () => [...reactionsOf(board.doc)].filter(([key]) => !key.endsWith(`:${eve}`))
  /** What eve has no right to: others' ideas, under both standings others' comments and reactions, and what only who leads may lock. */
  const safe = () => JSON.stringify([comments().sort(), reactions().sort(), readIdeas(board.doc).filter(({ locked }) => locked)])
  const others = () => JSON.stringify(ideas())
  const accept = (update: Uint8Array, seat: SeatId, standing: Standing): boolean => {
    const verdict = board.accept(update, seat, standing)
    if (verdict.ok && verdict.update) log.push({ update: verdict.update, seat })
    return verdict.ok
  }
  const write = (tablet: (typeof tablets)[number], standing: Standing) => {
    tablet.receive()
    const state = Y.encodeStateVector(tablet.doc)
    const id = `i${honest.length}-${result.frames}` as IdeaId
    writeIdea(tablet.doc, { id, text: 'ขุดลอกท่อก่อนฝน', zone: 'causes', by: tablet.seat, at: 1 }, 'me')
    commentsOf(tablet.doc).set(`c-${id}`, { idea: id, text: 'เห็นด้วย', by: tablet.seat, at: 1 })
    reactionsOf(tablet.doc).set(reactionKey(id, tablet.seat), '💡')
    const update = Y.encodeStateAsUpdate(tablet.doc, state)
    if (!accept(update, tablet.seat, standing)) throw new Error(`seed ${seed}: an honest edit was refused`)
    honest.push(update)
  }
  for (const tablet of tablets) write(tablet, wide)
  write(mallory, eveStanding)
  let known = others()
  let kept = safe()
  for (let i = 0; i < frames; i++) {
    const where = `seed ${seed}, frame ${result.frames}`
    if (i % 50 === 49) {
      write(tablets[i % tablets.length]!, wide)
      known = others()
      kept = safe()
    }
    const frame = hostileUpdate(random, {
      doc: board.doc,
      own: [mallory.doc.clientID],
      honest: honest.slice(-8),
      ideaIds: ideas()
        .slice(0, 4)
        .map((idea) => idea.id),
      entries: [...comments().slice(0, 3), ...reactions().slice(0, 3)].map(([key]) => key),
    })
    const began = performance.now()
    let accepted: boolean
    try {
      accepted = accept(frame, eve, eveStanding)
    } catch (error) {
      throw new Error(`${where}: ${Buffer.from(frame).toString('hex')}`, { cause: error })
    }
    result.slowestMs = Math.max(result.slowestMs, performance.now() - began)
    result.frames++
    if (accepted) {
      result.accepted++
      if (safe() !== kept) throw new Error(`${where}: another's comment, reaction or lock changed: ${Buffer.from(frame).toString('hex')}`)
      if (eveStanding === narrow && others() !== known)
        throw new Error(`${where}: another's idea changed: ${Buffer.from(frame).toString('hex')}`)
    }
  }
  reload(board, log, seed)
  result.reloads++
}

/** The board read back from what was stored: from the log, and from one snapshot with its index. */
const reload = (board: GatedBoard, log: readonly { update: Uint8Array; seat: SeatId | 'server' }[], seed: number): void => {
  const fromLog = new Y.Doc()
  const index = new RoomIndex()
  for (const entry of log) {
    Y.applyUpdate(fromLog, entry.update)
    index.learnUpdate(entry.update, entry.seat)
  }
  const fromSnapshot = new Y.Doc()
  Y.applyUpdate(fromSnapshot, Y.encodeStateAsUpdate(board.doc))
  for (const doc of [fromLog, fromSnapshot]) if (content(doc) !== content(board.doc)) throw new Error(`seed ${seed}: the reload differs`)
  if (Buffer.compare(index.encode(), RoomIndex.decode(board.index.encode()).encode()) !== 0)
    throw new Error(`seed ${seed}: the index differs`)
}

/**
 * Ideas that were taken off a board, kept as they were so that a facilitator can bring them back. Whoever withdrew an
 * idea is not kept, and its author only where the idea bore one.
 */
import type { BoardId, IdeaId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, type Idea } from '#shared/idea/idea.ts'
import type { Withdrawn } from '#shared/board/version.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom, readRoom } from '#shared/sync/wire.ts'
import { amend } from '../access/kept.ts'
import type { Records } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'

export interface Withdrawals {
  /** Those that are not on the board now, newest first. */
  list(boardId: BoardId): Promise<Withdrawn>
  /** `mayChange` throws when the board may not change, and is asked at the moment of writing. @throws idea/not-found */
  bringBack(boardId: BoardId, id: IdeaId, mayChange: () => void): Promise<void>
  /** Resolves when what was withdrawn until now is kept. */
  close(): Promise<void>
}
interface Kept {
  idea: Idea
  withdrawnAt: number
}

const kind = 'withdrawn'
/** Of each board no more are kept: writing and taking away without end fills no disk. What stood at a phase's end is in its versions. */
const maxKept = 5_000
const keptAtOnce = 50
const keyOf = (boardId: BoardId, id: string): string => `${boardId}-${id}`

export const openWithdrawals = (records: Records, rooms: Rooms, now: () => number, failed: (error: unknown) => void): Withdrawals => {
  const keep = (boardId: BoardId, idea: Idea): Promise<unknown> =>
    amend<Kept>(records, kind, keyOf(boardId, idea.id), () => ({ idea, withdrawnAt: now() }))
  /** By board, as far as this process has kept any. */
  const counts = new Map<BoardId, number>()
  const keepAll = async (boardId: BoardId, ideas: readonly Idea[]): Promise<void> => {
    const before = counts.get(boardId) ?? (await records.list(kind, `${boardId}-`)).length
    const fitting = ideas.slice(0, Math.max(0, maxKept - before))
    counts.set(boardId, before + fitting.length)
    for (let at = 0; at < fitting.length; at += keptAtOnce)
      await Promise.all(fitting.slice(at, at + keptAtOnce).map((idea) => keep(boardId, idea)))
  }
  // One after the other: whoever clears a whole board holds up no other's questions to the store.
  let line: Promise<void> = Promise.resolve()
  const stop = rooms.onWithdrawn((name, ideas) => {
    const room = readRoom(name)
    if (room?.kind !== 'board') return
    const visible = ideas.filter(({ text }) => text.trim() !== '')
    line = line.then(() => keepAll(room.boardId, visible)).catch(failed)
  })

  const list: Withdrawals['list'] = async (boardId) => {
    const kept = (await records.list(kind, `${boardId}-`)).map(({ value }) => value as Kept)
    const present = await rooms.read(boardRoom(boardId), (doc) => new Set(ideasOf(doc).keys()))
    return kept
      .filter(({ idea }) => !present.has(idea.id))
      .sort((a, b) => b.withdrawnAt - a.withdrawnAt)
      .map(({ idea: { id, text, zone }, withdrawnAt }) => ({ id, text, ...(zone !== undefined && { zone }), withdrawnAt }))
  }

  return {
    list,
    bringBack: async (boardId, id, mayChange) => {
      const kept = (await records.get(kind, keyOf(boardId, id)))?.value as Kept | undefined
      if (!kept) throw new Refusal('idea/not-found')
      await rooms.write(boardRoom(boardId), (doc) => {
        mayChange()
        const { at = kept.withdrawnAt, ...idea } = kept.idea
        // Pressed twice, or undone by its author meanwhile: it is there.
        if (ideasOf(doc).has(id)) return
        writeIdea(doc, { ...idea, at }, 'bring-back')
        const map = ideasOf(doc).get(id)!
        for (const field of ['theme', 'stack', 'photo', 'sketch', 'locked'] as const)
          if (idea[field] !== undefined) map.set(field, idea[field])
      })
    },
    close: async () => {
      stop()
      await line
    },
  }
}

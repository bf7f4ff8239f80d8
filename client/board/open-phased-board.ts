import type { BoardId, SeatId } from '#shared/id.ts'
import { takeUnsent, type UnnamedIdea } from '../idea/unsent.ts'
import { ask } from '../net/call.ts'
import { latePiece } from '../net/late-piece.ts'
import { openNotebook } from '../net/notebook.ts'
import { serverClock } from '../net/server-clock.ts'
import { holdsUnsent } from '../net/sync-address.ts'
import { openLiveBoard } from './open-live-board.ts'
import { PhasedBoard, type PhaseWorld } from './phased-board.svelte.ts'

const unnamedOf = (boardId: BoardId, seatId: SeatId) => openNotebook<UnnamedIdea[]>(`kp:unnamed:${boardId}:${seatId}`, [])

const unnamedIdeas = latePiece(() => import('../idea/unnamed-ideas.svelte.ts'))

const world: PhaseWorld = {
  openDraft: (boardId, draft) => openLiveBoard({ boardId, draft }),
  holdsDrafts: (boardId, draft) => holdsUnsent({ boardId, draft }),
  takeUnsent: (boardId, seatId, run) => takeUnsent(unnamedOf(boardId, seatId), run),
  takeLeft: async (boardId, seatId) => (await import('../net/left-texts.ts')).takeLeft(boardId, seatId),
  openUnnamed: async (boardId, seatId, run, refused) => {
    const { UnnamedIdeas } = await unnamedIdeas()
    return new UnnamedIdeas(boardId, run, {
      notebook: unnamedOf(boardId, seatId),
      ask,
      random: (bytes) => crypto.getRandomValues(bytes),
      now: () => serverClock.now(),
      refused,
    })
  },
}

/** Opens a participant's board over the network, whatever phases it goes through: `board.follow(room)` once the room is known. */
export const openPhasedBoard = (boardId: BoardId): PhasedBoard => new PhasedBoard(openLiveBoard({ boardId }), boardId, world)

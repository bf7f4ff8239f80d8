import type { BoardId } from '#shared/id.ts'
import { ask } from '../net/call.ts'
import { openNotebook } from '../net/notebook.ts'
import { serverClock } from '../net/server-clock.ts'
import { openLiveBoard } from './open-live-board.ts'
import { PhasedBoard, type PhaseWorld } from './phased-board.svelte.ts'

const world: PhaseWorld = {
  openDraft: (boardId, draft) => openLiveBoard({ boardId, draft }),
  openUnnamed: async (boardId, run, refused) => {
    const { UnnamedIdeas } = await import('../idea/unnamed-ideas.svelte.ts')
    return new UnnamedIdeas(boardId, run, {
      notebook: openNotebook(`kp:unnamed:${boardId}`, []),
      ask,
      random: (bytes) => crypto.getRandomValues(bytes),
      now: () => serverClock.now(),
      refused,
    })
  },
}

/** Opens a participant's board over the network, whatever phases it goes through: `board.follow(room)` once the room is known. */
export const openPhasedBoard = (boardId: BoardId): PhasedBoard => new PhasedBoard(openLiveBoard({ boardId }), boardId, world)

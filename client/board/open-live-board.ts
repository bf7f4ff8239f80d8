import * as Y from 'yjs'
import type { SyncAddress } from '../net/sync-address.ts'
import { openSync } from '../net/sync.ts'
import { LiveBoard } from './live-board.svelte.ts'

/** Opens a board over the network: `openLiveBoard({ boardId })`, then `board.close()`. */
export const openLiveBoard = (address: SyncAddress): LiveBoard => {
  const doc = new Y.Doc()
  const board = new LiveBoard(doc)
  board.join(openSync(address, doc, board))
  return board
}

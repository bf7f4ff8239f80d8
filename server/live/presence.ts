/** Who has which board open, over all processes: each tells the others its own, and is forgotten when it falls silent. */
import type { BoardId, SeatId } from '#shared/id.ts'

/** How often each process repeats what it knows, and how long it is believed. */
export const repeatMs = 10_000
const believedMs = 35_000

export interface Presence {
  /** What a process says of one board; nobody = an empty list. */
  tell(node: string, boardId: BoardId, seats: readonly SeatId[]): void
  online(boardId: BoardId): Set<SeatId>
}

export const openPresence = (own: string, now: () => number): Presence => {
  const boards = new Map<BoardId, Map<string, { seats: readonly SeatId[]; at: number }>>()
  return {
    tell: (node, boardId, seats) => {
      const nodes = boards.get(boardId) ?? new Map<string, { seats: readonly SeatId[]; at: number }>()
      if (seats.length > 0) boards.set(boardId, nodes.set(node, { seats, at: now() }))
      else if (nodes.delete(node) && nodes.size === 0) boards.delete(boardId)
    },
    online: (boardId) => {
      const present = new Set<SeatId>()
      const nodes = boards.get(boardId)
      for (const [node, { seats, at }] of nodes ?? []) {
        if (node === own || now() - at < believedMs) seats.forEach((seat) => present.add(seat))
        else nodes?.delete(node)
      }
      return present
    },
  }
}
